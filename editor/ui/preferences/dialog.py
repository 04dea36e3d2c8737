# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences: a page generated from the table of settings, and a page of key bindings."""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.checks.profiles import profiles
from editor.core.visible import visible
from editor.media.sound_server import Output
from editor.project.account import account_name
from editor.settings import AUTHOR, ENGINE, MODEL, OUTPUT, PROFILE, SETTINGS
from editor.ui.i18n import tr
from editor.ui.line import Line
from editor.ui.preferences.key_rows import KeysPage
from editor.ui.roles import present
from editor.ui.tick import TickBox
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.checks.profiles import Profile
    from editor.setting import Setting
    from editor.settings import Settings
    from editor.ui.preferences.key_rows import KeyRow
    from editor.ui.theme import Theme


_BY_COUNT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_CHARACTERS = 20
"""Characters that a list shows while it is closed: names of profiles can be long."""
_ROOM = 32
"""Space in px beside the names of an open list: its frame and bar."""
_WIDEST = 320
"""Maximum width of a field in px: names of audio devices can be long."""


class Preferences(QDialog):
    """Each setting takes effect at once; there is nothing to confirm.

    Signals:
        key_changed (str, str): The action of that id has other keys; see `KeysPage`.
    """

    key_changed = Signal(str, str)

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        keys: Sequence[KeyRow] = (),
        parent: QWidget | None = None,
        limits: Mapping[str, Profile] | None = None,
    ) -> None:
        """`limits` are the profiles by id, those of the program by default."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Preferences"))
        self.resize(600, 640)
        self.page = SettingsPage(settings, theme, limits=limits)
        self.keys = KeysPage(keys, theme)
        self.keys.key_changed.connect(self.key_changed)
        self.tabs = QTabWidget()
        present(self.tabs, QAccessible.Role.Pane, tr("Preferences"))
        self.tabs.addTab(self.page, tr("Settings"))
        self.tabs.addTab(self.keys, tr("Shortcuts"))
        self.tabs.setDocumentMode(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)


class SettingsPage(QWidget):
    """A field for each row of `SETTINGS`, under the heading of its group.

    Signals:
        model_wanted: Another speech model is to be chosen.
        engine_wanted: Another engine for it is to be chosen.
    """

    model_wanted = Signal()
    engine_wanted = Signal()

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        limits: Mapping[str, Profile] | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._limits = profiles() if limits is None else limits
        self._theme = theme
        self._hints: list[QLabel] = []
        self.fields: dict[str, QWidget] = {}
        self.restore_button = QPushButton(tr("Restore defaults"))
        self.restore_button.setAutoDefault(False)
        self.restore_button.clicked.connect(self._restore)
        self._build()
        settings.changed.connect(self._show)
        theme.changed.connect(self._colour)
        self._colour()

    def show_outputs(self, outputs: Sequence[Output]) -> None:
        """List the available audio devices; the chosen one stays listed if it is not connected."""
        field = self.fields[OUTPUT.id]
        if not isinstance(field, QComboBox):
            raise TypeError(OUTPUT.id)
        chosen = Output.read(self._settings[OUTPUT])
        field.clear()
        field.addItem(tr("The system's default"), OUTPUT.default)
        for output in outputs:
            same = chosen is not None and chosen.name == output.name
            field.addItem(output.name, self._settings[OUTPUT] if same else str(output))
        if chosen is not None and field.findData(self._settings[OUTPUT]) < 0:
            field.addItem(tr("{name} (not connected)", name=chosen.name), self._settings[OUTPUT])
        self._show(OUTPUT.id)

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        for group, settings in groupby(SETTINGS, key=lambda setting: setting.group):
            column.addWidget(_heading(tr(group)))
            column.addLayout(self._form(list(settings)))
            column.addSpacing(16)
        column.addStretch()
        area = QScrollArea()
        present(area, QAccessible.Role.Pane, tr("Settings"))
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows Tab, but is no stop itself
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.addStretch()
        foot.addWidget(self.restore_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        layout.addLayout(foot)

    def _form(self, settings: list[Setting[Any]]) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for setting in settings:
            field = self._field(setting)
            field.setAccessibleName(tr(setting.label))
            self.fields[setting.id] = field
            self._show(setting.id)
            if isinstance(field, TickBox):
                form.addRow(field)
            else:
                label = QLabel(tr(setting.label))
                label.setBuddy(field)
                label.setMinimumWidth(200)
                form.addRow(label, field)
            if setting.hint:
                hint = QLabel(tr(setting.hint))
                hint.setWordWrap(True)
                self._hints.append(hint)
                form.addRow(hint)
        return form

    def _field(self, setting: Setting[Any]) -> QWidget:
        """The widget for a setting."""
        choices = tuple((name, profile.name) for name, profile in self._limits.items())
        choices = choices if setting is PROFILE else setting.choices
        if choices or setting is OUTPUT:
            combo = QComboBox()
            only_with_focus(combo)
            combo.setMinimumWidth(120)
            combo.setMaximumWidth(_WIDEST)
            combo.setSizeAdjustPolicy(_BY_COUNT)
            combo.setMinimumContentsLength(_CHARACTERS)
            for value, label in choices:
                combo.addItem(tr(label), value)
            names = combo.view()
            names.setMinimumWidth(names.sizeHintForColumn(0) + _ROOM)  # whole, where it is narrow
            combo.activated.connect(lambda: self._take(setting, combo.currentData()))
            return combo
        if setting in (MODEL, ENGINE):
            wanted = self.model_wanted if setting is MODEL else self.engine_wanted
            button = QPushButton()
            button.setAutoDefault(False)
            button.setMaximumWidth(_WIDEST)
            button.clicked.connect(wanted)
            return button
        if setting is AUTHOR:
            line = Line()
            line.setMaximumWidth(_WIDEST)
            line.setPlaceholderText(account_name())
            line.textEdited.connect(lambda text: self._take(setting, text.strip()))
            return line
        if isinstance(setting.default, bool):
            tick = TickBox(tr(setting.label), self._theme)
            tick.toggled.connect(lambda on: self._take(setting, on))
            return tick
        return self._number(setting)

    def _number(self, setting: Setting[Any]) -> QAbstractSpinBox:
        whole = isinstance(setting.default, int)
        spin: QSpinBox | QDoubleSpinBox = QSpinBox() if whole else QDoubleSpinBox()
        only_with_focus(spin)
        if setting.limits is not None:
            least, most, step = (int(x) if whole else x for x in setting.limits)
            spin.setRange(least, most)  # type: ignore[arg-type]  # ints for the one, floats for the other
            spin.setSingleStep(step)  # type: ignore[arg-type]
            if isinstance(spin, QDoubleSpinBox):
                spin.setDecimals(len(f"{step:g}".partition(".")[2]))
        unit = setting.unit
        spin.setSuffix(unit if unit == "%" else f" {unit}" if unit else "")
        spin.setMinimumWidth(120)
        spin.setMaximumWidth(_WIDEST)
        spin.setKeyboardTracking(False)  # typing 12 must not set 1 first
        spin.valueChanged.connect(lambda value: self._take(setting, value))
        return spin

    def _take(self, setting: Setting[Any], value: object) -> None:
        self._settings[setting] = value

    def _show(self, setting_id: str) -> None:
        """Update a setting's field."""
        field = self.fields.get(setting_id)
        for setting in SETTINGS:
            if setting.id == setting_id:
                value = self._settings[setting]
                if isinstance(field, QComboBox):
                    field.setCurrentIndex(field.findData(value))
                elif isinstance(field, TickBox):
                    field.setChecked(value)
                elif isinstance(field, Line) and field.text().strip() != value:
                    field.setText(value)
                elif isinstance(field, QPushButton):
                    field.setText(visible(PurePath(value).name) if value else tr("Choose…"))
                elif isinstance(field, (QSpinBox, QDoubleSpinBox)):
                    field.setValue(value)

    def _restore(self) -> None:
        for setting in SETTINGS:
            self._settings[setting] = setting.default

    def _colour(self) -> None:
        for hint in self._hints:
            hint.setStyleSheet(f"color: {self._theme.colours.dim.name()}")


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 1.1)
    label.setFont(font)
    return label
