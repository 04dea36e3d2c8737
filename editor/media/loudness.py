# SPDX-License-Identifier: GPL-3.0-or-later
"""How loud something is played."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from editor.media.pcm import Samples

LOUDEST = 200
"""Per cent of loudness, which are 12 dB more than was recorded."""

_KNEE = 0.7
"""Share of the greatest value up to which a boosted sample is exact; above, it is bent."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """As the user set it.

    Attributes:
        level: Per cent, 0 to `LOUDEST`; 100 is as it was recorded.
        muted: Whether nothing is heard for now.
        levelled: Whether quiet speakers come up.
    """

    level: int = 100
    muted: bool = False
    levelled: bool = False

    @property
    def volume(self) -> float:
        """What the device does of it, at once: a factor of 0 to 1."""
        return 0.0 if self.muted else min(1.0, self._factor)

    @property
    def boost(self) -> float:
        """What must be done to the samples, since no device does it: a factor of 1 to 4."""
        return max(1.0, self._factor)

    @property
    def _factor(self) -> float:
        # The square: equal steps of it are heard as about equal.
        return (self.level / 100) ** 2


def boosted(samples: Samples, factor: float) -> Samples:
    """Louder; what would not fit is bent towards the greatest value, not cut off."""
    if factor <= 1.0 or not len(samples):
        return samples
    loud = samples * (factor / 32768)
    size = np.abs(loud)
    over = size > _KNEE
    room = 1.0 - _KNEE
    bent = _KNEE + room * np.tanh((size[over] - _KNEE) / room)
    loud[over] = np.copysign(bent, loud[over])
    result: Samples = np.rint(loud * 32767).astype(np.int16)
    return result
