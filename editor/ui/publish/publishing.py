# SPDX-License-Identifier: GPL-3.0-or-later
"""Connects the page of publishing to the document, to files and to the clipboard."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from editor.actions import chaptering, exporting, filtering, publishing
from editor.core.i18n import N_
from editor.publish.chapters import chapters_of
from editor.publish.uploads import offered
from editor.ui.publish.page import PublishPage

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.publish.plan import Plan
    from editor.publish.uploads import Choice
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme
    from editor.ui.workbench import Workbench


class Publishing:
    """The page's other end: works out plans, writes files."""

    def __init__(
        self, context: Context, bench: Workbench, commands: Commands, theme: Theme
    ) -> None:
        self._context, self._bench, self._commands = context, bench, commands
        choice = publishing.choice_of(context)
        self._folder = exporting.suggested(context, "").parent
        tracks = offered(context.session.document)
        self.page = PublishPage(tracks, choice, self._folder, theme)
        self._asked: Choice | None = None
        page = self.page
        page.chosen.connect(self._choose)
        page.cue_wanted.connect(self._go)
        page.filter_wanted.connect(self._filter)
        page.folder_wanted.connect(self._choose_folder)
        page.publish_wanted.connect(self._publish)
        page.open_wanted.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        )
        page.copied.connect(lambda text: QGuiApplication.clipboard().setText(text))
        page.paste_wanted.connect(self._paste)
        page.left.connect(self._leave)
        row = context.row if context.has_cues else 0
        page.preview.begin(row, bench.video.image, context.session.document)
        self._show_state()
        self._examine(choice)

    def _show_state(self) -> None:
        document = self._context.session.document
        unchecked = sum(not cue.checked for cue in document.cues)
        doubtful = filtering.count(self._context, "doubtful")
        self.page.set_counts(unchecked, doubtful, len(document.cues))
        length = self._context.inspection.evidence.media_length
        self.page.set_chapters(chapters_of(document), length)

    def _choose(self, choice: Choice) -> None:
        publishing.keep_choice(self._context, choice)
        self._examine(choice)

    def _examine(self, choice: Choice) -> None:
        self._asked = choice
        self.page.expect()
        publishing.examine(self._context, choice, partial(self._take, choice))

    def _take(self, choice: Choice, plan: Plan) -> None:
        if choice is self._asked and self._bench.page is self.page:
            self.page.show_plan(plan)

    def _publish(self) -> None:
        plan = self.page.plan
        if plan is None or not plan.uploads:
            return
        if not publishing.may_publish(self._context, plan):
            return

        def written() -> None:
            if self._bench.page is self.page:
                self.page.show_written(plan.uploads)

        publishing.write(self._context, plan.uploads, self._folder, written)

    def _choose_folder(self) -> None:
        chosen = self._context.ask.folder(N_("Choose a folder to export to"), self._folder)
        if chosen is not None:
            self._folder = Path(chosen)
            self.page.set_folder(self._folder)

    def _paste(self) -> None:
        self._commands.run("chapters.paste", chaptering.paste)
        self._show_state()
        self._examine(self.page.choices.choice)

    def _go(self, row: int) -> None:
        self._leave()
        session = self._context.session
        session.select(session.selection.at(row))

    def _filter(self, kind: str) -> None:
        self._leave()
        self._commands.run(f"filter.{kind}")

    def _leave(self) -> None:
        self._asked = None
        self._bench.show_page(None)
        self._bench.table.focus_text()


def show(context: Context, bench: Workbench, commands: Commands, theme: Theme) -> None:
    """Show the page."""
    made = Publishing(context, bench, commands, theme)
    bench.show_page(made.page)
    made.page.setFocus()
