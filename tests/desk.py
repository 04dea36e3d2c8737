# SPDX-License-Identifier: GPL-3.0-or-later
"""The program without a window: all of it that commands use, and stand-ins for the two ports.

`FakeAsk` answers what it was told to, `FakeViews` remembers what was shown. `Desk` puts them
together with a real session, settings, jobs, store and playback.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from editor.actions import opening
from editor.actions.context import Context
from editor.audit import Audit
from editor.core.errors import Problem
from editor.doubts import Doubts
from editor.inspection import Inspection
from editor.jobs import Jobs
from editor.media.cache import Cache
from editor.playback.again import Again
from editor.playback.audio_output import AudioOutput
from editor.playback.by_doubt import ByDoubt
from editor.playback.following import Following
from editor.playback.hearing import Hearing
from editor.playback.listening import Listening
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.playback.tapping import Tapping
from editor.project.known_files import KnownFiles
from editor.project.store import SessionStore
from editor.search import Search
from editor.session import Session
from editor.settings import Settings
from editor.speakers import Speakers
from editor.terms import Terms
from tests.pause import pause

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from editor.actions.ports import Ask, Parts, Place, Views
    from editor.actions.prepare_queue import Preparing
    from editor.actions.profiling import Limit
    from editor.actions.styling import Restyled
    from editor.actions.tooling.fields import Given, Tool
    from editor.core.cue import Cue
    from editor.core.errors import UserError
    from editor.core.head import Styles
    from editor.core.proposal import Fix, Proposal
    from editor.language.sound.alternatives import Alternative
    from editor.media.text_tracks import TextTrack

_PATIENCE = 60
"""Seconds that `Desk` waits for anything."""


class FakeAsk:
    """Gives the answers it was told, in turn. A question that none is left for fails the test.

    Attributes:
        asked: All questions, in English.
        told: What could not be done, in English.
        suggested: The path that was suggested last.
        rows: Of a table whose columns were asked for, the first rows.
        places: What they were taken for.
        tracks: The text tracks that were offered.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []
        self.suggested: Path | None = None
        self.rows: Sequence[Sequence[str]] = ()
        self.places: Mapping[str, int] = {}
        self.tracks: Sequence[tuple[TextTrack, Sequence[str]]] = ()
        self._answers: list[Any] = []

    def will_answer(self, *answers: object) -> None:
        """Paths, numbers of answers, texts, or None for turning away."""
        self._answers += answers

    def open_file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """See `Ask`."""
        assert kinds
        return self._answer(title)  # type: ignore[no-any-return]

    def save_file(
        self, title: str, suggested: Path, kinds: Sequence[tuple[str, str]]
    ) -> Path | None:
        """See `Ask`."""
        assert kinds
        self.suggested = suggested
        return self._answer(title)  # type: ignore[no-any-return]

    def folder(self, title: str, suggested: Path) -> Path | None:
        """See `Ask`."""
        self.suggested = suggested
        return self._answer(title)  # type: ignore[no-any-return]

    def choose(self, question: Problem, answers: Sequence[str]) -> int | None:
        """See `Ask`."""
        answer = self._answer(question.text)
        assert answer is None or 0 <= answer < len(answers)
        return answer  # type: ignore[no-any-return]

    def encoding(
        self, choices: Sequence[tuple[str, Problem]], preview: Callable[[str], str]
    ) -> str | None:
        """See `Ask`."""
        answer = self._answer("encoding")
        assert answer is None or (answer in dict(choices) and preview(answer))
        return answer  # type: ignore[no-any-return]

    def model(self, known: Sequence[Path], chosen: str) -> str | None:
        """See `Ask`."""
        del known, chosen
        return self._answer("model")  # type: ignore[no-any-return]

    def line(self, title: str, label: str, text: str = "") -> str | None:
        """See `Ask`."""
        del text
        return self._answer(f"{title}: {label}")  # type: ignore[no-any-return]

    def columns(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        places: Mapping[str, int],
        preview: Callable[[str], Sequence[Cue] | Problem],
    ) -> str | None:
        """See `Ask`; an answer that cannot be read fails the test."""
        self.rows, self.places = rows, places
        answer: str | None = self._answer(name)
        assert answer is None or not isinstance(preview(answer), Problem)
        return answer

    def track(self, name: str, tracks: Sequence[tuple[TextTrack, Sequence[str]]]) -> int | None:
        """See `Ask`."""
        self.tracks = tracks
        return self._answer(name)  # type: ignore[no-any-return]

    def styles(
        self, styles: Styles, info: Mapping[str, str], cues: Sequence[Cue]
    ) -> Restyled | None:
        """See `Ask`; an answer gets the styles and the info."""
        assert cues
        answer = self._answer("styles")
        return None if answer is None else answer(styles, info)

    def limits(
        self, name: str, limits: Sequence[Limit], values: Mapping[str, float | None]
    ) -> tuple[str, Mapping[str, float | None]] | None:
        """See `Ask`; an answer is the name, and the values that are others."""
        answer = self._answer(name)
        assert {limit.id for limit in limits} == set(values)
        return None if answer is None else (answer[0], {**values, **answer[1]})

    def tell(self, problem: Problem) -> None:
        """See `Ask`."""
        self.told.append(problem.text)

    def _answer(self, question: str) -> Any:
        self.asked.append(question)
        assert self._answers, f"nobody answers: {question}"
        return self._answers.pop(0)


@dataclass
class Shown:
    """A review, a tool or the page of repair; `apply` is what ticking leads to, `leave`: Esc."""

    title: str
    apply: Callable[[Sequence[Fix]], None]
    proposals: Sequence[Proposal] = ()
    given: Callable[[], Given] | None = None
    leave: Callable[[], None] | None = None

    def accept(self) -> None:
        """Tick everything, and apply."""
        self.apply([proposal.fix for proposal in self.proposals])


@dataclass
class FakeViews:
    """Remembers what was shown.

    Attributes:
        page: ``document`` or ``start``.
        focused: Where the keys went, in turn.
        panel: The panel that is seen.
        work: The reviews, tools and pages that were opened.
        retime: What the fields for times call, where they were opened.
        assign: What the field for a speaker calls.
        write: What the field for a note calls.
        notices: What was said, in English, and the buttons beside it.
        advice: The same of what should be done first; None where nothing should.
        put_away: Advice that the user put away.
        range: What is marked on the timeline.
        on_clipboard: Text, and cues as Jiaozi's JSON.
        called: Everything else that was asked for, with its arguments.
        parts_shown: Which parts of the window are shown.
        words: The words that were offered.
        take_word: What choosing one of them calls.
        listens: Whether a better order of them is to come.
        preparing: What the page of Prepare was shown for, each time.
    """

    page: str = "start"
    focused: list[Place] = field(default_factory=list)
    panel: str | None = None
    work: list[Shown] = field(default_factory=list)
    retime: Callable[[int, int, int], None] | None = None
    assign: Callable[[str], None] | None = None
    write: Callable[[str], None] | None = None
    notices: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    advice: tuple[str, tuple[str, ...]] | None = None
    put_away: set[str] = field(default_factory=set)
    range: tuple[int, int] | None = None
    on_clipboard: tuple[str, bytes] = ("", b"")
    reports: list[tuple[str, list[str]]] = field(default_factory=list)
    called: list[tuple[object, ...]] = field(default_factory=list)
    parts_shown: Parts = "all"
    words: list[Alternative] = field(default_factory=list)
    take_word: Callable[[Alternative], None] | None = None
    listens: bool = False
    preparing: list[Preparing] = field(default_factory=list)

    def show_document(self) -> None:
        """See `Views`."""
        self.page = "document"

    def show_start(self) -> None:
        """See `Views`."""
        self.page = "start"

    def focus(self, place: Place) -> None:
        """See `Views`."""
        self.focused.append(place)

    def show_panel(self, panel: str) -> None:
        """See `Views`."""
        self.panel = panel

    def toggle_panel(self, panel: str) -> None:
        """See `Views`."""
        self.panel = None if self.panel == panel else panel

    def move_panel(self) -> None:
        """See `Views`."""
        self.called.append(("move_panel",))

    @property
    def parts(self) -> Parts:
        """See `Views`."""
        return self.parts_shown

    def lay_out(self, parts: Parts) -> None:
        """See `Views`."""
        self.parts_shown = parts

    def review(
        self,
        title: str,
        proposals: Sequence[Proposal],
        apply: Callable[[Sequence[Fix]], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """See `Views`."""
        self.work.append(Shown(title, apply, proposals, leave=leave))

    def tool(
        self, tool: Tool, given: Callable[[], Given], apply: Callable[[Sequence[Fix]], None]
    ) -> None:
        """See `Views`."""
        self.work.append(Shown(tool.title, apply, given=given))

    def repair(
        self,
        apply: Callable[[Sequence[Fix]], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """See `Views`."""
        self.work.append(Shown("Repair timing", apply, leave=leave))

    def prepare(self, preparing: Preparing) -> None:
        """See `Views`."""
        self.preparing.append(preparing)

    def choose_word(
        self, words: Sequence[Alternative], take: Callable[[Alternative], None], *, listens: bool
    ) -> Callable[[Sequence[Alternative]], None]:
        """See `Views`."""
        self.words, self.take_word, self.listens = list(words), take, listens

        def refine(words: Sequence[Alternative]) -> None:
            self.words, self.listens = list(words) or self.words, False

        return refine

    def translated(self, text: str) -> str:
        """See `Views`."""
        return text

    def publish(self) -> None:
        """See `Views`."""
        self.called.append(("publish",))

    def edit_times(self, retime: Callable[[int, int, int], None]) -> None:
        """See `Views`."""
        self.retime = retime

    def edit_speaker(self, names: Sequence[str], assign: Callable[[str], None]) -> None:
        """See `Views`."""
        self.called.append(("edit_speaker", tuple(names)))
        self.assign = assign

    def go_to(self, go: Callable[[str], None]) -> None:
        """See `Views`."""
        self.go = go

    def edit_note(self, note: str, write: Callable[[str], None]) -> None:
        """See `Views`."""
        self.called.append(("edit_note", note))
        self.write = write

    def notice(self, message: Problem, *actions: str) -> None:
        """See `Views`."""
        self.notices.append((message.text, actions))

    def offers(self, action: str) -> bool:
        """See `Views`. No key is held here."""
        return bool(self.notices) and action in self.notices[-1][1]

    def advise(self, message: Problem | None, *actions: str) -> bool:
        """See `Views`."""
        wanted = message is not None and message.text not in self.put_away
        self.advice = (message.text, actions) if message is not None and wanted else None
        return wanted

    composing: bool = False

    def find(self, text: str, *, replace: bool) -> None:
        """See `Views`."""
        self.called.append(("find", text, replace))

    def leave_find(self) -> None:
        """See `Views`."""
        self.called.append(("leave_find",))

    def commit_composition(self) -> None:
        """See `Views`."""
        self.called.append(("commit_composition",))

    def finish_typing(self) -> None:
        """See `Views`."""
        self.called.append(("finish_typing",))

    def copy_text(self, *, cut: bool) -> None:
        """See `Views`."""
        self.called.append(("copy_text", cut))

    def paste_text(self) -> None:
        """See `Views`."""
        self.called.append(("paste_text",))

    def break_line(self) -> None:
        """See `Views`."""
        self.called.append(("break_line",))

    def clipboard(self) -> tuple[str, bytes]:
        """See `Views`."""
        return self.on_clipboard

    def set_clipboard(self, text: str, cues: bytes) -> None:
        """See `Views`."""
        self.on_clipboard = (text, cues)

    def marked(self) -> tuple[int, int] | None:
        """See `Views`."""
        return self.range

    def unmark(self) -> None:
        """See `Views`."""
        self.range = None

    def zoom(self, steps: int) -> None:
        """See `Views`."""
        self.called.append(("zoom", steps))

    def zoom_to(self, start: int, end: int) -> None:
        """See `Views`."""
        self.called.append(("zoom_to", start, end))

    def heighten(self, steps: int) -> None:
        """See `Views`."""
        self.called.append(("heighten", steps))

    def palette(self) -> None:
        """See `Views`."""
        self.called.append(("palette",))

    def key_sheet(self) -> None:
        """See `Views`."""
        self.called.append(("key_sheet",))

    def preferences(self) -> None:
        """See `Views`."""
        self.called.append(("preferences",))

    def manual(self, page: str) -> None:
        """See `Views`."""
        self.called.append(("manual", page))

    def about(self) -> None:
        """See `Views`."""
        self.called.append(("about",))

    def report(self, title: str, problems: Sequence[Problem]) -> None:
        """See `Views`."""
        self.reports.append((title, [problem.text for problem in problems]))

    def quit(self) -> None:
        """See `Views`."""
        self.called.append(("quit",))


def ports(ask: FakeAsk, views: FakeViews) -> tuple[Ask, Views]:
    """Both as what they stand in for: mypy holds that they keep step with it."""
    return ask, views


class Desk:
    """Somebody's program, without its window.

    Attributes:
        context: What commands get.
        ask: Answers.
        views: What was shown.
        refused: What the disk refused.
    """

    def __init__(self, home: Path) -> None:
        """A program whose files are in `home`; two of the same home are two windows."""
        self.ask, self.views = FakeAsk(), FakeViews()
        self.refused: list[UserError | None] = []
        session, settings, jobs = Session(), Settings(home / "settings.json"), Jobs()
        medium = OpenMedium(session, settings, Cache(home / "cache", 10**9))
        output = AudioOutput(settings)
        playback = Playback(session, medium, output)
        ask, views = ports(self.ask, self.views)
        following = Following(session, playback, settings)
        listening = Listening(session, medium, Doubts(session))
        Hearing(session, playback, output)
        self.context = Context(
            session=session,
            settings=settings,
            jobs=jobs,
            inspection=Inspection(session, settings, jobs, home / "profiles"),
            search=Search(session, jobs),
            terms=Terms(session, home / "glossary.tsv"),
            speakers=Speakers(session),
            playback=playback,
            audit=Audit(session),
            listening=listening,
            medium=medium,
            output=output,
            following=following,
            tapping=Tapping(session, playback, following),
            again=Again(playback),
            by_doubt=ByDoubt(session, playback, medium, listening, settings),
            store=SessionStore(home / "sessions", self.refused.append),
            known_files=KnownFiles(),
            sample=home / "sample",
            ask=ask,
            views=views,
        )
        self.session = session

    def settle(self) -> None:
        """Until no work is under way."""
        self.until(lambda: not self.context.jobs.running)

    def look(self) -> None:
        """Until the document has been looked at, which takes a moment, and who waited was told."""
        inspection = self.context.inspection
        self.until(lambda: inspection.report.document is self.session.document)
        self.settle()

    def until(self, until: Callable[[], object]) -> None:
        """Wait for that."""
        end = time.monotonic() + _PATIENCE
        while not until():
            pause(1)
            assert time.monotonic() < end, [job.title for job in self.context.jobs.running]

    def open(self, path: Path, text: str | None = None) -> None:
        """Open a transcript, which says `text` from now on where that is given."""
        if text is not None:
            path.write_text(text, "utf-8")
        opening.open_transcript(self.context, path)
        self.settle()

    def look_only(self) -> None:
        """Another window goes on with the work."""
        self.session.give_up()
        assert self.session.elsewhere is not None

    @property
    def texts(self) -> list[str]:
        """What the cues say."""
        return [cue.text for cue in self.session.document.cues]

    @property
    def times(self) -> list[tuple[int, int]]:
        """When they are seen, in ms."""
        return [(cue.start, cue.end) for cue in self.session.document.cues]

    @property
    def said(self) -> str:
        """The last notice."""
        return self.views.notices[-1][0] if self.views.notices else ""

    def close(self) -> None:
        """As the window does."""
        self.session.close()
        self.context.inspection.close()
        self.context.jobs.close()
        self.context.listening.close()
        self.context.playback.close()


def srt(*rows: tuple[int, int, str]) -> str:
    """A SubRip file with these starts and ends in ms."""
    return "\n".join(
        f"{number}\n{_clock(start)} --> {_clock(end)}\n{text}\n"
        for number, (start, end, text) in enumerate(rows, 1)
    )


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"
