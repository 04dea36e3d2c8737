# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames of the timeline at 1920 pixels, against a widget that only shows one picture.

Each kind of frame is told twice: the median, and the one in a hundred that is slowest,
in which tiles of the wave are made.
"""

import os
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor.core import editing
from editor.session import NoJournal, Session
from editor.ui.theme import Theme
from editor.ui.timeline.view import Timeline
from tests import screen
from tests.bench import cues
from tests.bench.measure import Figure, report

_WIDTH, _HEIGHT = 1920, 260
_FRAMES = 600
_FEW = 10_000

Samples = NDArray[np.int16]


class Noise:
    """Sound that costs nearly nothing to look up: what is measured is the painting."""

    rate = 16_000
    complete = True

    def __init__(self, length_ms: int) -> None:
        self.total = self.decoded = length_ms * self.rate // 1000
        self._table = np.random.default_rng(1).integers(0, 20_000, 4099).astype(np.int16)

    def peaks(self, start: float, step: float, columns: int) -> tuple[Samples, Samples]:
        """As `Peaks` says."""
        places = (start + np.arange(columns) * step).astype(np.int64) // 160
        highs = self._table[places % len(self._table)]
        return -highs, highs


class Picture(QWidget):
    """The baseline: one picture as large as the timeline."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.fill(0xFF336699)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's
        """Show it."""
        del event
        QPainter(self).drawImage(0, 0, self._image)


def main() -> None:
    """Measure."""
    display = screen.VirtualScreen("2560x1440") if screen.NEEDED else None
    if display is not None:
        os.environ["DISPLAY"] = display.display
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    application = QApplication([])
    figures = [*_figures(_FEW), *_figures(cues.COUNT)]
    report("timeline", figures)
    application.quit()
    if display is not None:
        display.close()


def _figures(count: int) -> Iterator[Figure]:
    timeline, session, picture = _opened(count)
    for what, move in _moves(timeline, session).items():
        ours, theirs = _measure(timeline, picture, move)
        for name, of in (("median", median), ("99th percentile", _slow)):
            mine, other = of(ours) * 1000, of(theirs) * 1000
            label = f"{what}, {count} cues, {name}"
            yield Figure(label, "fill with a picture", mine / other, mine, other, "ms")
    for widget in (timeline, picture):
        widget.close()


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


def _moves(timeline: Timeline, session: Session) -> dict[str, Callable[[int], None]]:
    middle = timeline.scene.viewport.length_ms // 2

    def scroll(frame: int) -> None:
        timeline.set_viewport(timeline.scene.viewport.moved_to(middle + frame * 128))

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
        "scroll by 16 px": scroll,
        "playhead": play,
        "type": type_,
        "nudge": nudge,
        "zoom out and in": zoom,
    }


def _measure(
    timeline: Timeline, picture: QWidget, move: Callable[[int], None]
) -> tuple[list[float], list[float]]:
    """Seconds of processor for each frame, ours and the baseline's in turns."""
    ours, theirs = [], []
    for frame in range(_FRAMES):
        begin = time.process_time()
        move(frame)
        QApplication.processEvents()  # paints what the move left to be painted
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
