# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal interface of a session, and a journal that stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.errors import UserError
    from editor.core.history import Step
    from editor.core.selection import Selection
    from editor.media.identity import Identity
    from editor.project.project_file import Saved


class Journal(Protocol):
    """Records events in order, without blocking the caller."""

    @property
    def id(self) -> str:
        """Id by which the work is found again."""

    @property
    def wanted(self) -> bool:
        """Whether another window asks to take over the work."""

    @property
    def trouble(self) -> UserError | None:
        """Why the last events are not on disk; None if they are, or soon will be."""

    def committed(self, step: Step, *, sealed: bool) -> None:
        """A step was made; `sealed` if it must not merge into the previous one."""

    def undone(self) -> None:
        """The last step was undone."""

    def redone(self) -> None:
        """The last undone step was redone."""

    def selected(self, selection: Selection) -> None:
        """The selection changed. Of several in a row only the last one is kept."""

    def media(self, path: Path | None) -> None:
        """The medium changed; None for no medium."""

    def identified(self, identity: Identity | None) -> None:
        """The medium's identity was determined."""

    def state(self, kind: str, key: str, body: object) -> None:
        """A row of state (`editor.core.state`) changed; a body of None deletes it."""

    def project(self, saved: Saved | None) -> None:
        """The session's project file changed or was saved."""

    def written(self, data: bytes) -> None:
        """The current document was exported as `data`; the project remains its main file."""

    def saved(self, written: bytes | None = None) -> None:
        """The current document was saved; `written` is the file's new content."""

    def hurry(self) -> None:
        """Write all events now instead of waiting for more. Returns at once."""

    def flush(self) -> bool:
        """Wait until all events are written; returns whether they are."""

    def close(self) -> None:
        """Write the remaining events and close."""


class NoJournal:
    """Stores nothing: for a window without a document, or one that is read-only."""

    id = ""
    wanted = False
    trouble = None

    def committed(self, step: Step, *, sealed: bool) -> None:
        """Do nothing."""

    def undone(self) -> None:
        """Do nothing."""

    def redone(self) -> None:
        """Do nothing."""

    def selected(self, selection: Selection) -> None:
        """Do nothing."""

    def media(self, path: Path | None) -> None:
        """Do nothing."""

    def identified(self, identity: Identity | None) -> None:
        """Do nothing."""

    def state(self, kind: str, key: str, body: object) -> None:
        """Do nothing."""

    def project(self, saved: Saved | None) -> None:
        """Do nothing."""

    def written(self, data: bytes) -> None:
        """Do nothing."""

    def saved(self, written: bytes | None = None) -> None:
        """Do nothing."""

    def hurry(self) -> None:
        """Do nothing."""

    def flush(self) -> bool:
        """Nothing is pending."""
        return True

    def close(self) -> None:
        """Do nothing."""
