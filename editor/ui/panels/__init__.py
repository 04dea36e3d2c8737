# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels: widgets beside or below the table, shown on demand."""
