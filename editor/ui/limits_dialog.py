# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of *Change check profile…*: a name, and a number for each limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
)

from editor.ui.i18n import tr
from editor.ui.line import Line
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from editor.actions.profiling import Limit

_NONE = -1
"""Shown as *none*: the least value of each field, below 0, which is a limit."""


class LimitsDialog(QDialog):
    """A field for each limit; its least value is *none*."""

    def __init__(
        self,
        name: str,
        limits: Sequence[Limit],
        values: Mapping[str, float | None],
        parent: QWidget | None = None,
    ) -> None:
        """See `editor.actions.ports.Ask.limits`."""
        super().__init__(parent)
        self.setWindowTitle(tr("Change check profile"))
        self._limits = limits
        self.name = Line(name)
        self.fields: dict[str, QDoubleSpinBox] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(tr("Name"), self.name)
        for limit in limits:
            self.fields[limit.id] = _field(limit, values[limit.id])
            form.addRow(tr(limit.label), self.fields[limit.id])
        hint = QLabel(
            tr("Kept as a profile of your own. All other limits stay as they are; they can be "
               "changed in its file.")
        )  # fmt: skip
        hint.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton(tr("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(buttons)
        self.name.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.name.selectAll()
        self.setMinimumWidth(420)

    @property
    def values(self) -> dict[str, float | None]:
        """The limits by id; whole numbers where a limit has no decimals."""
        found: dict[str, float | None] = {}
        for limit in self._limits:
            value = self.fields[limit.id].value()
            none = value <= _NONE
            found[limit.id] = None if none else value if limit.decimals else round(value)
        return found


def _field(limit: Limit, value: float | None) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    only_with_focus(box)
    box.setDecimals(limit.decimals)
    box.setRange(_NONE, limit.most)
    box.setSpecialValueText(tr("none"))
    box.setSuffix(f" {limit.unit}" if limit.unit else "")
    box.setSingleStep(100 if limit.unit else 1)
    box.setValue(_NONE if value is None else value)
    box.setAccessibleName(tr(limit.label))
    return box
