# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture, and the caption over it."""
