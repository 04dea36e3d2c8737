# SPDX-License-Identifier: GPL-3.0-or-later
"""A text that was corrected elsewhere, brought home: aligned to the cues it was made from."""
