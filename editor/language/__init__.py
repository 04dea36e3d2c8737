# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese text: scripts now; words, terms and clean-up in later parts."""
