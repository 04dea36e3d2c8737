# SPDX-License-Identifier: GPL-3.0-or-later
"""The workbench: video and timeline above, the table below, panels beside and below the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.ui.cue_bar import CueBar
from editor.ui.cue_table.table import CueTable
from editor.ui.docks import Dock, Docks
from editor.ui.i18n import tr
from editor.ui.icon_button import CommandButton, cross
from editor.ui.kept_layout import KeptLayout
from editor.ui.notice import Notice
from editor.ui.sizes import Medium, Sizes
from editor.ui.timeline.overview import Overview
from editor.ui.timeline.view import Timeline
from editor.ui.video.view import VideoView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from editor.actions.ports import Parts
    from editor.session import Session
    from editor.settings import Settings
    from editor.ui.commands import Commands
    from editor.ui.find_bar import FindBar
    from editor.ui.theme import Theme
    from editor.ui.transport import Transport


class Workbench(QWidget):
    """Holds the parts of the page and their sizes; `wiring` connects them.

    Attributes:
        video, overview, timeline, transport, notice, table: The parts.
        find_bar: The search, below the table, from its first use on.
        strip: The first steps, below it, if they are shown.
        cue_bar: Buttons for the current cue, in the table's header.
        invitation: A button in place of the transport bar while there is no medium.
        docks: The panels beside and below the table.

    Signals:
        laid_out (str): Other parts of the window are shown: see `Parts`.
    """

    laid_out = Signal(str)

    def __init__(
        self,
        session: Session,
        settings: Settings,
        transport: Transport,
        commands: Commands,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._kept = KeptLayout(settings)
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
        self.strip: QWidget | None = None
        self._pages.addWidget(self.table)
        self._side, self._below = Dock("side", theme), Dock("below", theme)
        self.docks = Docks({"side": self._side, "below": self._below}, self._kept, self)

        self._time = QWidget()
        time_layout = _column(self._time)
        for part in (self.overview, self.timeline, self.transport, self.invitation):
            time_layout.addWidget(part, int(part is self.timeline))
        text = QWidget()
        text_layout = _column(text)
        middle = QWidget()
        self._middle = _column(middle)
        self._middle.addWidget(self._pages, 1)
        self.text = _splitter(Qt.Orientation.Vertical, middle, self._below)
        self.text.setStretchFactor(0, 1)
        text_layout.addWidget(self.text, 1)
        text_layout.addWidget(self.notice)  # below, so that no row moves when it comes or goes
        self.top = _splitter(Qt.Orientation.Horizontal, self.video, self._time)
        self.bottom = _splitter(Qt.Orientation.Horizontal, text, self._side)
        self.whole = _splitter(Qt.Orientation.Vertical, self.top, self.bottom)
        self.top.setStretchFactor(1, 1)
        self.bottom.setStretchFactor(0, 1)
        self.whole.setStretchFactor(0, 1)
        self.whole.setStretchFactor(1, 3)
        _column(self).addWidget(self.whole)
        self._leave = CommandButton("view.focus", cross, commands, theme)
        self._leave.setParent(self)
        self._leave.hide()
        self.notice.said.connect(self._show_notice)
        self.video.shaped.connect(self._keep_shape)
        self.whole.splitterMoved.connect(self._keep_shape)
        self.top.splitterMoved.connect(self._keep_height)
        self.video.hide()
        self._has_picture = self._picture_wanted = False
        self._parts: Parts = "all"
        parts = {"top": self.top, "bottom": self.bottom, "text": self.text}
        self._sizes = Sizes(parts, self.whole, self._kept)

    def show_page(self, page: QWidget | None) -> None:
        """Show `page` in place of the table; None shows the table. Closes any review or tool."""
        shown, wanted = self.page, page or self.table
        if page is not None:
            self.lay_out("all")
            self.show_side(None)
            self.leave_find()
        self.notice.set_covered(covered=page is not None)
        self.top.setVisible(page is None)  # the page needs the space
        self._side.allow(allowed=page is None and self._parts == "all")
        if self.strip is not None:
            self.strip.setVisible(page is None)
        if self._pages.indexOf(wanted) < 0:
            self._pages.addWidget(wanted)
        self._pages.setCurrentWidget(wanted)
        if shown not in (self.table, wanted):
            self._pages.removeWidget(shown)
            shown.deleteLater()

    def show_strip(self, strip: QWidget | None) -> None:
        """Show a strip below the table; None removes it."""
        if self.strip is not None:
            self.strip.deleteLater()
        self.strip = strip
        if strip is not None:
            self._middle.addWidget(strip)

    def add_find_bar(self, bar: FindBar) -> None:
        """Add the search bar, which is made when it is first used."""
        self.find_bar = bar
        self._middle.insertWidget(1, bar)

    def leave_find(self) -> None:
        """Close the search bar."""
        if self.find_bar is not None:
            self.find_bar.close_bar()

    def finish_typing(self) -> None:
        """Commit the composition, and take what is typed into a list of a panel."""
        self.table.commit_composition()
        for view in self.window().findChildren(QAbstractItemView):
            index = view.currentIndex()
            field = view.indexWidget(index)
            if field is not None and view.state() == QAbstractItemView.State.EditingState:
                QGuiApplication.inputMethod().commit()
                delegate = view.itemDelegateForIndex(index)
                delegate.commitData.emit(field)
                delegate.closeEditor.emit(field)

    def show_side(self, work: QWidget | None) -> None:
        """Show a review or a tool beside the table, instead of any page; None closes it."""
        if work is not None:
            self.lay_out("all")
            self.show_page(None)
        self.notice.set_covered(covered=work is not None)  # only one thing to do at a time
        self._side.show_work(work)

    def show_panel(self, name: str) -> QWidget:
        """Show a panel, in place of a review or a tool; a page stays."""
        self.lay_out("all")
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

    def take_focus(self) -> None:
        """Give the focus to what is worked in: a review or tool, a page, or the text."""
        work = self._side.work or (self.page if self.page is not self.table else None)
        if work is not None:
            work.setFocus()
        else:
            self.table.focus_text()

    @property
    def side(self) -> QWidget | None:
        """The panel, review or tool beside the table, or None."""
        return self._side.seen

    @property
    def page(self) -> QWidget:
        """The page in place of the table, or the table."""
        return self._pages.currentWidget() or self.table

    @property
    def parts(self) -> Parts:
        """Which parts of the window are shown."""
        return self._parts

    def lay_out(self, parts: Parts) -> None:
        """Show all parts, or fewer."""
        before, self._parts = self._parts, parts
        if parts == before:
            return
        if parts != "all":
            self._sizes.hold()
        self._time.setVisible(parts != "picture")
        self.bottom.setVisible(parts != "picture")
        self._side.allow(allowed=parts == "all" and self.page is self.table)
        self._below.allow(allowed=parts == "all")
        self._show_picture()
        self._leave.setVisible(parts == "focus")  # the menus are hidden, too
        self.laid_out.emit(parts)
        if parts == "all":
            self._sizes.release()
        if parts == "picture":
            self.video.setFocus()
        else:
            self.table.focus_text()

    def _show_notice(self) -> None:
        """A message is not to be missed behind the picture."""
        if self._parts == "picture":
            self.lay_out("all")

    def set_picture(self, *, there: bool) -> None:
        """Whether the medium has a picture."""
        self._has_picture = there
        if not there and self._parts == "picture":
            self.lay_out("all")
        self._show_picture()

    def want_picture(self, *, wanted: bool) -> None:
        """Whether the user wants to see the picture."""
        self._picture_wanted = wanted
        self._show_picture()

    def _show_picture(self) -> None:
        wanted = {"all": self._picture_wanted, "focus": False, "picture": True}[self._parts]
        self.video.setVisible(self._has_picture and wanted)

    def set_medium(self, medium: Medium) -> None:
        """What there is to see and hear; each has its own heights, unless the user changed them."""
        self.invitation.setVisible(medium == "none")
        self._sizes.set_medium(medium)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture's place in shape."""
        super().resizeEvent(event)
        self._keep_shape()
        self._leave.setGeometry(QRect(self.width() - 32, 4, 28, 28))

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

    def use_screen(self, name: str) -> None:
        """Lay the parts and panels out as they were on this screen."""
        if name != self._kept.screen:
            if self._kept.screen:
                self.keep()
            self._kept.screen = name
            self._sizes.restore()
            self.docks.change_screen()

    def keep(self) -> None:
        """Store the sizes of the parts, and which panels are visible."""
        self.docks.keep()
        self._sizes.keep()


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
