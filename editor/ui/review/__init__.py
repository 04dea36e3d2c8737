# SPDX-License-Identifier: GPL-3.0-or-later
"""The review that every bulk change goes through before anything is changed."""
