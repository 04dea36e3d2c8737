# SPDX-License-Identifier: GPL-3.0-or-later
"""What is heard and seen: the open medium, its sound, and who plays it."""
