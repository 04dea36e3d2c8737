# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a file, a project or an earlier session, as the user left it.

Independent of the window: may run on any thread.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from editor import formats
from editor.core.errors import UserError
from editor.core.options import DEFAULTS, Options
from editor.core.values import dataclass
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
"""File extensions of media, video first."""


def texts() -> tuple[str, ...]:
    """File extensions that can be opened, projects first."""
    known = (suffix for row in formats.FORMATS for suffix in row.suffixes)
    return tuple(dict.fromkeys((SUFFIX, ".txt", ".log", *known)))


class ReadAs(NamedTuple):
    """How to read a file, afresh.

    Attributes:
        options: The reader's.
        format: Id of the format; None for what the file tells.
    """

    options: Options
    format: str | None = None


class Wanted(NamedTuple):
    """A request to open something.

    Attributes:
        path: A transcript or a project.
        media: The medium; None for the known one, or one beside the file with the same stem.
        afresh: Whether to ignore earlier work and start from the file.
        read_as: How to read it, afresh; None for what the file tells.
    """

    path: Path
    media: Path | None = None
    afresh: bool = False
    read_as: ReadAs | None = None


class Here(NamedTuple):
    """What is already open.

    Attributes:
        path: The transcript.
        data: Its content when it was read.
        project: The project file.
        session: Id of its session.
    """

    path: Path | None = None
    data: bytes | None = None
    project: Saved | None = None
    session: str | None = None


NOTHING = Here()
"""Nothing is open."""


@dataclass(frozen=True)
class Loaded:
    """A file that was read, or the session with earlier work on it.

    Attributes:
        document: The document to show.
        path: The transcript.
        media: The medium.
        restored: The earlier work, from the store or a project file.
        profile: Id of a project's profile of limits.
        digest: Digest of a project's file.
        copied: Whether to continue in a new session (the work is not from a session of this store).
        earlier: Id of a session with other work on the file, or None.
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
        """The project file it was saved in, or None."""
        return self.restored.project if self.restored is not None else None


def read(
    store: SessionStore, wanted: Wanted, progress: Progress, here: Here = NOTHING
) -> Loaded | None:
    """Load what a path refers to; None if it is already open.

    Args:
        store: The sessions of this computer.
        wanted: What to open.
        progress: Checked for cancellation between stages.
        here: What is already open.

    Raises:
        UserError: It cannot be read.
        Cancelled: See `Progress`.
    """
    path, media, afresh, read_as = wanted
    data = read_bytes(str(path))
    progress.report(1, 3)
    if data.startswith(MAGIC):
        project = _from_project(store, path, data, here.project)
        return project if project is None or media is None else replace(project, media=media)
    if afresh or read_as is not None:
        options, form = read_as or ReadAs(DEFAULTS)
        document = formats.read(data, path.name, form, options)
        return Loaded(document, path, media or beside(path, MEDIA), earlier=here.session)
    if here.path == path and here.data == data:
        return None
    return _from_file(store, path, data, media)


def from_store(store: SessionStore, entry: RecentEntry, *, compared: bool = False) -> Loaded:
    """Load an earlier session; see `Loaded` for `compared`.

    Raises:
        UserError: Not even its file can be read.
    """
    restored = store.restore(entry)
    return Loaded(restored.document, entry.path, restored.media, restored, compared=compared)


def refreshed(store: SessionStore, loaded: Loaded) -> Loaded:
    """`loaded`, re-read if its session was changed in the meantime.

    Raises:
        UserError: See `from_store`.
    """
    if loaded.restored is None or loaded.copied:
        return loaded
    now = replace(store.refreshed(loaded.restored), project=loaded.project)
    return replace(loaded, document=now.document, restored=now)


class Resumed(NamedTuple):
    """The journal for the work, and how it was obtained.

    Attributes:
        journal: The journal; a `NoJournal` if another window has the session.
        elsewhere: Id of the session in that case, or None.
        refused: Why a copy is used, if the session could not be written.
    """

    journal: Journal
    elsewhere: str | None = None
    refused: Problem | None = None


def resume(store: SessionStore, loaded: Loaded) -> Resumed:
    """Continue the loaded session, or begin a new one."""
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
    journal.project(restored.project)  # its file may have been moved
    return Resumed(journal)


def _from_file(store: SessionStore, path: Path, data: bytes, media: Path | None) -> Loaded:
    """A transcript, in the earlier session with exactly this content, if there is one."""
    entry = store.find(path, data)
    earlier = _unexported(store, path) if entry is None or entry.untouched else None
    if entry is None:
        document = _read_new(data, path)
        return Loaded(document, path, media or beside(path, MEDIA), earlier=earlier)
    restored = store.restore(entry)
    return Loaded(restored.document, path, media or restored.media, restored, earlier=earlier)


def _read_new(data: bytes, path: Path) -> Document:
    """The document in a file. A ``.txt`` may also be text without times, to be timed here.

    Raises:
        UserError: Nothing can be read.
    """
    try:
        return formats.read(data, path.name)
    except UserError:
        if path.suffix.lower() == ".txt":
            with contextlib.suppress(UserError):
                return formats.read(data, path.name, "plain")
        raise


def _unexported(store: SessionStore, path: Path) -> str | None:
    """Id of the file's last session, if it has work that is in no subtitle file."""
    for entry in store.of(path)[:1]:
        with contextlib.suppress(UserError):
            restored = store.restore(entry)
            if not restored.history.at_saved or restored.project is not None:
                return entry.id
    return None


def _from_project(
    store: SessionStore, path: Path, data: bytes, here: Saved | None
) -> Loaded | None:
    """A project, in the session it was saved from if this computer has it.

    That session also contains what was done after the save.
    """
    from editor.project import project_reader

    project = project_reader.read(data)
    if here is not None and (here.path, here.revision) == (path, project.revision):
        return None
    entry = store.find_project(project.revision) if project.known and project.revision else None
    restored = store.restore(entry) if entry is not None else project.work
    if restored.problems:
        restored = project.work
    # A project with unknown or damaged parts must not be overwritten, so its path is dropped.
    whole = project.known and not restored.problems
    saved = Saved(path, project.revision, project.saved_at) if whole else None
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
    """Current path of a project's file, or None: relative to the project or at its old path."""
    return next((path for path in place.candidates(project.parent) if is_there(path)), None)


def beside(path: Path, suffixes: Sequence[str]) -> Path | None:
    """A file in the same folder with the same stem and one of these extensions, in their order."""
    try:
        found = [
            other
            for other in path.parent.iterdir()
            if other != path and other.stem == path.stem and other.suffix.lower() in suffixes
        ]
    except OSError:
        return None
    return min(found, key=lambda other: suffixes.index(other.suffix.lower()), default=None)
