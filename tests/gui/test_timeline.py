# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget

from editor.core import editing
from editor.core.selection import Selection
from editor.session import NoJournal, Session
from editor.ui.theme import DARK, LIGHT, Theme
from editor.ui.timeline.view import Timeline
from tests import making
from tests.sound import Samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.core.document import Document
    from editor.ui.timeline.viewport import Viewport

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

DOCUMENT = making.written(
    (1000, 2000, "大家好"),
    (2000, 3000, "欢迎<i>收听</i>"),
    (4000, 4800, "第三"),
    (90_000, 91_000, "远"),
)
LENGTH = 100_000


@pytest.fixture
def session(qapp: QApplication) -> Session:
    del qapp
    session = Session()
    session.open(DOCUMENT, journal=NoJournal(), selection=Selection(2, 0, 0, 2))
    return session


@pytest.fixture
def timeline(qtbot: QtBot, session: Session) -> Timeline:
    """800 px wide, 8 ms a pixel, from 0 on."""
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: Session, theme: Theme | None = None) -> Timeline:
    timeline = Timeline(session, theme or Theme())
    qtbot.addWidget(timeline)
    timeline.resize(800, 200)
    timeline.show()
    qtbot.waitExposed(timeline)
    beep = np.where(np.arange(LENGTH) // 500 % 2, 20_000, 100) * np.where(
        np.arange(LENGTH) % 2, 1, -1
    )
    timeline.set_sound(Samples(beep.astype(np.int16)), LENGTH)
    qtbot.waitUntil(lambda: timeline.scene.viewport.width == 800)
    timeline.set_viewport(replace(timeline.scene.viewport, start_ms=0, ms_per_px=8.0))
    return timeline


def place(timeline: Timeline, ms: float, part: str) -> QPoint:
    bands = timeline.scene.bands
    y = {"ruler": 8, "wave": (bands.ruler + bands.blocks) // 2, "blocks": bands.height - 12}[part]
    return QPoint(round(timeline.scene.viewport.x_of(ms)), y)


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
    timeline.edges_retimed.connect(lambda times: heard.append(("edges", *times)))
    timeline.marked_changed.connect(lambda: heard.append(("marked", timeline.marked)))
    return heard


def turn(widget: QWidget, at: QPoint, angle: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    roll(widget, at, angle, QPoint(), keys)


def roll(
    widget: QWidget, at: QPoint, angle: QPoint, pixels: QPoint, keys: Qt.KeyboardModifier = NONE
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        pixels,
        angle,
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's
    )
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
    QTest.mouseDClick(timeline, LEFT, NONE, place(timeline, 2500, "blocks"))
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
    at = QPoint(300, 80)
    before = timeline.scene.viewport
    for angle in (120, 120, -120, -120, -120, -120):
        turn(timeline, at, QPoint(0, angle), CTRL)
        assert timeline.scene.viewport.ms_at(300) == pytest.approx(before.ms_at(300))
    assert timeline.scene.viewport.ms_per_px == pytest.approx(before.ms_per_px * 2)


def test_the_parts_of_a_notch_add_up(timeline: Timeline) -> None:
    before = timeline.scene.viewport.ms_per_px
    for _ in range(3):
        turn(timeline, QPoint(300, 80), QPoint(0, 40), CTRL)
    assert timeline.scene.viewport.ms_per_px == pytest.approx(before / 2**0.5)


def test_the_wheel_scrolls_and_a_trackpad_does_so_by_pixels(timeline: Timeline) -> None:
    turn(timeline, QPoint(300, 80), QPoint(0, -120))
    assert timeline.scene.viewport.start_ms == 96 * 8
    roll(timeline, QPoint(300, 80), QPoint(-30, 0), QPoint(-7, 1))
    assert timeline.scene.viewport.start_ms == 103 * 8
    turn(timeline, QPoint(300, 80), QPoint(0, 1200))
    assert timeline.scene.viewport.start_ms == 0


def test_shift_and_wheel_draw_the_wave_higher(timeline: Timeline) -> None:
    for _ in range(2):
        turn(timeline, QPoint(300, 80), QPoint(0, 120), SHIFT)
    assert timeline.scene.gain == 2
    turn(timeline, QPoint(300, 80), QPoint(0, -1200), SHIFT)
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
    timeline.set_playhead(6390)
    assert timeline.scene.viewport.start_ms == 0
    timeline.set_playhead(6410)
    assert timeline.scene.viewport.shows(6410, 9000)
    timeline.set_viewport(timeline.scene.viewport.moved_to(50_000))  # the user looks elsewhere
    timeline.set_playhead(6450)
    assert timeline.scene.viewport.start_ms == 50_000
    timeline.set_following(False)
    timeline.set_playhead(55_000)
    timeline.set_playhead(70_000)
    assert timeline.scene.viewport.start_ms == 50_000
    timeline.set_following(True)
    assert timeline.scene.viewport.shows(70_000, 70_000)


def test_the_playhead_repaints_strips_only(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.set_playhead(1000)
    qtbot.wait(0)
    painted: list[int] = []

    class Watch:
        def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
            del painter, viewport
            painted.append(rect.width())

    timeline.layers.append(Watch())
    timeline.set_playhead(3000)
    qtbot.waitUntil(lambda: bool(painted))
    assert len(painted) == 2
    assert sum(painted) < 40


def picture(timeline: Timeline, scale: float = 1.0) -> QImage:
    size = timeline.size() * scale
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    timeline.render(image)
    return image


def column(image: QImage, x: int, y0: int, y1: int, colour: int) -> int:
    """How many pixels of a column have this colour."""
    return sum(image.pixel(x, y) == colour for y in range(y0, y1))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_pixel_of_the_device_has_its_own_column(
    qtbot: QtBot, session: Session, scale: float
) -> None:
    timeline = shown(qtbot, session)
    session.select(Selection(3, 0, 0, 3))
    timeline.set_viewport(replace(timeline.scene.viewport, start_ms=0, ms_per_px=8 * scale))
    # Two samples for each pixel of the device; every other pixel is silent.
    loud = np.tile(np.array([0, 0, 30_000, -30_000], np.int16), LENGTH // 16)
    timeline.set_sound(Samples(loud, 250), LENGTH)
    image = picture(timeline, scale)
    assert (image.width(), image.height()) == (round(800 * scale), round(200 * scale))
    bands = timeline.scene.bands
    top, middle = round(bands.ruler * scale), round((bands.ruler + bands.blocks) / 2 * scale)
    wave = LIGHT.wave.rgb()
    x0 = round(520 * scale) // 2 * 2
    heights = [column(image, x, top, middle - 2, wave) for x in range(x0, x0 + 40)]
    assert set(heights[::2]) == {0}
    assert min(heights[1::2]) > (middle - top) // 2


def test_the_playhead_is_one_pixel_of_the_device_wide_on_a_coarse_screen(
    timeline: Timeline,
) -> None:
    timeline.set_playhead(5600)
    image = picture(timeline)
    y = timeline.scene.bands.ruler + 10
    red = [x for x in range(800) if image.pixel(x, y) == LIGHT.playhead.rgb()]
    assert red == [700]


def test_what_is_not_decoded_is_calm_and_comes_when_it_is(
    qtbot: QtBot, timeline: Timeline, session: Session
) -> None:
    session.select(Selection(3, 0, 0, 3))
    tone = np.tile(np.array([20_000, -20_000], np.int16), LENGTH // 2)
    sound = Samples(tone, decoded=3500)
    timeline.set_sound(sound, LENGTH)
    timeline.set_viewport(replace(timeline.scene.viewport, start_ms=0, ms_per_px=8.0))
    bands = timeline.scene.bands
    x, y = round(3700 / 8), bands.ruler + 5
    high = (bands.ruler + bands.blocks) // 2 - 10
    assert picture(timeline).pixel(x, y) == LIGHT.undecoded.rgb()
    sound.decoded = 4500
    timeline.sound_grew()
    image = picture(timeline)
    assert image.pixel(x, high) == LIGHT.wave.rgb()
    assert image.pixel(round(4900 / 8), y) == LIGHT.undecoded.rgb()
    sound.decoded = LENGTH
    timeline.sound_grew()
    qtbot.wait(0)
    assert picture(timeline).pixel(round(4900 / 8), high) == LIGHT.wave.rgb()


def test_scrolling_back_and_forth_makes_no_tile_twice(timeline: Timeline) -> None:
    for start in (0, 8000, 16_000, 24_000):
        timeline.set_viewport(timeline.scene.viewport.moved_to(start))
        timeline.repaint()
    made = timeline.tiles_painted
    for start in (16_000, 0, 8000, 24_000):
        timeline.set_viewport(timeline.scene.viewport.moved_to(start))
        timeline.repaint()
    assert timeline.tiles_painted == made


def test_without_a_medium_the_cues_have_all_the_room(timeline: Timeline) -> None:
    timeline.set_sound(None, 0)
    bands = timeline.scene.bands
    assert bands.blocks == bands.ruler
    heard = told(timeline)
    QTest.mouseClick(timeline, LEFT, NONE, QPoint(round(1500 / 8), bands.ruler + 20))
    assert heard == [("cue", 0)]
    assert timeline.scene.viewport.length_ms == 91_000


def test_colours_follow_the_theme(qtbot: QtBot, session: Session) -> None:
    theme = Theme()
    timeline = shown(qtbot, session, theme)
    ground = QPoint(round(3600 / 8), timeline.scene.bands.ruler + 2)
    assert picture(timeline).pixelColor(ground) == LIGHT.timeline
    theme.colours = DARK
    theme.changed.emit()
    assert picture(timeline).pixelColor(ground) == DARK.timeline


def test_the_current_cue_cannot_be_mistaken(timeline: Timeline, session: Session) -> None:
    def ground(ms: int) -> object:
        x = round(timeline.scene.viewport.x_of(ms))
        return picture(timeline).pixelColor(x, timeline.scene.bands.height - 8)

    session.select(Selection(1, 0, 0, 0))
    assert ground(2900) == LIGHT.cue_current
    assert ground(1900) == LIGHT.cue_chosen
    assert ground(4700) == LIGHT.cue


def test_a_tip_tells_the_whole_cue(qtbot: QtBot, timeline: Timeline) -> None:
    at = place(timeline, 2500, "blocks")
    QApplication.sendEvent(timeline, QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at)))
    qtbot.waitUntil(QToolTip.isVisible)
    assert "欢迎收听" in QToolTip.text()
    assert "2 · 0:02.0 – 0:03.0 · 1.00 s" in QToolTip.text()
    QToolTip.hideText()


def test_who_cannot_see_it_is_told_what_it_is(timeline: Timeline) -> None:
    assert timeline.accessibleName() == "Timeline"
    assert "playhead" in timeline.accessibleDescription()


@pytest.mark.parametrize(
    "document",
    [
        making.written(),
        making.written((5000, 1000, "倒"), (-500, 300, "前"), (700, 700, "无"), (0, 10**30, "长")),
        making.written(*((0, 30_000, f"第{n}句") for n in range(300))),
        making.written(*((n, n + 2, "密") for n in range(3000))),
    ],
    ids=["empty", "absurd times", "a pile", "a swarm"],
)
def test_whatever_a_file_holds_can_be_painted(
    qtbot: QtBot, session: Session, document: Document
) -> None:
    timeline = shown(qtbot, session)
    session.open(document, journal=NoJournal())
    for sound in (True, False):
        if not sound:
            timeline.set_sound(None, 0)
        for steps in (0, 60, -90):
            timeline.zoom(steps)
            assert not picture(timeline).isNull()
