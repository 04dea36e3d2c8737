# SPDX-License-Identifier: GPL-3.0-or-later
"""What earlier versions wrote opens with its undo history, and is written as this version does.

The files were written by those versions; they are never made anew. `version-2.stages.json` has
the document after every step of theirs, as the version of then wrote it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from editor.core import editing
from editor.core.head import NO_HEAD
from editor.core.history import Step
from editor.core.state import NO_STATE
from editor.formats import own_json
from editor.media.identity import Identity
from editor.project import database, project_reader, tables
from editor.project.project_file import Saved, Snapshot, write
from editor.project.store import SessionStore
from tests.making import DATA, written

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.project.replay import Restored

PROJECTS = DATA / "projects"
PROJECT = PROJECTS / "version-2.jiaozi"
LAST = PROJECTS / "version-3.jiaozi"
SESSION = PROJECTS / "session-3.jiaozi-session"
LAST_SESSION = PROJECTS / "session-4.jiaozi-session"
STAGES = json.loads((PROJECTS / "version-2.stages.json").read_text("utf-8"))
SAVED = Saved(Path("/talks/onboard.jiaozi"), "a1b2c3d4e5f60718", 1_796_000_000_000)
STARTS = {0: 120, 18: 28_900, 30: 58_040}


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path, lambda error: pytest.fail(str(error)))


def as_then(document: Document) -> Any:
    return json.loads(own_json.write(document, None).text)


def stages(work: Restored) -> list[Any]:
    """The document after each step, from the first to the last that was taken back."""
    document = work.document
    found = [as_then(document)]
    for step in reversed(work.history.done):
        document = step.change.invert().apply(document)
        found.insert(0, as_then(document))
    assert document == work.opened
    document = work.document
    for step in reversed(work.history.undone):
        document = step.change.apply(document)
        found.append(as_then(document))
    return found


def assert_as_it_was(work: Restored, undone: list[Any]) -> None:
    now = STAGES["now"]
    assert work.problems == ()
    assert stages(work) == STAGES["session"][: now + 1] + undone
    assert [step.change.title for step in work.history.done] == STAGES["titles"]
    assert (work.path, work.media) == (Path("/talks/onboard.txt"), Path("/talks/onboard.m4a"))
    assert work.document.head.language == "zh-Hant"
    assert work.opened.head == NO_HEAD
    assert work.state.known_starts == STARTS
    (spoken,) = (cue for cue in work.document.cues if cue.words)
    assert spoken.words is not None
    assert (spoken.words.of, len(spoken.words)) == ("hypothesis", 2)


def test_a_project_of_the_second_version() -> None:
    project = project_reader.read(PROJECT.read_bytes())
    assert_as_it_was(project.work, STAGES["project"])
    assert (project.work.selection.current, project.work.selection.caret) == (12, 2)
    assert project.identity == Identity(26_214_400, "00112233445566778899aabbccddeeff")
    assert (project.profile, project.revision, project.known) == ("bilibili", SAVED.revision, True)


def test_a_project_of_the_second_version_is_written_as_this_one() -> None:
    work = project_reader.read(PROJECT.read_bytes()).work
    snapshot = Snapshot(
        document=work.document,
        done=tuple(work.history.done),
        undone=tuple(work.history.undone),
        selection=work.selection,
        path=work.path,
        media=work.media,
        identity=None,
        profile="bilibili",
        state=work.state,
    )
    data = write(snapshot, Path("/talks"), SAVED)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        assert connection.execute("PRAGMA user_version").fetchone() == (tables.VERSION,)
    assert_as_it_was(project_reader.read(data).work, STAGES["project"])


def test_a_project_of_the_third_version_names_nobody() -> None:
    project = project_reader.read(LAST.read_bytes())
    assert_as_it_was(project.work, STAGES["project"])
    assert (project.saved_by, project.revision, project.known) == ("", SAVED.revision, True)
    snapshot = Snapshot(
        document=project.work.document,
        done=tuple(project.work.history.done),
        undone=tuple(project.work.history.undone),
        selection=project.work.selection,
        path=project.work.path,
        media=project.work.media,
        identity=project.identity,
        profile=project.profile,
        state=project.work.state,
        author="安娜 Li",
    )
    again = project_reader.read(write(snapshot, Path("/talks"), SAVED))
    assert_as_it_was(again.work, STAGES["project"])
    assert again.saved_by == "安娜 Li"


def test_a_session_of_the_third_version_goes_on(store: SessionStore, tmp_path: Path) -> None:
    path = tmp_path / SESSION.name
    shutil.copy(SESSION, path)
    entry = store.last()
    assert entry is not None
    assert not entry.untouched
    restored = store.restore(entry)
    undone = STAGES["session"][STAGES["now"] + 1 :]
    assert_as_it_was(restored, undone)
    assert (restored.project, restored.selection.current) == (SAVED, 12)
    journal = store.resume(restored)
    document = restored.document
    change = editing.set_text(document, 30, "接着改")
    journal.committed(Step(change), sealed=True)
    journal.undone()
    journal.state("heard", "4", "true")
    journal.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (database.VERSION,)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(session)")]
        assert "known_starts" not in columns
    again = store.restore(entry)
    assert_as_it_was(again, [as_then(change.apply(document))])
    assert again.state.rows("heard") == {"4": True}


def test_a_session_of_the_fourth_version_goes_on(store: SessionStore, tmp_path: Path) -> None:
    path = tmp_path / LAST_SESSION.name
    shutil.copy(LAST_SESSION, path)
    entry = store.last()
    assert entry is not None
    assert (entry.path, entry.untouched) == (Path("/talks/onboard.txt"), False)
    restored = store.restore(entry)

    def assert_right(work: Restored) -> None:
        assert work.problems == ()
        assert as_then(work.opened) == STAGES["session"][STAGES["now"]]
        assert as_then(work.document) == STAGES["session"][STAGES["now"]]
        assert work.document.source is not None
        assert len(work.document.source.data) == 2_661
        (undone,) = work.history.undone
        assert undone.change.apply(work.document).cues[30].text == "接着改"
        assert work.identity == Identity(26_214_400, "00112233445566778899aabbccddeeff")
        assert (work.state.rows("heard"), work.state.known_starts) == ({"4": True}, {18: 28_900})

    assert_right(restored)
    journal = store.resume(restored)
    journal.selected(restored.selection)
    journal.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (database.VERSION,)
        columns = {row[1] for row in connection.execute("PRAGMA table_info(session)")}
        assert not {"data", "opening"} & columns
    assert_right(store.restore(entry))


def worked(store: SessionStore) -> Document:
    document = written((0, 900, "大家号"), (1000, 1900, "再见"))
    journal = store.begin(document, Path("/talks/talk.srt"))
    change = editing.set_text(document, 0, "大家好")
    journal.committed(Step(change), sealed=True)
    journal.close()
    return change.apply(document)


@pytest.mark.parametrize(
    ("version", "columns"),
    [
        (2, ()),
        (1, ("project", "revision", "project_saved", "medium_size", "medium_digest")),
    ],
)
def test_a_session_of_the_first_versions_goes_on(
    store: SessionStore, tmp_path: Path, version: int, columns: tuple[str, ...]
) -> None:
    document = worked(store)
    (path,) = tmp_path.glob("*.jiaozi-session")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE state")
        for column in ("data", "opening"):
            connection.execute(f"ALTER TABLE session ADD COLUMN {column}")
        connection.execute("UPDATE session SET (data, opening) = (SELECT * FROM source)")
        connection.execute("DROP TABLE source")
        for column in (*columns, "read_as"):
            connection.execute(f"ALTER TABLE session DROP COLUMN {column}")
        connection.execute(f"PRAGMA user_version = {version}")
    entry = store.last()
    assert entry is not None
    assert entry.project is None
    restored = store.restore(entry)
    assert (restored.document, restored.state) == (document, NO_STATE)
    journal = store.resume(restored)
    journal.project(SAVED)
    journal.identified(Identity(7, "00"))
    journal.state("known-start", "1", "5")
    journal.close()
    entry = store.find_project(SAVED.revision)
    assert entry is not None
    assert (entry.title, entry.project) == ("onboard.jiaozi", SAVED.path)
    again = store.restore(entry)
    assert (again.project, again.identity) == (SAVED, Identity(7, "00"))
    assert (again.document, again.state.known_starts) == (document, {1: 5})
    assert store.find_project("other") is None


@pytest.mark.parametrize("column", ["[1]", '{"a": 1}', '{"1": true}', '{"1": 1e400}', "{", b"{}"])
def test_known_starts_that_were_none_cost_nothing_else(
    store: SessionStore, tmp_path: Path, column: object
) -> None:
    path = tmp_path / SESSION.name
    shutil.copy(SESSION, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE session SET known_starts = ?", (column,))
    entry = store.last()
    assert entry is not None
    restored = store.restore(entry)
    assert (restored.problems, dict(restored.state.known_starts)) == ((), {})
    store.resume(restored).close()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(PROJECT.read_bytes())
        connection.execute("UPDATE project SET known_starts = ?", (column,))
        connection.commit()
        data = connection.serialize()
    work = project_reader.read(data).work
    assert (work.problems, dict(work.state.known_starts)) == ((), {})
    assert len(work.history.done) == STAGES["now"]


def test_a_later_version_of_the_second_project_is_a_copy() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(PROJECT.read_bytes())
        tables.bring_up(connection)
        connection.set_authorizer(None)
        connection.execute("ALTER TABLE cues ADD COLUMN mood TEXT")
        connection.execute("UPDATE cues SET mark = 'purple' WHERE number = 2")
        connection.execute(f"PRAGMA user_version = {tables.VERSION + 1}")
        connection.commit()
        data = connection.serialize()
    project = project_reader.read(data)
    assert not project.known
    document = replace(project.work.document, problems=())
    assert_as_it_was(replace(project.work, document=document, problems=()), STAGES["project"])
