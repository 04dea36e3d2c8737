# SPDX-License-Identifier: GPL-3.0-or-later
"""*Subtitle styles*: the fields change the style and the picture, by keys and the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox

from editor.core.cue import Cue
from editor.core.head import NO_HEAD
from editor.formats.ass_head import completed
from editor.formats.ass_style import Colour, style_of
from editor.ui.styles.dialog import StylesDialog
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

STYLES, INFO = completed(NO_HEAD, second=True)
CUE = Cue(0, 1_000, 2_000, "一二三四五六七八九十")


@pytest.fixture
def dialog(qtbot: QtBot) -> StylesDialog:
    made = StylesDialog(STYLES, INFO, [CUE], Theme(), None)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def picture(dialog: StylesDialog) -> QImage:
    return dialog.frame.grab().toImage()


def rows_of(image: QImage, colour: tuple[int, int, int]) -> list[int]:
    """Rows of pixels in which a colour is."""
    rgb = 0xFF000000 | colour[0] << 16 | colour[1] << 8 | colour[2]
    return [
        y
        for y in range(image.height())
        if any(image.pixel(x, y) == rgb for x in range(image.width()))
    ]


def test_the_styles_are_listed_and_unchanged(dialog: StylesDialog) -> None:
    assert [dialog.list.item(n).text() for n in range(2)] == ["Default", "Second"]
    assert dialog.restyled.styles == STYLES
    assert dialog.restyled.used is None
    assert dialog.name.text() == "Default"
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert (dialog.name.text(), dialog.name.isEnabled()) == ("Second", False)


def test_a_size_changes_the_style_and_the_picture(dialog: StylesDialog) -> None:
    white = rows_of(picture(dialog), (255, 255, 255))
    box = dialog.fields.sizes["size"]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "144")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    style = dialog.restyled.styles["Default"]
    assert style["Fontsize"] == "144"
    assert {name for name in style if style[name] != STYLES["Default"][name]} == {"Fontsize"}
    larger = rows_of(picture(dialog), (255, 255, 255))
    assert len(larger) > 1.6 * len(white)
    assert abs(larger[-1] - white[-1]) < 0.3 * len(larger), "it stands at the bottom still"


def test_tab_goes_down_the_fields(dialog: StylesDialog) -> None:
    """The place came after the margins that stand below it."""
    dialog.fields.font_box.setFocus()
    tops: list[int] = []
    while (field := QApplication.focusWidget()) and dialog.fields.isAncestorOf(field):
        tops.append(field.mapTo(dialog.fields, QPoint()).y())
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert len(tops) > 8
    assert tops == sorted(tops)


def test_the_place_and_the_colours(dialog: StylesDialog) -> None:
    half = dialog.frame.height() // 2
    assert min(rows_of(picture(dialog), (255, 255, 255))) > half
    dialog.fields.place.setFocus()
    for _ in range(6):
        QTest.keyClick(dialog.fields.place, Qt.Key.Key_Down)
    assert dialog.restyled.styles["Default"]["Alignment"] == "8"
    assert max(rows_of(picture(dialog), (255, 255, 255))) < half
    dialog.fields.colours["colour"].show_colour(Colour(255, 0, 0))
    dialog.fields.colours["colour"].changed.emit()
    assert dialog.restyled.styles["Default"]["PrimaryColour"] == "&H000000FF"
    assert rows_of(picture(dialog), (255, 0, 0))
    QTest.mouseClick(dialog.fields.boxed, Qt.MouseButton.LeftButton)
    assert dialog.restyled.styles["Default"]["BorderStyle"] == "3"


def test_edges_that_are_not_scaled_are_thinner_in_4k(qtbot: QtBot) -> None:
    info = {**INFO, "ScaledBorderAndShadow": "no"}
    thick = {**STYLES["Default"], "Outline": "20", "OutlineColour": "&H000000FF", "Shadow": "0"}
    made = StylesDialog({"Default": thick}, info, [CUE], Theme(), None)
    qtbot.addWidget(made)
    made.show()
    first = rows_of(picture(made), (255, 0, 0))
    made.picture.setFocus()
    QTest.keyClick(made.picture, Qt.Key.Key_Down)
    assert made.picture.currentText() == "4K"
    assert len(rows_of(picture(made), (255, 0, 0))) < len(first)


def test_styles_are_added_renamed_and_deleted(dialog: StylesDialog) -> None:
    dialog.look.setFocus()
    QTest.keyClick(dialog.look, Qt.Key.Key_Down)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert dialog.list.currentItem().text() == "White in a box"
    assert style_of(dialog.restyled.styles["White in a box"]).boxed
    QTest.keyClicks(dialog.name, "Aside,x")
    assert list(dialog.restyled.styles) == ["Default", "Second", "Aside，x"]
    assert dialog.restyled.names == {"Default": "Default", "Second": "Second"}
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Second")
    assert next(iter(dialog.restyled.styles)) == "Secon", "no two styles have one name"
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.restyled.names == {"Default": None, "Second": "Second"}


def test_the_selected_cues_get_it_if_that_is_wanted(dialog: StylesDialog) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.use, Qt.Key.Key_Space)
    assert dialog.restyled.used == "Second"


def test_enter_keeps_and_esc_does_not(dialog: StylesDialog) -> None:
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog.show()
    QTest.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
