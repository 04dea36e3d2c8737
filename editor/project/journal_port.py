# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session asks of a journal, and the journal of one that keeps nothing."""

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
    """Who writes down what happens, in order, without keeping anybody waiting."""

    @property
    def id(self) -> str:
        """By which name the work is found again."""

    @property
    def wanted(self) -> bool:
        """Whether another window asks to go on with the work."""

    @property
    def trouble(self) -> UserError | None:
        """Why what was done last is not on the disk; None where it is, or will be at once."""

    def committed(self, step: Step, *, sealed: bool) -> None:
        """A step was made; `sealed` where it must not join the one before."""

    def undone(self) -> None:
        """The last step was taken back."""

    def redone(self) -> None:
        """The step taken back last was made again."""

    def selected(self, selection: Selection) -> None:
        """The user is elsewhere. Of many in a row only the last one matters."""

    def media(self, path: Path | None) -> None:
        """Another medium, or none."""

    def identified(self, identity: Identity | None) -> None:
        """Which file the medium is became known."""

    def state(self, kind: str, key: str, body: object) -> None:
        """A row of what is kept beside the document (`editor.core.state`); None: it is gone."""

    def project(self, saved: Saved | None) -> None:
        """The project file of the session."""

    def written(self, data: bytes) -> None:
        """The document was exported as it stands, beside the project that it is saved in."""

    def saved(self, written: bytes | None = None) -> None:
        """The document was written out as it stands; `written` is what the file holds now."""

    def hurry(self) -> None:
        """Write what there is now, and wait for no more to write with it. Returns at once."""

    def flush(self) -> bool:
        """Wait until all of it is written; returns whether it is."""

    def close(self) -> None:
        """Write the rest, and let go."""


class NoJournal:
    """Keeps nothing: for a window without a document, or that may only look."""

    id = ""
    wanted = False
    trouble = None

    def committed(self, step: Step, *, sealed: bool) -> None:
        """Forget it."""

    def undone(self) -> None:
        """Forget it."""

    def redone(self) -> None:
        """Forget it."""

    def selected(self, selection: Selection) -> None:
        """Forget it."""

    def media(self, path: Path | None) -> None:
        """Forget it."""

    def identified(self, identity: Identity | None) -> None:
        """Forget it."""

    def state(self, kind: str, key: str, body: object) -> None:
        """Forget it."""

    def project(self, saved: Saved | None) -> None:
        """Forget it."""

    def written(self, data: bytes) -> None:
        """Forget it."""

    def saved(self, written: bytes | None = None) -> None:
        """Forget it."""

    def hurry(self) -> None:
        """Nothing waits."""

    def flush(self) -> bool:
        """Nothing waits."""
        return True

    def close(self) -> None:
        """Nothing was held."""
