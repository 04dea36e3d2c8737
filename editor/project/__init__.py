# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of the work: a journal for each session, and which ones there are."""
