# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.media.container import opened
from editor.media.reel import Reel, Still
from tests.movies import make_movie

if TYPE_CHECKING:
    from pathlib import Path

STEADY = [count * 40 for count in range(300)]


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
@pytest.mark.parametrize("wanted", [9_920, 9_960, 10_000, 10_040])
def test_on_the_way_forward_nothing_is_decoded_twice(
    tmp_path: Path, ending: str, wanted: int
) -> None:
    # Where a keyframe comes: it is decoded before the two pictures that it follows.
    with opened(str(make_movie(tmp_path / f"a.{ending}", STEADY))) as container:
        reel = Reel(container)
        reel.at(5_000_000, lambda: True)
        passed: list[Still] = []
        found = reel.at(wanted * 1000, lambda: True, passed.append)
        assert found is not None
        assert abs(found.time - wanted * 1000) < 1000
        assert min(still.time for still in passed) > 5_000_000
