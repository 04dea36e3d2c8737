# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from editor.ui.colours import DARK, LIGHT, Colours
from editor.ui.fonts import chinese_families, digits_font, text_font, ui_font
from editor.ui.theme import Theme, style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

READ = [
    ("text", "base raised hover current selection changed"),
    ("dim", "base raised current"),
    ("error", "base raised current"),
    ("warning", "base raised current"),
    ("note", "base raised current"),
    ("checked", "base raised current"),
    ("accent", "base raised"),
    ("on_accent", "accent"),
    ("ruler_text", "ruler timeline"),
    ("cue_text", "cue cue_alternate cue_chosen cue_current"),
]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    sheet, palette, style = qapp.styleSheet(), qapp.palette(), qapp.style().name()
    theme = Theme()
    yield theme
    theme.apply("system")
    qapp.setStyle(style)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def luminance(colour: QColor) -> float:
    """As WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_black_on_white() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "grounds"), READ, ids=[text for text, _ in READ])
def test_what_is_read_stands_out_from_every_ground(
    colours: Colours, text: str, grounds: str
) -> None:
    for ground in grounds.split():
        found = contrast(getattr(colours, text), getattr(colours, ground))
        assert found >= 4.5, f"{text} on {ground}: {found:.2f}"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("mark", ["wave", "wave_current", "speech", "playhead", "low_confidence"])
def test_what_is_looked_at_stands_out(colours: Colours, mark: str) -> None:
    assert contrast(getattr(colours, mark), colours.timeline) >= 2.5


def test_widgets_take_the_colours_and_hear_of_it(qtbot: QtBot, theme: Theme) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitSignal(theme.changed):
        theme.apply("dark")
    assert theme.colours is DARK
    window = QPalette.ColorRole.Window
    qtbot.waitUntil(lambda: widget.palette().color(window) == DARK.raised)
    with qtbot.waitSignal(theme.changed):
        theme.apply("light")
    assert theme.colours is LIGHT
    qtbot.waitUntil(lambda: widget.palette().color(window) == LIGHT.raised)
    with qtbot.assertNotEmitted(theme.changed):
        theme.apply("light")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_one_sees_which_of_the_main_buttons_has_the_focus(
    qtbot: QtBot, theme: Theme, name: Literal["light", "dark"]
) -> None:
    theme.apply(name)
    page = QWidget()
    layout, buttons = QHBoxLayout(page), [QPushButton("Repair"), QPushButton("Prepare")]
    for button in buttons:
        button.setProperty("primary", True)  # noqa: FBT003 - Qt's
        layout.addWidget(button)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    buttons[0].setFocus()
    qtbot.waitUntil(buttons[0].hasFocus)
    one, other = (button.grab().toImage() for button in buttons)
    middle = one.width() // 2
    edges = [(one.pixelColor(middle, y), other.pixelColor(middle, y)) for y in range(4)]
    assert max(contrast(*edge) for edge in edges) >= 3
    assert buttons[0].sizeHint().height() == buttons[1].sizeHint().height()


def test_the_style_sheet_names_every_colour(theme: Theme) -> None:
    del theme
    assert "%(" not in style_sheet(DARK)
    assert DARK.accent.name() in style_sheet(DARK)


def test_chinese_characters_are_there(qapp: QApplication) -> None:
    del qapp
    assert chinese_families()
    for font in (ui_font(), text_font(13), text_font(13, traditional=True), digits_font()):
        assert QFontMetricsF(font).horizontalAdvance("字") > 0
        assert set(chinese_families()) <= set(font.families())


def test_traditional_shapes_come_first_where_wanted(qapp: QApplication) -> None:
    del qapp
    assert text_font(13, traditional=True).families() != text_font(13).families()
    assert text_font(20).pointSizeF() == 20


def test_digits_are_all_as_wide(qapp: QApplication) -> None:
    del qapp
    metrics = QFontMetricsF(digits_font(11))
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1
