# SPDX-License-Identifier: GPL-3.0-or-later
"""Small fields over the current row: times, speaker, note, other words, a cue to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.language.sound.alternatives import Alternative
    from editor.ui.commands import Commands
    from editor.ui.main_window import MainWindow
    from editor.ui.theme import Theme
    from editor.ui.workbench import Workbench


class RowFields:
    """Opens them; each gives the focus back to the text."""

    def __init__(
        self, window: MainWindow, bench: Workbench, commands: Commands, theme: Theme
    ) -> None:
        self._window, self._bench = window, bench
        self._commands, self._theme = commands, theme

    def serve(self, context: Context) -> None:
        """Start."""
        self._context = context

    def edit_times(self, retime: Callable[[int, int, int], None]) -> None:
        """Show the fields for the times, over the current row."""
        from editor.ui.times_editor import TimesEditor

        table = self._bench.table
        editor = TimesEditor(self._context.session, retime, self._window)
        editor.finished.connect(table.focus_text)
        editor.open_at(table.mapToGlobal(table.place_of("start").topLeft()))

    def edit_speaker(self, names: Sequence[str], assign: Callable[[str], None]) -> None:
        """Show the field for a speaker, over the current row."""
        from editor.ui.speaker_colours import tints
        from editor.ui.speaker_editor import SpeakerEditor

        table = self._bench.table
        again = self._commands.actions["cue.speaker"].shortcuts()
        tint = tints(self._context.session, self._context.speakers, self._theme)
        editor = SpeakerEditor(names, tint, again, assign, self._window)
        editor.finished.connect(table.focus_text)
        editor.open_at(table.mapToGlobal(table.place_of("speaker").bottomLeft()))

    def choose_word(
        self, words: Sequence[Alternative], take: Callable[[Alternative], None], *, listens: bool
    ) -> Callable[[Sequence[Alternative]], None]:
        """Show a menu of words below the current row; see `ports.Views`."""
        from editor.ui.word_menu import WordMenu

        table = self._bench.table
        menu = WordMenu(words, take, self._window, listens=listens)
        menu.finished.connect(table.focus_text)
        menu.open_at(table.mapToGlobal(table.place_of("text").bottomLeft()))
        return menu.refine

    def go_to(self, go: Callable[[str], None]) -> None:
        """Show the field to go to a cue, over the top of the table."""
        from editor.ui.go_to import GoTo

        table = self._bench.table
        field = GoTo(go, self._window)
        field.finished.connect(table.focus_text)
        field.open_at(table.mapToGlobal(QPoint(table.width() // 2, 0)))

    def edit_note(self, note: str, write: Callable[[str], None]) -> None:
        """Show the field for a note, below the current row."""
        from editor.ui.note_editor import NoteEditor

        table = self._bench.table
        editor = NoteEditor(self._context.session, note, write, self._window)
        editor.finished.connect(table.focus_text)
        editor.open_at(table.mapToGlobal(table.place_of("text").bottomLeft()))
