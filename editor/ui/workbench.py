# SPDX-License-Identifier: GPL-3.0-or-later
"""The page where one corrects: picture and timeline above, the table below, panels beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editor.ui.cue_table.table import CueTable
from editor.ui.notice import Notice
from editor.ui.panels.problems import ProblemsPanel
from editor.ui.timeline.overview import Overview
from editor.ui.timeline.view import Timeline
from editor.ui.video.view import VideoView

if TYPE_CHECKING:
    from editor.session import Session
    from editor.settings import Settings
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme
    from editor.ui.transport import Transport

_SIZES = "splitters"


class Workbench(QWidget):
    """Holds the parts of the page and keeps their sizes; `wiring` connects them.

    Attributes:
        video, overview, timeline, transport, notice, table, problems: The parts.
    """

    def __init__(
        self,
        session: Session,
        settings: Settings,
        transport: Transport,
        commands: Commands,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._settings = settings
        self.video = VideoView()
        self.timeline = Timeline(session, theme)
        self.overview = Overview(session, self.timeline, theme)
        self.transport = transport
        self.notice = Notice(commands, theme)
        self.table = CueTable(session, theme, commands.is_command, commands.commit)
        self.problems = ProblemsPanel(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._side = QStackedWidget()
        self._side.addWidget(self.problems)
        self._side.hide()

        time = QWidget()
        time_layout = _column(time)
        time_layout.addWidget(self.overview)
        time_layout.addWidget(self.timeline, 1)
        time_layout.addWidget(self.transport)
        text = QWidget()
        text_layout = _column(text)
        text_layout.addWidget(self.notice)
        text_layout.addWidget(self._pages, 1)
        self.top = _splitter(Qt.Orientation.Horizontal, self.video, time)
        self.bottom = _splitter(Qt.Orientation.Horizontal, text, self._side)
        self.whole = _splitter(Qt.Orientation.Vertical, self.top, self.bottom)
        self.top.setStretchFactor(1, 1)
        self.bottom.setStretchFactor(0, 1)
        self.whole.setStretchFactor(0, 1)
        self.whole.setStretchFactor(1, 3)
        _column(self).addWidget(self.whole)
        self.video.hide()
        self._restore()

    def show_page(self, page: QWidget | None) -> None:
        """Put `page` in the table's place, or the table back; no panel changes things beside it."""
        shown = self.page
        if page is not None and self.side not in (None, self.problems):
            self.show_side(None)
        self.notice.set_covered(covered=page is not None)
        self.top.setVisible(page is None)  # the page needs the room
        self._pages.setCurrentWidget(self._added(self._pages, page or self.table))
        if shown not in (self.table, page):
            self._take_away(self._pages, shown)

    def show_side(self, panel: QWidget | None) -> None:
        """Put `panel` beside the table, which comes back for it; or nothing.

        The problems stay for later.
        """
        if panel not in (None, self.problems):
            self.show_page(None)
        shown = self._side.currentWidget()
        # A review has the word, too; the list of problems only stands by.
        self.notice.set_covered(covered=panel not in (None, self.problems))
        self._side.setCurrentWidget(self._added(self._side, panel or self.problems))
        self._side.setVisible(panel is not None)
        if shown not in (None, self.problems, panel):
            self._take_away(self._side, shown)

    def end_work(self) -> bool:
        """Take away the review, tool or page that could change the document; whether one stood."""
        side, page = self.side not in (None, self.problems), self.page is not self.table
        if side:
            self.show_side(None)
        if page:
            self.show_page(None)
        return side or page

    @property
    def side(self) -> QWidget | None:
        """The panel beside the table, or None."""
        return self._side.currentWidget() if self._side.isVisible() else None

    @property
    def page(self) -> QWidget:
        """What stands in the table's place."""
        return self._pages.currentWidget() or self.table

    def keep(self) -> None:
        """Remember the sizes of the parts."""
        self._settings.remember(
            _SIZES, {name: splitter.sizes() for name, splitter in self._splitters().items()}
        )

    def _restore(self) -> None:
        sizes = self._settings.state(_SIZES)
        kept = sizes if isinstance(sizes, dict) else {}
        for name, splitter in self._splitters().items():
            given = kept.get(name)
            known = isinstance(given, list) and all(isinstance(size, int) for size in given)
            splitter.setSizes(given if isinstance(given, list) and known else _FIRST_SIZES[name])

    def _splitters(self) -> dict[str, QSplitter]:
        return {"top": self.top, "bottom": self.bottom, "whole": self.whole}

    @staticmethod
    def _take_away(stack: QStackedWidget, widget: QWidget) -> None:
        stack.removeWidget(widget)
        widget.deleteLater()

    @staticmethod
    def _added(stack: QStackedWidget, widget: QWidget) -> QWidget:
        if stack.indexOf(widget) < 0:
            stack.addWidget(widget)
        return widget


_FIRST_SIZES = {"top": [384, 896], "bottom": [900, 420], "whole": [240, 560]}


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _splitter(direction: Qt.Orientation, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(direction)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for part in parts:
        splitter.addWidget(part)
    return splitter
