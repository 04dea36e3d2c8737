# SPDX-License-Identifier: GPL-3.0-or-later
"""Time repair: finds out how a broken clock is to be read, and corrects the cues' times.

`diagnosis` is the entry point. How the parts work together, and where their figures come
from: docs/repair.md.
"""
