# SPDX-License-Identifier: GPL-3.0-or-later
"""Playback volume: level, mute, and amplification with soft clipping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from editor.media.pcm import Samples

LOUDEST = 200
"""Greatest level in per cent: amplified by 12 dB."""

_KNEE = 0.7
"""Share of full scale where soft clipping begins."""


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
        """The device's share of it, which takes effect at once: a factor of 0 to 1."""
        return 0.0 if self.muted else min(1.0, self._factor)

    @property
    def boost(self) -> float:
        """The samples' share, since no device amplifies: a factor of 1 to 4."""
        return max(1.0, self._factor)

    @property
    def _factor(self) -> float:
        # Squared, so that equal steps sound about equal.
        return (self.level / 100) ** 2


def boosted(samples: Samples, factor: float) -> Samples:
    """Samples amplified by `factor`, with soft clipping (tanh) near full scale."""
    import numpy as np

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
