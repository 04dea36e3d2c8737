# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound as it is drawn: loud core, spectrogram, speech, what is not decoded yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.selection import Selection
from editor.ui.colours import DARK, LIGHT
from editor.ui.theme import Theme
from editor.ui.timeline.overview import Overview
from tests.sound import Samples
from tests.timelines import LENGTH, opened, picture, place, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QColor, QImage
    from pytestqt.qtbot import QtBot

    from editor.session import Session
    from editor.ui.timeline.view import Timeline

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
RATE = 16_000


@dataclass(frozen=True)
class Spoken:
    """Speech from 300 to 500 ms after each of 1, 5 and 60 seconds."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


SPOKEN = Spoken(np.array([1300, 5300, 60_300]), np.array([1500, 5500, 60_500]))


class Holes(Samples):
    """Sound that is decoded from 0 to 2 and from 5 to 6 seconds, at 1000 samples a second."""

    ranges = ((0, 2000), (5000, 6000))
    complete = False


@pytest.fixture
def session(qapp: QApplication) -> Session:
    del qapp
    session = opened()
    session.select(Selection(3, 0, 0, 3))
    return session


@pytest.fixture
def timeline(qtbot: QtBot, session: Session) -> Timeline:
    return shown(qtbot, session)


def at_8_ms(timeline: Timeline, start: int = 0) -> None:
    timeline.set_viewport(replace(timeline.scene.viewport, ms_per_px=8.0).moved_to(start))


def test_the_core_is_as_high_as_the_sound_is_loud(timeline: Timeline) -> None:
    # 30,000 one time in a hundred, else nothing: an RMS of 3,000.
    clicks = np.zeros(LENGTH, np.int16)
    clicks[::100], clicks[50::100] = 30_000, -30_000
    timeline.set_sound(Samples(clicks), LENGTH)
    timeline.set_viewport(replace(timeline.scene.viewport, ms_per_px=100.0).moved_to(0))
    image = picture(timeline)
    top, bottom = timeline.scene.bands.wave
    middle, half, x = (top + bottom) / 2, (bottom - top) / 2, 500
    peaks = [y for y in range(top, bottom) if image.pixelColor(x, y) == LIGHT.wave]
    core = [y for y in range(top, bottom) if image.pixelColor(x, y) == LIGHT.wave_core]
    assert min(peaks) == pytest.approx(middle - half * 30 / 32.768, abs=2)
    loud = half * np.sqrt(2) * 3 / 32.768
    assert min(core) == pytest.approx(middle - loud, abs=2)
    assert max(core) == pytest.approx(middle + loud, abs=2)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_tone_is_a_line_in_the_spectrogram(
    qtbot: QtBot, session: Session, colours: object
) -> None:
    theme = Theme()
    theme.colours = LIGHT if colours is LIGHT else DARK
    timeline = shown(qtbot, session, theme)
    timeline.set_sight("spectrum")
    tone = 20_000 * np.sin(2 * np.pi * 1000 * np.arange(RATE * 10) / RATE)
    tone[: RATE * 5] = 0
    timeline.set_sound(Samples(tone.astype(np.int16), RATE), 10_000)
    at_8_ms(timeline, 3600)
    top, bottom = timeline.scene.bands.spectrum
    # 1000 Hz is 1000 mel; the lowest and highest bands are at 92 and 2840 mel.
    y = round(bottom - (bottom - top) * (1000 - 92) / (2840 - 92))
    quiet, loud = round((4600 - 3600) / 8), round((6000 - 3600) / 8)
    ground = theme.colours.timeline

    def far_from_ground(x: int, at: int) -> float:
        colour = picture(timeline).pixelColor(x, at)
        return abs(colour.lightnessF() - ground.lightnessF())

    assert far_from_ground(loud, y) > 0.4  # a coarse picture is there at once
    qtbot.waitUntil(lambda: far_from_ground(loud, y) > 0.5)
    assert far_from_ground(quiet, y) < 0.05
    assert far_from_ground(loud, top + 3) < 0.1
    assert far_from_ground(loud, bottom - 8) < 0.1


def changes(timeline: Timeline) -> int:
    """How many pixels in the middle of the spectrogram differ from their left neighbours."""
    image = picture(timeline)
    top, bottom = timeline.scene.bands.spectrum
    row = [image.pixel(x, (top + bottom) // 2) for x in range(520, 700)]
    return sum(one != other for one, other in pairwise(row))


def test_the_fine_picture_comes_by_itself(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.set_sight("both")
    timeline.set_sound(hiss(), 10_000)
    at_8_ms(timeline)
    assert changes(timeline) < 40
    qtbot.waitUntil(lambda: changes(timeline) > 120)


def test_it_stays_while_more_is_decoded(qtbot: QtBot, timeline: Timeline) -> None:
    sound = hiss()
    sound.decoded = RATE * 7  # the tile from 4 to 8 seconds lacks something
    timeline.set_sight("both")
    timeline.set_sound(sound, 10_000)
    at_8_ms(timeline)
    qtbot.waitUntil(lambda: changes(timeline) > 120)
    sound.decoded = RATE * 10
    timeline.sound_grew()
    assert changes(timeline) > 120
    at_8_ms(timeline, 3000)
    beyond = place(timeline, 7500, "wave").x()
    top, bottom = timeline.scene.bands.spectrum

    def is_there() -> bool:
        image = picture(timeline)
        return image.pixelColor(beyond, (top + bottom) // 2).lightnessF() < 0.9

    qtbot.waitUntil(is_there)


def hiss() -> Samples:
    return Samples(np.random.default_rng(1).integers(-9000, 9000, RATE * 10).astype(np.int16), RATE)


def test_wave_and_spectrogram_share_the_room(timeline: Timeline) -> None:
    timeline.set_sight("both")
    bands = timeline.scene.bands
    assert (
        bands.wave[1] == bands.spectrum[0] == pytest.approx((bands.ruler + bands.blocks) / 2, abs=1)
    )
    timeline.set_sight("spectrum")
    assert timeline.scene.bands.wave[0] == timeline.scene.bands.wave[1]
    assert timeline.scene.bands.spectrum == (bands.ruler, bands.blocks)
    timeline.set_sight("wave")
    assert timeline.scene.bands.wave == (bands.ruler, bands.blocks)


def line(image: QImage, y: int, colour: QColor) -> set[int]:
    return {x for x in range(image.width()) if image.pixelColor(x, y) == colour}


def test_what_is_not_decoded_lies_between_what_is(timeline: Timeline) -> None:
    sound = Holes(np.zeros(LENGTH, np.int16))
    timeline.set_sound(sound, LENGTH)
    at_8_ms(timeline)
    y = timeline.scene.bands.ruler + 5
    blank = line(picture(timeline), y, LIGHT.undecoded)
    assert {255, 400, 620} <= blank
    assert not blank & set(range(248))
    assert not blank & set(range(630, 748))
    assert set(range(760, 799)) <= blank
    sound.ranges = ((0, 2000), (4000, 6000))
    timeline.sound_grew()
    assert 550 not in line(picture(timeline), y, LIGHT.undecoded)
    assert 400 in line(picture(timeline), y, LIGHT.undecoded)


def test_a_click_on_what_is_not_decoded_goes_there(timeline: Timeline) -> None:
    timeline.set_sound(Holes(np.zeros(LENGTH, np.int16)), LENGTH)
    at_8_ms(timeline)
    wanted: list[int] = []
    timeline.seek_wanted.connect(wanted.append)
    QTest.mouseClick(timeline, LEFT, NONE, place(timeline, 3600, "wave"))
    assert wanted == [3600]


def test_speech_is_a_line_below_the_sound(timeline: Timeline) -> None:
    y = timeline.scene.bands.blocks - 2
    before = picture(timeline)
    timeline.set_speech(SPOKEN)
    after = picture(timeline)
    spoken = [x for x in range(800) if after.pixel(x, y) != before.pixel(x, y)]
    # 1300 to 1500 ms and 5300 to 5500 ms, at 8 ms a pixel.
    assert spoken == [*range(162, 188), *range(662, 688)]


def test_speech_is_told_in_the_overview(qtbot: QtBot, timeline: Timeline) -> None:
    overview = Overview(opened(), timeline, Theme())
    qtbot.addWidget(overview)
    overview.resize(1000, 36)
    before = overview.grab().toImage()
    timeline.set_speech(Spoken(np.array([50_000]), np.array([60_000])))
    after = overview.grab().toImage()
    changed = [x for x in range(1000) if after.pixel(x, 5) != before.pixel(x, 5)]
    assert changed == list(range(500, 600))


def drag(timeline: Timeline, start: QPoint, stop: QPoint, keys: Qt.KeyboardModifier) -> None:
    QTest.mousePress(timeline, LEFT, NONE, start)
    for at in ((start + stop) / 2, stop):
        kind, where = QEvent.Type.MouseMove, QPointF(timeline.mapToGlobal(at))
        QApplication.sendEvent(timeline, QMouseEvent(kind, QPointF(at), where, LEFT, LEFT, keys))
    QTest.mouseRelease(timeline, LEFT, NONE, stop)


@pytest.mark.parametrize(
    ("edge", "to", "keys", "expected"),
    [
        (4800, 5500 + 24, NONE, (4000, 5500)),  # an end to where speech ends
        (4800, 5300 + 28, NONE, (4000, 5328)),  # but not to where it begins
        (4000, 1300 + 28, NONE, (1300, 4800)),  # a start to where it begins
        (4000, 1500 - 28, NONE, (1472, 4800)),
        (4800, 5500 + 28, CTRL, (4000, 5528)),  # Ctrl: to nothing
    ],
)
def test_edges_cling_to_speech(
    timeline: Timeline, edge: int, to: int, keys: Qt.KeyboardModifier, expected: tuple[int, int]
) -> None:
    timeline.set_speech(SPOKEN)
    times: list[tuple[int, int]] = []
    timeline.retimed.connect(lambda _row, start, end: times.append((start, end)))
    drag(timeline, place(timeline, edge, "wave"), place(timeline, to, "wave"), keys)
    (found,) = times
    assert found == pytest.approx(expected, abs=4)
    if expected[0] in SPOKEN.starts or expected[1] in SPOKEN.ends:
        assert found == expected
