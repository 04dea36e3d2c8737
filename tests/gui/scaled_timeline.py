# SPDX-License-Identifier: GPL-3.0-or-later
"""A timeline on a screen of another scale, in a process of its own: what it looks like is told
to `test_timeline_scaled.py` in a line of JSON. Qt reads the scale only as it starts.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.colours import LIGHT
from editor.ui.theme import Theme
from editor.ui.timeline.view import Timeline
from tests.sound import Samples
from tests.timelines import LENGTH, opened

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = (1, 2, 5, 8, -3, 40, -20, 300, -700)
"""Pixels of the device to scroll by, one after the other."""


def on_screen(timeline: Timeline) -> NDArray[np.uint32]:
    """What the user sees."""
    return pixels(timeline.screen().grabWindow(timeline.winId()).toImage())


def painted(timeline: Timeline) -> NDArray[np.uint32]:
    """The same, painted anew as a whole."""
    ratio = timeline.devicePixelRatioF()
    image = QImage(timeline.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    timeline.render(image)
    return pixels(image)


def pixels(image: QImage) -> NDArray[np.uint32]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), -1)
    return rows[:, : plain.width()] & np.uint32(0xFFFFFF)


def settle(timeline: Timeline) -> None:
    timeline.update_waiting()  # no table is painted here
    QTest.qWait(30)  # for the server to have drawn it
    QApplication.processEvents()
    timeline.screen().grabWindow(timeline.winId())


def scrolled(timeline: Timeline, playhead: int | None) -> list[int]:
    """How many pixels of the screen are not as they would be painted, after each step."""
    timeline.set_playhead(playhead)
    wrong = []
    for step in STEPS:
        timeline.set_viewport(timeline.scene.viewport.scrolled(step / timeline.devicePixelRatioF()))
        settle(timeline)
        wrong.append(int((on_screen(timeline) != painted(timeline)).sum()))
    return wrong


def line_widths(timeline: Timeline) -> list[int]:
    """How many pixels wide the playhead is at several places."""
    widths = []
    for ms in (5003, 5050, 5121):
        timeline.set_playhead(ms)
        settle(timeline)
        row = on_screen(timeline)[
            round((timeline.scene.bands.ruler + 6) * timeline.devicePixelRatioF())
        ]
        widths.append(int((row == LIGHT.playhead.rgb() & 0xFFFFFF).sum()))
    return widths


def columns(timeline: Timeline) -> list[int]:
    """How many pixels of the loudest are in each column where every other one is silent."""
    view, ratio = timeline.scene.viewport, timeline.devicePixelRatioF()
    timeline.set_viewport(replace(view, ms_per_px=8 * ratio).moved_to(60_000))
    settle(timeline)
    found = on_screen(timeline) == LIGHT.wave_core.rgb() & 0xFFFFFF
    counts: list[int] = found[:, 10:90].sum(axis=0).tolist()
    return counts


def told() -> dict[str, Any]:
    timeline = Timeline(opened(), Theme())
    timeline.resize(800, 200)
    timeline.show()
    QTest.qWaitForWindowExposed(timeline)
    # Two samples for each pixel of the device at 8 ms; every other pixel is silent.
    loud = np.tile(np.array([0, 0, 30_000, -30_000], np.int16), LENGTH // 16)
    timeline.set_sound(Samples(loud, 250), LENGTH)
    timeline.set_viewport(replace(timeline.scene.viewport, ms_per_px=8.0).moved_to(400))
    settle(timeline)
    result = {
        "ratio": timeline.devicePixelRatioF(),
        "scrolled": scrolled(timeline, 3000),
        "widths": line_widths(timeline),
        "columns": columns(timeline),
    }
    timeline.close()
    return result


if __name__ == "__main__":
    application = QApplication(sys.argv)
    sys.stdout.write(json.dumps(told()))
