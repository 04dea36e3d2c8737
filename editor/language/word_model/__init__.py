# SPDX-License-Identifier: GPL-3.0-or-later
"""How well a Chinese line reads, without its sound: see docs/terms.md."""
