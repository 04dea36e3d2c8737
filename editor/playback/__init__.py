# SPDX-License-Identifier: GPL-3.0-or-later
"""Playback: the open medium, the sound device, the player and the pictures."""
