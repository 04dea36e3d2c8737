# SPDX-License-Identifier: GPL-3.0-or-later
"""The problems panel: a filtered list of findings, to step through and to fix."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.actions import tools
from editor.core.i18n import N_
from editor.ui.i18n import tr
from editor.ui.panels.problem_rows import TITLES, ProblemDelegate, ProblemRows, rows_of
from editor.ui.severity import severity_icon
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.actions.context import Context
    from editor.checks.finding import Finding, Severity
    from editor.checks.profiles import Profile
    from editor.core.errors import Problem
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_SEVERITIES: dict[Severity, str] = {
    "error": N_("Errors: {count}"),
    "warning": N_("Warnings: {count}"),
    "note": N_("Notes: {count}"),
}


def make(context: Context, commands: Commands, theme: Theme) -> ProblemsPanel:
    """Create the panel, connected to the inspection and the commands."""
    inspection, session = context.inspection, context.session
    panel = ProblemsPanel(theme)

    def show() -> None:
        report = inspection.report
        panel.set_findings(report.findings, inspection.profile, report.document.problems)

    inspection.changed.connect(show)
    session.selected.connect(lambda selection: panel.follow(selection.current))
    panel.follow(session.selection.current)
    if session.is_open:
        show()
    panel.wanted.connect(lambda row: session.select(session.selection.at(row)))

    def fix(context: Context) -> None:
        tools.fix(context, lambda: panel.fixable)

    panel.fix_wanted.connect(lambda: commands.run("tools.fix", fix))
    return panel


class ProblemsPanel(QWidget):
    """A list of findings, which follows the current cue.

    Signals:
        wanted (int): Go to the cue at this row.
        fix_wanted: Fix `fixable`.
    """

    wanted = Signal(int)
    fix_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._profile = ""
        self._cue = 0
        self.rows = ProblemRows()
        self.list = QListView()
        self.header = QLabel()
        self.rule = QComboBox()
        only_with_focus(self.rule)
        self.empty = QLabel()
        self.fix_button = QPushButton()
        self.severities: dict[Severity, QToolButton] = {
            severity: QToolButton() for severity in _SEVERITIES
        }
        self._build()
        self._connect()
        self._filter()

    def set_findings(
        self, findings: Sequence[Finding], profile: Profile, problems: Sequence[Problem] = ()
    ) -> None:
        """Show findings.

        Args:
            findings: The result of `checks.rules.check`, in its order.
            profile: The limits that were checked.
            problems: The import warnings.
        """
        self._profile = tr(profile.name)
        self.rows.show(rows_of(findings, problems))
        self.header.setText(tr("Checked against {profile}", profile=self._profile))
        counts = Counter(row.severity for row in self.rows.all)
        for severity, button in self.severities.items():
            button.setText(str(counts[severity]))
            told = tr(_SEVERITIES[severity], count=counts[severity])
            button.setToolTip(told)
            button.setAccessibleName(told)
        self._fill_rules()
        self._filter()

    def follow(self, cue: int) -> None:
        """Show the findings of the cue at row `cue`, which became the current one."""
        self._cue = cue
        current = self.list.currentIndex()
        if current.isValid() and self.rows.shown[current.row()].cue == cue:
            return
        place, exact = self.rows.place_of(cue)
        index = QModelIndex() if place is None else self.rows.index(place)
        self.list.setCurrentIndex(index if exact else QModelIndex())
        if index.isValid():
            self.list.scrollTo(index)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)
        QTimer.singleShot(0, self, self._reveal)  # a list can scroll only once it is laid out

    def _reveal(self) -> None:
        place, _ = self.rows.place_of(self._cue)
        if place is not None:
            self.list.scrollTo(self.rows.index(place))

    # Building

    def _build(self) -> None:
        self.list.setModel(self.rows)
        self.list.setItemDelegate(ProblemDelegate(self.rows, self._theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Problems"))
        self.list.installEventFilter(self)
        self.rule.setAccessibleName(tr("Show only"))
        self.rule.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.rule.setMinimumContentsLength(12)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(32)
        self.fix_button.setAutoDefault(True)
        self._body = QStackedLayout()
        self._body.addWidget(self.list)
        self._body.addWidget(self.empty)
        self._lay_out()
        self._colour()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 12, 8)
        head.setSpacing(4)
        for button in self.severities.values():
            button.setCheckable(True)
            button.setChecked(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            head.addWidget(button)
        head.addStretch()
        head.addWidget(self.rule)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 12, 12)
        foot.addStretch()
        foot.addWidget(self.fix_button)
        self.header.setContentsMargins(14, 12, 12, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(head)
        layout.addLayout(self._body, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.rule.activated.connect(self._filter)
        for button in self.severities.values():
            button.toggled.connect(self._filter)
        self.list.clicked.connect(self._go)
        self.fix_button.clicked.connect(self.fix_wanted)
        self._theme.changed.connect(self._colour)

    def _colour(self) -> None:
        colours = self._theme.colours
        for severity, button in self.severities.items():
            button.setIcon(severity_icon(severity, colours, self.devicePixelRatioF()))
        self.empty.setStyleSheet(f"color: {colours.dim.name()}")
        self.list.viewport().update()

    # Filtering

    def _fill_rules(self) -> None:
        chosen = self.rule.currentData()
        counts = Counter(row.rule for row in self.rows.all)
        self.rule.clear()
        self.rule.addItem(tr("All ({count})", count=len(self.rows.all)), None)
        for rule, title in TITLES.items():
            if counts[rule]:
                label = tr("{title} ({count})", title=tr(title), count=counts[rule])
                self.rule.addItem(label, rule)
        self.rule.setVisible(bool(self.rows.all))
        self.rule.setCurrentIndex(max(0, self.rule.findData(chosen)))

    def _filter(self) -> None:
        severities = [name for name, button in self.severities.items() if button.isChecked()]
        self.rows.only(severities, self.rule.currentData())
        fixable = len(self.fixable)
        self.fix_button.setText(tr("Fix these {count}…", count=fixable))
        self.fix_button.setVisible(fixable > 0)
        self._body.setCurrentWidget(self.list if self.rows.shown else self.empty)
        if not self._profile:
            text = tr("Problems appear here once a file is open.")
        elif self.rows.all:
            text = tr("No problems of this kind. Use the icons above to show hidden ones.")
        else:
            text = tr("No problems: the subtitles meet “{profile}”.", profile=self._profile)
        self.empty.setText(text)
        self.follow(self._cue)

    @property
    def fixable(self) -> list[Finding]:
        """The shown findings that can be fixed automatically."""
        shown = [row.finding for row in self.rows.shown]
        return [finding for finding in shown if finding is not None and finding.fix]

    # Navigation

    def _go(self, index: QModelIndex) -> None:
        cue = self.rows.shown[index.row()].cue if index.isValid() else None
        if cue is not None:
            self.wanted.emit(cue)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102 - Qt's
        # Not `activated`, which also reacts to a double click, and on some desktops to a click.
        if (
            watched is self.list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            self._go(self.list.currentIndex())
            return True
        return super().eventFilter(watched, event)
