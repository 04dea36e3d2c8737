# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import av
import numpy as np
import pytest

from editor.media.scaling import Scaler


def picture(width: int, height: int, colour: tuple[int, int, int] = (200, 30, 60)) -> av.VideoFrame:
    values = np.zeros((height, width, 3), np.uint8)
    values[:] = colour
    return av.VideoFrame.from_ndarray(values, "rgb24")


@pytest.mark.parametrize(
    ("recorded", "aspect", "box", "size"),
    [
        ((320, 180), 1.0, (160, 160), (160, 90)),
        ((320, 180), 1.0, (1000, 90), (160, 90)),
        ((320, 180), 1.0, (1000, 1000), (320, 180)),  # no larger than it was recorded
        ((320, 180), 2.0, (1000, 1000), (640, 180)),  # wide pixels
        ((320, 180), 1.0, (1, 1), (1, 1)),
    ],
)
def test_it_fits_the_box_in_its_own_proportions(
    recorded: tuple[int, int], aspect: float, box: tuple[int, int], size: tuple[int, int]
) -> None:
    image = Scaler(aspect).image(picture(*recorded), box)
    assert (image.width(), image.height()) == size


def test_colours_stay() -> None:
    image = Scaler(1.0).image(picture(64, 64), (32, 32))
    colour = image.pixelColor(16, 16)
    assert (colour.red(), colour.green(), colour.blue()) == pytest.approx((200, 30, 60), abs=3)
