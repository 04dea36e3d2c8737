# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget

from editor.core import editing
from editor.core.selection import Selection
from editor.project.journal_port import NoJournal
from editor.ui.theme import Theme
from editor.ui.timeline.view import Timeline
from tests import making
from tests.mouse import double_click
from tests.timelines import LENGTH, opened, place, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.session import Session


LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(qapp: QApplication) -> Session:
    del qapp
    return opened()


@pytest.fixture
def timeline(qtbot: QtBot, session: Session) -> Timeline:
    return shown(qtbot, session)


def move(timeline: Timeline, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """With the button down. `QTest.mouseMove` also moves the real pointer, which is told later."""
    kind, where = QEvent.Type.MouseMove, QPointF(timeline.mapToGlobal(at))
    QApplication.sendEvent(timeline, QMouseEvent(kind, QPointF(at), where, LEFT, LEFT, keys))


def drag(timeline: Timeline, start: QPoint, stop: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(timeline, LEFT, keys, start)
    move(timeline, (start + stop) / 2, keys)
    move(timeline, stop, keys)


def told(timeline: Timeline) -> list[tuple[object, ...]]:
    """All that it asks for from now on."""
    heard: list[tuple[object, ...]] = []
    timeline.seek_wanted.connect(lambda ms: heard.append(("seek", ms)))
    timeline.cue_wanted.connect(lambda row: heard.append(("cue", row)))
    timeline.play_wanted.connect(lambda start, end: heard.append(("play", start, end)))
    timeline.retimed.connect(lambda *times: heard.append(("retime", *times)))
    timeline.several_retimed.connect(lambda times: heard.append(("edges", *times)))
    timeline.marked_changed.connect(lambda: heard.append(("marked", timeline.marked)))
    return heard


def turn(
    widget: QWidget,
    angle: int,
    keys: Qt.KeyboardModifier = NONE,
    pixels: QPoint = QPoint(),  # noqa: B008 - nobody changes it
) -> None:
    """The wheel over (300, 80) by eighths of a degree; a trackpad tells pixels as well."""
    at, phase = QPoint(300, 80), Qt.ScrollPhase.NoScrollPhase
    where, button = QPointF(widget.mapToGlobal(at)), Qt.MouseButton.NoButton
    angles, inverted = QPoint(0, angle), False
    event = QWheelEvent(QPointF(at), where, pixels, angles, button, keys, phase, inverted)
    QApplication.sendEvent(widget, event)


def test_a_click_on_the_wave_or_the_ruler_seeks(timeline: Timeline) -> None:
    heard = told(timeline)
    QTest.mouseClick(timeline, LEFT, NONE, place(timeline, 3600, "wave"))
    QTest.mouseClick(timeline, LEFT, NONE, place(timeline, 1600, "wave"))
    QTest.mouseClick(timeline, LEFT, NONE, place(timeline, 2400, "ruler"))
    assert heard == [("seek", 3600), ("seek", 1600), ("seek", 2400)]
    assert timeline.scene.playhead == 2400


def test_the_playhead_is_pulled_along_the_ruler(timeline: Timeline) -> None:
    heard = told(timeline)
    drag(timeline, place(timeline, 800, "ruler"), place(timeline, 1600, "ruler"))
    QTest.mouseRelease(timeline, LEFT, NONE, place(timeline, 1600, "ruler"))
    assert heard == [("seek", 800), ("seek", 1200), ("seek", 1600)]


def test_a_click_on_a_block_asks_for_its_cue_and_two_to_hear_it(timeline: Timeline) -> None:
    heard = told(timeline)
    QTest.mouseClick(timeline, LEFT, NONE, place(timeline, 1500, "blocks"))
    assert heard == [("cue", 0)]
    double_click(timeline, place(timeline, 2500, "blocks"))
    assert heard[-1] == ("play", 2000, 3000)


def test_the_keyboard_stays_where_it_is(qtbot: QtBot, session: Session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    text, timeline = QLineEdit(), Timeline(session, Theme())
    box = QVBoxLayout(window)
    box.addWidget(text)
    box.addWidget(timeline)
    window.show()
    qtbot.waitExposed(window)
    text.setFocus()
    QTest.mouseClick(timeline, LEFT, NONE, QPoint(50, 60))
    assert window.focusWidget() is text


@pytest.mark.parametrize("part", ["wave", "blocks"])
def test_a_dragged_edge_is_told_once_when_let_go(timeline: Timeline, part: str) -> None:
    heard = told(timeline)
    stop = place(timeline, 5600, part)
    drag(timeline, place(timeline, 4800, part), stop)
    assert timeline.scene.times_of(2) == (4000, 5600)
    assert heard == []
    QTest.mouseRelease(timeline, LEFT, NONE, stop)
    assert heard == [("retime", 2, 4000, 5600)]
    assert timeline.scene.times_of(2) == (4000, 4800)  # until the session says otherwise


def test_a_dragged_block_moves_the_whole_cue(timeline: Timeline) -> None:
    heard = told(timeline)
    start, stop = place(timeline, 4400, "blocks"), place(timeline, 5600, "blocks")
    drag(timeline, start, stop, CTRL)  # no snapping
    assert timeline.scene.times_of(2) == (5200, 6000)
    QTest.mouseRelease(timeline, LEFT, CTRL, stop)
    assert heard == [("retime", 2, 5200, 6000)]


def test_a_dragged_block_takes_the_other_chosen_ones_along(
    timeline: Timeline, session: Session
) -> None:
    moved: list[tuple[int, int, int]] = []
    timeline.several_retimed.connect(moved.extend)
    session.select(session.selection.at(1).extended(2))
    times = [timeline.scene.times_of(row) for row in (1, 2)]
    start, stop = place(timeline, 4400, "blocks"), place(timeline, 4900, "blocks")
    drag(timeline, start, stop, CTRL)
    QTest.mouseRelease(timeline, LEFT, CTRL, stop)
    by = {start - times[row - 1][0] for row, start, _ in moved}
    assert len(by) == 1, "both by the same"
    assert abs(by.pop() - 500) <= 10, "a pixel or two"
    assert [row for row, _, _ in moved] == [2, 1]


def test_a_dragged_block_snaps_with_either_end_and_stays_after_zero(timeline: Timeline) -> None:
    heard = told(timeline)
    # The end comes within a few pixels of the start of the cue at 4000.
    stop = place(timeline, 3480, "blocks")
    drag(timeline, place(timeline, 2500, "blocks"), stop)
    assert timeline.scene.times_of(1) == (3000, 4000)
    QTest.mouseRelease(timeline, LEFT, NONE, stop)
    stop = place(timeline, 10, "blocks")
    drag(timeline, place(timeline, 1500, "blocks"), stop, CTRL)
    QTest.mouseRelease(timeline, LEFT, CTRL, stop)
    assert heard == [("retime", 1, 3000, 4000), ("retime", 0, 0, 1000)]


def test_a_drag_tells_the_new_times_and_that_it_has_ended(timeline: Timeline) -> None:
    heard: list[object] = []
    timeline.dragged.connect(heard.append)
    stop = place(timeline, 5600, "wave")
    drag(timeline, place(timeline, 4800, "wave"), stop)
    assert heard[-1] == {2: (4000, 5600)}
    QTest.mouseRelease(timeline, LEFT, NONE, stop)
    assert heard[-1] == {}


def test_the_label_of_a_drag_is_red_where_the_text_is_too_fast(timeline: Timeline) -> None:
    colours = timeline._theme.colours  # noqa: SLF001

    def counted(end: int) -> tuple[int, int]:
        stop = place(timeline, end, "wave")
        drag(timeline, place(timeline, 4800, "wave"), stop, CTRL)
        image = timeline.grab().toImage()
        QTest.keyClick(timeline, Qt.Key.Key_Escape)
        QTest.mouseRelease(timeline, LEFT, CTRL, stop)
        ruler = timeline.scene.bands.ruler
        seen = [
            image.pixelColor(x, y).name()
            for y in range(ruler + 5, ruler + 20)
            for x in range(image.width())
        ]
        return seen.count(colours.accent.name()), seen.count(colours.error.name())

    accent, error = counted(5600)
    assert (accent > 300, error) == (True, 0)
    accent, error = counted(4110)
    assert error > 300


def test_escape_calls_a_drag_off_wherever_the_keyboard_is(qtbot: QtBot, timeline: Timeline) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    heard = told(timeline)
    stop = place(timeline, 5600, "wave")
    drag(timeline, place(timeline, 4800, "wave"), stop)
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert timeline.scene.times_of(2) == (4000, 4800)
    move(timeline, place(timeline, 5200, "wave"))
    QTest.mouseRelease(timeline, LEFT, NONE, stop)
    assert heard == []


def test_escape_is_others_while_nothing_is_dragged(timeline: Timeline) -> None:
    parent = QWidget()
    pressed: list[int] = []
    parent.keyPressEvent = lambda event: pressed.append(event.key())  # type: ignore[method-assign]
    timeline.setParent(parent)
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert pressed == [Qt.Key.Key_Escape]
    timeline.setParent(None)


def test_with_alt_a_shared_edge_moves_for_both(timeline: Timeline) -> None:
    heard = told(timeline)
    stop = place(timeline, 2400, "wave")
    drag(timeline, place(timeline, 2000, "wave"), stop, ALT)
    QTest.mouseRelease(timeline, LEFT, ALT, stop)
    assert heard == [("edges", (0, 1000, 2400), (1, 2400, 3000))]


def test_an_edge_clings_to_the_playhead_but_not_with_ctrl(timeline: Timeline) -> None:
    timeline.set_playhead(5600)
    heard = told(timeline)
    near = place(timeline, 5600, "wave") + QPoint(3, 0)
    drag(timeline, place(timeline, 4800, "wave"), near)
    assert timeline.scene.snapped == 5600
    QTest.mouseRelease(timeline, LEFT, NONE, near)
    assert heard == [("retime", 2, 4000, 5600)]
    drag(timeline, place(timeline, 4800, "wave"), near)
    move(timeline, near, CTRL)
    assert timeline.scene.snapped is None
    QTest.mouseRelease(timeline, LEFT, CTRL, near)
    assert heard[-1] == ("retime", 2, 4000, 5624)


def test_a_range_is_marked_and_a_click_forgets_it(timeline: Timeline) -> None:
    heard = told(timeline)
    drag(timeline, place(timeline, 3600, "wave"), place(timeline, 3200, "wave"))
    assert heard == []
    QTest.mouseRelease(timeline, LEFT, NONE, place(timeline, 3200, "wave"))
    assert heard == [("marked", (3200, 3600))]
    QTest.mouseClick(timeline, LEFT, NONE, place(timeline, 3600, "wave"))
    assert heard[1:] == [("marked", None), ("seek", 3600)]


def test_ctrl_and_wheel_zoom_around_the_pointer(timeline: Timeline) -> None:
    timeline.set_viewport(timeline.scene.viewport.moved_to(40_000))
    before = timeline.scene.viewport
    for angle in (120, 120, -120, -120, -120, -120):
        turn(timeline, angle, CTRL)
        assert timeline.scene.viewport.ms_at(300) == pytest.approx(before.ms_at(300))
    assert timeline.scene.viewport.ms_per_px == pytest.approx(before.ms_per_px * 2)


def test_the_parts_of_a_notch_add_up(timeline: Timeline) -> None:
    before = timeline.scene.viewport.ms_per_px
    for _ in range(3):
        turn(timeline, 40, CTRL)
    assert timeline.scene.viewport.ms_per_px == pytest.approx(before / 2**0.5)


def test_the_wheel_scrolls_and_a_trackpad_does_so_by_pixels(timeline: Timeline) -> None:
    turn(timeline, -120)
    assert timeline.scene.viewport.start_ms == 96 * 8
    turn(timeline, 0, pixels=QPoint(-7, 1))
    assert timeline.scene.viewport.start_ms == 103 * 8
    turn(timeline, 1200)
    assert timeline.scene.viewport.start_ms == 0


def test_shift_and_wheel_draw_the_wave_higher(timeline: Timeline) -> None:
    for _ in range(2):
        turn(timeline, 120, SHIFT)
    assert timeline.scene.gain == 2
    turn(timeline, -1200, SHIFT)
    assert timeline.scene.gain == 1


def test_keys_move_the_playhead_and_zoom(timeline: Timeline) -> None:
    heard = told(timeline)
    timeline.set_playhead(3000)
    keys = [(Qt.Key.Key_Right, NONE), (Qt.Key.Key_Right, CTRL), (Qt.Key.Key_Left, NONE)]
    keys += [(Qt.Key.Key_Left, CTRL), (Qt.Key.Key_End, NONE), (Qt.Key.Key_Home, NONE)]
    for key, modifier in keys:
        QTest.keyClick(timeline, key, modifier)
        playhead = timeline.scene.playhead
        assert playhead is not None
        assert timeline.scene.viewport.shows(playhead, playhead)
    assert [ms for _, ms in heard] == [4000, 9000, 8000, 3000, LENGTH, 0]
    QTest.keyClick(timeline, Qt.Key.Key_Plus)
    QTest.keyClick(timeline, Qt.Key.Key_Equal)
    assert timeline.scene.viewport.ms_per_px == 4
    QTest.keyClick(timeline, Qt.Key.Key_Minus)
    assert timeline.scene.viewport.ms_per_px == pytest.approx(32**0.5)


def test_typing_leaves_the_index_alone_and_a_new_time_does_not(
    timeline: Timeline, session: Session
) -> None:
    index = timeline.scene.index
    session.commit(editing.set_text(session.document, 0, "大家好啊"))
    assert timeline.scene.index is index
    assert timeline.scene.document is session.document
    session.commit(editing.retime(session.document, 0, 1000, 1500))
    assert timeline.scene.index.at(1700) is None
    session.undo()
    assert timeline.scene.index.at(1700) == 0


def test_a_change_of_the_document_calls_a_drag_off(timeline: Timeline, session: Session) -> None:
    heard = told(timeline)
    stop = place(timeline, 5600, "wave")
    drag(timeline, place(timeline, 4800, "wave"), stop)
    session.commit(editing.delete(session.document, [0]))
    QTest.mouseRelease(timeline, LEFT, NONE, stop)
    assert heard == []
    assert timeline.scene.moved == {}


def test_deleting_all_cues_and_opening_another_document(
    qtbot: QtBot, timeline: Timeline, session: Session
) -> None:
    session.commit(editing.delete(session.document, range(4)))
    qtbot.wait(0)
    timeline.repaint()
    assert not timeline.scene.layout.blocks
    session.open(making.written((500, 700, "新")), journal=NoJournal())
    timeline.repaint()
    assert [block.row for block in timeline.scene.layout.blocks] == [0]


def test_the_current_cue_comes_into_view_and_what_is_in_view_stays(
    timeline: Timeline, session: Session
) -> None:
    before = timeline.scene.viewport
    session.select(Selection(0, 0, 0, 0))
    assert timeline.scene.viewport == before
    session.select(Selection(3, 0, 0, 3))
    assert timeline.scene.viewport.shows(90_000, 91_000)
    timeline.show_cue(0)
    assert timeline.scene.viewport.shows(1000, 2000)


def test_the_page_turns_when_the_playhead_leaves_it(timeline: Timeline) -> None:
    timeline.set_playhead(6300)
    timeline.set_playing(True)
    timeline.set_playhead(6390)
    assert timeline.scene.viewport.start_ms == 0
    timeline.set_playhead(6410)
    assert timeline.scene.viewport.shows(6410, 9000)
    timeline.set_viewport(timeline.scene.viewport.moved_to(50_000))  # the user looks elsewhere
    timeline.set_playhead(6450)
    assert timeline.scene.viewport.start_ms == 50_000
    timeline.set_playing(False)
    timeline.set_playhead(55_000)
    timeline.set_playhead(70_000)
    assert timeline.scene.viewport.start_ms == 50_000
    timeline.set_playing(True)
    assert timeline.scene.viewport.shows(70_000, 70_000)


def test_a_tip_tells_the_whole_cue(qtbot: QtBot, timeline: Timeline) -> None:
    at = place(timeline, 2500, "blocks")
    QApplication.sendEvent(timeline, QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at)))
    qtbot.waitUntil(QToolTip.isVisible)
    assert "欢迎收听" in QToolTip.text()
    assert "2 · 0:00:02.000 – 0:00:03.000 · 1.000 s" in QToolTip.text()
    QToolTip.hideText()


def test_who_cannot_see_it_is_told_what_it_is(timeline: Timeline) -> None:
    assert timeline.accessibleName() == "Timeline"
    assert "playhead" in timeline.accessibleDescription()


def test_without_a_medium_the_cues_have_all_the_room(timeline: Timeline) -> None:
    timeline.set_sound(None, 0)
    bands = timeline.scene.bands
    assert bands.blocks == bands.ruler
    heard = told(timeline)
    QTest.mouseClick(timeline, LEFT, NONE, QPoint(round(1500 / 8), bands.ruler + 20))
    assert heard == [("cue", 0)]
    assert timeline.scene.viewport.length_ms == 91_000
