# SPDX-License-Identifier: GPL-3.0-or-later
"""What is opened, read on another thread: a file, an earlier session, or a project."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor import formats
from editor.core.errors import UserError
from editor.formats.files import is_there
from editor.project.known_files import digest_of
from editor.project.project_file import SUFFIX, Saved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.project.columns import Place
    from editor.project.listing import RecentEntry
    from editor.project.replay import Restored

SOUND = (".m4a", ".mp3", ".wav", ".flac", ".ogg", ".opus", ".aac", ".wma", ".amr", ".aiff", ".m4b")
VIDEO = (".mp4", ".mkv", ".mov", ".webm", ".flv", ".avi", ".ts", ".m4v", ".wmv", ".mpg", ".mpeg")
MEDIA = (*VIDEO, *SOUND)
TEXTS = (SUFFIX, ".txt", ".log", *dict.fromkeys(s for row in formats.FORMATS for s in row.suffixes))


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
        earlier: Id of a session with work on an earlier version of the file, or None.
        compared: Whether to show at once what others changed in the file.
    """

    document: Document
    path: Path | None
    media: Path | None = None
    restored: Restored | None = None
    profile: str | None = None
    digest: str | None = None
    copied: bool = False
    earlier: str | None = None
    compared: bool = False

    @property
    def project(self) -> Saved | None:
        """The project file that it was saved in."""
        return self.restored.project if self.restored is not None else None


def from_file(context: Context, path: Path, data: bytes, media: Path | None) -> Loaded:
    """A transcript, in the session in which just this version of it was worked on before."""
    entry = context.store.find(path, data)
    earlier = unexported(context, path) if entry is None or entry.untouched else None
    if entry is None:
        document = formats.read(data, path.name)
        return Loaded(document, path, media or beside(path, MEDIA), earlier=earlier)
    restored = context.store.restore(entry)
    return Loaded(restored.document, path, media or restored.media, restored, earlier=earlier)


def unexported(context: Context, path: Path) -> str | None:
    """The last session of the file, where its work stands in no file that others read."""
    for entry in context.store.of(path)[:1]:
        with contextlib.suppress(UserError):
            restored = context.store.restore(entry)
            if not restored.history.at_saved or restored.project is not None:
                return entry.id
    return None


def from_store(context: Context, entry: RecentEntry, *, compared: bool = False) -> Loaded:
    """An earlier session; see `Loaded` for `compared`.

    Raises:
        UserError: Not even its file can be read.
    """
    restored = context.store.restore(entry)
    return Loaded(restored.document, entry.path, restored.media, restored, compared=compared)


def from_project(context: Context, path: Path, data: bytes, here: Saved | None) -> Loaded | None:
    """A project, in the session it was saved from where this machine has that.

    That session knows all that the file does, and what was done since.
    """
    from editor.project import project_reader

    project = project_reader.read(data)
    if here is not None and (here.path, here.revision) == (path, project.revision):
        return None
    entry = context.store.find_project(project.revision) if project.known else None
    restored = context.store.restore(entry) if entry is not None else project.work
    if restored.problems:
        restored = project.work
    # What is not all known is never saved where it came from.
    saved = Saved(path, project.revision, project.saved_at) if project.known else None
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
    return next((path for path in place.candidates(project.parent) if is_there(path)), None)


def beside(path: Path, suffixes: Sequence[str]) -> Path | None:
    """A file of the same stem in the same folder, with one of these endings, the first first."""
    try:
        found = [
            other
            for other in path.parent.iterdir()
            if other != path and other.stem == path.stem and other.suffix.lower() in suffixes
        ]
    except OSError:
        return None
    return min(found, key=lambda other: suffixes.index(other.suffix.lower()), default=None)
