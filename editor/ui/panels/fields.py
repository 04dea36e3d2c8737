# SPDX-License-Identifier: GPL-3.0-or-later
"""Widgets for a tool's fields: one for each kind of field in `actions.tooling.fields`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit

from editor.actions.tooling.fields import Anchors, Check, Choice, Number, Text
from editor.core.timecode import mark
from editor.ui.i18n import tr
from editor.ui.line import Line
from editor.ui.tick import TickBox
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.tooling.fields import Field, Given
    from editor.ui.theme import Theme

Widget = QCheckBox | QComboBox | QDoubleSpinBox | QLineEdit


def widget_for(field: Field, now: Given, theme: Theme, changed: Callable[[], None]) -> Widget:
    """A widget for a field, with the field's initial value.

    Args:
        field: The field.
        now: What its tool works on.
        theme: Colours.
        changed: Called after each change by the user.
    """
    if isinstance(field, Choice):
        box = QComboBox()
        only_with_focus(box)
        box.addItems([tr(answer) for answer in field.answers])
        box.setCurrentIndex(field.default)
        box.currentIndexChanged.connect(lambda *_: changed())
        return box
    if isinstance(field, Number):
        number = QDoubleSpinBox()
        only_with_focus(number)
        number.setDecimals(field.decimals)
        number.setRange(field.least, field.most)
        number.setSingleStep(field.step)
        number.setSuffix(f" {field.unit}" if field.unit else "")
        number.setValue(field.default(now))
        number.valueChanged.connect(lambda *_: changed())
        return number
    if isinstance(field, Check):
        tick = TickBox(tr(field.label), theme)
        tick.setChecked(field.default)
        tick.toggled.connect(lambda *_: changed())
        return tick
    if isinstance(field, Text | Anchors):
        line = Line(hint=tr(field.hint) if field.hint else "")
    else:
        line = Line(mark(field.default(now), 1))
    line.textEdited.connect(lambda *_: changed())
    return line


def value_of(widget: Widget) -> Any:
    """The value of a widget, as its tool expects it."""
    if isinstance(widget, QComboBox):
        return widget.currentIndex()
    if isinstance(widget, QDoubleSpinBox):
        return widget.value()
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    return widget.text()
