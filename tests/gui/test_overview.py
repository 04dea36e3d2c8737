# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core import editing
from editor.core.change import replaced
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.ui.colours import LIGHT
from editor.ui.theme import Theme
from editor.ui.timeline import blocks, covered, wave_image
from editor.ui.timeline.overview import Overview
from editor.ui.timeline.view import Timeline
from tests import making
from tests.sound import Samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.ui.timeline.scene import Peaks
    from editor.ui.timeline.tiles import Kind

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
LENGTH = 100_000  # at 1000 px, 100 ms a pixel


@pytest.fixture
def session(qapp: object) -> Session:
    del qapp
    session = Session()
    cues = ((10_000, 20_000, "一"), (20_000, 30_000, "二"), (70_000, 80_000, "三"))
    session.open(making.written(*cues), journal=NoJournal())
    return session


@pytest.fixture
def timeline(qtbot: QtBot, session: Session) -> Timeline:
    timeline = Timeline(session, Theme())
    qtbot.addWidget(timeline)
    timeline.resize(1000, 160)
    timeline.show()
    qtbot.waitUntil(lambda: timeline.scene.viewport.width == 1000)
    tone = np.tile(np.array([9000, -9000], np.int16), LENGTH // 2)
    timeline.set_sound(Samples(tone), LENGTH)
    timeline.set_viewport(replace(timeline.scene.viewport, ms_per_px=10.0))
    return timeline


@pytest.fixture
def overview(qtbot: QtBot, session: Session, timeline: Timeline) -> Overview:
    overview = Overview(session, timeline, Theme())
    qtbot.addWidget(overview)
    overview.resize(1000, 36)
    overview.show()
    qtbot.waitExposed(overview)
    return overview


def picture(overview: Overview) -> QImage:
    image = QImage(overview.size(), QImage.Format.Format_RGB32)
    overview.render(image)
    return image


def runs(overview: Overview, y: int, colour: QColor) -> list[int]:
    """First pixels of the runs of this colour in a line, and the pixels after their last."""
    image = picture(overview)
    hits = [image.pixelColor(x, y) == colour for x in range(image.width())]
    return [x for x in range(1, len(hits)) if hits[x] != hits[x - 1]]


def move(overview: Overview, at: QPoint) -> None:
    kind, where = QEvent.Type.MouseMove, QPointF(overview.mapToGlobal(at))
    QApplication.sendEvent(overview, QMouseEvent(kind, QPointF(at), where, LEFT, LEFT, NONE))


def middle(timeline: Timeline) -> float:
    return timeline.scene.viewport.start_ms + timeline.scene.viewport.span_ms / 2


def test_a_click_goes_there(overview: Overview, timeline: Timeline) -> None:
    QTest.mouseClick(overview, LEFT, NONE, QPoint(500, 15))
    assert middle(timeline) == pytest.approx(50_000)


def test_the_visible_window_is_dragged(overview: Overview, timeline: Timeline) -> None:
    timeline.set_viewport(timeline.scene.viewport.centred(50_000))
    QTest.mousePress(overview, LEFT, NONE, QPoint(480, 15))
    assert middle(timeline) == pytest.approx(50_000)
    move(overview, QPoint(580, 15))
    assert middle(timeline) == pytest.approx(60_000)
    move(overview, QPoint(5000, 15))
    assert timeline.scene.viewport.end_ms == LENGTH
    QTest.mouseRelease(overview, LEFT, NONE, QPoint(580, 15))
    move(overview, QPoint(100, 15))
    assert timeline.scene.viewport.end_ms == LENGTH


def test_checked_cues_are_told_at_once(overview: Overview, session: Session) -> None:
    line = overview.height() - 3
    assert runs(overview, line, LIGHT.checked) == []
    cues = session.document.cues
    done = [(row, replace(cues[row], checked=True)) for row in (1, 2)]
    session.commit(replaced(session.document, "", done))
    assert runs(overview, line, LIGHT.checked) == [200, 300, 700, 800]
    session.commit(editing.delete(session.document, [0]))
    session.commit(editing.retime(session.document, 0, 20_000, 40_000))
    assert runs(overview, line, LIGHT.checked) == [200, 400, 700, 800]
    session.undo()
    assert runs(overview, line, LIGHT.checked) == [200, 300, 700, 800]


def test_what_a_search_has_found_is_told(overview: Overview, session: Session) -> None:
    before = picture(overview)

    def told() -> set[int]:
        now, y = picture(overview), overview.height() - 3 - 2 * 3
        return {x for x in range(1000) if now.pixelColor(x, y) != before.pixelColor(x, y)}

    overview.set_found(bytes([0, 1, 1]))
    assert told() == {*range(200, 300), *range(700, 800)}
    session.commit(editing.delete(session.document, [0]))
    overview.set_found(bytes([0, 1, 1]))  # of the document before
    assert told() == set()
    overview.set_found(bytes([0, 1]))
    assert told() == set(range(700, 800))


def test_heard_cues_are_told_soon(qtbot: QtBot, overview: Overview, session: Session) -> None:
    line = overview.height() - 3
    assert runs(overview, line, LIGHT.checked) == []
    session.hear(session.document.cues[2])
    session.commit(editing.delete(session.document, [0]))
    qtbot.waitUntil(lambda: runs(overview, line, LIGHT.checked) == [700, 800])
    assert runs(overview, line - 1, LIGHT.checked) == []


def test_problems_and_chunks_are_told(overview: Overview, timeline: Timeline) -> None:
    overview.set_problems(([50_000, 60_000, 90_000], [60_000, 61_000, 90_001]))
    assert runs(overview, 0, LIGHT.warning) == [500, 610, 900, 902]
    before = picture(overview).pixelColor(450, 10)
    timeline.set_chunk_borders([45_000])
    assert picture(overview).pixelColor(450, 10) != before


def test_the_playhead_is_told(overview: Overview, timeline: Timeline) -> None:
    timeline.set_playhead(62_000)
    assert runs(overview, 10, LIGHT.playhead) == [620, 621]


def test_without_anything_it_is_empty(
    overview: Overview, session: Session, timeline: Timeline
) -> None:
    session.open(making.written(), journal=NoJournal())
    timeline.set_sound(None, 0)
    image = picture(overview)
    assert {image.pixelColor(x, y).name() for x in range(0, 1000, 7) for y in (1, 15, 33)} == {
        LIGHT.raised.name()
    }


def test_without_a_medium_it_spans_the_cues(
    overview: Overview, session: Session, timeline: Timeline
) -> None:
    timeline.set_sound(None, 0)
    timeline.set_viewport(timeline.scene.viewport.moved_to(0))
    QTest.mouseClick(overview, LEFT, NONE, QPoint(500, 15))
    assert middle(timeline) == pytest.approx(session.document.end / 2, abs=50)


def test_cues_are_not_gone_through_again_while_the_sound_is_decoded(
    overview: Overview, timeline: Timeline, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_through: list[object] = []

    def counted(spans: blocks.Spans, *scale: float) -> list[tuple[int, int]]:
        gone_through.append(spans)
        return blocks.cover(spans, 0, scale[1], int(scale[2]))

    monkeypatch.setattr(covered, "cover", counted)
    before = overview.grab().toImage()
    gone_through.clear()
    for _ in range(3):
        timeline.sound_changed.emit()
        assert overview.grab().toImage() == before
    assert len(gone_through) == 0
    overview.resize(500, 36)
    overview.grab()
    assert len(gone_through) > 0
    session.commit(editing.delete(session.document, [0]))
    assert overview.grab().toImage() != before


def test_the_sound_is_not_painted_again_when_a_cue_is_checked(
    overview: Overview, timeline: Timeline, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint, painted = wave_image.wave_image, list[str]()

    def counted(sound: Peaks, kind: Kind, left: float, columns: int) -> QImage:
        painted.append("wave")
        return paint(sound, kind, left, columns)

    monkeypatch.setattr(wave_image, "wave_image", counted)
    timeline.sound_changed.emit()
    overview.grab()
    assert painted == ["wave"]
    checked = replace(session.document.cues[1], checked=True)
    session.commit(replaced(session.document, "", [(1, checked)]))
    assert runs(overview, overview.height() - 3, LIGHT.checked) == [200, 300]
    assert painted == ["wave"]


def test_borders_stay_at_their_times_when_cues_make_it_longer(
    overview: Overview, session: Session, timeline: Timeline
) -> None:
    timeline.set_sound(None, 0)
    session.open(session.document, journal=NoJournal())
    timeline.set_chunk_borders([40_000])

    def border() -> list[int]:
        now, y = picture(overview), 6
        timeline.set_chunk_borders([])
        bare = picture(overview)
        timeline.set_chunk_borders([40_000])
        return [x for x in range(1000) if now.pixelColor(x, y) != bare.pixelColor(x, y)]

    assert border() == [500]  # of 80 s
    overview.grab()
    session.commit(editing.retime(session.document, 2, 70_000, 160_000))
    assert border() == [250]
