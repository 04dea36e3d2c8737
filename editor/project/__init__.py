# SPDX-License-Identifier: GPL-3.0-or-later
"""Persistence: session journals, the session store and project files."""
