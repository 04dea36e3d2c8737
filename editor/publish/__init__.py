# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes to an upload site: the files, what the site would object to, and the chapters."""
