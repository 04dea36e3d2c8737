# SPDX-License-Identifier: GPL-3.0-or-later
"""Views that are created each time they are shown: review, tool, repair, preferences, recent."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.actions import opening
from editor.core.errors import Problem
from editor.ui.commands import default_keys
from editor.ui.i18n import tr
from editor.ui.row_fields import RowFields

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from editor.actions.context import Context
    from editor.actions.prepare_queue import Preparing
    from editor.actions.tooling.fields import Given, Tool
    from editor.core.proposal import Fix, Proposal
    from editor.ui.commands import Commands
    from editor.ui.main_window import MainWindow
    from editor.ui.manual import Manual
    from editor.ui.recents import Recents
    from editor.ui.start_page import StartPage
    from editor.ui.theme import Theme
    from editor.ui.workbench import Workbench

KEY_SEPARATOR = "; "
"""Separates several key sequences of one command, as in `QKeySequence.toString`."""

_BORDER = 1_500
"""What is played on either side of a chunk border, in ms."""


def _stay() -> None:
    """Nothing follows."""


class Pages(QObject):
    """Creates these views, and removes them when they are finished."""

    def __init__(
        self,
        window: MainWindow,
        bench: Workbench,
        commands: Commands,
        theme: Theme,
        docs: Path,
    ) -> None:
        """Serve `window`; `docs` is the folder of the manual."""
        super().__init__(window)
        self._docs = docs
        self._window, self._bench = window, bench
        self._commands, self._theme = commands, theme
        self._known: Recents | None = None
        self.fields = RowFields(window, bench, commands, theme)
        self._manual: Manual | None = None

    def serve(self, context: Context) -> None:
        """Start."""
        self._context = context
        self.fields.serve(context)
        context.session.opened.connect(self._clear)
        context.session.given_up.connect(self._give_up)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open dropped files."""
        self._commands.run("file.open", partial(opening.open_paths, paths=paths))

    def start(self) -> StartPage:
        """The start page, with the current list of recent documents."""
        self._recents().show()
        return self._recents().page

    def fill_recent(self, menu: QMenu) -> None:
        """Fill a menu with the recent documents."""
        self._recents().fill(menu)

    def _recents(self) -> Recents:
        from editor.ui.recents import Recents

        if self._known is None:
            self._known = Recents(self._context, self._commands, self._theme)
            self._known.page.dropped.connect(self.open_paths)
        return self._known

    def review(
        self,
        title: str,
        proposals: Sequence[Proposal],
        apply: Callable[[Sequence[Fix]], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """Show a review list beside the table; `leave` is called when the user leaves it."""
        from editor.ui.review.panel import ReviewPanel

        context, bench = self._context, self._bench
        panel = ReviewPanel(context.session, self._theme)
        go_back = self._here()

        def close() -> None:
            bench.show_side(None)
            bench.table.focus_text()

        def done(fixes: Sequence[Fix]) -> None:
            close()
            go_back()  # before the change, so that undo comes back there, too
            apply(fixes)

        panel.applied.connect(done)
        panel.left.connect(close)
        panel.left.connect(go_back)
        panel.left.connect(leave or _stay)
        panel.audition.connect(context.playback.play_cue)
        panel.cue_wanted.connect(self._look_at)
        bench.show_side(panel)
        panel.setFocus()
        panel.open(tr(title), proposals, may_pass=leave is not None)

    def tool(
        self, tool: Tool, given: Callable[[], Given], apply: Callable[[Sequence[Fix]], None]
    ) -> None:
        """Show a tool and its review list beside the table, with a preview on the timeline."""
        from editor.actions.tooling.proposing import Proposing
        from editor.ui.panels.tool import ToolPanel

        context, bench = self._context, self._bench
        proposing = Proposing(tool, given, context.jobs)
        panel = ToolPanel(context.session, self._theme, tool, given, proposing)
        go_back = self._here()

        def close() -> None:
            proposing.close()
            bench.show_side(None)
            bench.table.focus_text()

        def done(fixes: Sequence[Fix]) -> None:
            close()
            go_back()
            apply(fixes)

        review = panel.review
        panel.destroyed.connect(proposing.close)
        panel.previewed.connect(bench.timeline.preview)
        review.applied.connect(done)
        panel.left.connect(close)
        panel.left.connect(go_back)
        review.audition.connect(context.playback.play_cue)
        review.cue_wanted.connect(self._look_at)
        bench.show_side(panel)
        panel.setFocus()
        panel.propose()

    def repair(
        self, apply: Callable[[Sequence[Fix]], None], leave: Callable[[], None] | None = None
    ) -> None:
        """Show the page of timing repair in place of the table."""
        from editor.actions.diagnosing import Diagnosing
        from editor.ui.repair.page import RepairPage

        context, bench = self._context, self._bench
        playback, medium = context.playback, context.medium
        weighing = Diagnosing(context.session, context.jobs)
        page = RepairPage(context.session, self._theme, weighing.weigh)

        def measure() -> None:
            page.set_medium(medium.length, medium.speech)
            page.set_sound(medium.sound)

        news = (playback.medium_changed, medium.speech_changed, medium.grew)
        for signal in news:
            signal.connect(measure)
        playback.moved.connect(page.chunks.view.set_playhead)
        measure()
        page.open()

        def forget() -> None:
            weighing.close()
            with suppress(RuntimeError):  # when the program ends, the signals' objects go first
                for signal in news:
                    signal.disconnect(measure)

        page.destroyed.connect(forget)

        def go() -> None:
            bench.show_page(None)
            bench.table.focus_text()

        def close() -> None:
            if bench.page is page:
                go()
                context.views.notice(
                    Problem("The cues were changed, so Repair timing was closed. Open it again.")
                )

        page.outdated.connect(close)

        def done(fixes: Sequence[Fix]) -> None:
            go()
            apply(fixes)
            if context.has_cues:  # it may be elsewhere on the timeline now
                bench.timeline.show_cue(context.row)

        page.applied.connect(done)
        page.left.connect(go)
        page.left.connect(leave or _stay)
        page.medium_wanted.connect(lambda: self._commands.run("file.medium"))
        page.audition.connect(
            lambda ms: context.playback.play_range(max(0, ms - _BORDER), ms + _BORDER)
        )
        bench.show_page(page)
        page.setFocus()

    def find(self, text: str, *, replace: bool) -> None:
        """Show the search bar below the table."""
        bench, context = self._bench, self._context
        if bench.find_bar is None:
            from editor.ui.find_bar import FindBar

            bar = FindBar(
                context.session,
                context.search,
                context.settings,
                self._commands,
                self._theme,
                bench.table,
            )
            bar.left.connect(bench.table.focus_text)
            bench.add_find_bar(bar)
        if bench.find_bar is not None:
            bench.find_bar.open(text, replace=replace)

    def publish(self) -> None:
        """Show the page of publishing in place of the table."""
        from editor.ui.publish.publishing import show

        show(self._context, self._bench, self._commands, self._theme)

    def prepare(self, preparing: Preparing) -> None:
        """Show the page of Prepare in place of the table."""
        from editor.ui.prepare.page import show

        show(preparing, self._context, self._bench, self._commands, self._theme)

    def preferences(self) -> None:
        """Show the preferences, with the key bindings."""
        from editor.ui.preferences.dialog import Preferences
        from editor.ui.preferences.key_rows import KeyRow

        rows = [
            KeyRow(
                row.id,
                self._commands.in_submenu(row.id, tr(row.label)),
                KEY_SEPARATOR.join(self._commands.keys(row.id)),
                KEY_SEPARATOR.join(default_keys(row)),
            )
            for row in self._commands.rows
        ]
        dialog = Preferences(
            self._context.settings,
            self._theme,
            rows,
            self._window,
            self._context.inspection.profiles,
        )
        dialog.key_changed.connect(
            lambda name, keys: self._commands.set_keys(name, keys.split(KEY_SEPARATOR))
        )
        dialog.page.model_wanted.connect(dialog.accept)
        dialog.page.model_wanted.connect(lambda: self._commands.click("ear.model"))
        dialog.page.engine_wanted.connect(dialog.accept)
        dialog.page.engine_wanted.connect(lambda: self._commands.click("ear.engine"))
        output = self._context.output
        dialog.page.show_outputs(output.outputs)
        output.outputs_changed.connect(dialog.page.show_outputs)
        dialog.open()

    def manual(self, page: str) -> None:
        """Show a page of the manual, in a window that stays open beside this one."""
        from editor.ui.manual import Manual

        if self._manual is None:
            self._manual = Manual(self._docs, tr(page), self._theme, self._window)
            self._manual.destroyed.connect(self._manual_closed)
        else:
            self._manual.show_page(tr(page))
        self._manual.show()
        self._manual.raise_()
        self._manual.activateWindow()

    def _manual_closed(self) -> None:
        self._manual = None

    def _here(self) -> Callable[[], None]:
        """Remember cue, caret and scroll position; the result goes back there.

        It does nothing if the document was changed in the meantime.
        """
        session, table = self._context.session, self._bench.table
        document, selection = session.document, session.selection
        top = table.verticalScrollBar().value()

        def go_back() -> None:
            if session.document is document:
                session.select(selection)
                table.verticalScrollBar().setValue(top)

        return go_back

    def _look_at(self, row: int) -> None:
        # Proposals may come late. Who types in the table by then keeps the cue.
        if not self._bench.table.hasFocus():
            session = self._context.session
            session.select(session.selection.at(row))

    def _give_up(self) -> None:
        """Another window took over the document: close whatever could change it from here."""
        if self._bench.end_work():
            self._bench.table.focus_text()

    def _clear(self) -> None:
        """Another document was opened: close the views of the last one."""
        self._bench.end_work()
        self._bench.notice.clear()
