# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks against the limits of a platform or style guide, with fixes where they are obvious."""
