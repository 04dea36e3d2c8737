# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview of what a site will show: which cue, how it looks, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from editor.publish.plan import plan
from editor.publish.uploads import Choice
from editor.ui.publish.preview import Preview
from tests.making import written

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TALK = written(
    (0, 1000, "第一句"), (1000, 2000, " "), (2000, 3000, "這個第三句"), (3000, 4000, "完")
)
SITES = ("youtube", "bilibili")


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.resize(900, 700)
    preview.show()
    preview.begin(0, QImage(), TALK)
    preview.show_ready(plan(TALK, Choice(SITES, ("text", "zh-Hans")), "talk").ready)
    return preview


def text(preview: Preview) -> str:
    return preview.frame.accessibleDescription()


def ink(preview: Preview) -> QRectF:
    """The smallest rectangle with all that is as white as a caption."""
    image = preview.frame.grab().toImage()
    places = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if QColor(image.pixel(x, y)).lightness() > 250
    ]
    across, down = [x for x, _ in places], [y for _, y in places]
    return QRectF(min(across), min(down), max(across) - min(across), max(down) - min(down))


def test_from_cue_to_cue(preview: Preview) -> None:
    assert (text(preview), preview.place.text()) == ("第一句", "Cue 1 of 3 · 0:00.0")
    QTest.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    assert (text(preview), preview.place.text()) == ("這個第三句", "Cue 2 of 3 · 0:02.0")
    QTest.keyClick(preview, Qt.Key.Key_Right)
    QTest.keyClick(preview, Qt.Key.Key_Right)
    assert text(preview) == "完"
    QTest.keyClick(preview, Qt.Key.Key_Left)
    assert text(preview) == "這個第三句"


def test_the_track_of_a_site(preview: Preview) -> None:
    preview.begin(2, QImage(), TALK)
    tracks = [preview.track.itemText(row) for row in range(preview.track.count())]
    assert len(tracks) == 5
    assert tracks[0].startswith("YouTube · ")
    assert tracks[-1] == "Players · ASS styles"
    preview.track.setCurrentIndex(2)
    assert text(preview) == "这个第三句"
    preview.show_ready(plan(TALK, Choice(("youtube",), ("zh-Hans",)), "talk").ready)
    assert text(preview) == "这个第三句"
    preview.show_ready(())
    assert text(preview) == "這個第三句", "in the ASS style, whatever is published"


def test_the_ass_style_of_each_cue(preview: Preview) -> None:
    preview.track.setCurrentIndex(preview.track.count() - 1)
    assert (text(preview), preview.place.text()) == ("第一句", "Cue 1 of 4 · 0:00.0")
    frame, seen = preview.frame.frame, ink(preview)
    assert frame.contains(seen)
    bottom = frame.bottom() - frame.height() * 54 / 1080
    assert seen.bottom() == pytest.approx(bottom, abs=frame.height() * 0.03)
    QTest.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    assert preview.place.text().startswith("Cue 2 of 4")


def test_a_cue_that_the_site_does_not_get_gives_way_to_the_next(preview: Preview) -> None:
    preview.begin(1, QImage(), TALK)
    assert text(preview) == "這個第三句"


def test_a_wide_picture_has_its_cue_at_the_bottom(preview: Preview) -> None:
    frame, seen = preview.frame.frame, ink(preview)
    assert frame.width() / frame.height() == pytest.approx(16 / 9)
    assert frame.contains(seen)
    assert seen.top() > frame.top() + frame.height() * 0.8


def test_of_an_upright_one_nothing_lies_below_the_app(preview: Preview) -> None:
    preview.shape.setCurrentIndex(1)
    frame, free = preview.frame.frame, preview.frame.free
    assert frame.width() / frame.height() == pytest.approx(9 / 16)
    assert frame.contains(free)
    assert free.contains(ink(preview))


def test_the_picture_of_the_moment_lies_below(preview: Preview) -> None:
    red = QImage(160, 90, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    preview.begin(0, red, TALK)
    image = preview.frame.grab().toImage()
    assert QColor(image.pixel(image.width() // 2, image.height() // 2)) == QColor("red")
