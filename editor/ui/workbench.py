# SPDX-License-Identifier: GPL-3.0-or-later
"""The workbench: video and timeline above, the table below, panels beside and below the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editor.ui.cue_bar import CueBar
from editor.ui.cue_table.table import CueTable
from editor.ui.docks import Dock, Docks
from editor.ui.i18n import tr
from editor.ui.notice import Notice
from editor.ui.timeline.overview import Overview
from editor.ui.timeline.view import Timeline
from editor.ui.video.view import VideoView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from editor.session import Session
    from editor.settings import Settings
    from editor.ui.commands import Commands
    from editor.ui.find_bar import FindBar
    from editor.ui.theme import Theme
    from editor.ui.transport import Transport

_SIZES = "splitters"
"""Key in the settings' state of the splitters' sizes."""


class Workbench(QWidget):
    """Holds the parts of the page and their sizes; `wiring` connects them.

    Attributes:
        video, overview, timeline, transport, notice, table: The parts.
        find_bar: The search, below the table, from its first use on.
        cue_bar: Buttons for the current cue, in the table's header.
        invitation: A button in place of the transport bar while there is no medium.
        docks: The panels beside and below the table.
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
        self.invitation = _invitation(commands)
        self.cue_bar = CueBar(commands, theme)
        self.notice = Notice(commands, theme)
        self.table = CueTable(session, theme, commands.is_command, commands.commit)
        self._pages = QStackedWidget()
        self.find_bar: FindBar | None = None
        self._pages.addWidget(self.table)
        self._side, below = Dock(), Dock()
        self.docks = Docks({"side": self._side, "below": below}, settings, self)

        time = QWidget()
        time_layout = _column(time)
        time_layout.addWidget(self.overview)
        time_layout.addWidget(self.timeline, 1)
        time_layout.addWidget(self.transport)
        time_layout.addWidget(self.invitation)
        text = QWidget()
        text_layout = _column(text)
        middle = QWidget()
        self._middle = _column(middle)
        self._middle.addWidget(self._pages, 1)
        self.text = _splitter(Qt.Orientation.Vertical, middle, below)
        self.text.setStretchFactor(0, 1)
        text_layout.addWidget(self.text, 1)
        text_layout.addWidget(self.notice)  # below, so that no row moves when it comes or goes
        self.top = _splitter(Qt.Orientation.Horizontal, self.video, time)
        self.bottom = _splitter(Qt.Orientation.Horizontal, text, self._side)
        self.whole = _splitter(Qt.Orientation.Vertical, self.top, self.bottom)
        self.top.setStretchFactor(1, 1)
        self.bottom.setStretchFactor(0, 1)
        self.whole.setStretchFactor(0, 1)
        self.whole.setStretchFactor(1, 3)
        _column(self).addWidget(self.whole)
        self.video.shaped.connect(self._keep_shape)
        self.whole.splitterMoved.connect(self._keep_shape)
        self.top.splitterMoved.connect(self._keep_height)
        self.video.hide()
        self._silent = True
        self._heights = dict(_FIRST_HEIGHTS)
        self._restore()

    def show_page(self, page: QWidget | None) -> None:
        """Show `page` in place of the table; None shows the table. Closes any review or tool."""
        shown, wanted = self.page, page or self.table
        if page is not None:
            self.show_side(None)
            self.leave_find()
        self.notice.set_covered(covered=page is not None)
        self.top.setVisible(page is None)  # the page needs the space
        self._side.setVisible(page is None and self._side.seen is not None)
        if self._pages.indexOf(wanted) < 0:
            self._pages.addWidget(wanted)
        self._pages.setCurrentWidget(wanted)
        if shown not in (self.table, wanted):
            self._pages.removeWidget(shown)
            shown.deleteLater()

    def add_find_bar(self, bar: FindBar) -> None:
        """Add the search bar, which is made when it is first used."""
        self.find_bar = bar
        self._middle.addWidget(bar)

    def leave_find(self) -> None:
        """Close the search bar."""
        if self.find_bar is not None:
            self.find_bar.close_bar()

    def show_side(self, work: QWidget | None) -> None:
        """Show a review or a tool beside the table, instead of any page; None closes it."""
        if work is not None:
            self.show_page(None)
        self.notice.set_covered(covered=work is not None)  # only one thing to do at a time
        self._side.show_work(work)

    def show_panel(self, name: str) -> QWidget:
        """Show a panel, in place of a review or a tool; a page stays."""
        panel = self.docks.show(name)
        self.notice.set_covered(covered=self.page is not self.table)
        return panel

    def end_work(self) -> bool:
        """Close any review, tool or page that could change the document; whether one was open."""
        stood = self._side.work is not None or self.page is not self.table
        if stood:
            self.show_side(None)
            self.show_page(None)
        return stood

    @property
    def side(self) -> QWidget | None:
        """The panel, review or tool beside the table, or None."""
        return self._side.seen

    @property
    def page(self) -> QWidget:
        """The page in place of the table, or the table."""
        return self._pages.currentWidget() or self.table

    def set_silent(self, *, silent: bool) -> None:
        """Whether there is no medium: then the timeline is small, unless the user enlarged it."""
        self.invitation.setVisible(silent)
        if silent != self._silent:
            self._heights[self._silent] = self.whole.sizes()
            self._silent = silent
            self.whole.setSizes(self._heights[silent])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture's place in shape."""
        super().resizeEvent(event)
        self._keep_shape()

    def _keep_shape(self) -> None:
        """Give the picture the width that the film has at this height, so that no bars are seen."""
        shape = self.video.shape
        if shape is not None and not self.video.isHidden():
            both = self.top.width()
            width = min(round(self.top.height() * shape), both // 2)
            self.top.setSizes([width, both - width])

    def _keep_height(self) -> None:
        """The same after its width was changed: give it the height."""
        shape = self.video.shape
        if shape is not None and not self.video.isHidden():
            both, height = sum(self.whole.sizes()), round(self.video.width() / shape)
            self.whole.setSizes([height, both - height])

    def keep(self) -> None:
        """Store the sizes of the parts, and which panels are visible."""
        self.docks.keep()
        self._heights[self._silent] = self.whole.sizes()
        sizes = {name: splitter.sizes() for name, splitter in self._splitters().items()}
        heights = {_HEIGHTS[silent]: sizes for silent, sizes in self._heights.items()}
        self._settings.remember(_SIZES, {**sizes, **heights})

    def _restore(self) -> None:
        sizes = self._settings.state(_SIZES)
        kept = sizes if isinstance(sizes, dict) else {}

        def known(name: str, first: list[int]) -> list[int]:
            given = kept.get(name)
            right = isinstance(given, list) and all(isinstance(size, int) for size in given)
            return given if isinstance(given, list) and right else first

        for name, splitter in self._splitters().items():
            splitter.setSizes(known(name, _FIRST_SIZES[name]))
        for silent, name in _HEIGHTS.items():
            self._heights[silent] = known(name, _FIRST_HEIGHTS[silent])
        self.whole.setSizes(self._heights[self._silent])

    def _splitters(self) -> dict[str, QSplitter]:
        return {"top": self.top, "bottom": self.bottom, "text": self.text}


_FIRST_SIZES = {"top": [384, 896], "bottom": [740, 540], "text": [400, 160]}
"""Initial sizes of the splitters' parts, in logical pixels."""

_FIRST_HEIGHTS = {False: [240, 560], True: [120, 680]}
"""Initial heights of the upper and the lower half; True: without a medium."""

_HEIGHTS = {False: "whole", True: "whole without medium"}
"""Keys under which these are stored."""


def _invitation(commands: Commands) -> QPushButton:
    button = QPushButton(tr("Drop the audio or video here, or click to open it"))
    button.setProperty("quiet", True)  # noqa: FBT003 - Qt's
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: commands.run("file.medium"))
    return button


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
