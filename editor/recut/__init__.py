# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows a medium that was edited again: sound is matched to sound, and cues go with it.

`matching.match` is the entry for two sounds, `following` for the cues. How it works, and how
well: docs/recut.md.
"""
