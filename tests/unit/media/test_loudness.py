# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import numpy as np
import pytest

from editor.media.loudness import LOUDEST, Loudness, boosted


@pytest.mark.parametrize(
    ("level", "volume", "boost"), [(0, 0, 1), (50, 0.25, 1), (100, 1, 1), (LOUDEST, 1, 4)]
)
def test_quieter_is_the_devices_part_and_louder_that_of_the_samples(
    level: int, volume: float, boost: float
) -> None:
    loudness = Loudness(level)
    assert (loudness.volume, loudness.boost) == (volume, boost)
    assert Loudness(level, muted=True).volume == 0


def test_what_would_not_fit_is_bent_and_stays_in_order() -> None:
    ramp = np.arange(-32768, 32768, dtype=np.int32).astype(np.int16)
    loud = boosted(ramp, 4.0).astype(int)
    assert (np.diff(loud) >= 0).all()
    assert loud[0] >= -32767
    assert loud[-1] <= 32767
    quiet = np.abs(ramp.astype(int)) < 32768 * 0.69 / 4
    assert np.abs(loud[quiet] - 4 * ramp.astype(int)[quiet]).max() <= 1
    assert boosted(ramp, 1.0) is ramp
