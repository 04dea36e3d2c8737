# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: Qt widgets, and nothing that could be known without them."""
