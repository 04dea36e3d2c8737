# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import sys
import threading
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor.media import libvlc
from editor.media.vlc_watch import VlcWatch
from tests.movies import PERIOD, make_movie, marked_corners, number, turn
from tests.program import python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[3]
STEADY = [count * 40 for count in range(250)]

pytestmark = pytest.mark.skipif(
    libvlc.missing() is not None, reason="there is no libVLC on this machine"
)


@pytest.fixture(scope="module")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("watch")
    return make_movie(folder / "电影 #1.mp4", STEADY, size=(128, 96), sound=True)


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[VlcWatch]:  # noqa: ARG001 - there must be a QApplication
    watch = VlcWatch()
    yield watch
    watch.close()


@pytest.fixture
def frames(watch: VlcWatch) -> list[QImage]:
    seen: list[QImage] = []
    watch.frame.connect(seen.append)
    return seen


def test_frames_come_in_order_and_are_the_right_ones(
    qtbot: QtBot, watch: VlcWatch, frames: list[QImage], movie: Path
) -> None:
    watch.open(movie)
    watch.play(0)
    assert watch.playing
    qtbot.waitUntil(lambda: len(frames) >= 25)
    seen = [number(image) for image in frames[:25]]
    assert seen == sorted(seen)
    assert seen[0] < 10
    assert len(set(seen)) > 15
    assert frames[0].size().toTuple() == (128, 96)


def test_the_position_goes_on_and_never_back(
    qtbot: QtBot, watch: VlcWatch, frames: list[QImage], movie: Path
) -> None:
    places: list[tuple[int, int]] = []
    watch.frame.connect(lambda image: places.append((watch.position, number(image))))
    watch.open(movie)
    watch.play(2_000)
    qtbot.waitUntil(lambda: len(frames) >= 40)
    positions = [position for position, _ in places]
    assert positions == sorted(positions)
    assert 2_000 <= positions[0] < 2_600
    assert len(set(positions)) > 30
    # Where the picture is, the position is: libVLC's readings are coarse.
    assert abs(positions[-1] // 40 % PERIOD - places[-1][1]) < 15


def test_pause_holds_and_play_goes_on(
    qtbot: QtBot, watch: VlcWatch, frames: list[QImage], movie: Path
) -> None:
    watch.open(movie)
    watch.play(1_000)
    qtbot.waitUntil(lambda: len(frames) >= 10)
    with qtbot.waitSignal(watch.state_changed):
        watch.pause()
    assert not watch.playing
    held = watch.position
    with pytest.raises(qtbot.TimeoutError), qtbot.waitSignals([watch.frame] * 4, timeout=400):
        pass
    assert watch.position == held
    count = len(frames)
    watch.play(held)
    qtbot.waitUntil(lambda: len(frames) > count + 10)
    assert watch.position > held


def test_paused_before_libvlc_is_ready(qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    watch.open(movie)
    watch.play(1_000)
    watch.pause()
    with pytest.raises(qtbot.TimeoutError), qtbot.waitSignals([watch.frame] * 8, timeout=900):
        pass
    assert (watch.playing, watch.position) == (False, 1_000)


@pytest.mark.parametrize("playing", [True, False])
def test_a_seek_lands_near(
    qtbot: QtBot,
    watch: VlcWatch,
    frames: list[QImage],
    movie: Path,
    playing: bool,  # noqa: FBT001
) -> None:
    watch.open(movie)
    watch.play(0)
    qtbot.waitUntil(lambda: len(frames) >= 5)
    if not playing:
        watch.pause()
    watch.seek(5_000)
    assert 5_000 <= watch.position < 5_100
    # The pictures of the second around 5 s are 112 to 138: at 40 ms each, modulo 50.
    qtbot.waitUntil(lambda: 12 <= number(frames[-1]) <= 38)
    assert watch.playing == playing


def test_a_seek_before_it_is_ready(
    qtbot: QtBot, watch: VlcWatch, frames: list[QImage], movie: Path
) -> None:
    watch.open(movie)
    watch.play(0)
    watch.seek(8_000)
    with qtbot.waitSignal(watch.ended, timeout=6_000):
        pass
    assert len(frames) < 100


def test_it_ends_and_plays_again(
    qtbot: QtBot, watch: VlcWatch, frames: list[QImage], movie: Path
) -> None:
    watch.open(movie)
    with qtbot.waitSignal(watch.ended, timeout=8_000):
        watch.play(9_000)
    assert not watch.playing
    assert 9_500 < watch.position < 11_000
    frames.clear()
    watch.play(1_000)
    qtbot.waitUntil(lambda: len(frames) > 5)
    assert watch.playing


def test_closed_by_who_hears_that_it_ended(qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    watch.ended.connect(watch.close)
    watch.open(movie)
    with qtbot.waitSignal(watch.ended, timeout=8_000):
        watch.play(9_500)
    assert not watch.playing


def test_twice_as_fast(qtbot: QtBot, watch: VlcWatch, frames: list[QImage], movie: Path) -> None:
    watch.open(movie)
    watch.set_rate(2.0)
    watch.play(0)
    qtbot.waitUntil(lambda: watch.position > 3_000, timeout=8_000)
    assert frames


def test_sound_alone(qtbot: QtBot, watch: VlcWatch, frames: list[QImage]) -> None:
    watch.open(ROOT / "resources" / "sample" / "sample.ogg")
    watch.play(3_000)
    qtbot.waitUntil(lambda: watch.position > 3_500)
    watch.pause()
    assert frames == []


def test_pixels_that_are_not_square(
    qtbot: QtBot, watch: VlcWatch, frames: list[QImage], tmp_path: Path
) -> None:
    watch.open(make_movie(tmp_path / "a.mkv", STEADY[:50], size=(64, 64), aspect=Fraction(2)))
    watch.play(0)
    qtbot.waitUntil(lambda: len(frames) > 1)
    assert frames[0].size().toTuple() == (128, 64)


def test_a_film_of_a_phone_held_upright(
    qtbot: QtBot, watch: VlcWatch, frames: list[QImage], tmp_path: Path
) -> None:
    watch.open(turn(make_movie(tmp_path / "a.mp4", STEADY[:50], size=(128, 96))))
    watch.play(0)
    qtbot.waitUntil(lambda: len(frames) > 1)
    assert frames[0].size().toTuple() == (96, 128)
    assert marked_corners(frames[0]) == ["top right"]


@pytest.mark.parametrize("content", [None, b"no medium"])
def test_what_can_not_be_played_fails_later(
    qtbot: QtBot, watch: VlcWatch, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "a.mp4"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(watch.failed) as failed:
        watch.open(path)
        watch.play(0)
    assert not watch.playing
    assert str(path) in failed.args[0].text


def test_twenty_rounds(qtbot: QtBot, movie: Path) -> None:
    for round_ in range(20):
        watch = VlcWatch()
        frames: list[QImage] = []
        watch.frame.connect(frames.append)
        watch.open(movie)
        watch.play(round_ * 100)
        if round_ % 2:
            qtbot.waitUntil(lambda: len(frames) > 1)  # noqa: B023 - done before the next turn
        watch.close()
        seen = len(frames)
        qtbot.wait(5)
        assert len(frames) == seen


def opening(_qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    watch.open(movie)
    watch.play(0)


def playing(qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    opening(qtbot, watch, movie)
    with qtbot.waitSignal(watch.frame):
        pass


def seeking(qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    playing(qtbot, watch, movie)
    watch.seek(7_000)


def just_held(qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    playing(qtbot, watch, movie)
    watch.pause()


def held(qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    just_held(qtbot, watch, movie)
    with pytest.raises(qtbot.TimeoutError), qtbot.waitSignals([watch.frame] * 9, timeout=350):
        pass


def ended(qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    watch.open(movie)
    with qtbot.waitSignal(watch.ended, timeout=8_000):
        watch.play(9_900)


def failed(qtbot: QtBot, watch: VlcWatch, movie: Path) -> None:
    watch.open(movie.with_name("nowhere.mp4"))
    with qtbot.waitSignal(watch.failed):
        watch.play(0)


@pytest.mark.parametrize("state", [opening, playing, seeking, just_held, held, ended, failed])
def test_closed_in_any_state_it_lets_go_at_once(
    qtbot: QtBot, movie: Path, state: Callable[[QtBot, VlcWatch, Path], None]
) -> None:
    for _ in range(3):
        watch = VlcWatch()
        state(qtbot, watch, movie)
        watch.close()
        # What ends libVLC was waited for: were it still there, it would hang.
        assert "libVLC ends" not in {thread.name for thread in threading.enumerate()}
        assert not watch.playing


def test_without_libvlc_there_is_a_reason() -> None:
    ask = "from editor.media import libvlc; print(libvlc.missing())"
    done = python(ask, PYTHON_VLC_LIB_PATH="/nowhere/libvlc.so")
    assert done.stdout == "libVLC was not found; Jiaozi uses its own player instead.\n"
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="how it is looked for on Linux")
def test_a_system_without_libvlc_has_none() -> None:
    """`vlc` then loads the program itself as if that were it."""
    code = (
        "import ctypes, ctypes.util; ctypes.util.find_library = lambda name: None; "
        "from editor.media import libvlc; print(libvlc.missing())"
    )
    assert python(code).stdout == "libVLC was not found; Jiaozi uses its own player instead.\n"
