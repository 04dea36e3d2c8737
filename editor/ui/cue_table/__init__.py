# SPDX-License-Identifier: GPL-3.0-or-later
"""The cue table: a text document with a clock. `table.CueTable` is the door."""
