# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is done, what the journal holds gives back the same work; whatever happens to its file,
nothing but a part of it or a `UserError` comes out."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from editor import formats
from editor.core import editing
from editor.core.change import Change
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.head import NO_EXTRAS, Head
from editor.core.history import Step
from editor.core.selection import Selection
from editor.project import project_reader
from editor.project.project_file import Saved, Snapshot, write
from editor.project.store import SessionStore
from editor.session import Session
from tests.property.test_core import TEXTS, changes

if TYPE_CHECKING:
    from editor.core.selection import Field
    from editor.core.state import Json
    from editor.project.listing import RecentEntry

SRT = (
    "1\n00:00:01,000 --> 00:00:02,000  X1:40 Y1:20\n大家好\n\n"
    "2\n00:00:02,000 --> 00:00:03,500\n我是 GPT\n\n3\n00:00:04,000 --> 00:00:05,000\n再见\n\n"
).encode()
OURS = json.dumps(
    {
        "schema": "jiaozi/document/1",
        "language": "zh-Hans",
        "extras": {"vtt.blocks": True},
        "cues": [
            {
                "start": row * 1000,
                "end": row * 1000 + 900,
                "text": f"第{row}句",
                "hypothesis": f"第{row}聚",
                "speaker": "甲",
                "words": [[row * 1000, row * 1000 + 400, "第", 0.98765432], [row, row + 5, "x"]],
                "note": "\0\u2028",
                "extras": {"vtt.settings": "line:0", "own": [1.5, None, {"a": "b"}]},
            }
            for row in range(4)
        ],
    }
).encode()
OPENED = (
    formats.read(SRT, "a.srt"),
    formats.read(SRT * 9 + b"\xe5\xa4", "broken_off.srt"),
    formats.read(SRT.decode().encode("gb18030"), "gb.srt"),
    formats.read(OURS, "a.json"),
    Document(),
    Document(formats.read(OURS).cues, media="a.mp4", head=Head("en", "zh-Hans"), next_id=9),
)
LONE = "半\udce4个"
NAMED: st.SearchStrategy[dict[str, str]] = st.dictionaries(TEXTS, TEXTS | st.just(LONE), max_size=2)
BODIES: st.SearchStrategy[Json] = st.recursive(
    st.booleans() | st.integers(-9, 9) | TEXTS | st.just(LONE) | st.just(0.25),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=3,
)


@st.composite
def heads(draw: st.DrawFn) -> Head:
    return Head(
        draw(st.sampled_from(["zh-Hans", "zh-Hant", None, ""])),
        draw(st.sampled_from(["en", None])),
        draw(st.dictionaries(TEXTS, NAMED, max_size=2)),
        draw(NAMED),
        draw(NAMED),
        draw(st.sampled_from([NO_EXTRAS, {"ass.fonts": ["a", None, {"b": 1.5}]}])),
    )


class Journals(RuleBasedStateMachine):
    """A user who does everything in any order, and now and then opens the work again."""

    @initialize(document=st.sampled_from(OPENED))
    def begin(self, document: Document) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.failures: list[UserError | None] = []
        self.store = SessionStore(self.folder, self.failures.append)
        self.first = document
        self.time = 0.0
        self.session = Session(lambda: self.time)
        self.session.open(document, journal=self.store.begin(document))

    @rule(data=st.data())
    def commit(self, data: st.DataObject) -> None:
        self.session.commit(data.draw(changes(self.session.document)))

    @rule(data=st.data(), text=TEXTS | st.just(LONE))
    def type(self, data: st.DataObject, text: str) -> None:
        document = self.session.document
        if document.cues:
            row = data.draw(st.integers(0, len(document.cues) - 1))
            place = Selection(row, len(text), 0, row)
            self.session.commit(editing.set_text(document, row, text), place)

    @rule(text=TEXTS)
    def type_on(self, text: str) -> None:
        document, row = self.session.document, self.session.selection.current
        if document.cues:
            self.session.commit(editing.set_text(document, row, text))

    @rule(head=heads())
    def convert(self, head: Head) -> None:
        document = self.session.document
        if document.head != head:
            self.session.commit(Change("Convert", (), head=(document.head, head)))

    @rule()
    def delete_every_other(self) -> None:
        document = self.session.document
        self.session.commit(editing.delete(document, range(0, len(document.cues), 2)))

    @rule()
    def pause(self) -> None:
        self.time += 10

    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.session.undo()

    @rule(times=st.integers(1, 5))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.session.redo()

    @rule(
        row=st.integers(0, 6),
        caret=st.integers(0, 9),
        others=st.sampled_from([(), ((0, 2),)]),
        field=st.sampled_from(["text", "second"]),
    )
    def select(
        self, row: int, caret: int, others: tuple[tuple[int, int], ...], field: Field
    ) -> None:
        self.session.select(Selection(row, caret, caret, row, others, field))

    @rule(media=st.sampled_from([Path("a.mp4"), Path("/b\udce4.ogg"), None]))
    def pair(self, media: Path | None) -> None:
        self.session.set_media(media)

    @rule(starts=st.dictionaries(st.integers(0, 6), st.integers(0, 9_000), max_size=3))
    def hear(self, starts: dict[int, int]) -> None:
        self.session.know_starts(starts)

    @rule(
        kind=st.sampled_from(["heard", "term", "mood"]),
        key=TEXTS | st.just(LONE),
        value=st.none() | BODIES,
    )
    def keep(self, kind: str, key: str, value: Json) -> None:
        self.session.keep(kind, key, value)

    @rule(written=st.binary(max_size=3))
    def save(self, written: bytes) -> None:
        self.session.mark_exported(written)

    @rule()
    def carry_elsewhere(self) -> None:
        """A project file of it holds the same, history included."""
        session = self.session
        history = session.history
        snapshot = Snapshot(
            document=session.document,
            done=tuple(history.done),
            undone=tuple(history.undone),
            selection=session.selection,
            path=session.path,
            media=session.media,
            identity=None,
            profile="youtube",
            state=session.state,
        )
        work = project_reader.read(write(snapshot, self.folder, Saved(self.folder, "r", 0))).work
        assert work.problems == ()
        assert work.document == session.document
        assert (work.history.done, work.history.undone) == (history.done, history.undone)
        assert work.selection == session.selection.clipped(len(session.document.cues))
        assert (work.path, work.media) == (session.path, session.media)
        assert work.state == session.state

    @rule()
    def open_again(self) -> None:
        session = self.session
        assert session.flush()
        entry = self.store.last()
        assert entry is not None
        restored = self.store.restore(entry)
        assert restored.problems == ()
        session.close()
        self.session = Session(lambda: self.time)
        self.session.open(
            restored.document,
            journal=self.store.resume(restored),
            media=restored.media,
            selection=restored.selection,
            history=restored.history,
            state=restored.state,
        )
        assert_same(self.session, session)

    @invariant()
    def nothing_failed(self) -> None:
        assert self.failures == []

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        before = self.session
        self.open_again()
        for walk in (Session.undo, Session.redo):
            for _ in [*before.history.done, *before.history.undone]:
                walk(before)
                walk(self.session)
                assert_same(self.session, before)
            if walk is Session.undo:
                assert self.session.document == self.first
        self.session.close()
        assert self.failures == []
        shutil.rmtree(self.folder)


def assert_same(mine: Session, other: Session) -> None:
    assert mine.document == other.document
    assert mine.document.next_id == other.document.next_id
    assert mine.document.source == other.document.source
    assert mine.document.problems == other.document.problems
    assert mine.selection == other.selection
    assert mine.state == other.state
    assert mine.media == other.media
    assert mine.history.done == other.history.done
    assert mine.history.undone == other.history.undone
    assert mine.history.saved == other.history.saved


TestJournals = Journals.TestCase
TestJournals.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


class Worked:
    """A session in which much was done: its entry, its file, and all stages of the document."""

    def __init__(self, entry: RecentEntry, data: bytes, stages: list[Document]) -> None:
        self.entry, self.data, self.stages = entry, data, stages


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    folder = tmp_path_factory.mktemp("worked")
    store = SessionStore(folder, lambda _: None)
    document = formats.read(OURS, "a.json")
    stages = [document]
    journal = store.begin(document, Path("a.json"))
    for number in range(120):
        change = editing.set_text(document, number % 4, f"改成{number}" * 8)
        document = change.apply(document)
        journal.committed(Step(change), sealed=True)
        stages.append(document)
    journal.close()
    entry = store.last()
    assert entry is not None
    return Worked(entry, (folder / f"{entry.id}.jiaozi-session").read_bytes(), stages)


def restored_part(worked: Worked, data: bytes) -> int | None:
    """How many edits come back from a damaged file, looked at every way; None: a `UserError`."""
    entry = worked.entry
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{entry.id}.jiaozi-session"
        path.write_bytes(data)
        told: list[object] = []  # the window hears of it, and writes the work anew
        store = SessionStore(Path(folder), told.append)
        store.find(None, OURS)
        store.recent(5)
        store.prune()
        try:
            restored = store.restore(entry)
            journal = store.resume(restored)
        except UserError:
            return None
        goes_on = editing.insert(restored.document, 0, 0, 10, "新")
        journal.committed(Step(goes_on), sealed=True)
        journal.close()
        newest = store.last()
        if newest is not None:
            again = store.restore(newest)
            if not again.problems and not told:
                assert again.document == goes_on.apply(restored.document)
    if not any("copy of the file" in problem.message for problem in restored.problems):
        assert restored.document == worked.stages[restored.last]
    return restored.last


@given(place=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255), run=st.integers(1, 64))
def test_flipped_bytes_give_a_part_or_a_sentence(
    worked: Worked, place: float, mask: int, run: int
) -> None:
    data = bytearray(worked.data)
    start = int(place * len(data))
    data[start : start + run] = bytes(byte ^ mask for byte in data[start : start + run])
    restored_part(worked, bytes(data))


@given(place=st.floats(0, 1, exclude_max=True), fill=st.booleans())
def test_a_cut_file_gives_a_part_or_a_sentence(
    worked: Worked,
    place: float,
    fill: bool,  # noqa: FBT001
) -> None:
    whole = worked.data
    data = whole[: int(place * len(whole))]
    restored_part(worked, data.ljust(len(whole), b"\0") if fill else data)


def test_of_a_file_that_is_whole_everything_comes_back(
    worked: Worked,
) -> None:
    assert restored_part(worked, worked.data) == 120


def test_what_comes_before_a_damaged_entry_is_kept(
    worked: Worked,
) -> None:
    data = worked.data
    place = data.index("改成57".encode())
    assert restored_part(worked, data[:place] + b"?" + data[place + 1 :]) == 57
