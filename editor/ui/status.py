# SPDX-License-Identifier: GPL-3.0-or-later
"""The status bar: profile, script, position, playback, running jobs, and whether all is saved."""

from __future__ import annotations

import math
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QStatusBar,
    QWidget,
)

from editor.core.i18n import N_
from editor.ui.elided import Elided
from editor.ui.i18n import told, tr
from editor.ui.status_cells import command_cell, menu_cell, plain_cell

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from editor.inspection import Inspection
    from editor.playback.by_doubt import ByDoubt
    from editor.playback.playback import Playback
    from editor.playback.skipping import Skipping
    from editor.session import Session
    from editor.ui.commands import Commands
    from editor.ui.jobs_view import JobsView
    from editor.ui.theme import Theme

SCRIPTS = {
    "hans": N_("Simplified"),
    "hant": N_("Traditional"),
    "mixed": N_("Mixed script"),
    "japanese": N_("Japanese"),
    "neutral": N_("Chinese"),
    "none": "",
}
"""Names of scripts."""

_SCRIPT = (
    *("filter.script", "next.script", "", "tools.zh-Hans", "tools.zh-Hant", "tools.zh-TW"),
    "tools.zh-HK",
)
"""What a click on the script offers."""

_PROGRESS = (
    *("filter.unchecked", "filter.unheard", "filter.changed", "filter.doubtful", ""),
    *("next.unchecked", "next.unheard", "next.changed", "next.doubtful"),
)
"""What a click on the share of checked cues offers."""

_PROBLEMS = ("view.problems", "tools.next-problem", "tools.fix", "", "filter.problem")
"""What a click on the number of problems offers."""

_MANNERS = {
    "play.tap": N_("Tapping"),
    "play.type": N_("Typing from the sound"),
    "play.by-doubt": N_("By doubt"),
    "play.flow": N_("Flow"),
}
"""Ways of working, by the commands that turn them on and off."""

_GAP = 8
"""Space between two cells in logical pixels."""

_RIGHT = 260
"""Space in logical pixels left to playback, running jobs and how the work is kept."""


class Status(QStatusBar):
    """Labels for the state of the program; empty ones take no space.

    Signals:
        left: Esc was pressed here.
    """

    left = Signal()

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
        self._playback, self._theme, self._commands = playback, theme, commands
        self._by_doubt: ByDoubt | None = None
        self.place = command_cell(commands, "edit.go-to")
        self.problems = menu_cell(self._fill_problems)
        self.rate = command_cell(commands, "play.normal")
        self.manner = plain_cell()
        self.manner.clicked.connect(self._other_manner)
        self.script = menu_cell(lambda menu: commands.fill(menu, _SCRIPT, _nothing))
        self.checked = menu_cell(lambda menu: commands.fill(menu, _PROGRESS, _nothing))
        self.filter = command_cell(commands, "filter.none")
        self.more = command_cell(commands, "tools.everywhere")
        self.more.hide()
        self.profile = menu_cell(self._fill_profiles)
        self.player, self.kept, self.saved = Elided(), Elided(), QLabel()
        self._left: tuple[QWidget, ...] = (
            *(self.filter, self.place, self.checked, self.manner),
            *(self.problems, self.script, self.profile, self.more),
        )
        for cell in self._left:
            self.addWidget(cell)
        for label in (self.saved, self.rate, self.player, self.kept):
            self.addPermanentWidget(label)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._refresh)
        session.opened.connect(self._timer.start)
        session.selected.connect(self._timer.start)  # also emitted after each change
        session.saved.connect(self._timer.start)
        session.given_up.connect(self._timer.start)
        session.filtered.connect(self._timer.start)
        inspection.changed.connect(self._timer.start)
        playback.state_changed.connect(self._timer.start)
        for name in _MANNERS:
            commands.actions[name].toggled.connect(self._timer.start)
        session.heard_changed.connect(self._timer.start)
        self.saved.hide()
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_jobs(self, view: JobsView) -> None:
        """Show the running jobs left of the state of playback."""
        self.insertPermanentWidget(len(self._left), view)

    def show_saved(self, skipping: Skipping) -> None:
        """Show the time that was saved by skipping silence."""

        def show() -> None:
            seconds = skipping.saved // 1000
            text = f"{seconds // 60}:{seconds % 60:02}"
            self.saved.setText(tr("{time} of silence skipped", time=text))
            self.saved.setVisible(seconds > 0)

        skipping.skipped.connect(show)

    def show_by_doubt(self, by_doubt: ByDoubt) -> None:
        """Show what is left when listening by doubt."""
        self._by_doubt = by_doubt
        by_doubt.changed.connect(self._timer.start)

    def show_more(self, count: int) -> None:
        """Say that so many more places are like the last correction; 0: nothing."""
        keys = self._commands.actions["tools.everywhere"].shortcut()
        text = tr("{count} more like this", count=count)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.more.setText(f"{text} · {shown}" if shown else text)
        self.more.setVisible(count > 0)
        self._timer.start()

    def refresh_kept(self) -> None:
        """Update after a change in whether the work can be saved."""
        self._timer.start()

    def _fill_problems(self, menu: QMenu) -> None:
        """The commands for problems, and each kind of problem with its number, to be filtered."""
        from editor.checks.rules import RULES

        self._commands.fill(menu, _PROBLEMS, _nothing)
        found = Counter(finding.rule for finding in self._inspection.report.findings)
        for rule in RULES:
            if rule.id in found:
                text = f"{tr(rule.title)} ({found[rule.id]})"
                action = menu.addAction(text.replace("&", "&&"))
                action.triggered.connect(lambda _=False, name=rule.id: self._show_only(name))

    def _show_only(self, rule: str) -> None:
        from editor.actions.filtering import show_problems

        self._commands.run("filter.problem", partial(show_problems, rule=rule))

    def _fill_profiles(self, menu: QMenu) -> None:
        """The profiles of limits to check against, the chosen one checked."""
        for name, profile in self._inspection.profiles.items():
            action = menu.addAction(tr(profile.name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(profile == self._inspection.profile)
            action.triggered.connect(lambda _=False, name=name: self._inspection.choose(name))

    def _refresh(self) -> None:
        open_ = self._session.is_open
        count = len(self._session.document.cues)
        report = self._inspection.report
        number = self._session.selection.current + 1 if count else 0
        chosen = self._session.selection.count
        if chosen > 1:
            chosen = len(self._session.chosen)
        place = tr("Cue {number} of {count}", number=number, count=count)
        if chosen > 1:
            place += tr(" · {chosen} selected", chosen=chosen)
        self.place.setText(place if open_ else "")
        checked, heard = self._session.done.checked, self._session.done.heard
        done = tr("{share}% checked", share=_per_cent(checked, count))
        if heard > checked:
            done += tr(" · {share}% heard", share=_per_cent(heard, count))
        self.checked.setText(done if open_ else "")
        self._show_filter(count)
        self._show_manner()
        found = len(report.findings)
        self.problems.setText(tr("Problems: {count}", count=found) if open_ else "")
        script = SCRIPTS[report.script]
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
        self._fit()

    @property
    def _manner(self) -> str | None:
        """The command of the way of working that is on; None: *Step*."""
        return next((name for name in _MANNERS if self._commands.actions[name].isChecked()), None)

    def _show_manner(self) -> None:
        """The way of working; one in which Enter sets times is marked."""
        name = self._manner
        text = tr(_MANNERS[name] if name else N_("Step"))
        self.manner.setText(text + (self._left_by_doubt() if name == "play.by-doubt" else ""))
        marked = name in {"play.tap", "play.type"}
        self.manner.setToolTip(tr(self._commands.label(name or "play.flow")))
        colour = self._theme.colours.accent.name() if marked else ""
        self.manner.setStyleSheet(f"color: {colour}; font-weight: bold" if colour else "")

    def _left_by_doubt(self) -> str:
        """How long listening takes from here on, and how many cues are wrong, by estimate."""
        by_doubt = self._by_doubt
        if by_doubt is None or by_doubt.left is None:
            return ""
        time, errors = by_doubt.left
        minutes = math.ceil(time / 60_000)
        return tr(
            " · {minutes} min left, about {errors} wrong", minutes=minutes, errors=round(errors)
        )

    def _other_manner(self) -> None:
        """A click ends the way of working that is on; from *Step*, it begins *Flow*."""
        self._commands.click(self._manner or "play.flow")

    def _fit(self) -> None:
        """Show the cells; where they have no room, the last ones give way."""
        shown = self._session.is_open
        for cell in self._left[1:-1]:
            cell.setVisible(shown)
        wide = {cell: cell.sizeHint().width() + _GAP for cell in self._left if not cell.isHidden()}
        for cell in reversed(list(wide)):
            if sum(wide.values()) + _RIGHT <= self.width():
                break
            cell.hide()
            del wide[cell]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way, or come back."""
        super().resizeEvent(event)
        self._timer.start()

    def minimumSizeHint(self) -> QSize:
        """Cells give way, so that any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def _show_filter(self, count: int) -> None:
        """What the filter shows, and that a click ends it."""
        shown = self._session.filter
        self.filter.setVisible(bool(shown))
        if shown:
            label = tr(self._commands.label(f"filter.{shown.name}"))
            text = tr("{kind}: {count} of {all}", kind=label, count=count - shown.hidden, all=count)
            self.filter.setText(f"{text}  ✕")

    def _kept(self) -> str:
        """Whether all changes are saved, and when the project file was saved last."""
        if self._session.elsewhere is not None:
            return tr("Open in another window")
        project = self._session.project
        if project is None:
            return tr("All changes saved automatically")
        if self._session.history.at_saved:
            return tr("Project saved · all changes saved")
        from PySide6.QtCore import QDateTime

        saved = QDateTime.fromMSecsSinceEpoch(project.at)
        style = QLocale.FormatType.ShortFormat
        today = saved.date() == QDateTime.currentDateTime().date()
        locale = QLocale()
        when = locale.toString(saved.time(), style) if today else locale.toString(saved, style)
        return tr("All changes saved automatically · project file last saved {when}", when=when)


def _per_cent(part: int, whole: int) -> str:
    """A share in per cent, with a decimal where it is not a whole number."""
    return f"{100 * part / whole:.1f}".removesuffix(".0") if whole else "0"


def _nothing(_menu: QMenu, _name: str) -> None:
    """No placeholders here."""
