# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import random
from itertools import count
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from editor.media.container import opened
from editor.media.frame_decoder import FrameDecoder, Still
from tests.movies import make_movie

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

STEADY = [count * 40 for count in range(300)]
SLIDES = [0, 33, 1_500, 1_520, 1_560, 1_600, 6_000, 6_017, 6_033, 6_050, 9_000, 9_040]


def always() -> bool:
    return True


def turns(number: int) -> Callable[[], bool]:
    """Whether it was asked less than `number` times."""
    asked = count()
    return lambda: next(asked) < number


def unreferred(path: Path) -> set[int]:
    """The times in ms of an MP4's H.264 pictures that say that no other refers to them."""
    found = set()
    with av.open(str(path)) as container:
        for packet in container.demux(video=0):
            content = bytes(packet)
            if not content or packet.pts is None or packet.time_base is None:
                continue
            at = 0
            while content[at + 4] & 31 > 5:  # not a picture's slice
                at += 4 + int.from_bytes(content[at : at + 4], "big")
            if not content[at + 4] >> 5 & 3:
                found.add(round(packet.pts * packet.time_base * 1000))
    return found


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
@pytest.mark.parametrize("wanted", [9_920, 9_960, 10_000, 10_040])
def test_on_the_way_forward_nothing_is_decoded_twice(
    tmp_path: Path, ending: str, wanted: int
) -> None:
    # Where a keyframe comes: it is decoded before the two pictures that it follows.
    with opened(str(make_movie(tmp_path / f"a.{ending}", STEADY))) as container:
        decoder = FrameDecoder(container)
        decoder.at(5_000_000, always)
        passed: list[Still] = []
        found = decoder.at(wanted * 1000, always, passed.append)
        assert found is not None
        assert abs(found.time - wanted * 1000) < 1000
        assert min(still.time for still in passed) > 5_000_000


def test_on_a_long_way_what_nothing_refers_to_is_left_out(tmp_path: Path) -> None:
    film = make_movie(tmp_path / "a.mp4", STEADY[:240], codec="libx264")
    with opened(str(film)) as container:
        decoder = FrameDecoder(container)
        passed: list[Still] = []
        decoder.at(9_000_000, always, passed.append, hurried=True)
        seen = {still.time // 1000 for still in passed}
    idle = unreferred(film)
    assert len(idle) > 60
    way, near = set(STEADY[1:222]), set(range(8_880, 9_041, 40))
    assert seen & way == way - idle
    assert near <= seen


@pytest.mark.parametrize("times", [STEADY[:270], SLIDES], ids=["steady", "slides"])
@pytest.mark.parametrize("ending", ["mp4", "mkv", "ts"])
def test_every_pixel_is_right_whatever_the_way(
    tmp_path: Path, ending: str, times: Sequence[int]
) -> None:
    film = make_movie(tmp_path / f"a.{ending}", times, codec="libx264")
    with opened(str(film)) as container:
        right = [frame.to_ndarray() for frame in container.decode(video=0)]
    assert len(right) == len(times)
    chance = random.Random(906)  # noqa: S311 - no secret
    with opened(str(film)) as container:
        decoder = FrameDecoder(container)
        for _ in range(60):
            which = chance.randrange(len(times))
            wanted = turns(chance.choice((5, 60, 1000)))
            hurried = chance.random() < 0.7
            still = decoder.at(times[which] * 1000 + 900, wanted, hurried=hurried)
            if still is not None:
                assert np.array_equal(still.frame.to_ndarray(), right[which])
        still = decoder.at(60_000_000, always, hurried=True)
        assert still is not None
        assert np.array_equal(still.frame.to_ndarray(), right[-1])


def test_behind_the_last_picture_nothing_is_decoded_again(tmp_path: Path) -> None:
    film = make_movie(tmp_path / "a.mp4", STEADY[:100], codec="libx264")
    with opened(str(film)) as container:
        decoder = FrameDecoder(container)
        stands = [decoder.at(ms * 1000, always, hurried=True) for ms in (500, 3_960, 4_500)]
        passed: list[Still] = []
        stands += [
            decoder.at(ms * 1000, always, passed.append, hurried=True) for ms in (6_000, 9_000)
        ]
    assert [still.time // 1000 for still in stands if still] == [480, 3_960, 3_960, 3_960, 3_960]
    assert passed == []


@pytest.mark.parametrize("ending", ["mp4", "ts"])
def test_a_goal_that_moves_on_is_followed_without_starting_over(
    tmp_path: Path, ending: str
) -> None:
    with opened(str(make_movie(tmp_path / f"a.{ending}", STEADY, codec="libx264"))) as container:
        decoder = FrameDecoder(container)
        passed: list[Still] = []
        for ms in range(8_000, 8_200, 40):
            decoder.at(ms * 1000, turns(30), passed.append, hurried=True)
        found = decoder.at(8_200_000, always, passed.append, hurried=True)
    assert found is not None
    assert found.time // 1000 == 8_200
    times = [still.time for still in passed[1:]]
    assert times == sorted(set(times))
