# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import sqlite3
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core import editing
from editor.core.change import replaced
from editor.core.errors import UserError
from editor.core.head import Head
from editor.core.history import Step
from editor.core.options import Options
from editor.core.selection import Selection
from editor.core.state import NO_STATE
from editor.project import journal as journals
from editor.project import store as stores
from editor.project.journal_writer import JournalWriter, SessionLost
from editor.project.listing import Summary
from editor.project.lock import Lock, SessionBusy
from editor.project.store import SessionStore
from editor.session import Session
from tests.bench.cues import lines, srt
from tests.making import written
from tests.sound_card import until

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.project.journal import SqliteJournal

DATA = srt(lines(40)).encode()
PATH = Path("/talks/talk.srt")


@pytest.fixture
def failures() -> list[UserError | None]:
    return []


@pytest.fixture
def store(tmp_path: Path, failures: list[UserError | None]) -> SessionStore:
    return SessionStore(tmp_path / "data" / "sessions", failures.append)


def opened(data: bytes = DATA) -> Document:
    return formats.read(data, "talk.srt")


def worked(store: SessionStore, data: bytes = DATA, path: Path | None = PATH) -> Document:
    """A session with one edit, closed."""
    document = opened(data)
    journal = store.begin(document, path, Path("/talks/talk.mp4"))
    change = editing.set_text(document, 1, "改")
    journal.committed(Step(change), sealed=True)
    journal.close()
    return change.apply(document)


def database(tmp_path: Path) -> sqlite3.Connection:
    (path,) = (tmp_path / "data" / "sessions").glob("*.jiaozi-session")
    return sqlite3.connect(path)


def rows(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(database(tmp_path)) as connection:
        return connection.execute(query).fetchall()


def test_an_empty_store_knows_nothing(store: SessionStore) -> None:
    assert store.last() is None
    assert store.recent(10) == []
    assert store.find(PATH, DATA) is None
    assert store.prune() == 0
    store.forget("20260101-000000-00000000")


def test_a_file_is_found_again_by_its_bytes(store: SessionStore) -> None:
    worked(store)
    found = store.find(PATH, DATA)
    assert found is not None
    assert (found.title, found.path) == ("talk.srt", PATH)
    assert found.media == Path("/talks/talk.mp4")
    assert not found.untouched
    assert store.find(PATH, DATA + b"\n") is None
    assert store.find(Path("/elsewhere/copy.srt"), DATA) == found
    assert store.last() == found


def test_a_copy_of_a_file_that_is_still_there_is_another_file(
    store: SessionStore, tmp_path: Path
) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(DATA)
    worked(store, path=path)
    copy = tmp_path / "copy.srt"
    assert store.find(copy, DATA) is None
    path.rename(copy)
    found = store.find(copy, DATA)
    assert found is not None
    assert found.path == path


def test_of_two_files_with_the_same_bytes_each_finds_its_own(store: SessionStore) -> None:
    other = Path("/talks/copy.srt")
    worked(store, path=other)
    worked(store)
    assert [entry.path for entry in store.recent(9)] == [PATH, other]
    found = store.find(other, DATA)
    assert found is not None
    assert found.path == other


def test_a_file_that_was_saved_is_found_by_what_it_holds_now(store: SessionStore) -> None:
    document = worked(store)
    first = store.last()
    assert first is not None
    output = formats.write(document, formats.by_id("srt")).data
    journal = store.resume(store.restore(first))
    journal.saved(output)
    journal.close()
    found = store.find(PATH, output)
    assert found is not None
    restored = store.restore(found)
    read = formats.read(output, "talk.srt").cues
    assert [(cue.start, cue.end, cue.text) for cue in restored.document.cues] == [
        (cue.start, cue.end, cue.text) for cue in read
    ]
    assert restored.history.at_saved
    assert restored.history.undo_title == "Edit text"


def test_recent_names_all_work_the_newest_first_and_each_untouched_file_once(
    store: SessionStore,
) -> None:
    worked(store)
    store.begin(opened(DATA + b"\n"), Path("/talks/b.srt")).close()
    store.begin(opened(DATA + b"\n"), PATH).close()
    worked(store, DATA + b"\n\n")
    assert [entry.title for entry in store.recent(9)] == ["talk.srt", "b.srt", "talk.srt"]
    assert [entry.title for entry in store.recent(1)] == ["talk.srt"]


def test_without_a_file_the_medium_gives_the_title(store: SessionStore) -> None:
    store.begin(opened(), None, Path("/talks/talk.mp4")).close()
    store.begin(opened()).close()
    assert [entry.title for entry in store.recent(9)] == ["", "talk.mp4"]


def test_going_on_appends(store: SessionStore) -> None:
    document = worked(store)
    for text in ("再改", "三改"):
        entry = store.last()
        assert entry is not None
        journal = store.resume(store.restore(entry), Path("/moved/talk.srt"))
        change = editing.set_text(document, 2, text)
        document = change.apply(document)
        journal.committed(Step(change), sealed=True)
        journal.close()
    entry = store.last()
    assert entry is not None
    restored = store.restore(entry)
    assert restored.document == document
    assert restored.path == Path("/moved/talk.srt")
    assert len(restored.history.done) == 3
    assert len(store.recent(9)) == 1


def test_in_a_hurry_it_waits_for_nothing_to_be_written_with(
    store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "GATHER", 3600)
    document = opened()
    journal = store.begin(document, PATH)
    change = editing.set_text(document, 2, "快")
    journal.committed(Step(change), sealed=True)
    journal.hurry()

    def written() -> bool:
        last = store.last()
        return last is not None and bool(store.restore(last).history.done)

    until(written, "it is written")
    journal.close()


def test_a_session_whose_tables_are_damaged_beyond_words_is_passed_over(
    store: SessionStore, tmp_path: Path
) -> None:
    journal = store.begin(opened(), PATH)
    journal.close()
    (whole,) = tmp_path.rglob("*.jiaozi-session")
    damaged = whole.with_name(f"damaged{whole.suffix}")
    # SQLite quotes what it can't understand, and Python can't read the quotation.
    damaged.write_bytes(whole.read_bytes().replace(b"CREATE TABLE entry", b"CREATE TABL\xff entry"))
    assert [entry.id for entry in store.recent(9)] == [whole.stem]
    assert store.unreadable() == [damaged]
    lock = Lock(damaged.with_suffix(".lock"))  # a window is about to write to it
    assert store.unreadable() == []
    lock.release()


def test_one_window_at_a_time_writes_to_a_session(store: SessionStore) -> None:
    document = opened()
    journal = store.begin(document, PATH)
    assert journal.flush()
    entry = store.last()
    assert entry is not None
    other = store.restore(entry)  # looking is free
    assert other.document == document
    with pytest.raises(SessionBusy):
        store.resume(other)
    with pytest.raises(SessionBusy):
        store.forget(entry.id)
    journal.committed(Step(editing.set_text(document, 0, "改")), sealed=True)
    journal.close()
    with pytest.raises(SessionBusy, match="in the meantime"):
        store.resume(other)
    store.resume(store.restore(entry)).close()


def test_a_second_window_goes_on_with_a_copy(store: SessionStore) -> None:
    session, other = Session(), Session()
    document = opened()
    session.open(document, journal=store.begin(document, PATH), path=PATH)
    session.commit(editing.set_text(session.document, 0, "甲"))
    session.commit(editing.set_text(session.document, 1, "乙"))
    session.undo()
    assert session.flush()
    entry = store.last()
    assert entry is not None
    restored = store.restore(entry)
    other.open(restored.document, journal=store.copy(restored), history=restored.history)
    other.redo()
    other.undo()
    other.undo()
    other.commit(editing.set_text(other.document, 2, "丙"))
    other.close()
    copy = store.last()
    assert copy is not None
    again = store.restore(copy)
    assert again.problems == ()
    assert again.document == other.document
    assert again.history.done == other.history.done
    session.close()
    assert store.restore(entry).document == session.document


def test_what_is_forgotten_is_gone(store: SessionStore, tmp_path: Path) -> None:
    worked(store)
    entry = store.last()
    assert entry is not None
    store.forget(entry.id)
    assert store.last() is None
    assert list((tmp_path / "data" / "sessions").iterdir()) == []
    with pytest.raises(UserError):
        store.restore(entry)


def test_pruning_keeps_work_longer_than_mere_openings(
    store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        store.begin(opened(), Path(f"/talks/{number}.srt")).close()
    for number in range(4, 8):
        worked(store, path=Path(f"/talks/{number}.srt"))
    monkeypatch.setattr(stores, "MOST_UNTOUCHED", 2)
    assert store.prune() == 2
    assert [entry.title[0] for entry in store.recent(9)] == list("765432")
    monkeypatch.setattr(stores, "MOST", 3)
    assert store.prune() == 3
    assert [entry.title[0] for entry in store.recent(9)] == list("765")


def test_pruning_leaves_the_open_session_alone(
    store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = store.begin(opened(), PATH)
    assert journal.flush()
    monkeypatch.setattr(stores, "MOST", 0)
    assert store.prune() == 0
    assert store.last() is not None
    journal.close()
    assert store.prune() == 1


def test_what_is_typed_does_not_write_the_file_again(store: SessionStore, tmp_path: Path) -> None:
    data = srt(lines(10_000)).encode()
    document = opened(data)
    journal = store.begin(document, PATH)
    assert journal.flush()
    (log,) = tmp_path.rglob("*-wal")
    before = log.stat().st_size
    for number in range(10):
        change = editing.set_text(document, number, "改")
        document = change.apply(document)
        journal.committed(Step(change), sealed=True)
        journal.selected(Selection(number))
        assert journal.flush()
    assert log.stat().st_size - before < len(data)
    journal.close()


def test_a_stranger_can_read_what_was_typed(store: SessionStore, tmp_path: Path) -> None:
    document = opened()
    journal = store.begin(document, PATH)
    journal.committed(Step(editing.set_text(document, 1, "改")), sealed=True)
    journal.undone()
    journal.close()
    assert rows(tmp_path, "PRAGMA application_id") == [(0x4A5A5353,)]
    assert rows(tmp_path, "PRAGMA user_version") == [(5,)]
    assert rows(tmp_path, "SELECT path, format, cues FROM session") == [(str(PATH), "srt", 40)]
    assert rows(tmp_path, "SELECT data, opening FROM source") == [(DATA, None)]
    query = (
        "SELECT e.number, c.value ->> 'id', c.value ->> 'text' FROM entry e, "
        "json_each(e.body, '$.splices') s, json_each(s.value, '$.cues') c"
    )
    assert rows(tmp_path, query) == [(1, 1, "改")]


def test_typing_in_one_go_is_one_entry_and_undo_ends_it(
    store: SessionStore, tmp_path: Path
) -> None:
    session = Session(lambda: 0.0)
    document = opened()
    session.open(document, journal=store.begin(document))
    for text in ("改", "改一", "改一改"):
        session.commit(editing.set_text(session.document, 0, text))
        session.flush()  # also across batches
    session.undo()
    session.redo()
    session.commit(editing.set_text(session.document, 0, "另"))
    session.close()
    kinds = "SELECT kind, body ->> '$.splices[0].cues[0].text' FROM entry ORDER BY number"
    assert rows(tmp_path, kinds) == [
        ("step", "改一改"),
        ("undo", None),
        ("redo", None),
        ("step", "另"),
    ]


def test_a_change_of_all_cues_stores_only_what_it_changes(
    store: SessionStore, tmp_path: Path
) -> None:
    document = opened()
    journal = store.begin(document)
    change = editing.shift(document, range(40), 500)
    journal.committed(Step(change), sealed=True)
    journal.close()
    ((body,),) = rows(tmp_path, "SELECT body FROM entry")
    splice = json.loads(str(body))["splices"][0]
    assert (splice["row"], splice["removed"], len(splice["cues"])) == (0, 40, 40)
    first = document.cues[0]
    assert splice["cues"][0] == {"id": 0, "start": first.start + 500, "end": first.end + 500}


def test_a_document_that_no_file_was_read_for_comes_back(store: SessionStore) -> None:
    document = replace(opened(), source=None, head=Head("zh-Hant"), next_id=77)
    journal = store.begin(document)
    change = editing.insert(document, 3, 0, 10, "新")
    journal.committed(Step(change, Selection(1), Selection(3, 0, 0, 3)), sealed=True)
    journal.close()
    entry = store.last()
    assert entry is not None
    restored = store.restore(entry)
    assert restored.document == change.apply(document)
    assert restored.document.source is None
    assert restored.document.next_id == 78
    assert restored.selection == Selection(3, 0, 0, 3)


def test_many_splices_at_once_come_back(store: SessionStore) -> None:
    document = opened()
    journal = store.begin(document)
    every_other = editing.delete(document, range(0, 40, 2))
    fewer = every_other.apply(document)
    rest = [(row, replace(fewer.cues[row], note="!")) for row in range(0, 20, 2)]
    journal.committed(Step(every_other), sealed=True)
    journal.committed(Step(replaced(fewer, "Note", rest)), sealed=True)
    journal.undone()
    journal.undone()
    journal.redone()
    journal.close()
    entry = store.last()
    assert entry is not None
    assert store.restore(entry).document == fewer


def test_the_times_of_steps_come_back_where_they_are_known(store: SessionStore) -> None:
    document = opened()
    journal = store.begin(document)
    first = editing.set_text(document, 0, "改")
    later = editing.set_text(first.apply(document), 3, "也改")
    journal.committed(Step(first, at=1_790_000_000_123), sealed=True)
    journal.committed(Step(later), sealed=True)  # from a project file, which has no times
    journal.undone()
    journal.close()
    entry = store.last()
    assert entry is not None
    history = store.restore(entry).history
    assert [step.at for step in history.done] == [1_790_000_000_123]
    assert [step.at for step in history.undone] == [None]


def damage(tmp_path: Path, statement: str) -> None:
    with closing(database(tmp_path)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = replace(body, '改', '坏') WHERE number = 2",
        "UPDATE entry SET kind = 'undo' WHERE number = 2",
        "DELETE FROM entry WHERE number = 2",
    ],
)
def test_a_damaged_session_gives_what_came_before_and_is_put_aside(
    store: SessionStore, tmp_path: Path, statement: str
) -> None:
    document = worked(store)
    entry = store.last()
    assert entry is not None
    journal = store.resume(store.restore(entry))
    for number in (2, 3):
        step = Step(editing.set_text(document, number, "改"))
        journal.committed(step, sealed=True)
    journal.close()
    damage(tmp_path, statement)
    restored = store.restore(entry)
    assert [str(problem) for problem in restored.problems] == [
        "The session is damaged after edit 1; later edits were not restored."
    ]
    assert restored.document == document
    store.resume(restored).close()
    again = store.last()
    assert again is not None
    assert again.id != entry.id
    assert again.path == PATH
    anew = store.restore(again)
    assert (anew.problems, anew.document) == ((), document)
    assert anew.history.done == restored.history.done
    assert [path.suffix for path in tmp_path.rglob(f"{entry.id}*")].count(".damaged") == 1


@pytest.mark.parametrize("walk", [0, 1, 3])
@pytest.mark.parametrize("saved_after", [None, 0, 1, 2])
def test_a_session_begun_anew_has_the_whole_history(
    store: SessionStore, tmp_path: Path, walk: int, saved_after: int | None
) -> None:
    session = Session()
    document = opened()
    session.open(document, journal=store.begin(document))
    session.commit(editing.set_text(session.document, 0, "甲"))
    if saved_after is None:
        session.mark_exported(b"")
        session.undo()
        session.commit(editing.set_text(session.document, 0, "乙"))
    for number in range(3):
        if saved_after == number:
            session.mark_exported(b"")
        session.commit(editing.set_text(session.document, number + 1, "丙"))
    for _ in range(walk):
        session.undo()
    session.close()
    entry = store.last()
    assert entry is not None
    damage(tmp_path, "INSERT INTO entry VALUES (99, 'undo', 0, NULL, 0)")
    store.resume(store.restore(entry)).close()
    again = store.last()
    assert again is not None
    anew = store.restore(again)
    assert anew.problems == ()
    assert anew.document == session.document
    assert anew.selection == session.selection
    assert anew.history.done == session.history.done
    assert anew.history.undone == session.history.undone
    assert anew.history.saved == session.history.saved


@pytest.mark.parametrize(
    "statement",
    ["PRAGMA application_id = 7", "PRAGMA user_version = 6", "DELETE FROM session"],
    ids=["another program's", "of a later version", "empty"],
)
def test_what_is_no_session_of_this_version_is_told_and_left_alone(
    store: SessionStore, tmp_path: Path, statement: str
) -> None:
    worked(store)
    entry = store.last()
    assert entry is not None
    damage(tmp_path, statement)
    assert store.last() is None
    with pytest.raises(UserError):
        store.restore(entry)
    assert store.prune() == 0
    assert rows(tmp_path, "SELECT count(*) FROM entry") == [(1,)]


def test_a_file_that_reads_differently_now_is_restored_without_its_edits(
    store: SessionStore, tmp_path: Path
) -> None:
    worked(store)
    entry = store.last()
    assert entry is not None
    damage(tmp_path, "UPDATE session SET cues = 41")
    restored = store.restore(entry)
    assert "41" in str(restored.problems[0])
    assert restored.document == opened()


def restored_after(store: SessionStore, journal: SqliteJournal) -> Document:
    assert journal.flush()
    journal.close()
    entry = store.last()
    assert entry is not None
    return store.restore(entry).document


def test_a_folder_that_cannot_be_made_is_told_once_and_tried_again(
    store: SessionStore, tmp_path: Path, failures: list[UserError | None]
) -> None:
    (tmp_path / "data").write_text("in the way", "utf-8")
    document = opened()
    journal = store.begin(document)
    change = editing.set_text(document, 0, "改")
    journal.committed(Step(change), sealed=True)
    assert not journal.flush()
    assert not journal.flush()
    assert len(failures) == 1
    (tmp_path / "data").unlink()
    assert restored_after(store, journal) == change.apply(document)
    assert failures[1:] == [None]


def test_a_full_disk_keeps_what_was_typed_until_there_is_room(
    store: SessionStore, failures: list[UserError | None]
) -> None:
    resource = pytest.importorskip("resource")
    document = opened()
    journal = store.begin(document)
    assert journal.flush()
    first = editing.set_text(document, 0, "长" * 400_000)
    document = first.apply(document)
    second = editing.set_text(document, 1, "短")
    document = second.apply(document)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        journal.committed(Step(first), sealed=True)
        assert not journal.flush()
        journal.committed(Step(second), sealed=True)
        assert not journal.flush()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [str(error).split(";")[0] for error in failures] == [
        "Your changes cannot be written to disk"
    ]
    assert restored_after(store, journal) == document
    assert failures[1:] == [None]


def test_a_journal_that_is_closed_is_closed(store: SessionStore) -> None:
    before = threading.enumerate()
    journal = store.begin(opened())
    journal.close()
    journal.close()
    assert not journal.flush()
    assert [thread.name for thread in threading.enumerate() if thread not in before] == []


def test_what_is_kept_beside_the_document_comes_back_and_goes_along_with_a_copy(
    store: SessionStore,
) -> None:
    journal = store.begin(opened())
    journal.state("known-start", "3", "30000")
    journal.state("known-start", "7", "61500")
    journal.state("known-start", "8", "70000")
    journal.state("known-start", "8", None)
    journal.close()
    entry = store.last()
    assert entry is not None
    assert not entry.untouched
    restored = store.restore(entry)
    assert (restored.problems, restored.state.known_starts) == ((), {3: 30_000, 7: 61_500})
    journal = store.copy(restored)
    journal.close()
    assert all(store.restore(entry).state == restored.state for entry in store.recent(2))
    journal = store.resume(restored)
    for key in ("3", "7"):
        journal.state("known-start", key, None)
    journal.close()
    assert store.restore(entry).state == NO_STATE


def test_a_file_is_read_again_as_it_was_read(store: SessionStore) -> None:
    data = "1\n00:00:01:10 --> 00:00:02:00\nseñor\n".encode("cp1252")
    document = formats.read(data, "es.srt", options=Options("", "cp1252", 20.0, "es"))
    assert (document.cues[0].start, document.cues[0].text) == (1500, "señor")
    store.begin(document, Path("/talks/es.srt")).close()
    entry = store.last()
    assert entry is not None
    restored = store.restore(entry)
    assert (restored.problems, restored.document) == ((), document)
    assert restored.document.source == document.source


@pytest.mark.parametrize("kind", ["time-worked", "last-search"])
def test_what_is_no_work_leaves_a_session_untouched(store: SessionStore, kind: str) -> None:
    journal = store.begin(opened())
    journal.state(kind, "1", "5")
    journal.close()
    entry = store.last()
    assert entry is not None
    assert entry.untouched
    assert store.restore(entry).state.rows(kind) == {"1": 5}


@pytest.mark.parametrize("body", ["[1]", "true", "1e400", "{", b"5", 7, '"5"'])
def test_a_known_start_that_is_none_costs_nothing_and_stays_as_it_was(
    store: SessionStore, tmp_path: Path, body: object
) -> None:
    document = worked(store)
    with closing(database(tmp_path)) as connection, connection:
        connection.execute("INSERT INTO state VALUES ('known-start', '1', ?)", (body,))
        connection.execute("INSERT INTO state VALUES ('of a later time', '', ?)", (body,))
    entry = store.last()
    assert entry is not None
    restored = store.restore(entry)
    assert (restored.problems, dict(restored.state.known_starts)) == ((), {})
    assert restored.document == document
    store.copy(restored).close()
    copy = store.last()
    assert copy is not None
    assert store.restore(copy).state == restored.state
    assert restored.state.kinds["of a later time"] == {"": body}


def test_a_damaged_table_beside_the_document_costs_no_step(
    store: SessionStore, tmp_path: Path
) -> None:
    document = worked(store)
    store.begin(opened(), Path("/talks/other.srt")).close()
    for path in (tmp_path / "data" / "sessions").glob("*.jiaozi-session"):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DROP TABLE state")
    other, entry = store.recent(2)
    assert other.untouched
    restored = store.restore(entry)
    assert (restored.problems, restored.document) == ((), document)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
@pytest.mark.parametrize("harm", ["removed", "another", "its folder is gone"])
def test_a_database_that_is_lost_is_told_as_such(
    store: SessionStore, tmp_path: Path, failures: list[UserError | None], harm: str
) -> None:
    document = opened()
    journal = store.begin(document)
    assert journal.flush()
    assert journal.trouble is None
    folder = tmp_path / "data" / "sessions"
    (path,) = folder.glob("*.jiaozi-session")
    if harm == "removed":
        path.unlink()
    elif harm == "another":
        path.rename(path.with_suffix(".moved"))
        path.write_bytes(b"")
    else:
        folder.rename(folder.with_name("moved"))
    journal.committed(Step(editing.set_text(document, 0, "改")), sealed=True)
    assert not journal.flush()
    assert isinstance(journal.trouble, SessionLost)
    assert [type(error) for error in failures] == [SessionLost]
    journal.close()


def test_a_database_that_is_damaged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "damaged.jiaozi-session"
    path.write_bytes(b"no database" * 1000)
    writer = JournalWriter(path)
    with pytest.raises(SessionLost):
        writer.write([])
    writer.close()


def test_a_session_is_listed_with_what_it_has_come_to(tmp_path: Path) -> None:
    store = SessionStore(tmp_path, lambda _: None)
    document = written((0, 900, "大家好"), (1_000, 2_500, "再见"))
    session = Session()
    session.open(document, journal=store.begin(document, PATH), path=PATH)
    assert session.flush()
    assert store.recent(1)[0].summary is None, "nothing was done yet"
    checked = replace(document.cues[0], checked=True)
    session.commit(replaced(document, "Mark checked", [(0, checked)]))
    session.close()
    assert store.recent(1)[0].summary == Summary(cues=2, checked=1, end=2_500)


def test_pinned_sessions_stay_listed_and_kept(tmp_path: Path) -> None:
    store = SessionStore(tmp_path, lambda _: None)
    document = written((0, 900, "大家好"))
    names = []
    for number in range(4):
        journal = store.begin(document, Path(f"{number}.srt"))
        journal.committed(Step(editing.set_text(document, 0, "好")), sealed=False)
        journal.close()
        names.append(journal.id)
    assert len(store.recent(2)) == 2
    listed = [entry.id for entry in store.recent(2, {names[0]})]
    assert listed[2:] == [names[0]]
