# SPDX-License-Identifier: GPL-3.0-or-later
"""A video in the real window, for `pictures.py`: what is painted when.

Arguments: the video, its frames per second, the player (``own`` or ``libvlc``), and what to
measure (``all``, or ``play``: only what depends on a sound card). Prints a line of JSON, all
times in ms; see `_played`, `_jumped`, `_sought`, `_dragged` and `_ranges`.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from editor import app
from editor.media.vlc_player import VlcPlayer
from editor.project.places import places
from editor.settings import Settings
from tests.bench.pictures import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.playback.playback import Playback

_PLAYED = 4_000
_SEEKS = 6
_JUMPS = 4
_RANGES = 4
_PATIENCE = 2.5
_DRAG = 100

_ALLOWED = 40
"""Tolerated delay of a frame in ms, in addition to its duration."""

_TURN = 0.0005  # as `app.main` has it


class _Screen(QObject):
    """Records what is painted, as an event filter of the view."""

    def __init__(self, playback: Playback, fps: float) -> None:
        super().__init__()
        self._playback, self._stands = playback, 1000 / fps
        self._image = QImage()
        self.painted: list[tuple[float, int]] = []  # time in s, frame number
        playback.screen.picture.connect(self.take)

    def take(self, image: QImage) -> None:
        """Take the image that is painted next."""
        self._image = image

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Paint and not self._image.isNull():
            which = number(self._image)
            if not self.painted or self.painted[-1][1] != which:
                self.painted.append((time.perf_counter(), which))
        return False

    @property
    def time(self) -> float:
        """Start of the painted frame in ms of the video."""
        return self.painted[-1][1] * self._stands

    def error(self) -> float:
        """Position minus start of the painted frame, in ms; right from 0 to a frame's duration."""
        return self._playback.position - self.time

    def near(self) -> bool:
        """Whether the painted frame is within the tolerance."""
        return -1 <= self.error() <= self._stands + _ALLOWED

    def right(self) -> bool:
        """Whether the frame at the position is painted."""
        # Tolerance of 1 ms, because positions are whole ms.
        return bool(self.painted) and -1 <= self.error() < self._stands + 1


def _until(true: Callable[[], bool]) -> float:
    """Wait until a condition holds; the time it took in ms."""
    begin = time.perf_counter()
    while not true() and time.perf_counter() < begin + _PATIENCE:
        QTest.qWait(1)
    return (time.perf_counter() - begin) * 1000


def _played(playback: Playback, screen: _Screen, *, libvlc: bool) -> dict[str, object]:
    """The frame's error at each update during playback; and the process's share of a core."""
    errors: list[float] = []
    playback.moved.connect(lambda _: errors.append(screen.error()))
    if libvlc:
        playback.set_watching(True)
    else:
        playback.play_on(0)
    _until(lambda: playback.position > 1_000)
    errors.clear()
    begin, wall = time.process_time(), time.perf_counter()
    QTest.qWait(_PLAYED)
    load = (time.process_time() - begin) / (time.perf_counter() - wall)
    return {"errors": list(errors), "load": [load]}


def _jumped(playback: Playback, screen: _Screen) -> dict[str, object]:
    """For seeks during playback: the distance of the first frame near the target; the largest
    error after a second; and the time until the error is within the tolerance.
    """
    chance = random.Random(906)  # noqa: S311 - no secret
    landings: list[float] = []
    after: list[float] = []
    caught: list[float] = []
    for jump in range(_JUMPS):
        target = chance.randrange(1_000, 3_000) + jump % 2 * 7_000
        before = screen.time
        begin = time.perf_counter()
        playback.seek(target)
        _until(lambda: abs(screen.time - target) < abs(screen.time - before))  # noqa: B023
        landings.append(screen.time - target)
        errors: list[float] = []
        near = time.perf_counter() if screen.near() else None
        for _ in range(200):
            QTest.qWait(5)
            errors.append(abs(screen.error()))
            if near is None and screen.near():
                near = time.perf_counter()
        after.append(max(errors[40:]))
        if near is None:
            _until(screen.near)
            near = time.perf_counter()
        caught.append((near - begin) * 1000)
    return {"landings": landings, "after": after, "caught": caught}


def _sought(playback: Playback, screen: _Screen, length: int, *, libvlc: bool) -> dict[str, object]:
    """For seeks while paused: time to any other frame, and time to the correct one."""
    chance = random.Random(906)  # noqa: S311 - no secret
    any_: list[float] = []
    right: list[float] = []
    for _ in range(_SEEKS):
        count = len(screen.painted)
        begin = time.perf_counter()
        playback.seek(chance.randrange(length - 1_000))
        _until(lambda: len(screen.painted) > count or screen.right())  # noqa: B023 - at once
        any_.append((time.perf_counter() - begin) * 1000)
        if libvlc:
            QTest.qWait(500)  # it rarely shows the correct frame
        else:
            _until(screen.right)
        right.append((time.perf_counter() - begin) * 1000)
    return {"any": any_, "right": right}


def _dragged(playback: Playback, screen: _Screen, length: int) -> dict[str, object]:
    """How long each frame stays while the playhead is dragged."""
    playback.seek(0)
    QTest.qWait(1_000)
    count = len(screen.painted) - 1
    begin = time.perf_counter()
    for step in range(_DRAG):
        playback.seek(step * (length - 1_000) // _DRAG)
        QTest.qWait(16)
    times = [begin, *(when for when, _ in screen.painted[count + 1 :]), time.perf_counter()]
    return {"gaps": [1000 * (b - a) for a, b in pairwise(times)]}


def _ranges(playback: Playback, screen: _Screen, vlc: VlcPlayer | None) -> dict[str, object]:
    """For ranges of one second: how far after the range's end the last frame starts, and the
    largest error when the range is played again. `vlc`, if given, plays them.
    """
    player = playback if vlc is None else vlc
    play = playback.play_range if vlc is None else vlc.play
    ends: list[float] = []
    again: list[float] = []
    for turn in range(_RANGES):
        start = 1_510 + turn * 1_700
        if vlc is None:  # as when stepping from cue to cue
            playback.seek(start)
            _until(screen.right)
        play(start, start + 1_000)
        _until(lambda: not player.playing)
        QTest.qWait(400)
        ends.append(screen.time - start - 1_000)
        play(start, start + 1_000)
        QTest.qWait(50)
        errors = [0.0]
        while player.playing:
            errors.append(abs(player.position - screen.time))
            QTest.qWait(5)
        again.append(max(errors))
    return {"ends": ends, "again": again}


def main() -> None:
    """Play, jump, seek, drag, and play ranges."""
    film, fps, who, what = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4]
    libvlc = who == "libvlc"
    sys.setswitchinterval(_TURN)
    with tempfile.TemporaryDirectory() as home:
        where = places({"JIAOZI_HOME": home})
        settings = Settings(where.settings)
        application = app.application(settings)
        program = app.build(where, settings)
        program.window.show()
        transcript = Path(home) / "film.srt"
        transcript.write_text("1\n00:00:00,000 --> 00:00:20,000\n你好\n", "utf-8")
        app.begin(program, [transcript, film])
        playback = program.context.playback
        screen = _Screen(playback, fps)
        program.bench.video.installEventFilter(screen)
        _until(lambda: playback.screen.has_picture and program.context.medium.decoding is None)
        if _until(screen.right) > _PATIENCE * 1000:
            sys.exit("No picture is painted.")
        told = _played(playback, screen, libvlc=libvlc)
        if what == "all":
            told |= _jumped(playback, screen)
            playback.stop()
            QTest.qWait(500)
            length = program.context.medium.length or 0
            told |= _sought(playback, screen, length, libvlc=libvlc)
            told |= _dragged(playback, screen, length)
        playback.stop()
        if what == "all":
            playback.set_watching(False)
            vlc = VlcPlayer(film) if libvlc else None
            if vlc is not None:
                vlc.frame.connect(screen.take)
                vlc.frame.connect(program.bench.video.show_image)
            told |= _ranges(playback, screen, vlc)
            if vlc is not None:
                vlc.close()
        print(json.dumps(told))
        program.window.close()
        application.quit()


if __name__ == "__main__":
    main()
