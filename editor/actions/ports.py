# SPDX-License-Identifier: GPL-3.0-or-later
"""How actions reach the window without knowing it: `Ask` for questions, `Views` for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from editor.actions.tooling.fields import Given, Tool
    from editor.core.errors import Problem
    from editor.core.proposal import Fix, Proposal

Place = Literal["table", "timeline", "video", "panel"]


class Ask(Protocol):
    """Questions that have to be answered before an action can go on."""

    def open_file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """A file to read; `kinds` are names with their patterns (``*.srt *.vtt``)."""

    def save_file(
        self, title: str, suggested: Path, kinds: Sequence[tuple[str, str]]
    ) -> Path | None:
        """A file to write; one that is there already was confirmed."""

    def folder(self, title: str, suggested: Path) -> Path | None:
        """A folder to write into."""

    def choose(self, question: Problem, answers: Sequence[str]) -> int | None:
        """Which of some answers; None where the user turned away."""

    def line(self, title: str, label: str, text: str = "") -> str | None:
        """A line of text."""

    def tell(self, problem: Problem) -> None:
        """Something that was asked for could not be done."""


class Views(Protocol):
    """What an action can let the window show."""

    def show_document(self) -> None:
        """The table and the timeline, whatever page stood there."""

    def show_start(self) -> None:
        """The start page."""

    def focus(self, place: Place) -> None:
        """Let the keys go there."""

    def show_panel(self, panel: str) -> None:
        """Show the panel of that id, and let the keys go there."""

    def toggle_panel(self, panel: str) -> None:
        """The same, or hide it where it is seen."""

    def toggle_video(self) -> None:
        """Show or hide the picture."""

    def review(
        self,
        title: str,
        proposals: Sequence[Proposal],
        apply: Callable[[Sequence[Fix]], None],
    ) -> None:
        """Let the user tick; `apply` gets what was ticked, once."""

    def tool(
        self, tool: Tool, given: Callable[[], Given], apply: Callable[[Sequence[Fix]], None]
    ) -> None:
        """A tool's fields and what it proposes; `apply` gets what was ticked, once."""

    def repair(self, apply: Callable[[Sequence[Fix]], None]) -> None:
        """The page of clock repair; `apply` gets what was ticked, once."""

    def edit_times(self, retime: Callable[[int, int, int], None]) -> None:
        """Fields for the current cue's times.

        `retime` gets its row, start and end in ms; times that make no sense are told by the
        `UserError` that it raises.
        """

    def notice(self, message: Problem, *actions: str) -> None:
        """A passing word above the table, with buttons for some actions."""

    def advise(self, message: Problem | None, *actions: str) -> bool:
        """What should be done first, above the table until it is done; None where nothing is.

        Returns whether it is said: the user may have put it away already.
        """

    def commit_composition(self) -> None:
        """End what an input method has open: its text is the cue's before anything else is done."""

    def marked(self) -> tuple[int, int] | None:
        """The range marked on the timeline, in ms."""

    def unmark(self) -> None:
        """Forget that range."""

    def zoom(self, steps: int) -> None:
        """The timeline, nearer (positive) or farther."""

    def zoom_to(self, start: int, end: int) -> None:
        """The timeline as near as it can show that range of ms, as far as there is one."""

    def heighten(self, steps: int) -> None:
        """The timeline's sound drawn louder (positive) or less so."""

    def palette(self) -> None:
        """Find a command by its name."""

    def key_sheet(self) -> None:
        """All keys on one page."""

    def preferences(self) -> None:
        """The settings."""

    def about(self) -> None:
        """Which program this is."""

    def report(self, title: str, problems: Sequence[Problem]) -> None:
        """A list of what was dropped, altered or doubtful."""

    def quit(self) -> None:
        """Close the window."""
