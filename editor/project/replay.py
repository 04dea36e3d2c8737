# SPDX-License-Identifier: GPL-3.0-or-later
"""Restores a session from its database: reads the file again and replays the entries."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from dataclasses import dataclass, field, replace
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
"""What reading damaged values may raise."""
_NOTHING = N_("The session is damaged; nothing can be restored.")


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored session.

    Attributes:
        opened: The initial document.
        document: The current document, with the same ids and source.
        history: Undo history; sealed, so that no new step merges into a restored one.
        selection: The last selection.
        path: The transcript, or None.
        media: The medium, or None.
        identity: Identity of the medium, or None.
        project: The project file, or None.
        written: Digest of the last export, or None.
        problems: What could not be restored; empty if nothing was lost.
        id: Id of the session; empty for a project.
        last: Number of the last replayed entry.
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
    """Restore the session in the database `path`; entries after a damaged one are dropped.

    Raises:
        UserError: There is no session, or not even its file can be read.
    """
    with database.reading(path) as connection:
        row = database.session_row(
            connection, "path", "media", "format", "data", "sha256", "cues", "opening", "read_as"
        )
        if row is None:
            raise UserError("“{name}” is not a Jiaozi session.", name=path.name)
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
                    "The session is damaged after edit {count}; later edits were not restored.",
                    count=replay.number,
                )
            )
    document = replay.standing.document()
    return Restored(
        opened=replay.opened,
        document=replace(document, problems=(*problems, *document.problems)),
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
    """Identity of the medium and the project file."""
    row = database.session_row(
        connection, "medium_size", "medium_digest", "project", "revision", "project_saved"
    )
    size, digest, path, revision, at = row or (None,) * 5
    known = isinstance(size, int) and isinstance(digest, str)
    identity = Identity(size, digest) if known else None  # type: ignore[arg-type] # checked
    project = database.to_path(path)
    if project is None or not isinstance(revision, str) or not isinstance(at, int):
        return identity, None
    return identity, Saved(project, revision, at)


def _opened(row: tuple[object, ...], path: Path | None, problems: list[Problem]) -> Document:
    """The initial document of the session."""
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
    """Whether the file still reads as the same number of cues, so that the entries apply."""
    count = len(opened.source.cues) if opened.source is not None else 0
    if count == row[5]:
        return True
    message = N_("The file of this session now reads as {now} cues instead of {then}.")
    problems.append(Problem(message, now=count, then=row[5]))
    return False


@dataclass(slots=True)
class _Replay:
    """Applies entries one after the other."""

    opened: Document
    history: History = field(default_factory=History)
    number: int = 0
    standing: Standing = field(init=False)
    selection: Selection = START

    def __post_init__(self) -> None:
        self.standing = Standing(self.opened)

    def run(self, connection: sqlite3.Connection) -> bool:
        """Apply entries up to the first damaged one; returns whether all were applied."""
        try:
            for number, kind, body, crc, at in connection.execute(
                "SELECT number, kind, body, crc, at FROM entry ORDER BY number"
            ):
                if number != self.number + 1 or crc != database.crc(number, kind, body):
                    return False
                self._play(kind, body, at if isinstance(at, int) and at > 0 else None)
                self.number = number
        except (sqlite3.Error, *MISFITS):
            return False
        finally:
            self.history.seal()
        return True

    def selection_or(self, text: object) -> Selection:
        """The stored selection, or that of the last step if none is readable."""
        selection = self.selection
        if isinstance(text, str):
            with contextlib.suppress(*MISFITS):
                selection = selection_from_json(text)
        return selection.clipped(len(self.standing.cues))

    def _play(self, kind: str, body: str | None, at: int | None) -> None:
        if kind == "saved":
            self.history.mark_saved()
            return
        step: Step | None
        if kind == "step" and body is not None:
            step = step_from_json(body, self.standing.cues, self.standing.head)
            self.history.seal()
            self.history.record(replace(step, at=at))
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
