# SPDX-License-Identifier: GPL-3.0-or-later
"""A project file gives back the session, to us and to a stranger, and no file can hurt us."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest

from editor import formats
from editor.core import editing
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.head import Head
from editor.core.history import History, Step
from editor.core.options import Options
from editor.core.selection import Selection
from editor.core.state import KNOWN_START, NO_STATE
from editor.core.words import Word, Words
from editor.media.identity import Identity
from editor.project import opening, project_file, project_reader, tables
from editor.project.project_file import Saved, Snapshot, write
from editor.project.store import SessionStore
from tests.making import DATA, written

SAVED = Saved(Path("/talks/talk.jiaozi"), "abc", 1_700_000_000_000)
SRT = "1\n00:00:01,000 --> 00:00:02,000\n大家号\n\n2\n00:00:03,000 --> 00:00:04,500\n再见\n"
OLDEST = DATA / "projects" / "version-1.jiaozi"


def worked() -> Snapshot:
    """Three edits, the last of them taken back."""
    document = formats.read(SRT.encode(), "talk.srt")
    history = History()
    for text in ("大家好", "大家好啊", "大家好呀"):
        step = Step(editing.set_text(document, 0, text), Selection(0, 2, 2), Selection(0, 3, 3))
        history.record(step)
        history.seal()
        document = step.change.apply(document)
    taken_back = history.undo()
    assert taken_back is not None
    return Snapshot(
        document=taken_back.change.apply(document),
        done=tuple(history.done),
        undone=tuple(history.undone),
        selection=Selection(1, 2, 2, 1),
        path=Path("/talks/talk.srt"),
        media=Path("/films/talk.mp4"),
        identity=Identity(1234, "00ff"),
        profile="youtube",
        state=NO_STATE.with_row(KNOWN_START, "0", "1250"),
    )


def saved(snapshot: Snapshot) -> bytes:
    return write(snapshot, Path("/talks"), SAVED)


def of(document: Document) -> Snapshot:
    return replace(worked(), document=document, done=(), undone=())


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def changed(data: bytes, *statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        return connection.serialize()


def test_what_is_saved_comes_back_with_its_history() -> None:
    project = project_reader.read(saved(worked()))
    work = project.work
    assert work.problems == ()
    assert work.document == worked().document
    assert work.document.source == worked().document.source
    assert work.selection == Selection(1, 2, 2, 1)
    assert (tuple(work.history.done), tuple(work.history.undone)) == (
        worked().done,
        worked().undone,
    )
    assert work.history.at_saved
    assert texts(work.opened) == ["大家号", "再见"]
    assert (work.path, work.media) == (Path("/talks/talk.srt"), Path("/films/talk.mp4"))
    moved = Path("/moved/here").absolute()  # with a drive, on Windows
    assert project.medium.candidates(moved) == [
        moved / "../films/talk.mp4",
        Path("/films/talk.mp4"),
    ]
    assert project.identity == Identity(1234, "00ff")
    assert work.state.known_starts == {0: 1_250}
    assert (project.profile, project.revision, project.saved_at) == (
        "youtube",
        "abc",
        1_700_000_000_000,
    )


def test_all_that_a_cue_has_comes_back() -> None:
    words = Words([Word(0, 500, "半\ud83d", 0.25), Word(500, 900, "句")])
    cue = Cue(7, -5, 900, "改", "半\ud83d句", "甲", words, True, "看", {"vtt.settings": "line:0"})  # noqa: FBT003
    cue = replace(cue, second="half \ud83d", second_checked=True, mark="blue", chapter="")
    other = Cue(3, 9, 1, "", "x", words=Words([Word(0, 5, "y")], "text"), left_out=True)
    head = Head(
        "zh-Hant",
        "en",
        {"正文": {"Fontname": "思源黑体"}},
        {"Title": "半\ud83d"},
        {"甲": "#00aaff"},
        {"vtt.head": ["x", None, {"y": 0.5}]},
    )
    document = Document((cue, other), "a.mp4", head, next_id=9)
    work = project_reader.read(saved(of(document))).work
    assert work.problems == ()
    assert work.document == document
    assert work.document.next_id == 9


def test_a_transcript_is_read_again_as_it_was_read() -> None:
    data = "1\n00:00:01:10 --> 00:00:02:00\nseñor\n".encode("cp1252")
    document = formats.read(data, "es.srt", options=Options("", "cp1252", 20.0, "es"))
    work = project_reader.read(saved(replace(of(document), path=Path("/talks/es.srt")))).work
    assert (work.problems, work.document) == ((), document)
    assert work.document.source == document.source


@pytest.mark.parametrize("told", ["{", "[1]", '{"fps": 0, "encoding": 7, "mood": 1}', 7])
def test_what_the_reader_was_told_may_be_anything(told: object) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(saved(worked()))
        connection.execute("UPDATE transcript SET read_as = ?", (told,))
        connection.commit()
        work = project_reader.read(connection.serialize()).work
    assert (work.problems, work.document.source) == ((), worked().document.source)


TERMS = NO_STATE.with_row(
    "term", "卢毅", '{"kind":"person","heard_as":"\\u5362\\u4f0a","keep_script":false}'
).with_row("term", "GPT", "{}")


def test_terms_are_a_table_that_anyone_reads() -> None:
    data = saved(replace(worked(), state=TERMS))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        rows = connection.execute("SELECT * FROM glossary ORDER BY term").fetchall()
        assert connection.execute("SELECT count(*) FROM state").fetchone() == (0,)
    assert rows == [
        ("GPT", None, None, None, None, None),
        ("卢毅", "person", "卢伊", None, 0, None),
    ]
    work = project_reader.read(data).work
    assert (work.problems, work.state) == ((), TERMS)


@pytest.mark.parametrize(
    "body", ["{", "[]", '{"mood":"x"}', '{"note":5}', '{ "note":"x"}', b"x", 5]
)
def test_terms_that_the_table_cannot_hold_are_kept_all_the_same(body: object) -> None:
    state = NO_STATE.with_row("term", "卢毅", body)
    work = project_reader.read(saved(replace(worked(), state=state))).work
    assert (work.problems, work.state) == ((), state)


def test_damaged_terms_cost_no_others() -> None:
    data = saved(replace(worked(), state=TERMS))
    work = project_reader.read(
        changed(data, "UPDATE glossary SET kind = x'00' WHERE term = 'GPT'")
    ).work
    assert [str(problem) for problem in work.problems] == [
        "Some terms in the project's glossary are damaged."
    ]
    assert texts(work.document) == ["大家好啊", "再见"]


def test_of_too_long_a_history_the_nearest_steps_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_file, "HISTORY", 200)
    work = project_reader.read(saved(worked())).work
    assert work.problems == ()
    assert (tuple(work.history.done), work.history.undone) == (worked().done[1:], [])
    assert texts(work.opened) == ["大家好", "再见"]


def test_names_that_are_no_unicode_come_back() -> None:
    snapshot = replace(worked(), path=Path("/talks/a\udce4.srt"), media=Path("/talks/\udce4.mp4"))
    project = project_reader.read(saved(snapshot))
    assert project.work.path == snapshot.path
    new = Path("/new").absolute()
    assert project.medium.candidates(new)[0] == new / "\udce4.mp4"


@pytest.mark.skipif(os.name != "nt", reason="drives are Windows'")
@pytest.mark.parametrize("medium", ["D:/films/talk.mp4", "//server/films/talk.mp4"])
def test_a_medium_on_another_drive_or_computer_is_found_by_its_whole_path(medium: str) -> None:
    data = write(replace(worked(), media=Path(medium)), Path("C:/talks"), SAVED)
    project = project_reader.read(data)
    assert project.work.media == Path(medium)
    assert project.medium.candidates(Path("C:/moved")) == [Path(medium)]


def test_a_number_that_no_column_holds_is_refused() -> None:
    with pytest.raises(UserError, match="too large"):
        saved(of(written((0, 1 << 70, "永远"))))


@pytest.mark.skipif(which("sqlite3") is None, reason="the sqlite3 tool is not installed")
def test_a_stranger_reads_it_with_the_sqlite3_tool(tmp_path: Path) -> None:
    path = tmp_path / "talk.jiaozi"
    path.write_bytes(saved(worked()))

    def asked(*arguments: str) -> str:
        done = subprocess.run(
            ["sqlite3", *arguments], capture_output=True, encoding="utf-8", check=True, cwd=tmp_path
        )
        return done.stdout

    rows = asked(str(path), "select number, start_ms, text, hypothesis from cues")
    assert rows == "1|1000|大家好啊|大家号\n2|3000|再见|\n"
    assert asked(str(path), "select state, title from steps") == (
        "done|Edit text\ndone|Edit text\nundone|Edit text\n"
    )
    starts = "select c.text, s.body from state s, cues c where s.kind = 'known-start'"
    assert asked(str(path), f"{starts} and c.id = s.key") == "大家好啊|1250\n"
    assert asked(str(path), "pragma integrity_check") == "ok\n"
    asked("-A", "-f", str(path), "-x")
    assert (tmp_path / "talk.srt").read_text("utf-8") == SRT


def test_the_oldest_project_still_opens() -> None:
    """The file was written by the first version that had projects; it is never made anew."""
    project = project_reader.read(OLDEST.read_bytes())
    work = project.work
    assert work.problems == ()
    assert texts(work.document) == ["大家好，我是王芳。", "今天讲校对", "再见"]
    assert work.document.cues[1].speaker == "王芳"
    assert work.document.cues[1].checked
    assert [word.text for word in work.document.cues[1].words or ()] == ["今天", "讲", "校队"]
    assert [step.change.title for step in work.history.done] == ["Edit text", "Edit text"]
    assert len(work.history.undone) == 1
    step = work.history.redo()
    assert step is not None
    assert texts(step.change.apply(work.document))[2] == "再见！"
    assert texts(work.opened) == ["大家好我是王方", "今天讲校队", "再见"]
    assert work.state == NO_STATE


def test_every_version_is_led_to_the_next() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(OLDEST.read_bytes())
        tables.bring_up(connection, (*tables.MIGRATIONS, "ALTER TABLE cues ADD COLUMN mood TEXT"))
        assert connection.execute("SELECT mood FROM cues").fetchall() == [(None,)] * 3


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("PRAGMA user_version = 0", "not a Jiaozi project"),
        ("PRAGMA application_id = 7", "not a Jiaozi project"),
        ("DROP TABLE steps", "is incomplete"),
        ("ALTER TABLE cues RENAME TO others", "is incomplete"),
    ],
)
def test_what_is_no_project_of_this_version_is_told(statement: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        project_reader.read(changed(saved(worked()), statement))


LATER = f"PRAGMA user_version = {tables.VERSION + 1}"


def test_of_a_later_version_is_read_what_is_known() -> None:
    more = ("ALTER TABLE cues ADD COLUMN mood TEXT", "CREATE TABLE moods (mood TEXT)")
    project = project_reader.read(changed(saved(worked()), LATER, *more))
    assert not project.known
    assert project.work.document.cues == project_reader.read(saved(worked())).work.document.cues
    (problem,) = project.work.problems
    assert problem.text.startswith("This project was made by a newer version of Jiaozi. The parts")


def test_a_later_version_with_other_tables_is_refused() -> None:
    with pytest.raises(UserError, match="Please update to open it"):
        project_reader.read(changed(saved(worked()), LATER, "ALTER TABLE cues RENAME TO lines"))


def test_a_project_that_computes_is_refused() -> None:
    endless = (
        "CREATE VIEW cues AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i AS number, i AS id, 0 AS start_ms, 1 AS end_ms, 'x' AS text, NULL AS hypothesis, "
        "NULL AS speaker, 0 AS checked, '' AS note, NULL AS extras FROM n"
    )
    with pytest.raises(UserError, match="is incomplete"):
        project_reader.read(changed(saved(worked()), "DROP TABLE cues", endless))


@pytest.mark.parametrize(
    ("statement", "texts_left", "done"),
    [
        ("UPDATE cues SET start_ms = 'soon' WHERE number = 2", ["大家好啊", "再见"], 2),
        ("DELETE FROM cues WHERE number = 1", ["再见"], 0),
        ("UPDATE cues SET text = x'ff' WHERE number = 1", ["再见"], 0),
        ("UPDATE cues SET extras = '{' WHERE number = 2", ["大家好啊", "再见"], 2),
        ("UPDATE steps SET change = '[]' WHERE number = 1", ["大家好啊", "再见"], 1),
        (
            'UPDATE steps SET change = replace(change, \'"text":"大家好"\', \'"text":7\')',
            ["大家好啊", "再见"],
            0,
        ),
        ("UPDATE transcript SET sha256 = ''", ["大家好啊", "再见"], 2),
        ("UPDATE sqlar SET data = x'00'", ["大家好啊", "再见"], 2),
        ("INSERT INTO words VALUES (0, 1, 0, 'x', 'y', 0.5)", ["大家好啊", "再见"], 2),
        ("UPDATE cues SET second = x'ff' WHERE number = 2", ["大家好啊", "再见"], 2),
    ],
)
def test_what_is_whole_of_a_damaged_project_is_read(
    statement: str, texts_left: list[str], done: int
) -> None:
    work = project_reader.read(changed(saved(worked()), statement)).work
    assert work.problems
    assert texts(work.document) == texts_left
    assert len(work.history.done) == done


def test_of_a_damaged_cue_is_kept_what_is_whole() -> None:
    damage = "UPDATE cues SET end_ms = 'soon', extras = '{', speaker = '王', checked = 1 "
    work = project_reader.read(changed(saved(worked()), f"{damage} WHERE number = 2")).work
    first, second = work.document.cues
    assert (second.start, second.end) == (first.end, first.end)
    assert (second.text, second.speaker, second.checked) == ("再见", "王", True)
    assert [str(problem) for problem in work.problems] == [
        "Cue 2 of the project is damaged; what could be read of it was kept."
    ]


def test_damaged_pages_cost_only_their_own_cues() -> None:
    rows = [(n * 1000, n * 1000 + 900, f"第{n}句" + "字" * 40) for n in range(600)]
    data = bytearray(saved(of(written(*rows))))
    place = data.index("第300句".encode())
    page = place - place % 4096
    data[page : page + 8] = b"\xff" * 8  # the head of a page of SQLite's
    work = project_reader.read(bytes(data)).work
    left = texts(work.document)
    assert left[0].startswith("第0句")
    assert left[-1].startswith("第599句")
    problem = work.problems[0]
    first, last = (problem.facts[name] for name in ("first", "last"))
    assert isinstance(first, int)
    assert isinstance(last, int)
    assert first <= 301 <= last < first + 60
    assert len(left) == 600 - (last + 1 - first)


@pytest.mark.parametrize(
    ("statements", "own"),
    [
        ((), True),
        (("UPDATE cues SET second = x'ff' WHERE number = 2",), False),
    ],
)
def test_a_damaged_project_is_opened_as_a_copy(
    tmp_path: Path, statements: tuple[str, ...], *, own: bool
) -> None:
    path = tmp_path / "talk.jiaozi"
    path.write_bytes(changed(saved(worked()), *statements))
    store = SessionStore(tmp_path / "sessions", lambda _: None)
    loaded = opening.read(store, opening.Wanted(path), _Silent())
    assert loaded is not None
    assert loaded.restored is not None
    assert (loaded.restored.project is not None) == own  # where saving goes


class _Silent:
    def report(self, done: float, total: float | None = None) -> None:
        """See `Progress`."""


def test_bytes_that_were_flipped_or_lost_never_hurt() -> None:
    whole = saved(worked())
    chance = random.Random(4)  # noqa: S311 - the same damage every time
    read = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 8, 64))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        try:
            assert isinstance(project_reader.read(bytes(data)).work.document, Document)
            read += 1
        except UserError:
            continue
    assert read > 50  # much of it is room, or text
