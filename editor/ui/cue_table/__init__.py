# SPDX-License-Identifier: GPL-3.0-or-later
"""The cue table: rows painted from the document, with an editor. `table.CueTable` is the widget."""
