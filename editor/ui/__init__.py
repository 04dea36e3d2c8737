# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: Qt widgets, and no logic that could live without them."""
