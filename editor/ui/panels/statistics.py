# SPDX-License-Identifier: GPL-3.0-or-later
"""The statistics panel: figures of the document, which can be copied as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.checks.figures import Counter
from editor.core.i18n import N_
from editor.core.timecode import clock
from editor.jobs import Latest
from editor.settings import PROFILE
from editor.ui.i18n import tr
from editor.ui.status import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from editor.actions.context import Context
    from editor.checks.figures import Figures
    from editor.checks.profiles import Profile
    from editor.core.progress import Progress
    from editor.ear.auditing import Standing

_QUIET = 400
"""Delay in ms after a change before all is counted again."""

_OFTEN = 10_000
"""Interval in ms at which the time worked is shown anew."""

_NUMBERS = (1, 2)
"""Columns of numbers."""

_MILLISECONDS = 4
"""Length of ``.000`` at the end of a time."""


class Row(NamedTuple):
    """A figure: what it is, the number, and its share in per cent; empty without one."""

    label: str
    number: str
    share: str = ""


def rows_of(  # noqa: PLR0913, PLR0917 - all that is told
    figures: Figures,
    profile: Profile,
    script: str,
    worked: Mapping[str, int],
    today: str,
    audited: Standing | None = None,
) -> Iterator[Row]:
    """The figures as the user reads them.

    Args:
        figures: What was counted.
        profile: The limits of the reading speed.
        script: The main script of the document, translated.
        worked: Milliseconds of work by day.
        today: The day that is today.
        audited: What the last audit has found, or None.
    """
    cues, speeds = figures.cues, figures.speeds
    yield Row(tr("Cues"), str(cues))
    yield _share(tr("Checked"), figures.checked, cues)
    yield _share(tr("Heard"), figures.heard, cues)
    if audited is not None and audited.asked:
        yield _share(tr("Cues of the audit"), audited.asked, cues)
        yield _share(tr("Wrong ones of these"), audited.wrong, audited.asked)
        for label, share in (
            (tr("Still wrong, by estimate"), audited.left),
            (tr("Still wrong, at most (95%)"), audited.left_at_most),
        ):
            yield Row(label, str(round(share * cues)), f"{100 * share:.1f}%")
    yield Row(tr("Characters"), str(figures.characters))
    if speeds is not None:
        yield Row(tr("Characters per second, median"), f"{speeds.median:.1f}")
        yield Row(tr("Characters per second, 5%"), f"{speeds.low:.1f}")
        yield Row(tr("Characters per second, 95%"), f"{speeds.high:.1f}")
        if speeds.above is not None:
            label = tr("Cues above {limit} characters per second", limit=f"{profile.cps:g}")
            yield _share(label, speeds.above, speeds.count)
    yield _share(tr("Cues changed since recognition"), figures.changed_cues, cues)
    label = tr("Characters changed since recognition")
    yield _share(label, figures.changed_characters, figures.characters)
    yield Row(tr("Time worked"), _time(sum(worked.values())))
    yield Row(tr("Time worked today"), _time(worked.get(today, 0)))
    yield Row(tr("Script"), script)
    yield Row(tr("Number of speakers"), str(len(figures.speakers)))
    for name, count in figures.speakers.items():
        yield _share(tr("Cues of {name}", name=name), count, cues)


def _share(label: str, number: int, of: int) -> Row:
    return Row(label, str(number), f"{100 * number / of:.1f}%" if of else "")


def _time(ms: int) -> str:
    return clock(ms, hour_digits=1)[:-_MILLISECONDS]


def make(context: Context) -> StatisticsPanel:
    """Create the panel, which counts while it is visible."""
    session, inspection = context.session, context.inspection
    panel = StatisticsPanel()
    counter, latest = Counter(), Latest(context.jobs, lambda: session.document)
    soon = QTimer(panel, singleShot=True, interval=_QUIET)

    def show(figures: Figures) -> None:
        script = SCRIPTS[inspection.report.script]
        told = tr(script) if script else ""
        worked, today = session.state.worked, date.today().isoformat()  # noqa: DTZ011 - the user's
        audited = context.audit.standing
        rows = rows_of(figures, inspection.profile, told, worked, today, audited)
        panel.rows.show_rows(list(rows))

    def count() -> None:
        document, profile, is_heard = session.document, inspection.profile, session.is_heard
        if not panel.isVisible():
            return

        def work(progress: Progress) -> Figures:
            return counter.figures(document, profile, is_heard, progress)

        latest.start(N_("Counting"), work, show)

    def later(*_: object) -> None:
        latest.cancel()
        if panel.isVisible():
            soon.start()

    soon.timeout.connect(count)
    panel.shown.connect(count)
    often = QTimer(panel, interval=_OFTEN)
    often.timeout.connect(count)
    often.start()
    news = (session.opened, session.changed, session.heard_changed, inspection.changed)
    for signal in (*news, context.audit.changed):
        signal.connect(later)
    context.settings.changed.connect(lambda name: later() if name == PROFILE.id else None)
    return panel


class StatisticsPanel(QWidget):
    """A table of figures, and a button that copies it.

    Signals:
        shown: The panel became visible.
    """

    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = _Table()
        self.copy = QPushButton(tr("Copy"))
        self.copy.setToolTip(tr("Copies the table for a spreadsheet"))
        self.copy.clicked.connect(lambda: self.rows.copy(range(self.rows.topLevelItemCount())))
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 12, 12)
        foot.addStretch()
        foot.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rows, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self.rows)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)
        self.shown.emit()


class _Table(QTreeWidget):
    """Three columns: label, number and share. Ctrl+C copies the selected rows, or all."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Statistics"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHeaderLabels([tr("Figure"), tr("Value"), tr("Share")])
        header, mode = self.header(), QHeaderView.ResizeMode
        header.setStretchLastSection(False)
        header.setSectionResizeMode(mode.ResizeToContents)
        header.setSectionResizeMode(0, mode.Stretch)
        for column in _NUMBERS:
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show figures; a row that was there before is changed in place, and stays selected."""
        while self.topLevelItemCount() > len(rows):
            self.takeTopLevelItem(len(rows))
        for place, row in enumerate(rows):
            item = self.topLevelItem(place)
            if item is None:
                item = QTreeWidgetItem(self)
                for column in _NUMBERS:
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
            for column, text in enumerate(row):
                if item.text(column) != text:
                    item.setText(column, text)

    def copy(self, places: Sequence[int]) -> None:
        """Copy rows, with a tab between their columns."""
        items = [self.topLevelItem(place) for place in places]
        lines = ["\t".join(item.text(n) for n in range(3)).rstrip("\t") for item in items if item]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        self.copy(chosen or range(self.topLevelItemCount()))
