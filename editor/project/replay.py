# SPDX-License-Identifier: GPL-3.0-or-later
"""From a session's database back to the work: the file is read again, the entries replayed."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor import formats
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.history import History, Step
from editor.core.i18n import N_
from editor.core.selection import START, Selection
from editor.core.state import NO_STATE, State
from editor.media.identity import Identity
from editor.project import database
from editor.project.columns import to_options
from editor.project.project_file import Saved
from editor.project.standing import Standing
from editor.project.values import (
    document_from_json,
    selection_from_json,
    step_from_json,
)

if TYPE_CHECKING:
    from pathlib import Path

MISFITS = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
_NOTHING = N_("The session is damaged; nothing can be restored.")


@dataclass(frozen=True, slots=True)
class Restored:
    """The work as it stood.

    Attributes:
        opened: The document that it began with.
        document: With the same ids, and the source it was read from.
        history: Sealed: nothing joins a step from before.
        selection: Where the user was.
        path: The file it came from, or None.
        media: Its sound or video, or None.
        identity: Which file that is, or None.
        project: The project file, or None.
        written: Digest of what was exported last, or None.
        problems: What could not be restored; empty where all is as it was.
        id: Of the session.
        last: Number of the last entry that is in it.
        state: What is kept beside the document.
    """

    opened: Document
    document: Document
    history: History
    selection: Selection
    path: Path | None
    media: Path | None
    problems: tuple[Problem, ...]
    id: str
    last: int
    identity: Identity | None = None
    project: Saved | None = None
    written: str | None = None
    state: State = NO_STATE


def restore(path: Path) -> Restored:
    """Read the session in the database `path`; what comes after a damage is left out.

    Raises:
        UserError: There is none, or not even its file can be read.
    """
    with database.reading(path) as connection:
        row = database.session_row(
            connection, "path", "media", "format", "data", "sha256", "cues", "opening", "read_as"
        )
        if row is None:
            raise UserError("“{name}” holds no session of Jiaozi.", name=path.name)
        selection = database.session_row(connection, "selection")
        (written,) = database.session_row(connection, "written") or (None,)
        state = database.state_of(connection)
        identity, project = _belongings(connection)
        home, media = database.to_path(row[0]), database.to_path(row[1])
        problems: list[Problem] = []
        replay = _Replay(_opened(row[2:], home, problems))
        if not _replayable(replay.opened, row, problems):
            complete = False
        else:
            complete = replay.run(connection)
        if not complete:
            problems.append(
                Problem(
                    "The session is damaged after edit {count}; what came later is not restored.",
                    count=replay.number,
                )
            )
    return Restored(
        opened=replay.opened,
        document=replay.standing.document(),
        history=replay.history,
        selection=replay.selection_or(selection[0] if complete and selection else None),
        path=home,
        media=media,
        problems=tuple(problems),
        id=path.stem,
        last=replay.number,
        identity=identity,
        project=project,
        written=written if isinstance(written, str) else None,
        state=state,
    )


def _belongings(connection: sqlite3.Connection) -> tuple[Identity | None, Saved | None]:
    row = database.session_row(
        connection, "medium_size", "medium_digest", "project", "revision", "project_saved"
    )
    size, digest, path, revision, at = row or (None,) * 5
    known = isinstance(size, int) and isinstance(digest, str)
    identity = Identity(size, digest) if known else None  # type: ignore[arg-type] # as known
    project = database.to_path(path)
    if project is None or not isinstance(revision, str) or not isinstance(at, int):
        return identity, None
    return identity, Saved(project, revision, at)


def _opened(row: tuple[object, ...], path: Path | None, problems: list[Problem]) -> Document:
    """The document that the session began with."""
    form, data, digest, _, opening, read_as = row
    document = Document()
    if not isinstance(data, bytes) and opening is None:
        raise UserError(_NOTHING)
    if isinstance(data, bytes):
        if hashlib.sha256(data).hexdigest() != digest:
            problems.append(Problem("The session's copy of the file is damaged."))
        name = path.name if path else ""
        known = form if isinstance(form, str) else None
        document = formats.read(data, name, known, to_options(read_as))
    if opening is None:
        return document
    try:
        return document_from_json(str(opening), document.source)
    except MISFITS:
        raise UserError(_NOTHING) from None


def _replayable(opened: Document, row: tuple[object, ...], problems: list[Problem]) -> bool:
    """Whether the entries are about the cues that were read."""
    count = len(opened.source.cues) if opened.source is not None else 0
    if count == row[5]:
        return True
    message = N_("The file of the session reads differently now: {now} cues, not {then}.")
    problems.append(Problem(message, now=count, then=row[5]))
    return False


@dataclass(slots=True)
class _Replay:
    """Entries applied one after the other."""

    opened: Document
    history: History = field(default_factory=History)
    number: int = 0
    standing: Standing = field(init=False)
    selection: Selection = START

    def __post_init__(self) -> None:
        self.standing = Standing(self.opened)

    def run(self, connection: sqlite3.Connection) -> bool:
        """Apply all entries that are whole and fit; returns whether these are all."""
        try:
            for number, kind, body, crc in connection.execute(
                "SELECT number, kind, body, crc FROM entry ORDER BY number"
            ):
                if number != self.number + 1 or crc != database.crc(number, kind, body):
                    return False
                self._play(kind, body)
                self.number = number
        except (sqlite3.Error, *MISFITS):
            return False
        finally:
            self.history.seal()
        return True

    def selection_or(self, text: object) -> Selection:
        """The selection that was written down last, or else that of the last step."""
        selection = self.selection
        if isinstance(text, str):
            with contextlib.suppress(*MISFITS):
                selection = selection_from_json(text)
        return selection.clipped(len(self.standing.cues))

    def _play(self, kind: str, body: str | None) -> None:
        if kind == "saved":
            self.history.mark_saved()
            return
        step: Step | None
        if kind == "step" and body is not None:
            step = step_from_json(body, self.standing.cues, self.standing.head)
            self.history.seal()
            self.history.record(step)
        elif kind == "undo":
            step = self.history.undo()
        elif kind == "redo":
            step = self.history.redo()
        else:
            raise ValueError(kind)
        if step is None:
            raise ValueError(kind)
        self.standing.apply(step.change)
        self.selection = step.after.clipped(len(self.standing.cues))
