# SPDX-License-Identifier: GPL-3.0-or-later
"""The second pair of ears: how well the text that stands there fits the sound."""
