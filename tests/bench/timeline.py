# SPDX-License-Identifier: GPL-3.0-or-later
"""Painting the timeline at 3840 px, against a widget that paints one image.

Each kind of frame is reported as median and as 99th percentile. While the timeline scrolls,
audio in view is being decoded, and its tiles are made.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from statistics import median, quantiles

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor.core import editing
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.ui.theme import Theme
from editor.ui.timeline.scene import Sight
from editor.ui.timeline.view import Timeline
from tests import screen
from tests.bench import cues
from tests.bench.measure import Figure, report

_WIDTH, _HEIGHT = 3840, 320
_FRAMES = 600
_FEW = 10_000
_FRAME = 1 / 60
_NAP = 0.001
_SIGHTS: dict[Sight, str] = {"wave": "spectrogram off", "both": "spectrogram on"}
_REPORTS = 6
"""Frames between two progress reports of the decoder, which makes ten per second."""

_DECODED = 1
"""Seconds of audio in each report: so few that the end of the decoded part stays visible."""

Samples = NDArray[np.int16]


class Noise:
    """Audio that is cheap to look up, since only painting is measured."""

    rate = 16_000

    def __init__(self, length_ms: int) -> None:
        self.total = length_ms * self.rate // 1000
        self.ranges = ((0, self.total),)
        self._table = np.random.default_rng(1).integers(0, 20_000, 4099).astype(np.int16)
        self._noise = np.random.default_rng(2).integers(-9000, 9000, 1 << 20).astype(np.int16)

    @property
    def complete(self) -> bool:
        """See `Peaks`."""
        return self.ranges == ((0, self.total),)

    def peaks(self, start: float, step: float, columns: int) -> tuple[Samples, Samples]:
        """See `Peaks`."""
        places = (start + np.arange(columns) * step).astype(np.int64) // 160
        highs = self._table[places % len(self._table)]
        return -highs, highs

    def loudness(self, start: float, step: float, columns: int) -> NDArray[np.float32]:
        """See `Peaks`."""
        return self.peaks(start, step, columns)[1].astype(np.float32) / np.float32(3)

    def samples(self, start: int, stop: int) -> Samples:
        """See `Peaks`."""
        first = start % (len(self._noise) // 2)
        return self._noise[first : first + stop - start]


class Picture(QWidget):
    """The baseline: one image as large as the timeline."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.fill(0xFF336699)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's
        """Paint the image."""
        del event
        QPainter(self).drawImage(0, 0, self._image)


def main() -> None:
    """Measure and report."""
    display = screen.VirtualScreen("3840x2160") if screen.NEEDED else None
    if display is not None:
        os.environ["DISPLAY"] = display.display
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    application = QApplication([])
    figures = [*_scrolling(_FEW), *_figures(_FEW), *_figures(cues.COUNT)]
    report("timeline", figures)
    application.quit()
    if display is not None:
        display.close()


def _scrolling(count: int) -> Iterator[Figure]:
    timeline, _, picture = _opened(count)
    for sight, spectrogram in _SIGHTS.items():
        timeline.set_sight(sight)
        for what, move in _scrolls(timeline).items():
            ours, theirs = _measure(timeline, picture, move, at=_FRAME)
            yield from _told(f"{what}, {spectrogram}, {count} cues", ours, theirs)
    for widget in (timeline, picture):
        widget.close()


def _figures(count: int) -> Iterator[Figure]:
    timeline, session, picture = _opened(count)
    for what, move in _moves(timeline, session).items():
        ours, theirs = _measure(timeline, picture, move)
        yield from _told(f"{what}, {count} cues", ours, theirs)
    for widget in (timeline, picture):
        widget.close()


def _told(what: str, ours: list[float], theirs: list[float]) -> Iterator[Figure]:
    for name, of in (("median", median), ("99th percentile", _slow)):
        mine, other = of(ours) * 1000, of(theirs) * 1000
        yield Figure(f"{what}, {name}", "fill with a picture", mine / other, mine, other, "ms")


def _opened(count: int) -> tuple[Timeline, Session, Picture]:
    session = Session()
    document = cues.document(cues.lines(count))
    session.open(document, journal=NoJournal())
    timeline, picture = Timeline(session, Theme()), Picture()
    timeline.set_sound(Noise(document.end), document.end)
    timeline.set_playing(False)
    for widget in (timeline, picture):
        widget.setFixedSize(_WIDTH, _HEIGHT)
        widget.show()
    QApplication.processEvents()
    return timeline, session, picture


def _scrolls(timeline: Timeline) -> dict[str, Callable[[int], None]]:
    """Scrolling at two speeds while more audio is decoded."""
    sound, length = timeline.scene.sound, timeline.scene.viewport.length_ms
    assert isinstance(sound, Noise)

    def from_(start: int, pixels: int, frame: int) -> None:
        if frame == 0:
            viewport = replace(timeline.scene.viewport, ms_per_px=8.0).moved_to(start)
            known = round(viewport.ms_at(_WIDTH / 3)) * sound.rate // 1000
            sound.ranges = ((0, known),)
            timeline.set_sound(sound, length)
            timeline.set_viewport(viewport)
        elif frame % _REPORTS == 0:
            known = sound.ranges[0][1]
            sound.ranges = ((0, min(known + _DECODED * sound.rate, sound.total)),)
            timeline.sound_grew()
        timeline.set_viewport(timeline.scene.viewport.scrolled(pixels))

    return {
        "glide by 2 px, peaks arriving": partial(from_, length // 4, 2),
        "scroll by 16 px, peaks arriving": partial(from_, length // 2, 16),
    }


def _moves(timeline: Timeline, session: Session) -> dict[str, Callable[[int], None]]:
    middle = timeline.scene.viewport.length_ms // 2

    def jump(frame: int) -> None:
        timeline.set_viewport(timeline.scene.viewport.moved_to(middle + frame * 40_000))

    def zoom(frame: int) -> None:
        viewport = timeline.scene.viewport
        timeline.set_viewport(viewport.zoomed(1 if frame // 24 % 2 else -1, _WIDTH / 2))

    def play(frame: int) -> None:
        timeline.set_playhead(round(timeline.scene.viewport.start_ms) + frame * 16)

    def type_(frame: int) -> None:
        row = timeline.scene.index.at(timeline.scene.viewport.start_ms + 5000) or 0
        session.commit(editing.set_text(session.document, row, f"改{frame}"))

    def nudge(frame: int) -> None:
        row = timeline.scene.index.at(timeline.scene.viewport.start_ms + 5000) or 0
        cue = session.document.cues[row]
        session.commit(
            editing.retime(session.document, row, cue.start, cue.end + frame % 2 * 2 - 1)
        )

    return {
        "jump by a page": jump,
        "playhead": play,
        "type": type_,
        "nudge": nudge,
        "zoom out and in": zoom,
    }


def _measure(
    timeline: Timeline, picture: QWidget, move: Callable[[int], None], at: float = 0.0
) -> tuple[list[float], list[float]]:
    """Processor time in seconds of each frame, of ours and of the baseline in turns.

    Frames start every `at` seconds; work between two frames counts for the second one.
    """
    ours, theirs = [], []
    due = time.perf_counter()
    for frame in range(_FRAMES):
        begin = time.process_time()
        while time.perf_counter() < due:
            time.sleep(_NAP)
            QApplication.processEvents()  # timers, which make the delayed tiles
        due = time.perf_counter() + at
        move(frame)
        QApplication.processEvents()  # paints what the move has invalidated
        between = time.process_time()
        picture.repaint()
        ours.append(between - begin)
        theirs.append(time.process_time() - between)
    timeline.repaint()
    return ours, theirs


def _slow(times: list[float]) -> float:
    return quantiles(times, n=100)[-1]


if __name__ == "__main__":
    main()
