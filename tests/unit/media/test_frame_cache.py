# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from PySide6.QtGui import QImage

from editor.media.frame_cache import AHEAD, FrameCache, Ready

FRAME = 40_000
"""µs that a picture is shown at 25 a second."""


def ready(number: int, width: int = 16) -> Ready:
    image = QImage(width, 16, QImage.Format.Format_RGB32)
    return Ready(number * FRAME, (number + 1) * FRAME, image)


def kept(cache: FrameCache, numbers: range) -> list[int]:
    return [number for number in numbers if cache.at(number * FRAME) is not None]


def test_a_picture_is_found_from_its_first_moment_to_its_last() -> None:
    cache = FrameCache()
    third = ready(3)
    cache.add(third)
    assert cache.at(3 * FRAME - 1) is None
    assert cache.at(3 * FRAME) is cache.at(4 * FRAME - 1) is third
    assert cache.at(4 * FRAME) is None


def test_the_last_ones_are_kept() -> None:
    cache = FrameCache()
    cache.remember(10_000 * FRAME)
    for number in range(20):
        cache.add(ready(number))
    assert kept(cache, range(20)) == list(range(19 - AHEAD, 20))


def test_the_first_second_of_what_plays_is_kept_until_something_else_does() -> None:
    cache = FrameCache()
    cache.remember(100 * FRAME)
    for number in range(100, 160):
        cache.add(ready(number))
    assert kept(cache, range(100, 160)) == [*range(100, 125), *range(159 - AHEAD, 160)]
    cache.remember(120 * FRAME)
    assert kept(cache, range(100, 160)) == [*range(120, 125), *range(159 - AHEAD, 160)]
    cache.clear()
    assert kept(cache, range(100, 160)) == []


def test_large_pictures_are_kept_for_48_mb() -> None:
    cache = FrameCache()
    cache.remember(0)
    for number in range(20):
        cache.add(ready(number, width=1 << 17))  # 8 MB each
    assert kept(cache, range(15)) == list(range(6))
