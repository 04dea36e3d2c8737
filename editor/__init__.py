# SPDX-License-Identifier: GPL-3.0-or-later
"""Jiaozi 校字: the subtitle editor for people who correct machine transcripts."""

__version__ = "0.6.0"
