# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a project file back into a session: keeps what is readable, reports the rest."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from editor import formats
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.garbage import uncollected
from editor.core.history import History, Step
from editor.core.i18n import N_
from editor.core.reasons import reason_of
from editor.core.selection import START
from editor.core.state import TERM, State
from editor.core.words import Word, Words
from editor.formats.files import LARGEST
from editor.media.identity import Identity
from editor.project import tables
from editor.project.columns import (
    CUE,
    Place,
    place_of,
    to_cue,
    to_damaged_cue,
    to_head,
    to_options,
    to_term,
    to_text,
)
from editor.project.database import read_state
from editor.project.replay import MISFITS, Restored
from editor.project.standing import Standing
from editor.project.values import (
    checked_selection,
    checked_step,
    selection_from_json,
    step_from_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor.core.cue import Cue
    from editor.core.document import Source

_MISFITS = (*MISFITS, sqlite3.Error, OverflowError, zlib.error, UserError)
"""What reading a damaged project may raise."""


_LONGEST_NAME = 100

_GIVE_UP = 10_000
"""Cues in a row that cannot be read, after which no more are looked for."""


@dataclass(frozen=True, slots=True)
class Project:
    """Contents of a project file.

    Attributes:
        work: Document, history and selection, with the paths at the time of saving; `problems`
            lists what could not be read.
        transcript: Where the transcript was.
        medium: Where the medium was.
        identity: Identity of the medium, or None.
        profile: Id of the profile of limits.
        revision: Id of this save of the project; empty if it is damaged.
        saved_at: Time of the save, in milliseconds since 1970.
        saved_by: Name of who saved it; empty if it names nobody.
        known: Whether this version understands all of it; False for a project of a later version.
    """

    work: Restored
    transcript: Place
    medium: Place
    identity: Identity | None
    profile: str
    revision: str
    saved_at: int
    saved_by: str
    known: bool


def _name(written: object) -> str:
    """A name on one line, as short as names are."""
    return " ".join(written.split())[:_LONGEST_NAME] if isinstance(written, str) else ""


def read(data: bytes) -> Project:
    """A project from the bytes of its file.

    Raises:
        UserError: It is not a project, or nothing can be read. No other error is raised.
    """
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as connection, uncollected():
            connection.deserialize(data)
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            known = tables.bring_up(connection)
            return _Reading(connection, known).project()
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
        raise UserError(
            "The project is damaged and cannot be read: {reason}.", reason=reason_of(error)
        ) from None


@dataclass(slots=True)
class _Reading:
    connection: sqlite3.Connection
    known: bool
    problems: list[Problem] = field(default_factory=list)
    gaps: bool = False  # whether cues are lost, and those after them stand at other places

    def project(self) -> Project:
        if not self.known:
            self._damaged(
                N_(
                    "This project was made by a newer version of Jiaozi. The parts this "
                    "version understands were opened as a copy; the file was not changed."
                )
            )
        head = self._row("project")
        transcript, medium = self._row("transcript"), self._row("medium")
        cues = self._cues()
        source = self._source(transcript)
        document = self._document(head, tuple(cues), source)
        history, opened = self._history(document)
        state = self._state()
        selection = START
        with contextlib.suppress(*_MISFITS):
            selection = checked_selection(selection_from_json(head["selection"]))
        places = place_of(transcript), place_of(medium)
        work = Restored(
            opened=opened,
            document=replace(document, problems=tuple(self.problems)),
            history=history,
            selection=selection.clipped(len(cues)),
            path=places[0].absolute,
            media=places[1].absolute,
            problems=tuple(self.problems),
            id="",
            last=0,
            state=state,
        )
        identity = None
        if isinstance(medium.get("size"), int) and isinstance(medium.get("digest"), str):
            identity = Identity(medium["size"], medium["digest"])
        at, by = head.get("saved_ms"), head.get("saved_by")
        return Project(
            work=work,
            transcript=places[0],
            medium=places[1],
            identity=identity,
            profile=str(head.get("profile")),
            revision=str(head.get("revision") or ""),
            saved_at=at if isinstance(at, int) else 0,
            saved_by=_name(by),
            known=self.known,
        )

    def _row(self, table: str) -> dict[str, Any]:
        """The single row of a table as a dict; empty if there is none."""
        with contextlib.suppress(sqlite3.Error):
            cursor = self.connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our names
            row = cursor.fetchone()
            if row is not None:
                names = [column[0] for column in cursor.description]
                return dict(zip(names, row, strict=True))
        return {}

    def _state(self) -> State:
        """The rows of `state` and the glossary's terms."""
        kinds = dict(read_state(self.connection).kinds)
        terms = dict(kinds.get(TERM, {}))
        try:
            for row in self.connection.execute(
                "SELECT term, kind, heard_as, not_near, keep_script, note FROM glossary"
            ):
                term, body = to_term(row)
                terms[term] = body
        except _MISFITS:
            self._damaged(N_("Some terms in the project's glossary are damaged."))
        return State(kinds | {TERM: terms} if terms else kinds)

    def _cues(self) -> list[Cue]:
        """All cues that can be read, and of a damaged one what can be read of it."""
        words = self._words()
        cues: list[Cue] = []
        seen: set[int] = set()
        following = 1
        for number, fields in self._rows():
            self._lost(following, number)
            following = number + 1
            try:
                cue = self._cue(number, fields, words, cues[-1].end if cues else 0)
            except _MISFITS:
                self._lost(number, following)
                continue
            if cue.id in seen:
                self._lost(number, following)
                continue
            seen.add(cue.id)
            cues.append(cue)
        return cues

    def _cue(self, number: int, fields: list[Any], words: dict[int, Words], at: int) -> Cue:
        try:
            return to_cue(fields, words)
        except _MISFITS:
            cue = to_damaged_cue(fields, words, at)
        message = N_("Cue {number} of the project is damaged; what could be read of it was kept.")
        self._damaged(message, number=number)
        return cue

    def _rows(self) -> Iterator[tuple[int, list[Any]]]:
        """The rows of `cues` that can be read, by number."""
        last, missed = 0, 0
        query = f"SELECT number, {CUE} FROM cues WHERE number > ? ORDER BY number"  # noqa: S608
        while missed < _GIVE_UP:
            try:
                for number, *fields in self.connection.execute(query, (last + missed,)):
                    last, missed = number, 0
                    yield number, fields
            except sqlite3.Error:
                missed += 1  # on a damaged page; the next one may be whole
            else:
                break
        if missed:
            self._damaged(N_("The project is damaged after cue {count}."), count=last)

    def _lost(self, first: int, stop: int) -> None:
        """Tell that the cues from number `first` to before `stop` cannot be read."""
        self.gaps = self.gaps or stop > first
        if stop - first == 1:
            message = N_("Cue {number} of the project is damaged and could not be read.")
            self._damaged(message, number=first)
        elif stop > first:
            message = N_("Cues {first} to {last} of the project are damaged and could not be read.")
            self._damaged(message, first=first, last=stop - 1)

    def _words(self) -> dict[int, Words]:
        """Words by cue id."""
        found: dict[int, Words] = {}
        gathered: list[Word] = []
        last: int | None = None
        try:
            for cue, number, start, end, text, sure in self.connection.execute(
                "SELECT cue, number, start_ms, end_ms, text, confidence FROM words "
                "ORDER BY cue, number"
            ):
                if cue != last and last is not None:
                    found[last] = Words(gathered)
                    gathered = []
                if cue in found or number != len(gathered) + 1:
                    raise ValueError(cue)
                last = cue
                gathered.append(Word(start, end, to_text(text), sure))
            if last is not None:
                found[last] = Words(gathered)
        except _MISFITS:
            self._damaged(N_("Some word timings in the project are damaged."))
        return found

    def _source(self, transcript: dict[str, Any]) -> Source | None:
        """The transcript as it was read."""
        if not transcript:
            return None
        try:
            name, size, packed = self.connection.execute(
                "SELECT name, sz, data FROM sqlar"
            ).fetchone()
            data = (
                packed if size == len(packed) else zlib.decompressobj().decompress(packed, LARGEST)
            )
            if hashlib.sha256(data).hexdigest() != transcript["sha256"]:
                raise ValueError(name)
            told = to_options(transcript.get("read_as"))
            return formats.read(data, str(name), transcript["format"], told).source
        except _MISFITS:
            self._damaged(N_("The project's copy of the transcript is damaged."))
            return None

    def _document(
        self, head: dict[str, Any], cues: tuple[Cue, ...], source: Source | None
    ) -> Document:
        medium = head.get("named_medium")
        after = 1 + max((cue.id for cue in cues), default=-1)
        next_id = head.get("next_id")
        return Document(
            cues=cues,
            media=None if medium is None else to_text(medium),
            head=to_head(head),
            source=source,
            next_id=max(after, next_id) if isinstance(next_id, int) else after,
        )

    def _history(self, document: Document) -> tuple[History, Document]:
        """The undo and redo history, and the document before all of its steps."""
        if self.gaps:  # a step would act on another cue
            self._damaged(N_("Part of the undo history is damaged and was skipped."))
            return History(), document
        standing = Standing(document)
        done = self._steps("done", "DESC", standing, Step.invert)
        opened = standing.document()
        undone = self._steps("undone", "ASC", Standing(document), lambda step: step)
        history = History()
        history.restore(done[::-1], undone[::-1])
        return history, opened

    def _steps(
        self, state: str, order: str, standing: Standing, turned: Callable[[Step], Step]
    ) -> list[Step]:
        """Steps outwards from the current document, up to the first damaged one."""
        steps: list[Step] = []
        try:
            for (change,) in self.connection.execute(
                f"SELECT change FROM steps WHERE state = ? ORDER BY number {order}",  # noqa: S608
                (state,),
            ):
                step = checked_step(step_from_json(change, standing.cues, standing.head))
                standing.apply(step.change)
                steps.append(turned(step))
        except _MISFITS:
            self._damaged(N_("Part of the undo history is damaged and was skipped."))
        return steps

    def _damaged(self, message: str, **facts: object) -> None:
        self.problems.append(Problem(message, **facts))
