# SPDX-License-Identifier: GPL-3.0-or-later
"""The video picture with the current cue as caption."""
