# SPDX-License-Identifier: GPL-3.0-or-later
"""The headless verbs; `command_line` runs them. The entrance knows their names alone."""

VERBS = (
    *("info", "convert", "repair", "clean", "join", "part", "check"),
    *("publish", "chapters", "doubt", "align", "transcribe", "formats"),
)
"""Names on the command line; a word that is none of these is a file for the window."""
