# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound and picture. Today: how long a medium is."""
