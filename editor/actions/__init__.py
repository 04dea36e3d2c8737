# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of contents of the program: every command, and the menus they stand in."""
