# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's entrance: a verb goes to `cli`, anything else opens the window."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run what the command line asks for and return its exit code."""
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    from editor.cli import VERBS, main as headless  # noqa: PLC0415 - the verbs are quick to load

    if first in VERBS or first.startswith("-"):
        return headless(arguments)
    from editor import app  # noqa: PLC0415 - Qt is not, and the verbs must do without

    return app.main(arguments)


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a packaged program's children come in here
    sys.exit(main())
