# SPDX-License-Identifier: GPL-3.0-or-later
"""A timeline on the screen, for tests of what it does and of how it looks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from editor.core.selection import Selection
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.ui.theme import Theme
from editor.ui.timeline.view import Timeline
from tests import making
from tests.sound import Samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

DOCUMENT = making.written(
    (1000, 2000, "大家好"),
    (2000, 3000, "欢迎<i>收听</i>"),
    (4000, 4800, "第三"),
    (90_000, 91_000, "远"),
)
LENGTH = 100_000


def opened() -> Session:
    """With the third of `DOCUMENT`'s cues current."""
    session = Session()
    session.open(DOCUMENT, journal=NoJournal(), selection=Selection(2, 0, 0, 2))
    return session


def shown(qtbot: QtBot, session: Session, theme: Theme | None = None) -> Timeline:
    """800 px wide, 8 ms a pixel, from 0 on."""
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


def picture(timeline: Timeline, scale: float = 1.0) -> QImage:
    size = timeline.size() * scale
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    timeline.render(image)
    return image
