# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a style: font, colours, edges, place and margins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QFontComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from editor.core.i18n import N_
from editor.formats.ass_style import Colour, Style
from editor.ui.i18n import tr
from editor.ui.tick import TickBox
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.ui.theme import Theme

_COLOURS = {"colour": N_("Text colour"), "edge": N_("Outline or box"), "shade": N_("Shadow colour")}
_SIZES: Mapping[str, tuple[str, float]] = {
    "size": (N_("Size"), 1000),
    "outline": (N_("Outline"), 100),
    "shadow": (N_("Shadow"), 100),
    "left": (N_("Left margin"), 4000),
    "right": (N_("Right margin"), 4000),
    "vertical": (N_("Top or bottom margin"), 4000),
}
"""Names of the numbers, and the greatest that makes sense."""
_PLACES = (
    *(N_("Bottom left"), N_("Bottom"), N_("Bottom right")),
    *(N_("Middle left"), N_("Middle"), N_("Middle right")),
    *(N_("Top left"), N_("Top"), N_("Top right")),
)
"""By the keys of a numeric keypad, from 1."""
_SWATCH = 16
"""px."""
_FRAME = "#808080"
"""Around a swatch, so that one of the button's own colour is seen."""


class StyleFields(QWidget):
    """Shows a style, and what the user makes of it.

    Signals:
        changed: A field was changed by the user.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.font_box = QFontComboBox()
        self.bold, self.italic = TickBox(tr("Bold"), theme), TickBox(tr("Italic"), theme)
        self.boxed = TickBox(tr("Box behind the text"), theme)
        self.colours = {name: ColourButton(tr(label)) for name, label in _COLOURS.items()}
        self.sizes = {name: _number(*row) for name, row in _SIZES.items()}
        self.place = QComboBox()
        self.place.addItems([tr(name) for name in _PLACES])
        self._build()

    @property
    def style_value(self) -> Style:
        """The style as the fields have it."""
        return Style(
            font=self.font_box.currentText(),
            bold=self.bold.isChecked(),
            italic=self.italic.isChecked(),
            boxed=self.boxed.isChecked(),
            key=self.place.currentIndex() + 1,
            **{name: button.colour for name, button in self.colours.items()},  # type: ignore[arg-type]
            **{name: box.value() for name, box in self.sizes.items()},  # type: ignore[arg-type]
        )

    def show_style(self, style: Style) -> None:
        """Show a style."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.font_box.setCurrentFont(QFont(style.font))
        self.font_box.setEditText(style.font)  # it need not be on this computer
        self.bold.setChecked(style.bold)
        self.italic.setChecked(style.italic)
        self.boxed.setChecked(style.boxed)
        self.place.setCurrentIndex(style.key - 1)
        for name, button in self.colours.items():
            button.show_colour(getattr(style, name))
        for name, box in self.sizes.items():
            box.setValue(getattr(style, name))
        self.blockSignals(False)  # noqa: FBT003 - Qt's

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("Font"), self.font_box)
        self.font_box.setAccessibleName(tr("Font"))
        looks = QHBoxLayout()
        looks.addWidget(self.bold)
        looks.addWidget(self.italic)
        looks.addStretch()
        form.addRow(tr("Size"), self.sizes["size"])
        form.addRow("", looks)
        for name, label in _COLOURS.items():
            form.addRow(tr(label), self.colours[name])
            self.colours[name].changed.connect(self.changed)
        form.addRow("", self.boxed)
        for name, (label, _) in _SIZES.items():
            if name == "left":  # here and not inserted later: Tab follows the order of adding
                form.addRow(tr("Place"), self.place)
            if name != "size":
                form.addRow(tr(label), self.sizes[name])
        self.place.setAccessibleName(tr("Place"))
        for box in self.sizes.values():
            box.valueChanged.connect(self.changed)
        for tick in (self.bold, self.italic, self.boxed):
            tick.toggled.connect(self.changed)
        for choice in (self.font_box, self.place):
            only_with_focus(choice)
            choice.currentTextChanged.connect(self.changed)


class ColourButton(QPushButton):
    """A colour; pressed, it asks for another one.

    Signals:
        changed: The user chose another one.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(autoDefault=False)
        self.colour = Colour(0, 0, 0)
        self._name = name
        self.clicked.connect(self._ask)

    def show_colour(self, colour: Colour) -> None:
        """Show a colour."""
        self.colour = colour
        swatch = QPixmap(_SWATCH, _SWATCH)
        swatch.fill(QColor(_FRAME))
        painter = QPainter(swatch)
        painter.fillRect(swatch.rect().adjusted(1, 1, -1, -1), QColor(*colour[:3]))
        painter.end()
        self.setIcon(QIcon(swatch))
        share = round(100 * colour.opacity / 255)
        text = QColor(*colour[:3]).name().upper()
        self.setText(text if share == 100 else f"{text} · {share}%")  # noqa: PLR2004 - per cent
        self.setAccessibleName(f"{self._name}: {self.text()}")

    def _ask(self) -> None:
        with_opacity = QColorDialog.ColorDialogOption.ShowAlphaChannel
        found = QColorDialog.getColor(QColor(*self.colour), self, self._name, with_opacity)
        if found.isValid():
            self.show_colour(Colour(found.red(), found.green(), found.blue(), found.alpha()))
            self.changed.emit()


def _number(label: str, most: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    only_with_focus(box)
    box.setRange(0, most)
    box.setDecimals(1)
    box.setSingleStep(1 if most > 100 else 0.5)  # noqa: PLR2004 - edges
    box.setAccessibleName(tr(label))
    return box
