# SPDX-License-Identifier: GPL-3.0-or-later
"""Clean-up passes over a transcript, each as proposals with their reasons."""
