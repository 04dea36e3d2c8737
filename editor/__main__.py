# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's entrance: a headless verb goes to `cli`; the window comes with a later part."""

from __future__ import annotations

import sys

from editor.cli import main

if __name__ == "__main__":
    sys.exit(main())
