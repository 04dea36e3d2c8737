# SPDX-License-Identifier: GPL-3.0-or-later
"""The status bar: profile, script, position, playback, running jobs, and whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QStatusBar,
    QToolButton,
    QWidget,
)

from editor.checks.profiles import profiles
from editor.core.i18n import N_
from editor.ui.announce import announce
from editor.ui.i18n import as_html, told, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.inspection import Inspection
    from editor.jobs import Jobs
    from editor.playback.open_medium import OpenMedium
    from editor.playback.playback import Playback
    from editor.session import Session
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_SCRIPTS = {
    "hans": N_("Simplified"),
    "hant": N_("Traditional"),
    "mixed": N_("Mixed script"),
    "japanese": N_("Japanese"),
    "neutral": N_("Chinese"),
    "none": "",
}
_CONVERSIONS = ("tools.zh-Hans", "tools.zh-Hant", "tools.zh-TW", "tools.zh-HK")
"""What a click on the script offers."""

_SHOWN_AFTER = 300
"""Delay in ms before progress is shown; shorter work is never shown."""


class Status(QStatusBar):
    """Labels for the state of the program; empty ones take no space."""

    def __init__(
        self,
        session: Session,
        inspection: Inspection,
        playback: Playback,
        commands: Commands,
        theme: Theme,
    ) -> None:
        """Labels; a click on one runs what it is about."""
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 0)
        self._session, self._inspection = session, inspection
        self._playback, self._theme = playback, theme
        self._checked = 0
        self.place = _command_cell(commands, "edit.go-to")
        self.problems = _command_cell(commands, "view.problems")
        self.rate = _command_cell(commands, "play.normal")
        self.script = _menu_cell(lambda menu: commands.fill(menu, _CONVERSIONS, _nothing))
        self.profile = _menu_cell(self._fill_profiles)
        self.checked, self.player, self.kept = QLabel(), Elided(), Elided()
        left = (self.place, self.checked, self.problems, self.script, self.profile)
        for cell in left:
            self.addWidget(cell)
        self._left = len(left)
        for cell in (self.rate, self.player, self.kept):
            self.addPermanentWidget(cell)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._refresh)
        session.opened.connect(self._recount)
        session.changed.connect(self._recount_change)
        session.selected.connect(self._timer.start)
        session.saved.connect(self._timer.start)
        session.given_up.connect(self._timer.start)
        inspection.changed.connect(self._timer.start)
        playback.state_changed.connect(self._timer.start)
        self._recount()

    def show_jobs(self, view: JobsView) -> None:
        """Show the running jobs left of the state of playback."""
        self.insertPermanentWidget(self._left, view)

    def refresh_kept(self) -> None:
        """Update after a change in whether the work can be saved."""
        self._timer.start()

    def _fill_profiles(self, menu: QMenu) -> None:
        """The profiles of limits to check against, the chosen one checked."""
        for name, profile in profiles().items():
            action = menu.addAction(tr(profile.name))
            action.setCheckable(True)
            action.setChecked(profile == self._inspection.profile)
            action.triggered.connect(lambda _=False, name=name: self._inspection.choose(name))

    def _recount(self) -> None:
        self._checked = sum(cue.checked for cue in self._session.document.cues)
        self._timer.start()

    def _recount_change(self, applied: object) -> None:
        splices = applied.change.splices  # type: ignore[attr-defined] # Qt hands objects on
        for splice in splices:
            self._checked += sum(cue.checked for cue in splice.inserted)
            self._checked -= sum(cue.checked for cue in splice.removed)
        self._timer.start()

    def _refresh(self) -> None:
        open_ = self._session.is_open
        count = len(self._session.document.cues)
        report = self._inspection.report
        number = self._session.selection.current + 1 if count else 0
        chosen = self._session.selection.count
        place = tr("Cue {number} of {count}", number=number, count=count)
        if chosen > 1:
            place += tr(" · {chosen} selected", chosen=chosen)
        share = f"{100 * self._checked / count:.1f}".removesuffix(".0") if count else "0"
        self.place.setText(place if open_ else "")
        self.checked.setText(tr("{share} % checked", share=share) if open_ else "")
        found = len(report.findings)
        self.problems.setText(tr("Problems: {count}", count=found) if open_ else "")
        for cell in (self.place, self.problems, self.script, self.profile):
            cell.setVisible(open_)
        script = _SCRIPTS[report.script]
        self.script.setText(tr(script) if script and open_ else "")
        self.profile.setText(tr(self._inspection.profile.name) if open_ else "")
        rate = self._playback.rate
        self.rate.setText(f"{rate:g}×")
        self.rate.setVisible(rate != 1)
        player = self._playback.player_name
        problems = [told(problem) for problem in self._playback.problems]
        self.player.setText(" · ".join([*([tr(player)] if player else []), *problems[:1]]))
        manner = self._playback.manner
        self.player.setToolTip("\n".join([*([tr(manner)] if manner else []), *problems]))
        trouble = self._session.trouble
        kept = self._kept() if open_ else ""
        self.kept.setText(kept if trouble is None else told(trouble.problem))
        colour = self._theme.colours.error.name() if trouble else ""
        self.kept.setStyleSheet(f"color: {colour}" if colour else "")

    def _kept(self) -> str:
        """Whether all changes are saved, and when the project file was saved last."""
        if self._session.elsewhere is not None:
            return tr("Open in another window")
        project = self._session.project
        if project is None:
            return tr("All changes saved automatically")
        if self._session.history.at_saved:
            return tr("Project saved · all changes saved")
        saved = QDateTime.fromMSecsSinceEpoch(project.at)
        style = QLocale.FormatType.ShortFormat
        today = saved.date() == QDateTime.currentDateTime().date()
        locale = QLocale()
        when = locale.toString(saved.time(), style) if today else locale.toString(saved, style)
        return tr("All changes saved automatically · project file last saved {when}", when=when)


class Elided(QLabel):
    """A label that gives way: what has no space is left out, and told by the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """Only a few characters."""
        return QSize(min(self.sizeHint().width(), 48), self.sizeHint().height())

    @property
    def is_cut(self) -> bool:
        """Whether the text has less space than it needs."""
        return self.width() < self.sizeHint().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, ending in … where it is too long."""
        if not self.is_cut:
            super().paintEvent(event)
            return
        if not self.toolTip():
            self.setToolTip(as_html(self.text()))
        needed = self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - (self.sizeHint().width() - needed)  # less the style's padding
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        left = (self.width() - room) // 2
        area = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)


def _nothing(_menu: QMenu, _name: str) -> None:
    """No placeholders here."""


def _cell() -> QToolButton:
    cell = QToolButton(autoRaise=True)
    cell.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return cell


def _command_cell(commands: Commands, name: str) -> QToolButton:
    """A flat button that runs a command."""
    cell = _cell()
    cell.setToolTip(tr(commands.label(name)).replace("…", ""))
    cell.clicked.connect(lambda: commands.run(name))
    return cell


def _menu_cell(fill: Callable[[QMenu], None]) -> QToolButton:
    """A flat button that opens a menu above it."""
    cell = _cell()

    def offer() -> None:
        menu = QMenu(cell)
        fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(cell.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    cell.clicked.connect(offer)
    return cell


class JobsView(QWidget):
    """The oldest running job, with its progress and a button to cancel it; or decoding."""

    def __init__(self, jobs: Jobs, medium: OpenMedium) -> None:
        super().__init__()
        self._jobs, self._medium = jobs, medium
        self._label = QLabel()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(96)
        self._cancel = QToolButton(autoRaise=True)
        self._cancel.setText("✕")
        self._cancel.setToolTip(tr("Cancel"))
        self._cancel.setAccessibleName(tr("Cancel"))
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        self._timer = QTimer(self, interval=_SHOWN_AFTER)
        self._timer.timeout.connect(self._show)
        jobs.changed.connect(self._changed)
        medium.grew.connect(self._changed)
        self.hide()

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
        if not self._jobs.running and self._medium.decoding is None:
            self._timer.stop()
            self.hide()

    def _show(self) -> None:
        if self._jobs.running:
            job = self._jobs.running[0]
            text, done, total = tr(job.title).format(**job.facts), job.done, job.total
        elif self._medium.decoding is not None:
            done, total = self._medium.decoding
            text = tr("Reading audio")
        else:
            return
        if text != self._label.text() or not self.isVisible():
            announce(self, text)
        self._label.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        self.show()

    def _stop(self) -> None:
        if self._jobs.running:
            self._jobs.running[0].cancel()
        else:
            self._medium.stop_decoding()
