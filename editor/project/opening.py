# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening: from a file, a project or an earlier session to the work as the user left it.

Knows no window: what is read here may be read on any thread.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from editor import formats
from editor.core.errors import UserError
from editor.formats.files import is_there, read_bytes
from editor.project.journal_port import NoJournal
from editor.project.known_files import digest_of
from editor.project.lock import SessionBusy
from editor.project.project_file import MAGIC, SUFFIX, Saved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.core.document import Document
    from editor.core.errors import Problem
    from editor.core.progress import Progress
    from editor.project.columns import Place
    from editor.project.journal_port import Journal
    from editor.project.listing import RecentEntry
    from editor.project.replay import Restored
    from editor.project.store import SessionStore

_SOUND = (".m4a", ".mp3", ".wav", ".flac", ".ogg", ".opus", ".aac", ".wma", ".amr", ".aiff", ".m4b")
_VIDEO = (".mp4", ".mkv", ".mov", ".webm", ".flv", ".avi", ".ts", ".m4v", ".wmv", ".mpg", ".mpeg")
MEDIA = (*_VIDEO, *_SOUND)
"""Endings of media, those with a picture first."""

TEXTS = (SUFFIX, ".txt", ".log", *dict.fromkeys(s for row in formats.FORMATS for s in row.suffixes))
"""Endings of what can be opened, projects first."""


class Wanted(NamedTuple):
    """What is to be opened.

    Attributes:
        path: A transcript or a project.
        media: The medium that belongs to it; without it, the one that is known, or one beside it
            with the same stem.
        afresh: Whether to leave earlier work alone and begin from the file.
    """

    path: Path
    media: Path | None = None
    afresh: bool = False


class Here(NamedTuple):
    """What is open already.

    Attributes:
        path: The transcript.
        data: What it said when it was read.
        project: The project file.
    """

    path: Path | None = None
    data: bytes | None = None
    project: Saved | None = None


NOTHING = Here()
"""Nothing is open."""


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


def read(
    store: SessionStore, wanted: Wanted, progress: Progress, here: Here = NOTHING
) -> Loaded | None:
    """What a path leads to; None where that is open already.

    Args:
        store: The sessions of this machine.
        wanted: What to open.
        progress: Asked between the parts whether to go on.
        here: What is open.

    Raises:
        UserError: It cannot be read.
        Cancelled: See `Progress`.
    """
    path, media, afresh = wanted
    data = read_bytes(str(path))
    progress.report(1, 3)
    if data.startswith(MAGIC):
        project = _from_project(store, path, data, here.project)
        return project if project is None or media is None else replace(project, media=media)
    if here.path == path and here.data == data and not afresh:
        return None
    if afresh:
        return Loaded(formats.read(data, path.name), path, media or beside(path, MEDIA))
    return _from_file(store, path, data, media)


def from_store(store: SessionStore, entry: RecentEntry, *, compared: bool = False) -> Loaded:
    """An earlier session; see `Loaded` for `compared`.

    Raises:
        UserError: Not even its file can be read.
    """
    restored = store.restore(entry)
    return Loaded(restored.document, entry.path, restored.media, restored, compared=compared)


def refreshed(store: SessionStore, loaded: Loaded) -> Loaded:
    """The same as it stands now: it may have been worked on while it was read.

    Raises:
        UserError: See `from_store`.
    """
    if loaded.restored is None or loaded.copied:
        return loaded
    now = replace(store.refreshed(loaded.restored), project=loaded.project)
    return replace(loaded, document=now.document, restored=now)


class Resumed(NamedTuple):
    """Where the work is written down from now on.

    Attributes:
        journal: It; one that keeps nothing where another window has the work.
        elsewhere: The id of the session in that case, or None.
        refused: Why it goes on as a copy, where the disk refuses the session.
    """

    journal: Journal
    elsewhere: str | None = None
    refused: Problem | None = None


def resume(store: SessionStore, loaded: Loaded) -> Resumed:
    """Go on with the session that was loaded, or begin one."""
    restored = loaded.restored
    if restored is None:
        return Resumed(store.begin(loaded.document, loaded.path, loaded.media))
    if loaded.copied:
        copy = store.copy(restored)
        if loaded.media != restored.media:
            copy.media(loaded.media)
        return Resumed(copy)
    try:
        journal = store.resume(restored, loaded.path)
    except SessionBusy:
        return Resumed(NoJournal(), elsewhere=restored.id)
    except UserError as refused:
        return Resumed(store.copy(restored), refused=refused.problem)
    if loaded.media != restored.media:
        journal.media(loaded.media)
    journal.project(restored.project)  # which may have been moved
    return Resumed(journal)


def _from_file(store: SessionStore, path: Path, data: bytes, media: Path | None) -> Loaded:
    """A transcript, in the session in which just this version of it was worked on before."""
    entry = store.find(path, data)
    earlier = _unexported(store, path) if entry is None or entry.untouched else None
    if entry is None:
        document = formats.read(data, path.name)
        return Loaded(document, path, media or beside(path, MEDIA), earlier=earlier)
    restored = store.restore(entry)
    return Loaded(restored.document, path, media or restored.media, restored, earlier=earlier)


def _unexported(store: SessionStore, path: Path) -> str | None:
    """The last session of the file, where its work stands in no file that others read."""
    for entry in store.of(path)[:1]:
        with contextlib.suppress(UserError):
            restored = store.restore(entry)
            if not restored.history.at_saved or restored.project is not None:
                return entry.id
    return None


def _from_project(
    store: SessionStore, path: Path, data: bytes, here: Saved | None
) -> Loaded | None:
    """A project, in the session it was saved from where this machine has that.

    That session knows all that the file does, and what was done since.
    """
    from editor.project import project_reader

    project = project_reader.read(data)
    if here is not None and (here.path, here.revision) == (path, project.revision):
        return None
    entry = store.find_project(project.revision) if project.known else None
    restored = store.restore(entry) if entry is not None else project.work
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
