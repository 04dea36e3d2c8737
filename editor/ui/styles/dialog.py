# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of *Subtitle styles*: the styles, the fields of one, and a cue in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.actions.styling import Restyled
from editor.core.head import Head
from editor.core.i18n import N_
from editor.formats.ass_head import SECOND
from editor.formats.ass_style import Colour, canvas_of, changed, style_of
from editor.ui.i18n import tr
from editor.ui.line import Line
from editor.ui.publish.preview import Frame
from editor.ui.styles.fields import StyleFields
from editor.ui.tick import TickBox
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.core.cue import Cue
    from editor.core.head import Styles
    from editor.formats.ass_style import Style
    from editor.ui.theme import Theme

_PICTURES = (
    (N_("1080p"), 16 / 9, 1080),
    (N_("4K"), 16 / 9, 2160),
    (N_("Upright (9:16)"), 9 / 16, 1920),
)
"""Videos that the preview stands for: name, width by height, lines."""
_LINES = 1080
"""Lines of the canvas that the looks are made for."""
_LOOKS: Mapping[str, Mapping[str, object]] = {
    N_("White, outlined"): {},
    N_("White in a box"): {"boxed": True, "edge": Colour(0, 0, 0, 176), "outline": 12, "shadow": 0},
    N_("Yellow, outlined"): {"colour": Colour(255, 225, 77)},
    N_("White, soft shadow"): {"outline": 1, "shadow": 4, "shade": Colour(0, 0, 0, 192)},
    N_("Remark at the top"): {"key": 8, "size": 54, "outline": 2.5},
}
"""What a new style begins with, by name: what differs from a plain one, in `_LINES` lines."""
_NARROW = 200
"""Greatest width of the list in px: the picture gets the rest."""
_SIZES = ("size", "outline", "shadow", "left", "right", "vertical")


class StylesDialog(QDialog):
    """Styles at the left, the fields of the current one, and at the right a cue in it."""

    def __init__(
        self,
        styles: Styles,
        info: Mapping[str, str],
        cues: Sequence[Cue],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """See `editor.actions.ports.Ask.styles`."""
        super().__init__(parent)
        self.setWindowTitle(tr("Subtitle styles (ASS)"))
        self._before = styles
        self._info, self._cues = info, cues
        self._rows = [(name, name, dict(fields)) for name, fields in styles.items()]
        self.list, self.name, self.fields = QListWidget(), Line(""), StyleFields(theme)
        self.frame, self.picture, self.look = Frame(), QComboBox(), QComboBox()
        self.add, self.remove = QPushButton(tr("New style")), QPushButton(tr("Delete style"))
        use = tr("Give this style to the selected cues ({count})", count=len(cues))
        self.use = TickBox(use, theme)
        for choice in (self.picture, self.look):
            only_with_focus(choice)
        self._build()
        self._list(self._first())
        self.list.currentRowChanged.connect(self._show)
        self.name.textEdited.connect(self._rename)
        self.fields.changed.connect(self._take)
        self.picture.currentIndexChanged.connect(self._paint)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self._show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def restyled(self) -> Restyled:
        """What the user made of the styles."""
        names: dict[str, str | None] = dict.fromkeys(self._before)
        names |= {old: name for old, name, _ in self._rows if old}
        styles = {name: fields for _, name, fields in self._rows}
        return Restyled(styles, names, self._current[1] if self.use.isChecked() else None)

    @property
    def _current(self) -> tuple[str, str, dict[str, str]]:
        return self._rows[max(0, self.list.currentRow())]

    def _first(self) -> int:
        """The row of the style of the first selected cue."""
        wanted = str(self._cues[0].extras.get("ass.style", "")).lstrip("*") if self._cues else ""
        return next((row for row, each in enumerate(self._rows) if each[1] == wanted), 0)

    def _list(self, row: int) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's
        self.list.clear()
        self.list.addItems([name for _, name, _ in self._rows])
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's

    def _show(self) -> None:
        _, name, fields = self._current
        self.name.setText(name)
        self.name.setEnabled(name != SECOND)  # by this name second texts find it
        self.remove.setEnabled(len(self._rows) > 1)
        self.fields.show_style(style_of(fields))
        self._paint()

    def _take(self) -> None:
        old, name, fields = self._current
        self._put(old, name, changed(fields, self.fields.style_value))
        self._paint()

    def _rename(self, text: str) -> None:
        """A style has a name of its own, and a comma would end it."""
        old, name, fields = self._current
        text = text.replace(",", "，").strip()
        if text and text not in {each for _, each, _ in self._rows} - {name}:
            self._put(old, text, {**fields, "Name": text})
            item = self.list.currentItem()
            if item is not None:
                item.setText(text)
            self._paint()

    def _put(self, old: str, name: str, fields: dict[str, str]) -> None:
        self._rows[max(0, self.list.currentRow())] = old, name, fields

    def _add(self) -> None:
        """A new style, with the chosen look and the font and fields of the current one."""
        fields = dict(self._current[2])
        label = list(_LOOKS)[max(0, self.look.currentIndex())]
        base, number = tr(label).replace(",", " ").replace("，", " "), 2
        name = base
        while name in {each for _, each, _ in self._rows}:
            name, number = f"{base} {number}", number + 1
        style = self._scaled(label, style_of(fields).font)
        self._rows.append(("", name, {**changed(fields, style), "Name": name}))
        self._list(len(self._rows) - 1)
        self._show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _scaled(self, label: str, font: str) -> Style:
        """A look, in units of the canvas."""
        style = replace(style_of({}), font=font, **_LOOKS[label])  # type: ignore[arg-type]
        scale = canvas_of(self._info).height / _LINES
        sizes = {name: round(getattr(style, name) * scale, 1) for name in _SIZES}
        return replace(style, **sizes)

    def _remove(self) -> None:
        row = max(0, self.list.currentRow())
        del self._rows[row]
        self._list(min(row, len(self._rows) - 1))
        self._show()

    def _paint(self) -> None:
        _, shape, lines = _PICTURES[max(0, self.picture.currentIndex())]
        styles = {name: fields for _, name, fields in self._rows}
        cue = self._cues[0]
        extras = {**cue.extras, "ass.style": self._current[1]}
        shown = replace(cue, extras=extras, text=cue.text or tr("Text of a cue"))
        head = Head(styles=styles, script_info=self._info)
        self.frame.show_styled(shown, head, shape, lines)

    def _build(self) -> None:
        self.list.setAccessibleName(tr("Styles"))
        self.list.setMaximumWidth(_NARROW)
        self.name.setAccessibleName(tr("Name"))
        self.picture.setAccessibleName(tr("Video"))
        self.look.setAccessibleName(tr("Look of a new style"))
        self.picture.addItems([tr(name) for name, _, _ in _PICTURES])
        self.look.addItems([tr(name) for name in _LOOKS])
        left, right, grid = QVBoxLayout(), QVBoxLayout(), QGridLayout()
        left.addWidget(self.list, 1)
        for widget in (self.look, self.add, self.remove):
            left.addWidget(widget)
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        middle, fields = QVBoxLayout(), QScrollArea()
        fields.setWidget(self.fields)
        fields.setWidgetResizable(True)
        fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows Tab, but is no stop itself
        fields.setMinimumWidth(self.fields.sizeHint().width() + 24)
        middle.addWidget(self.name)
        middle.addWidget(fields, 1)
        right.addWidget(self.picture)
        right.addWidget(self.frame, 1)
        hint = QLabel(tr("Drawn by Jiaozi; players may draw it a little otherwise."))
        hint.setWordWrap(True)
        right.addWidget(hint)
        grid.addLayout(left, 0, 0)
        grid.addLayout(middle, 0, 1)
        grid.addLayout(right, 0, 2)
        grid.setColumnStretch(2, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.use)
        foot.addStretch()
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.addLayout(grid, 1)
        column.addLayout(foot)
        self.resize(1080, 620)
