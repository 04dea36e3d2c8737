# SPDX-License-Identifier: GPL-3.0-or-later
"""From a path to the work as it was left: sessions, projects, files that were changed since."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.core import editing
from editor.core.errors import UserError
from editor.core.history import Step
from editor.core.selection import START
from editor.project import opening
from editor.project.opening import Here, Loaded, Wanted, beside
from editor.project.store import SessionStore
from tests.desk import srt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor.core.document import Document

TALK = srt((0, 900, "大家好"), (1_000, 1_900, "再见"))


class Silent:
    """A progress that nobody watches."""

    def report(self, done: float, total: float | None = None) -> None:
        """See `Progress`."""


@pytest.fixture(autouse=True)
def _all_journals_are_closed() -> Iterator[None]:
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name == "journal"] == []


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "sessions", lambda error: None if error is None else fail(error))


def fail(error: UserError) -> None:
    raise error


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.srt"
    path.write_text(TALK, "utf-8")
    return path


def read(store: SessionStore, path: Path, here: Here = opening.NOTHING, **more: object) -> Loaded:
    loaded = opening.read(store, Wanted(path, **more), Silent(), here)  # type: ignore[arg-type] # tests know
    assert loaded is not None
    return loaded


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def work(store: SessionStore, loaded: Loaded, text: str) -> Callable[[], None]:
    """Say something else in the first cue, as a window does; returns what closes it."""
    resumed = opening.resume(store, loaded)
    change = editing.set_text(loaded.document, 0, text)
    resumed.journal.committed(Step(change, START, START), sealed=True)
    assert resumed.journal.flush()
    return resumed.journal.close


def test_a_new_file_is_read_with_the_medium_beside_it(store: SessionStore, talk: Path) -> None:
    medium = talk.with_suffix(".mp3")
    medium.write_bytes(b"")
    loaded = read(store, talk)
    assert (texts(loaded.document), loaded.media) == (["大家好", "再见"], medium)
    assert (loaded.restored, loaded.earlier, loaded.copied) == (None, None, False)
    other = talk.with_name("other.wav")
    assert read(store, talk, media=other).media == other


def test_the_same_file_goes_on_where_it_was_left_or_begins_afresh(
    store: SessionStore, talk: Path
) -> None:
    work(store, read(store, talk), "各位好")()
    again = read(store, talk)
    assert texts(again.document) == ["各位好", "再见"]
    assert again.restored is not None
    assert again.restored.history.undo_title == "Edit text"
    assert texts(read(store, talk, afresh=True).document) == ["大家好", "再见"]


def test_what_is_open_is_not_opened_again_unless_it_changed(
    store: SessionStore, talk: Path
) -> None:
    here = Here(talk, talk.read_bytes())
    assert opening.read(store, Wanted(talk), Silent(), here) is None
    assert opening.read(store, Wanted(talk, afresh=True), Silent(), here) is not None
    talk.write_text(TALK.replace("再见", "明天见"), "utf-8")
    assert texts(read(store, talk, here).document) == ["大家好", "明天见"]


def test_work_on_an_earlier_version_is_named_while_it_stands_in_no_other_file(
    store: SessionStore, talk: Path
) -> None:
    work(store, read(store, talk), "各位好")()
    talk.write_text(TALK.replace("再见", "明天见"), "utf-8")
    loaded = read(store, talk)
    assert texts(loaded.document) == ["大家好", "明天见"]
    assert loaded.earlier is not None
    earlier = opening.from_store(store, store.entry(loaded.earlier), compared=True)
    assert (texts(earlier.document), earlier.compared) == (["各位好", "再见"], True)


def test_work_that_another_window_has_may_be_looked_at(store: SessionStore, talk: Path) -> None:
    close = work(store, read(store, talk), "各位好")
    loaded = read(store, talk)
    looked = opening.resume(store, loaded)
    assert loaded.restored is not None
    assert looked.elsewhere == loaded.restored.id
    close()
    free = opening.resume(store, loaded)
    assert free.elsewhere is None
    free.journal.close()


def test_a_copy_is_another_session(store: SessionStore, talk: Path) -> None:
    close = work(store, read(store, talk), "各位好")
    loaded = replace(read(store, talk), copied=True, media=talk.with_suffix(".wav"))
    copy = opening.resume(store, loaded)
    assert (copy.elsewhere, copy.refused) == (None, None)
    assert loaded.restored is not None
    assert copy.journal.id != loaded.restored.id
    copy.journal.close()
    assert store.restore(store.entry(copy.journal.id)).media == talk.with_suffix(".wav")
    close()


def test_what_was_done_while_it_was_read_is_there(store: SessionStore, talk: Path) -> None:
    work(store, read(store, talk), "各位好")()
    stale = read(store, talk)
    work(store, stale, "诸位好")()
    assert texts(opening.refreshed(store, stale).document) == ["诸位好", "再见"]
    new = read(store, talk, afresh=True)
    assert opening.refreshed(store, new) is new


def test_a_file_that_is_gone_or_is_none_is_refused(store: SessionStore, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        read(store, tmp_path / "gone.srt")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 9)
    with pytest.raises(UserError):
        read(store, tmp_path / "noise.bin")


def test_beside_a_file_the_first_ending_comes_first(tmp_path: Path) -> None:
    for name in ("talk.wav", "talk.MP4", "talk.txt", "other.mp4"):
        (tmp_path / name).write_bytes(b"")
    assert beside(tmp_path / "talk.srt", opening.MEDIA) == tmp_path / "talk.MP4"
    assert beside(tmp_path / "talk.wav", opening.texts()) == tmp_path / "talk.txt"
    assert beside(tmp_path / "third.srt", opening.MEDIA) is None
    assert beside(tmp_path / "gone" / "talk.srt", opening.MEDIA) is None
