# SPDX-License-Identifier: GPL-3.0-or-later
"""The cue over the picture: what of the painted pixels is where."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QImage, QPaintEvent

from editor.checks.sites import SITES, Site
from editor.checks.sites import site as site_of
from editor.core.cue import Cue
from editor.ui.video.view import VideoView

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot


GREEN = QColor(0, 160, 0)
YOUTUBE = site_of("youtube")
LONG = "这一行很长很长要看一看它会在哪里折行是不是超出了画面的两边还是会好好地换行呢朋友们"


class Screen:
    """A green picture, and the cue that is painted over it."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (640, 360)) -> None:
        self.view = VideoView()
        qtbot.addWidget(self.view)
        self.view.resize(*size)
        picture = QImage(*size, QImage.Format.Format_RGB32)
        picture.fill(GREEN)
        self.view.show_image(picture)

    def paint(self, text: str, site: Site | None = None, settings: str = "") -> None:
        extras = {"vtt.settings": settings} if settings else {}
        self.view.show_as(site)
        self.view.show_cue(Cue(1, 0, 1_000, text, extras=extras))
        image = self.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        rows = np.frombuffer(image.constBits(), np.uint8)
        # Of its own: the image goes when this returns.
        self.pixels = rows.reshape(image.height(), image.width(), 4)[..., :3].copy()

    @property
    def ink(self) -> NDArray[np.bool_]:
        """Where the letters are."""
        return np.asarray(self.pixels.min(axis=2) > 180)

    @property
    def covered(self) -> NDArray[np.bool_]:
        """Where the picture is not seen as it is."""
        green = (GREEN.blue(), GREEN.green(), GREEN.red())
        return np.asarray((self.pixels != green).any(axis=2))

    @property
    def lines(self) -> list[int]:
        """Heights of the rows of ink, from top to bottom."""
        rows = groupby(bool(row.any()) for row in self.ink)
        return [len(list(group)) for inked, group in rows if inked]

    def sides(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of the ink."""
        ys, xs = np.nonzero(self.ink)
        return int(xs.min()), int(ys.min()), int(xs.max()), int(ys.max())


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    return Screen(qtbot)


def test_a_short_cue_stands_in_the_middle_near_the_bottom(screen: Screen) -> None:
    screen.paint("国国国国")
    left, top, right, bottom = screen.sides()
    assert abs((left + right) / 2 - 320) < 3
    assert 360 * 0.8 < top < bottom < 360 * 0.95
    assert 360 / 22 < screen.lines[0] < 360 / 17


def test_a_platform_s_size_and_margin(screen: Screen) -> None:
    screen.paint("国国国国", YOUTUBE)
    _, _, _, bottom = screen.sides()
    assert 360 * 0.95 < bottom < 360 * 0.98
    assert 13 <= screen.lines[0] <= 17  # of a font of 16 px


@pytest.mark.parametrize("site", [*SITES, None])
def test_long_lines_are_wrapped_within_the_picture(screen: Screen, site: Site | None) -> None:
    screen.paint(LONG, site)
    left, _, right, _ = screen.sides()
    assert len(screen.lines) == 2
    assert 640 * 0.04 < left < right < 640 * 0.96


def test_lines_of_the_cue_are_lines_of_the_picture(screen: Screen) -> None:
    screen.paint("国国\n国国国国国国")
    assert len(screen.lines) == 2
    ink = screen.ink.any(axis=0)
    assert abs(np.flatnonzero(ink).mean() - 320) < 8


def test_only_youtube_puts_a_box_behind(screen: Screen) -> None:
    covered = {}
    for site in SITES:
        screen.paint("一一", site)  # with much room above and below the strokes
        covered[site.id] = int(screen.covered.any(axis=1).sum())
    assert covered["youtube"] > 16  # the font's height
    assert covered["bilibili"] < 8


def test_letters_are_seen_on_a_white_picture(screen: Screen) -> None:
    white = QImage(640, 360, QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    screen.view.show_image(white)
    for site in SITES:
        screen.paint("国国", site)
        assert (screen.pixels.max(axis=2) < 100).sum() > 100


def test_markup_is_a_style_and_not_printed(screen: Screen) -> None:
    screen.paint("口口口口")
    upright, wide = screen.ink, screen.sides()
    screen.paint("<i>口口口口</i>")
    assert not np.array_equal(screen.ink, upright)
    assert abs(screen.sides()[2] - wide[2]) < 12
    screen.paint("<b>口口口口</b>")
    assert screen.ink.sum() > upright.sum() * 1.15
    screen.paint("口口口口<u></u>")
    assert np.array_equal(screen.ink, upright)


def test_a_style_is_on_its_characters_though_others_take_two_units(screen: Screen) -> None:
    screen.paint("𠮷𠮷口口")
    plain, (left, _, right, _) = screen.ink, screen.sides()
    screen.paint("𠮷𠮷<u>口口</u>")
    added = np.flatnonzero((screen.ink & ~plain).any(axis=0))
    assert added.min() > (left + right) / 2 - 4
    assert added.max() > right - 4


@pytest.mark.parametrize("where", [("{\\an8}", ""), ("", "line:0"), ("", "line:5%")])
def test_a_cue_that_is_to_stand_on_top(screen: Screen, where: tuple[str, str]) -> None:
    screen.paint(where[0] + "国国国国", YOUTUBE, where[1])
    assert screen.sides()[3] < 360 / 4


def test_a_cue_that_begins_at_a_side(screen: Screen) -> None:
    screen.paint("国国国国", settings="align:start position:20%")
    assert abs(screen.sides()[0] - 128) < 4
    screen.paint("国国国国", settings="align:end")
    assert 600 < screen.sides()[2] < 640


def test_an_upright_film_has_room_for_a_line(qtbot: QtBot) -> None:
    upright = Screen(qtbot, (360, 640))
    upright.paint("国国国国国国国国国国国国国国")
    assert len(upright.lines) == 1


def test_another_text_repaints_no_more_of_the_picture_than_it_covers(
    qtbot: QtBot, screen: Screen
) -> None:
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
            if isinstance(event, QPaintEvent):
                painted.append(event.rect())
            return False

    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.paint("国国")
    both = screen.covered
    screen.paint("国国国国国国")
    both |= screen.covered
    screen.paint("国国")
    qtbot.wait(0)
    watch = Watch()
    screen.view.installEventFilter(watch)
    screen.view.show_cue(Cue(1, 0, 1_000, "国国国国国国"))
    qtbot.waitUntil(lambda: bool(painted))
    (rect,) = painted
    ys, xs = np.nonzero(both)
    assert rect.left() <= xs.min() <= xs.max() <= rect.right()
    assert rect.top() <= ys.min() <= ys.max() <= rect.bottom()
    assert rect.height() < 360 / 6


def test_no_cue_leaves_the_picture_alone(screen: Screen) -> None:
    for text in ("", " \n", "<i></i>"):
        screen.paint(text)
        assert not screen.covered.any()
    screen.paint("国")
    screen.view.show_cue(None)
    assert screen.view.text == ""
