# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import random
import threading
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from editor.media.pictures import Pictures
from tests.movies import PERIOD, begin_later, make_movie, marked_corners, number, turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

STEADY = [count * 40 for count in range(600)]


class Viewer:
    """Pictures of a file, and what came of them."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self._qtbot = qtbot
        self.pictures = Pictures(str(path))
        self.shown: list[tuple[QImage, int]] = []
        # Of no QObject: nothing tells Qt which thread it belongs to.
        self.pictures.shown.connect(self._take)

    def look(self, ms: int) -> QImage:
        """The picture at `ms`, which must be another one than before."""
        self.pictures.request(ms)
        self._qtbot.waitUntil(lambda: bool(self.shown) and self.shown[-1][1] == ms)
        return self.shown[-1][0]

    def _take(self, image: QImage, ms: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.shown.append((image, ms))


if TYPE_CHECKING:
    View = Callable[[Path], Viewer]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[Callable[[Path], Viewer]]:
    viewers: list[Viewer] = []

    def opened(path: Path) -> Viewer:
        viewers.append(Viewer(qtbot, path))
        return viewers[-1]

    yield opened
    for viewer in viewers:
        viewer.pictures.close()


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_movie(tmp_path_factory.mktemp("steady") / "电影 1.mp4", STEADY)


def numbers(times: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """The numbers of the last pictures that came by then, as far as they can be told."""
    return [max(i for i, time in enumerate(times) if time <= ms) % PERIOD for ms in wanted]


@pytest.mark.parametrize("ending", ["mp4", "mkv", "ts", "avi"])
def test_the_picture_is_exact_wherever_one_goes(tmp_path: Path, view: View, ending: str) -> None:
    viewer = view(make_movie(tmp_path / f"a.{ending}", STEADY[:300]))
    wanted = random.Random(7).sample(range(0, 12_000, 40), 40)  # noqa: S311 - no secret
    assert [number(viewer.look(ms)) for ms in wanted] == numbers(STEADY, wanted)


def test_h264_with_one_keyframe(tmp_path: Path, view: View) -> None:
    viewer = view(make_movie(tmp_path / "a.mp4", STEADY[:240], codec="libx264"))
    wanted = (9_000, 40, 9_599, 5_001, 4_999, 0)
    assert [number(viewer.look(ms)) for ms in wanted] == numbers(STEADY, wanted)


def test_a_picture_stands_to_the_last_millisecond(steady: Path, view: View) -> None:
    viewer = view(steady)
    wanted = (79, 80, 39, 10_040, 10_039, 23_960, 23_959)
    assert [number(viewer.look(ms)) for ms in wanted] == [1, 2, 0, 1, 0, 49, 48]


def test_far_from_a_keyframe_something_is_seen_first(tmp_path: Path, view: View) -> None:
    # So large that two hundred of them take longer to decode than one likes to wait.
    times = STEADY[:240]
    viewer = view(make_movie(tmp_path / "a.mp4", times, size=(1920, 1080)))
    assert number(viewer.look(9_200)) == 230 % PERIOD
    (first, ms), (right, asked) = viewer.shown[0], viewer.shown[-1]
    assert (asked, number(right)) == (9_200, 230 % PERIOD)
    assert ms < 9_200
    assert number(first) == ms // 40 % PERIOD


def test_pictures_in_a_row_as_a_clock_asks_for_them(steady: Path, view: View) -> None:
    viewer = view(steady)
    wanted = range(0, 6_000, 40)
    assert [number(viewer.look(ms)) for ms in wanted] == numbers(STEADY, wanted)


def test_after_the_end_the_last_picture_stands(steady: Path, view: View) -> None:
    viewer = view(steady)
    assert number(viewer.look(90_000)) == 599 % PERIOD
    assert number(viewer.look(40)) == 1


def test_pictures_that_come_when_they_like(tmp_path: Path, view: View) -> None:
    times = [0, 33, 1_500, 1_520, 6_000, 6_017, 6_033, 9_000]
    viewer = view(make_movie(tmp_path / "slides.mkv", times))
    wanted = (5_999, 32, 6_016, 1_499, 6_032, 9_500, 1_519)
    assert [number(viewer.look(ms)) for ms in wanted] == numbers(times, wanted)


@pytest.mark.parametrize("ending", ["ts", "mkv"])
def test_a_clock_that_does_not_begin_at_0(tmp_path: Path, view: View, ending: str) -> None:
    viewer = view(make_movie(tmp_path / f"a.{ending}", STEADY[:200], begin=100_000))
    wanted = (7_000, 0, 3_999, 4_000)
    assert [number(viewer.look(ms)) for ms in wanted] == numbers(STEADY, wanted)


def test_pictures_that_begin_after_the_sound(tmp_path: Path, view: View) -> None:
    times = [time + 2_000 for time in STEADY[:50]]
    viewer = view(make_movie(tmp_path / "a.mkv", times, sound=True))
    assert number(viewer.look(0)) == 0
    assert number(viewer.look(2_039 + 40)) == 1
    assert viewer.pictures.step(2_050, -1) == 2_000


def test_only_the_latest_request_counts(steady: Path, view: View) -> None:
    viewer = view(steady)
    for ms in range(0, 24_000, 40):
        viewer.pictures.request(ms)
    assert number(viewer.look(10_000)) == 0
    assert len(viewer.shown) < 100


def test_what_is_played_again_begins_without_being_decoded_again(
    tmp_path: Path, view: View
) -> None:
    film = make_movie(tmp_path / "a.mp4", STEADY[:240], codec="libx264")
    viewer = view(film)
    viewer.look(8_000)
    viewer.pictures.remember(8_000)
    second = range(8_000, 9_000, 40)
    for ms in second[1:]:
        viewer.look(ms)
    viewer.look(400)
    with film.open("r+b") as file:
        file.truncate(0)
    assert [number(viewer.look(ms)) for ms in second] == numbers(STEADY, second)


def test_a_picture_that_stands_is_not_shown_again(steady: Path, view: View) -> None:
    viewer = view(steady)
    viewer.look(400)
    for ms in (410, 420, 439):
        viewer.pictures.request(ms)
    viewer.look(440)
    assert [ms for _, ms in viewer.shown] == [400, 440]


@pytest.mark.parametrize(
    ("box", "size"),
    [((32, 400), (32, 24)), ((400, 12), (16, 12)), ((400, 400), (64, 48)), ((0, 0), (1, 1))],
)
def test_the_size_keeps_proportions_and_does_not_grow(
    steady: Path, view: View, box: tuple[int, int], size: tuple[int, int]
) -> None:
    viewer = view(steady)
    viewer.pictures.set_size(*box)
    assert viewer.look(0).size().toTuple() == size


def test_another_size_shows_the_same_picture_again(steady: Path, view: View) -> None:
    viewer = view(steady)
    viewer.look(400)
    viewer.pictures.set_size(32, 32)
    viewer.pictures.request(400)
    # One of the old size may still be on its way.
    viewer._qtbot.waitUntil(lambda: viewer.shown[-1][0].width() == 32)  # noqa: SLF001 - the test's own
    assert {ms for _, ms in viewer.shown} == {400}


def test_pixels_that_are_not_square(tmp_path: Path, view: View) -> None:
    viewer = view(make_movie(tmp_path / "a.mkv", STEADY[:5], aspect=Fraction(2)))
    assert viewer.look(0).size().toTuple() == (128, 48)


def test_a_film_of_a_phone_held_upright(tmp_path: Path, view: View) -> None:
    viewer = view(turn(make_movie(tmp_path / "a.mp4", STEADY[:5])))
    image = viewer.look(80)
    assert (number(image), image.size().toTuple()) == (2, (48, 64))
    assert marked_corners(image) == ["top right"]
    viewer.pictures.set_size(24, 640)
    assert viewer.look(120).size().toTuple() == (24, 32)


def test_a_turned_film_with_one_keyframe(tmp_path: Path, view: View) -> None:
    viewer = view(turn(make_movie(tmp_path / "a.mp4", STEADY[:240], codec="libx264")))
    wanted = (9_000, 40, 9_599, 5_001, 4_999, 0)
    images = [viewer.look(ms) for ms in wanted]
    assert list(map(number, images)) == numbers(STEADY, wanted)
    assert {tuple(marked_corners(image)) for image in images} == {("top right",)}


@pytest.mark.parametrize("codec", ["mpeg4", "libx264"])
def test_an_edit_list_leaves_pictures_out(tmp_path: Path, view: View, codec: str) -> None:
    # The first picture that is seen is in the middle of what belongs to a keyframe.
    viewer = view(begin_later(make_movie(tmp_path / "a.mp4", STEADY[:300], codec=codec), 800))
    wanted = (0, 7_000, 39, 40, 9_200, 9_160, 120, 11_199, 0)
    assert [number(viewer.look(ms)) for ms in wanted] == [(20 + ms // 40) % PERIOD for ms in wanted]
    assert viewer.pictures.step(0, 1) == 40
    assert viewer.pictures.step(0, -1) == 0


def test_steps_back_across_a_keyframe(tmp_path: Path, qtbot: QtBot, view: View) -> None:
    chance = random.Random(906)  # noqa: S311 - no secret
    times = [0]
    while len(times) < 300:  # there is a keyframe at the 250th or soon after
        times.append(times[-1] + chance.choice((17, 33, 40, 100)))
    viewer = view(make_movie(tmp_path / "a.mkv", times))
    step = viewer.pictures.step
    at, seen = 253, [number(viewer.look(times[253]))]
    while at > 246:
        at -= 1
        before = times[at + 1]
        qtbot.waitUntil(lambda: step(before, -1) == times[at])  # noqa: B023 - at once
        seen.append(number(viewer.look(times[at])))
    assert seen == [which % PERIOD for which in range(253, 245, -1)]
    assert step(times[246], 5) == times[251]


def test_steps_between_known_pictures(tmp_path: Path, view: View) -> None:
    times = [0, 33, 1_500, 1_520, 6_000, 6_017, 6_033]
    viewer = view(make_movie(tmp_path / "slides.mkv", times))
    viewer.look(6_020)
    step = viewer.pictures.step
    stepped = [step(6_020, count) for count in (1, 0, -1, -2, -3)]
    assert stepped == [6_033, 6_017, 6_000, 1_520, 1_500]
    assert step(40, -5) == 0


@pytest.mark.parametrize("rate", [Fraction(30_000, 1001), Fraction(24), Fraction(60)])
def test_stepping_through_goes_picture_by_picture(
    tmp_path: Path, view: View, rate: Fraction
) -> None:
    # mkv rounds its times to ms.
    times = [round(n * 1000 / rate) for n in range(100)]
    viewer = view(make_movie(tmp_path / "a.mkv", times, rate=rate))
    ms, seen = 0, [number(viewer.look(0))]
    for _ in range(60):
        ms = viewer.pictures.step(ms, 1)
        seen.append(number(viewer.look(ms)))
    for _ in range(60):
        ms = viewer.pictures.step(ms, -1)
        seen.append(number(viewer.look(ms)))
    there = [n % PERIOD for n in range(61)]
    assert seen == there + there[-2::-1]


def test_nothing_comes_after_close(steady: Path, qtbot: QtBot) -> None:
    viewer = Viewer(qtbot, steady)
    viewer.look(0)
    before = threading.active_count()
    viewer.pictures.request(20_000)
    viewer.pictures.close()
    assert threading.active_count() == before - 1
    with qtbot.waitSignal(_soon(viewer.pictures).timeout):
        pass
    assert len(viewer.shown) == 1


def _soon(parent: Pictures) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=50)
    timer.start()
    return timer


def test_a_damaged_file_shows_what_can_be_read(steady: Path, tmp_path: Path, view: View) -> None:
    content = bytearray(steady.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 600] = bytes(600)
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(content)
    viewer = view(damaged)
    assert number(viewer.look(400)) == 10
    viewer.pictures.request(8_000)
    assert number(viewer.look(23_000)) == 575 % PERIOD


def test_a_file_that_goes_away_keeps_its_last_picture(
    steady: Path, tmp_path: Path, view: View
) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(steady.read_bytes())
    viewer = view(copy)
    viewer.look(400)
    with copy.open("r+b") as file:
        file.truncate(0)
    for ms in (12_000, 22_000, 0):
        viewer.pictures.request(ms)
    viewer.pictures.close()
    assert all(not image.isNull() for image, _ in viewer.shown)


@pytest.mark.parametrize("content", [None, b"", b"no video at all"])
def test_what_is_no_video_shows_nothing(
    tmp_path: Path, qtbot: QtBot, content: bytes | None
) -> None:
    path = tmp_path / "a.mp4"
    if content is not None:
        path.write_bytes(content)
    viewer = Viewer(qtbot, path)
    viewer.pictures.request(0)
    assert viewer.pictures.step(400, 1) == 440
    viewer.pictures.close()
    assert viewer.shown == []


def test_a_song_with_a_cover_has_no_pictures(view: View) -> None:
    viewer = view(Path(__file__).parents[3] / "resources" / "sample" / "sample.ogg")
    viewer.pictures.request(0)
    viewer.pictures.close()
    assert viewer.shown == []
