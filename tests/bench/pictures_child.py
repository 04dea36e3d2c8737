# SPDX-License-Identifier: GPL-3.0-or-later
"""A film in the real window, for `pictures.py`: what is painted when.

Arguments: the film, its pictures a second, and who plays: ``own`` or ``libvlc``. Prints a line
of JSON, all in ms: at each look while it plays, position less the begin of the painted picture;
and for seeks to random places how long until any other picture and until the right one was
painted, and, while the playhead is dragged along, how long each painted picture had stood.
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
from editor.project.places import places
from editor.settings import Settings
from tests.bench.pictures import BITS, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.playback import Playback

_PLAYED = 6_000
_SEEKS = 12
_PATIENCE = 3.0
_DRAG = 100


class _Screen(QObject):
    """What is painted: an event filter of the view."""

    def __init__(self, playback: Playback, fps: float) -> None:
        super().__init__()
        self._playback, self._stands = playback, 1000 / fps
        self._image = QImage()
        self.painted: list[tuple[float, int]] = []  # when, which
        playback.picture.connect(self._take)

    def _take(self, image: QImage) -> None:
        self._image = image

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Paint and not self._image.isNull():
            which = number(self._image)
            if not self.painted or self.painted[-1][1] != which:
                self.painted.append((time.perf_counter(), which))
        return False

    def error(self) -> float:
        """Position less the begin of the painted picture: 0 to one picture's length is right."""
        position, period = self._playback.position, self._stands * (1 << BITS)
        behind = (position - self.painted[-1][1] * self._stands) % period
        return behind - period if behind > period / 2 else behind

    def right(self) -> bool:
        """Whether the picture of the position is painted."""
        # To a ms: positions are whole ones.
        return bool(self.painted) and -1 <= self.error() < self._stands + 1


def _until(true: Callable[[], bool]) -> float:
    """ms until it was so."""
    begin = time.perf_counter()
    while not true() and time.perf_counter() < begin + _PATIENCE:
        QTest.qWait(1)
    return (time.perf_counter() - begin) * 1000


def _measured(playback: Playback, screen: _Screen, *, libvlc: bool) -> dict[str, object]:
    errors: list[float] = []
    playback.moved.connect(lambda _: errors.append(screen.error()))
    if libvlc:
        playback.set_watching(True)
    else:
        playback.play_on(0)
    _until(lambda: playback.position > 1_000)
    errors.clear()
    begin = time.process_time()
    wall = time.perf_counter()
    QTest.qWait(_PLAYED)
    load = (time.process_time() - begin) / (time.perf_counter() - wall)
    played = list(errors)
    playback.stop()
    QTest.qWait(500)
    length = playback.length or 0
    chance = random.Random(906)  # noqa: S311 - no secret
    any_: list[float] = []
    right: list[float] = []
    for _ in range(_SEEKS):
        count = len(screen.painted)
        begin = time.perf_counter()
        playback.seek(chance.randrange(length - 1_000))
        _until(lambda: len(screen.painted) > count or screen.right())  # noqa: B023 - at once
        any_.append((time.perf_counter() - begin) * 1000)
        _until(screen.right)
        right.append((time.perf_counter() - begin) * 1000)
    playback.seek(0)
    QTest.qWait(1_000)
    count = len(screen.painted) - 1
    for step in range(_DRAG):
        playback.seek(step * (length - 1_000) // _DRAG)
        QTest.qWait(16)
    times = [when for when, _ in screen.painted[count:]] + [time.perf_counter()]
    times[0] = times[-1] - _DRAG * 0.016 if len(times) < 3 else times[1] - 0.016
    gaps = [1000 * (b - a) for a, b in pairwise(times)]
    return {"errors": played, "load": load, "any": any_, "right": right, "gaps": gaps}


def main() -> None:
    """Play, seek, drag."""
    film, fps, who = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
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
        _until(lambda: playback.has_picture and playback.decoding is None)
        if _until(screen.right) > _PATIENCE * 1000:
            sys.exit("No picture is painted.")
        print(json.dumps(_measured(playback, screen, libvlc=who == "libvlc")))
        program.window.close()
        application.quit()


if __name__ == "__main__":
    main()
