# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's implementation of `editor.actions.ports.Views`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from editor import __version__
from editor.ui.i18n import told, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.ports import Parts, Place
    from editor.actions.prepare_queue import Preparing
    from editor.actions.tooling.fields import Given, Tool
    from editor.core.errors import Problem
    from editor.core.proposal import Fix, Proposal
    from editor.language.sound.alternatives import Alternative
    from editor.ui.commands import Commands
    from editor.ui.main_window import MainWindow
    from editor.ui.pages import Pages
    from editor.ui.workbench import Workbench


_CUES = "application/x-jiaozi-cues"
"""MIME type of whole cues on the clipboard: Jiaozi's JSON."""

_SHOWN = 8
"""Problems that a report shows at once; more are in its details."""

_WIDTH = 640
"""Width in pixels at which their lines break."""


class WindowViews:
    """Shows what actions request. `Pages` creates the views that are new each time."""

    def __init__(
        self, window: MainWindow, bench: Workbench, commands: Commands, pages: Pages
    ) -> None:
        self._window, self._bench = window, bench
        self._commands, self._pages = commands, pages

    def show_document(self) -> None:
        """See `Views`."""
        self._bench.show_page(None)
        self._bench.docks.restore()
        self._window.show_bench()

    def show_start(self) -> None:
        """See `Views`."""
        self._bench.lay_out("all")
        self._window.show_start(self._pages.start())

    def focus(self, place: Place) -> None:
        """See `Views`."""
        bench = self._bench
        if place == "panel":
            panel = bench.side
            if panel is not None and bench.parts == "all":
                panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
            elif bench.docks.latest:
                self.show_panel(bench.docks.latest)
        elif place == "table":
            self._leave_picture()
            bench.show_page(None)
            bench.table.focus_text()
        else:
            if place == "timeline":
                self._leave_picture()
            part = bench.timeline if place == "timeline" else bench.video
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_panel(self, panel: str) -> None:
        """See `Views`."""
        self._bench.show_panel(panel).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_panel(self, panel: str) -> None:
        """See `Views`."""
        bench = self._bench
        if bench.docks.is_shown(panel) and bench.parts == "all":
            bench.docks.hide(panel)
            bench.table.focus_text()
        else:
            self.show_panel(panel)

    def move_panel(self) -> None:
        """See `Views`."""
        docks = self._bench.docks
        if docks.latest:
            self._bench.lay_out("all")
            docks.move(docks.latest).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def parts(self) -> Parts:
        """See `Views`."""
        return self._bench.parts

    def lay_out(self, parts: Parts) -> None:
        """See `Views`."""
        if parts != "all":
            self._bench.end_work()
        self._bench.lay_out(parts)

    def _leave_picture(self) -> None:
        if self._bench.parts == "picture":
            self.lay_out("all")

    def review(
        self,
        title: str,
        proposals: Sequence[Proposal],
        apply: Callable[[Sequence[Fix]], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """See `Views`."""
        self._pages.review(title, proposals, apply, leave)

    def tool(
        self, tool: Tool, given: Callable[[], Given], apply: Callable[[Sequence[Fix]], None]
    ) -> None:
        """See `Views`."""
        self._pages.tool(tool, given, apply)

    def repair(
        self,
        apply: Callable[[Sequence[Fix]], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """See `Views`."""
        self._pages.repair(apply, leave)

    def prepare(self, preparing: Preparing) -> None:
        """See `Views`."""
        self._pages.prepare(preparing)

    def choose_word(
        self, words: Sequence[Alternative], take: Callable[[Alternative], None], *, listens: bool
    ) -> Callable[[Sequence[Alternative]], None]:
        """See `Views`."""
        return self._pages.fields.choose_word(words, take, listens=listens)

    def translated(self, text: str) -> str:
        """See `Views`."""
        return tr(text)

    def publish(self) -> None:
        """See `Views`."""
        self._pages.publish()

    def edit_times(self, retime: Callable[[int, int, int], None]) -> None:
        """See `Views`."""
        self._pages.fields.edit_times(retime)

    def edit_speaker(self, names: Sequence[str], assign: Callable[[str], None]) -> None:
        """See `Views`."""
        self._pages.fields.edit_speaker(names, assign)

    def go_to(self, go: Callable[[str], None]) -> None:
        """See `Views`."""
        self._pages.fields.go_to(go)

    def edit_note(self, note: str, write: Callable[[str], None]) -> None:
        """See `Views`."""
        self._pages.fields.edit_note(note, write)

    def notice(self, message: Problem, *actions: str) -> None:
        """See `Views`."""
        self._bench.notice.say(message, *actions)

    def offers(self, action: str) -> bool:
        """See `Views`."""
        return self._bench.notice.offers(action)

    def advise(self, message: Problem | None, *actions: str) -> bool:
        """See `Views`."""
        return self._bench.notice.advise(message, *actions)

    @property
    def composing(self) -> bool:
        """See `Views`."""
        return self._bench.table.composing

    def find(self, text: str, *, replace: bool) -> None:
        """See `Views`."""
        self._leave_picture()
        self._bench.show_page(None)
        self._pages.find(text, replace=replace)

    def leave_find(self) -> None:
        """See `Views`."""
        self._bench.leave_find()

    def commit_composition(self) -> None:
        """See `Views`."""
        self._bench.table.commit_composition()

    def finish_typing(self) -> None:
        """See `Views`."""
        self._bench.finish_typing()

    def copy_text(self, *, cut: bool) -> None:
        """See `Views`."""
        self._bench.table.copy_text(cut=cut)

    def paste_text(self) -> None:
        """See `Views`."""
        self._bench.table.paste_text()

    def break_line(self) -> None:
        """See `Views`."""
        self._bench.table.insert_text("\n")

    def clipboard(self) -> tuple[str, bytes]:
        """See `Views`."""
        data = QGuiApplication.clipboard().mimeData()
        return data.text(), bytes(data.data(_CUES).data())

    def set_clipboard(self, text: str, cues: bytes) -> None:
        """See `Views`."""
        data = QMimeData()
        data.setText(text)
        data.setData(_CUES, cues)
        QGuiApplication.clipboard().setMimeData(data)

    def marked(self) -> tuple[int, int] | None:
        """See `Views`."""
        return self._bench.timeline.marked

    def unmark(self) -> None:
        """See `Views`."""
        self._bench.timeline.marked = None

    def zoom(self, steps: int) -> None:
        """See `Views`."""
        self._bench.timeline.zoom(steps)

    def zoom_to(self, start: int, end: int) -> None:
        """See `Views`."""
        timeline = self._bench.timeline
        viewport = timeline.scene.viewport
        timeline.set_viewport(viewport.fitting(start, min(end, viewport.length_ms)))

    def heighten(self, steps: int) -> None:
        """See `Views`."""
        self._bench.timeline.heighten(steps)

    def palette(self) -> None:
        """See `Views`."""
        from editor.ui.palette import Palette

        Palette(self._commands, self._window).show()

    def key_sheet(self) -> None:
        """See `Views`."""
        from editor.ui.key_sheet import KeySheet

        KeySheet(self._commands, self._window).open()

    def manual(self, page: str) -> None:
        """See `Views`."""
        self._pages.manual(page)

    def preferences(self) -> None:
        """See `Views`."""
        self._pages.preferences()

    def about(self) -> None:
        """See `Views`."""
        from PySide6.QtWidgets import QMessageBox

        text = tr(
            "Jiaozi 校字 {version}\n\nThe subtitle editor for correcting machine "
            "transcripts.\nFree software under the GNU General Public License, "
            "version 3 or later.",
            version=__version__,
        )
        QMessageBox.about(self._window, tr("About Jiaozi"), text)

    def report(self, title: str, problems: Sequence[Problem]) -> None:
        """See `Views`."""
        from PySide6.QtWidgets import QLabel, QMessageBox

        lines = list(map(told, problems))
        box = QMessageBox(QMessageBox.Icon.Information, tr(title), tr(title))
        box.setParent(self._window, box.windowFlags())
        box.setTextFormat(Qt.TextFormat.PlainText)  # a line may quote markup
        if len(lines) <= _SHOWN:
            box.setInformativeText("\n".join(lines))
        else:
            box.setInformativeText("\n".join([*lines[:_SHOWN], "…"]))
            box.setDetailedText("\n".join(lines))
        if label := box.findChild(QLabel, "qt_msgbox_informativelabel"):
            metrics = label.fontMetrics()
            widest = max(map(metrics.horizontalAdvance, lines[:_SHOWN]), default=0)
            # Else it would be as narrow as the title.
            label.setMinimumWidth(min(widest + metrics.height(), _WIDTH))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def quit(self) -> None:
        """See `Views`."""
        self._window.close()
