# SPDX-License-Identifier: GPL-3.0-or-later
"""Protocols by which actions reach the window: `Ask` for questions, `Views` for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from editor.actions.prepare_queue import Preparing
    from editor.actions.profiling import Limit
    from editor.actions.styling import Restyled
    from editor.actions.tooling.fields import Given, Tool
    from editor.core.cue import Cue
    from editor.core.errors import Problem
    from editor.core.head import Styles
    from editor.core.proposal import Fix, Proposal
    from editor.language.sound.alternatives import Alternative
    from editor.media.text_tracks import TextTrack

Place = Literal["table", "timeline", "video", "panel"]

Parts = Literal["all", "focus", "picture"]
"""Which parts of the window are shown: all; the table and the sound; the picture, full-screen."""


class Ask(Protocol):
    """Modal questions; they return the answer."""

    def open_file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """Ask for a file to read; `kinds` are names with their patterns (``*.srt *.vtt``)."""

    def save_file(
        self, title: str, suggested: Path, kinds: Sequence[tuple[str, str]]
    ) -> Path | None:
        """Ask for a file to write; overwriting an existing file has been confirmed."""

    def folder(self, title: str, suggested: Path) -> Path | None:
        """Ask for a folder to write to."""

    def choose(self, question: Problem, answers: Sequence[str]) -> int | None:
        """The index of the chosen answer, or None if the user cancelled."""

    def encoding(
        self, choices: Sequence[tuple[str, Problem]], preview: Callable[[str], str]
    ) -> str | None:
        """Ask for an encoding, of `choices` with their names; `preview` gives a file's first lines.

        The first choice is the file's encoding now.
        """

    def columns(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        places: Mapping[str, int],
        preview: Callable[[str], Sequence[Cue] | Problem],
    ) -> str | None:
        """Ask what the columns of a table are; the answer is as `Options.columns` has it.

        Args:
            name: Its file.
            rows: Its first rows.
            places: What the columns are taken for, by role.
            preview: The first cues with the columns that were chosen, or why there are none.
        """

    def track(self, name: str, tracks: Sequence[tuple[TextTrack, Sequence[str]]]) -> int | None:
        """Ask for a text track of the film `name`; each is given with its first texts.

        The number of the track; 0 if a new transcript is wanted instead.
        """

    def styles(
        self, styles: Styles, info: Mapping[str, str], cues: Sequence[Cue]
    ) -> Restyled | None:
        """Ask what the styles are to be.

        Args:
            styles: Those that there are.
            info: The script info that their sizes are for.
            cues: The selected cues, of which the first is shown.
        """

    def model(self, known: Sequence[Path], chosen: str) -> str | None:
        """Ask for a speech model: the path of a file or folder; empty for none.

        `known` are models that other programs have; `chosen` is the path of the one in use.
        """

    def line(self, title: str, label: str, text: str = "") -> str | None:
        """Ask for a line of text."""

    def limits(
        self, name: str, limits: Sequence[Limit], values: Mapping[str, float | None]
    ) -> tuple[str, Mapping[str, float | None]] | None:
        """Ask for the name and the limits of a profile; None is no limit.

        Args:
            name: Its name now.
            limits: What is asked for.
            values: Their values now, by id.
        """

    def tell(self, problem: Problem) -> None:
        """Tell the user that something could not be done."""


class Views(Protocol):
    """What an action can show in the window."""

    def show_document(self) -> None:
        """Show the table and the timeline instead of any other page."""

    def show_start(self) -> None:
        """Show the start page."""

    def focus(self, place: Place) -> None:
        """Move the keyboard focus to `place`."""

    def show_panel(self, panel: str) -> None:
        """Show and focus the panel of that id."""

    def toggle_panel(self, panel: str) -> None:
        """Show and focus the panel of that id, or hide it if it is visible."""

    def move_panel(self) -> None:
        """Move the panel that was shown last below the table, or beside it."""

    @property
    def parts(self) -> Parts:
        """Which parts of the window are shown."""

    def lay_out(self, parts: Parts) -> None:
        """Show all parts of the window, or fewer."""

    def review(
        self,
        title: str,
        proposals: Sequence[Proposal],
        apply: Callable[[Sequence[Fix]], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """Show proposals to tick; `apply` is called once, with the ticked fixes.

        `leave`: this is one list of several; called if the user leaves it. None of its proposals
        need be ticked.
        """

    def tool(
        self, tool: Tool, given: Callable[[], Given], apply: Callable[[Sequence[Fix]], None]
    ) -> None:
        """Show a tool's fields and proposals; `apply` is called once, with the ticked fixes."""

    def repair(
        self,
        apply: Callable[[Sequence[Fix]], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """Show the page of timing repair; `apply` is called once, with the ticked fixes.

        `leave` is called if the user leaves it.
        """

    def prepare(self, preparing: Preparing) -> None:
        """Show the page of Prepare."""

    def choose_word(
        self, words: Sequence[Alternative], take: Callable[[Alternative], None], *, listens: bool
    ) -> Callable[[Sequence[Alternative]], None]:
        """Offer other words for the one at the caret; `take` gets the chosen one.

        `listens`: the order by the sound comes later. What is returned takes it, or none.
        """

    def translated(self, text: str) -> str:
        """A sentence in the language of the window, for texts that go elsewhere."""

    def publish(self) -> None:
        """Show the page of publishing."""

    def edit_times(self, retime: Callable[[int, int, int], None]) -> None:
        """Show fields for the current cue's times.

        `retime` gets the row, start and end in ms; if the times are invalid, it raises a
        `UserError`, which is shown.
        """

    def edit_speaker(self, names: Sequence[str], assign: Callable[[str], None]) -> None:
        """Show a field for a speaker at the current cue.

        Args:
            names: Known names, the one that was assigned last first.
            assign: Gets the name; empty for no speaker.
        """

    def go_to(self, go: Callable[[str], None]) -> None:
        """Show a field for a cue's number or a time.

        `go` gets its text; if that is neither, it raises a `UserError`, which is shown.
        """

    def edit_note(self, note: str, write: Callable[[str], None]) -> None:
        """Show a field for the current cue's note, which is `note` now.

        `write` gets the new one, if it is another; empty for none.
        """

    def notice(self, message: Problem, *actions: str) -> None:
        """Show a temporary message below the table, with buttons for the actions of these ids."""

    def offers(self, action: str) -> bool:
        """Whether the visible message offers this command, and its key is not just held down."""

    def advise(self, message: Problem | None, *actions: str) -> bool:
        """Show advice below the table until it is followed or dismissed; None removes it.

        Returns whether it is shown: the user may have dismissed it before.
        """

    @property
    def composing(self) -> bool:
        """Whether an input method's composition is open in the current cue."""

    def find(self, text: str, *, replace: bool) -> None:
        """Open the search bar for `text`, or for the last search; `replace`: with a replacement."""

    def leave_find(self) -> None:
        """Close the search bar, if it is open."""

    def commit_composition(self) -> None:
        """End an input method's composition and commit its text to the cue."""

    def finish_typing(self) -> None:
        """The same, also for what is typed into a list of a panel: the document is left."""

    def copy_text(self, *, cut: bool) -> None:
        """Copy the text selected in the current cue to the clipboard, and delete it if `cut`."""

    def paste_text(self) -> None:
        """Replace the text selected in the current cue by the clipboard's."""

    def break_line(self) -> None:
        """Replace the text selected in the current cue by a line break."""

    def clipboard(self) -> tuple[str, bytes]:
        """The clipboard's text, and the cues that were copied here, as Jiaozi's JSON; or empty."""

    def set_clipboard(self, text: str, cues: bytes) -> None:
        """Put cues on the clipboard: as text, and as Jiaozi's JSON."""

    def marked(self) -> tuple[int, int] | None:
        """Start and end in ms of the range selected on the timeline, or None."""

    def unmark(self) -> None:
        """Clear that range."""

    def zoom(self, steps: int) -> None:
        """Zoom the timeline by steps: in (positive) or out."""

    def zoom_to(self, start: int, end: int) -> None:
        """Zoom the timeline to a range in ms, clipped to the timeline's length."""

    def heighten(self, steps: int) -> None:
        """Make the waveform taller (positive) or shorter."""

    def palette(self) -> None:
        """Open the command palette."""

    def key_sheet(self) -> None:
        """Show all keyboard shortcuts."""

    def preferences(self) -> None:
        """Open the preferences."""

    def manual(self, page: str) -> None:
        """Show a page of the manual: the English name of its file, which is translated."""

    def about(self) -> None:
        """Show the version and the licence."""

    def report(self, title: str, problems: Sequence[Problem]) -> None:
        """Show a list of what was dropped, altered or doubtful."""

    def quit(self) -> None:
        """Close the window."""
