# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect

from editor.core import editing
from editor.core.selection import Selection
from editor.project.journal_port import NoJournal
from editor.ui.colours import DARK, LIGHT
from editor.ui.theme import Theme
from tests import making
from tests.sound import Samples
from tests.timelines import LENGTH, opened, picture, shown

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from editor.core.document import Document
    from editor.session import Session
    from editor.ui.timeline.view import Timeline
    from editor.ui.timeline.viewport import Viewport


@pytest.fixture
def session(qapp: QApplication) -> Session:
    del qapp
    return opened()


@pytest.fixture
def timeline(qtbot: QtBot, session: Session) -> Timeline:
    return shown(qtbot, session)


def watched(qtbot: QtBot, timeline: Timeline) -> list[QRect]:
    """What is repainted from now on, when all that was asked for before has been painted."""
    painted: list[QRect] = []

    class Watch:
        def paint(self, painter: QPainter, viewport: Viewport, rect: QRect) -> None:
            del painter, viewport
            painted.append(rect)

    timeline.layers.append(Watch())
    timeline.update()
    qtbot.waitUntil(lambda: bool(painted))
    while painted:  # a busy server may still ask for more of a window that just appeared
        painted.clear()
        qtbot.wait(20)
    return painted


def test_the_playhead_repaints_strips_only(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.set_playhead(1000)
    qtbot.wait(0)
    painted = watched(qtbot, timeline)
    timeline.set_playhead(3000)
    qtbot.waitUntil(lambda: bool(painted))
    assert len(painted) == 2
    assert sum(rect.width() for rect in painted) < 40


def test_typing_repaints_the_block_of_its_cue_alone(
    qtbot: QtBot, session: Session, timeline: Timeline
) -> None:
    timeline.repaint()
    painted = watched(qtbot, timeline)
    session.commit(editing.set_text(session.document, 0, "大家都好"))
    qtbot.waitUntil(lambda: bool(painted))
    viewport, bands = timeline.scene.viewport, timeline.scene.bands
    (rect,) = painted
    assert (rect.top(), rect.bottom()) == (bands.blocks, bands.height - 1)
    assert 0 <= viewport.x_of(1000) - rect.left() < 10
    assert 0 <= rect.right() - viewport.x_of(2000) < 10


def test_typing_repaints_nothing_where_blocks_have_no_text(
    qtbot: QtBot, session: Session, timeline: Timeline
) -> None:
    cues = [(30 * row, 30 * row + 30, "字") for row in range(200)]  # four pixels each
    session.open(making.written(*cues), journal=NoJournal())
    assert timeline.scene.layout.dense
    timeline.repaint()
    painted = watched(qtbot, timeline)
    session.commit(editing.set_text(session.document, 0, "大家都好"))
    timeline.set_playhead(4000)
    qtbot.waitUntil(lambda: bool(painted))
    (rect,) = painted
    assert rect.left() < timeline.scene.viewport.x_of(4000) < rect.right() < rect.left() + 20


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
    wave = LIGHT.wave_core.rgb()  # as loud all through as its peaks
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
    assert image.pixel(x, high) == LIGHT.wave_core.rgb()
    assert image.pixel(round(4900 / 8), y) == LIGHT.undecoded.rgb()
    sound.decoded = LENGTH
    timeline.sound_grew()
    qtbot.wait(0)
    assert picture(timeline).pixel(round(4900 / 8), high) == LIGHT.wave_core.rgb()


def test_scrolling_back_and_forth_makes_no_tile_twice(timeline: Timeline) -> None:
    for start in (0, 8000, 16_000, 24_000):
        timeline.set_viewport(timeline.scene.viewport.moved_to(start))
        timeline.repaint()
    made = timeline.tiles_painted
    for start in (16_000, 0, 8000, 24_000):
        timeline.set_viewport(timeline.scene.viewport.moved_to(start))
        timeline.repaint()
    assert timeline.tiles_painted == made


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


def test_borders_on_top_of_one_another_are_painted_once(timeline: Timeline) -> None:
    """As they are before a repair: a dashed line, not a solid one made of eighty."""
    timeline.set_chunk_borders([1000])
    once = picture(timeline, 1.0)
    timeline.set_chunk_borders([1000] * 80)
    assert picture(timeline, 1.0) == once
