# SPDX-License-Identifier: GPL-3.0-or-later
"""Styles of ASS: how a cue looks in one, and the dialog in which they are changed."""
