# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese text: scripts, words, pinyin and replacing."""
