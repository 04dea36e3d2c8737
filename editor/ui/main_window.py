# SPDX-License-Identifier: GPL-3.0-or-later
"""The main window: start page or workbench, with menu bar and status bar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget

from editor.actions.table import COLUMNS, CONTEXT_MENU, OVERVIEW_MENU, PICTURE_MENU, RECENT
from editor.core.visible import visible
from editor.ui.i18n import tr
from editor.ui.kept_layout import screen_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QScreen, QShowEvent

    from editor.session import Session
    from editor.settings import Settings
    from editor.ui.commands import Commands
    from editor.ui.start_page import StartPage
    from editor.ui.status import Status
    from editor.ui.workbench import Workbench

_GEOMETRY = "window"
"""Key in the settings' state of the window's geometry."""

_SIZE = QSize(1280, 800)
"""Initial size in logical pixels; smaller on a small screen."""

_FRAME = QSize(0, 40)
"""Maximum size in logical pixels of the window manager's frame."""


class MainWindow(QMainWindow):
    """Holds the pages; accepts dropped files.

    Signals:
        dropped (list of Path): Files to open.
        recent_menu_wanted (QMenu): The menu of recent documents is about to open.
        activated: The window became active.
        left: The window became inactive.
        active_changed (bool): Either of these; whether it is active.
        blocked: A modal dialog has opened.
        closing: The window is closing; save everything now.
    """

    dropped = Signal(list)
    recent_menu_wanted = Signal(object)
    activated = Signal()
    left = Signal()
    active_changed = Signal(bool)
    blocked = Signal()
    closing = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self.setAcceptDrops(True)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self._follows_screen = False
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        session.opened.connect(self._title)
        session.media_changed.connect(self._title)
        session.saved.connect(self._title)
        self._title()

    def furnish(
        self,
        bench: Workbench,
        status: Status,
        commands: Commands,
        may_leave: Callable[[], bool],
    ) -> None:
        """Add the parts once they exist; `may_leave`: whether the document can be closed."""
        self._bench, self._commands = bench, commands
        self._may_leave = may_leave
        self._pages.addWidget(bench)
        self.setStatusBar(status)
        status.left.connect(bench.take_focus)
        for title, names in commands.menus:
            commands.fill(self.menuBar().addMenu(tr(title)), names, self._place)
        for part, names in (
            (bench.table, CONTEXT_MENU),
            (bench.video, PICTURE_MENU),
            (bench.overview, OVERVIEW_MENU),
        ):
            part.menu_wanted.connect(lambda place, names=names: self._show_menu(place, names))
        bench.timeline.menu_wanted.connect(self._timeline_menu)
        bench.laid_out.connect(self._lay_out)

    def lay_out(self) -> None:
        """Set the sizes of the window and its parts as the user left them."""
        # The status bar measured its parts before they were styled. Unless it measures them again
        # now, it does so after the first paint, and everything above it moves.
        QApplication.sendEvent(self.statusBar(), QEvent(QEvent.Type.LayoutRequest))
        geometry = self._settings.state(_GEOMETRY)
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self._use_screen(self.screen())

    def show_start(self, page: StartPage) -> None:
        """Show the start page."""
        self._pages.addWidget(page)  # does nothing if it was added before
        self._pages.setCurrentWidget(page)

    def show_bench(self) -> None:
        """Show the workbench."""
        self._pages.setCurrentWidget(self._bench)

    def _title(self) -> None:
        project = self._session.project
        work = project.path if project is not None else self._session.path
        names = [visible(path.name) for path in (work, self._session.media) if path]
        self.setWindowTitle(" · ".join([*names, "Jiaozi 校字"]))

    def _place(self, menu: QMenu, name: str) -> None:
        """Add what stands for several entries, which change."""
        if name == RECENT:
            recent = menu.addMenu(tr("Open recent"))
            recent.aboutToShow.connect(lambda: self.recent_menu_wanted.emit(recent))
        elif name == COLUMNS:
            columns = menu.addMenu(tr("Columns"))
            columns.aboutToShow.connect(lambda: self._bench.table.fill_columns(columns))

    def _show_menu(self, place: QPoint, names: Sequence[str], menu: QMenu | None = None) -> None:
        """Show commands, below what `menu` has, until one is chosen."""
        menu = menu or QMenu(self)
        self._commands.refresh()
        self._commands.fill(menu, names, self._place)
        menu.exec(place)
        menu.deleteLater()

    def _timeline_menu(self, place: QPoint, ms: int) -> None:
        """Show what can be done at that time, then what changes the view."""
        from editor.actions.here import HERE

        menu = QMenu(self)
        for entry in HERE:
            action = menu.addAction(tr(entry.label))
            action.setEnabled(self._commands.actions[entry.command].isEnabled())
            action.triggered.connect(
                lambda _=False, entry=entry: self._commands.run(
                    entry.command, lambda context: entry.run(context, ms)
                )
            )
        menu.addSeparator()
        self._show_menu(place, OVERVIEW_MENU, menu)

    def _lay_out(self, parts: str) -> None:
        """Hide what is around the parts that are shown; the picture alone fills the screen."""
        self.menuBar().setVisible(parts == "all")
        self.statusBar().setVisible(parts == "all")
        full = Qt.WindowState.WindowFullScreen
        state = self.windowState() & ~full
        self.setWindowState(state | full if parts == "picture" else state)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the window knows which screen it is on."""
        super().showEvent(event)
        handle = self.windowHandle()
        self._use_screen(handle.screen())
        if not self._follows_screen:
            self._follows_screen = True
            handle.screenChanged.connect(self._use_screen)

    def _use_screen(self, screen: QScreen) -> None:
        self._bench.use_screen(screen_name(screen))

    def changeEvent(self, event: QEvent) -> None:
        """Emit `activated` or `left`."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            (self.activated if self.isActiveWindow() else self.left).emit()
            self.active_changed.emit(self.isActiveWindow())

    def event(self, event: QEvent) -> bool:
        """Emit `blocked`."""
        if event.type() == QEvent.Type.WindowBlocked:
            self.blocked.emit()
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files."""
        if _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit `dropped`."""
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store the window's state; ask nothing as long as everything is on disk."""
        self._bench.finish_typing()
        if not self._may_leave():
            event.ignore()
            return
        self._bench.lay_out("all")
        self._bench.keep()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self._settings.remember(_GEOMETRY, geometry)
        self.closing.emit()
        super().closeEvent(event)


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
