# SPDX-License-Identifier: GPL-3.0-or-later
"""Time repair: clocks that restart, and what to add to each stretch of them."""
