# SPDX-License-Identifier: GPL-3.0-or-later
"""What is opened, read on another thread: a file, an earlier session, or a project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.project import reading
from editor.project.file import Saved
from editor.project.outside import digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.project.reading import Place
    from editor.project.replay import Restored
    from editor.project.store import RecentEntry


@dataclass(frozen=True)
class Loaded:
    """A file that was read, or the session in which it was worked on before.

    Attributes:
        document: Its cues.
        path: The transcript.
        media: Its sound or video.
        restored: All that was done to it, from the store or from a project file.
        profile: The limits that a project is checked against.
        digest: Of a project's file.
        copied: Whether it goes on as a copy: what it came from is no session here, or stays.
    """

    document: Document
    path: Path | None
    media: Path | None = None
    restored: Restored | None = None
    profile: str | None = None
    digest: str | None = None
    copied: bool = False

    @property
    def project(self) -> Saved | None:
        """The project file that it was saved in."""
        return self.restored.project if self.restored is not None else None


def from_store(context: Context, entry: RecentEntry) -> Loaded:
    """An earlier session.

    Raises:
        UserError: Not even its file can be read.
    """
    restored = context.store.restore(entry)
    return Loaded(restored.document, entry.path, restored.media, restored)


def from_project(context: Context, path: Path, data: bytes, here: Saved | None) -> Loaded | None:
    """A project, in the session it was saved from where this machine has that.

    That session knows all that the file does, and what was done since.
    """
    project = reading.read(data)
    if here is not None and (here.path, here.revision) == (path, project.revision):
        return None
    entry = context.store.find_project(project.revision)
    restored = context.store.restore(entry) if entry is not None else project.work
    if restored.problems:
        restored = project.work
    saved = Saved(path, project.revision, project.saved_at)
    media = _there(project.medium, path) or project.work.media
    transcript = _there(project.transcript, path) or project.work.path
    identity = restored.identity or project.identity
    restored = replace(restored, project=saved, identity=identity)
    if not restored.id:
        restored = replace(restored, path=transcript, media=media)
    return Loaded(
        restored.document,
        transcript,
        media,
        restored,
        project.profile,
        digest_of(data),
        not restored.id,
    )


def _there(place: Place, project: Path) -> Path | None:
    """Where a file of a project is now, beside it or where it was."""
    return next((path for path in place.candidates(project.parent) if path.exists()), None)
