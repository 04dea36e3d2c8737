# SPDX-License-Identifier: GPL-3.0-or-later
"""How densely rows are set."""

from __future__ import annotations

from editor.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Density:
    """How densely rows are set.

    Attributes:
        padding: Space above and below a row's text, in logical pixels.
        scale: Size of the text, relative to the size that is set.
    """

    padding: int
    scale: float = 1


DENSITIES = {"compact": Density(1, 0.8), "normal": Density(4), "roomy": Density(9)}
"""By the choices of the setting."""

SMALLEST = 9.0
"""Minimum text size in points: 12 px at the usual 96 dpi."""
