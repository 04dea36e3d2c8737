# SPDX-License-Identifier: GPL-3.0-or-later
"""The waveform with the cues on it."""
