# SPDX-License-Identifier: GPL-3.0-or-later
"""A speech model is chosen and listens; doubtful cues are walked. The model is of random numbers:
what it doubts means nothing, all else does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from editor.actions import listening, sounding
from editor.core import editing
from editor.core.doubt import Candidate, Doubt
from editor.core.state import DOUBT
from editor.ear.results import windows_of
from editor.language.sound.alternatives import prepare
from editor.playback import ear_process
from editor.playback.asking import Asking
from editor.project.journal_port import NoJournal
from editor.settings import BESIDE, ENGINE, MODEL
from tests import tiny_whisper
from tests.making import REAL, written
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.playback.asking import Then
    from tests.desk import Desk

TEXT = "你好全中"
CUES = 6
"""Each takes 20 s, so that it has a window of its own."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "ggml-tiny.bin"
    tiny_whisper.write_ggml(path, tiny_whisper.tensors())
    return path


@pytest.fixture(scope="module")
def words() -> None:
    """The dictionary of what sounds alike has been read, which takes seconds."""
    prepare()


@pytest.fixture
def english(opened: Desk) -> Desk:
    """The same in a language that needs no dictionary, which takes seconds to read."""
    rows = [(cue.start, cue.end, f"the end {cue.id}") for cue in opened.session.document.cues]
    media = opened.session.media
    opened.session.open(written(*rows), journal=NoJournal(), media=media)
    return opened


@pytest.fixture
def opened(desk: Desk, tmp_path: Path) -> Desk:
    rows = [(20_000 * n, 20_000 * n + 19_000, f"{TEXT}{n}") for n in range(CUES)]
    desk.session.open(written(*rows), journal=NoJournal())
    spoken = [(start, end) for start, end, _ in rows]
    desk.session.set_media(write_wave(tmp_path / "talk.wav", talk(spoken, 20 * CUES)))
    return desk


def listen(desk: Desk) -> list[str]:
    """Listen to the end; the keys of the windows that were heard."""
    before = windows_of(desk.session.state.rows(DOUBT))
    ended: list[str] = []
    desk.context.listening.complete.connect(lambda: ended.append(""))
    desk.context.listening.failed.connect(lambda problem: ended.append(problem.text))
    listening.listen(desk.context)
    desk.until(lambda: ended)
    assert not any(ended)
    return sorted(windows_of(desk.session.state.rows(DOUBT)) - before)


def test_without_a_model_one_is_asked_for(opened: Desk) -> None:
    for command in (listening.listen, listening.listen_anew, listening.walk(1)):
        command(opened.context)
        assert "no speech model yet" in opened.said
        assert opened.views.notices[-1][1][-1] == "ear.model"


def test_a_model_is_checked_before_it_is_used(opened: Desk, model: Path, tmp_path: Path) -> None:
    (tmp_path / "ggml-broken.bin").write_bytes(b"lmgg" + bytes(100))
    opened.ask.will_answer(str(tmp_path / "ggml-broken.bin"), None, str(model), "")
    for said, chosen in (("no whole model", ""), ("no whole model", ""), ("can be used", model)):
        listening.choose_model(opened.context)
        opened.settle()
        assert said in opened.said
        assert opened.context.settings[MODEL] == str(chosen)
    listening.choose_model(opened.context)
    opened.settle()
    assert opened.context.settings[MODEL] == ""


@pytest.mark.long
def test_it_listens_and_goes_on_where_it_was(english: Desk, model: Path) -> None:
    opened, context, session = english, english.context, english.session
    context.settings[MODEL] = str(model)

    stopped = []

    def stop() -> None:
        done = context.listening.progress
        if done is not None and done[0] == 2:
            stopped.append(True)
            listening.listen(context)

    context.listening.moved.connect(stop)
    listening.listen(context)
    opened.look()
    opened.until(lambda: stopped)
    context.listening.moved.disconnect(stop)
    assert context.listening.progress is None
    heard = windows_of(session.state.rows(DOUBT))
    assert 2 <= len(heard) < CUES
    assert context.doubts.listed()

    assert len(listen(opened)) == CUES - len(heard)
    assert len(context.listening.doubts) == CUES
    assert listen(opened) == []  # all is known
    session.commit(editing.set_text(session.document, 3, "改了"))
    assert len(listen(opened)) == 1
    kept = {row: body for row, body in context.listening.doubts.items() if row != 3}
    state, document = session.state, session.document
    session.open(document, journal=NoJournal(), state=state)
    assert context.doubts.listed() == []
    opened.until(context.doubts.listed)
    assert {id_: context.listening.doubts[id_] for id_ in kept} == kept


@pytest.mark.long
@pytest.mark.parametrize("left", ["the medium", "the document", "the work"])
def test_it_ends_with_what_it_listens_to(english: Desk, model: Path, left: str) -> None:
    opened = english
    ear, session = opened.context.listening, opened.session
    ear.start(model, ())
    opened.until(lambda: ear.progress is not None and ear.progress.total)
    if left == "the medium":
        session.set_media(None)
    elif left == "the document":
        session.open(written((0, 900, "你好")), journal=NoJournal())
    else:
        opened.look_only()
    assert ear.progress is None


def test_what_breaks_while_it_listens_is_told(opened: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ggml-gone.bin"
    told: list[str] = []
    opened.context.listening.failed.connect(lambda problem: told.append(problem.text))
    opened.context.listening.start(path, ())
    opened.until(lambda: told)
    assert "ggml-gone.bin" in told[0]
    assert opened.context.listening.progress is None


def test_times_that_begin_anew_must_be_put_right_first(opened: Desk, model: Path) -> None:
    opened.context.settings[MODEL] = str(model)
    medium = opened.session.media
    opened.open(REAL)
    opened.session.set_media(medium)
    listening.listen(opened.context)
    opened.look()
    assert "not those of the sound" in opened.said
    assert opened.context.listening.progress is None


@pytest.mark.usefixtures("words")
def test_the_walk_plays_the_worst_and_right_takes_it_off(opened: Desk) -> None:
    context, cues = opened.context, opened.session.document.cues
    doubts = [Doubt(cues[row], score, (2, 4)) for row, score in ((4, -9.0),)]
    context.doubts.put("ear", doubts)
    opened.until(lambda: context.playback.has_medium)
    listening.walk(1)(context)
    assert (context.row, opened.session.selection.caret) == (4, 2)
    assert context.playback.range == (80_000, 99_000)
    listening.right(context)
    assert opened.session.document.cues[4].checked
    assert context.doubts.listed() == []
    assert opened.session.history.done[-1].change.title == "Mark checked"


def words_at(desk: Desk, row: int, caret: int) -> list[str]:
    """What F7 offers."""
    desk.session.select(desk.session.selection.at(row, caret))
    desk.views.words = []
    sounding.other_words(desk.context)
    desk.settle()
    return [each.word for each in desk.views.words]


@pytest.mark.usefixtures("words")
def test_words_that_were_heard_to_fit_come_first(opened: Desk) -> None:
    before = words_at(opened, 2, 2)
    fifth = opened.views.words[4]
    better = (Candidate(fifth.start, fifth.end, fifth.word, 0.3), Candidate(2, 4, "劝众", 0.2))
    cue = opened.session.document.cues[2]
    opened.context.listening.doubts[2] = Doubt(cue, -9, (2, 4), better)
    after = words_at(opened, 2, 2)
    assert after == [fifth.word, "劝众", *before[:4], *before[5:]]
    assert not opened.views.listens  # there is no model to ask now
    opened.session.commit(editing.set_text(opened.session.document, 2, f"{TEXT}9"))
    assert words_at(opened, 2, 2)[0] == before[0]  # that was said of another text


@pytest.mark.long
@pytest.mark.usefixtures("words")
def test_a_model_is_asked_for_the_order(opened: Desk, model: Path) -> None:
    opened.context.settings[MODEL] = str(model)
    opened.until(opened.context.listening.asking.can_ask)
    before = words_at(opened, 2, 2)
    assert opened.views.listens
    opened.until(lambda: not opened.views.listens)
    assert [each.word for each in opened.views.words] == before  # random numbers hear nothing


@pytest.mark.usefixtures("words")
def test_the_order_of_the_answer_is_shown(opened: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(
        _model: Path,
        row: int,
        texts: Sequence[str],
        place: tuple[int, int],
        _terms: object,
        then: Then,
    ) -> None:
        assert (row, texts[0], place) == (2, f"{TEXT}2", (2, 2))
        then(range(len(texts) - 1), None)

    opened.context.settings[MODEL] = "ggml-base.bin"
    monkeypatch.setattr(opened.context.listening.asking, "ask", ask)
    monkeypatch.setattr(opened.context.listening.asking, "can_ask", lambda: True)
    found = words_at(opened, 2, 2)
    monkeypatch.undo()
    opened.context.settings[MODEL] = ""
    assert found == words_at(opened, 2, 2)[::-1]


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(("place", "alike"), [(2, True), (4, False)])
def test_what_the_model_hears_is_offered_too(
    opened: Desk, monkeypatch: pytest.MonkeyPatch, place: int, *, alike: bool
) -> None:
    def ask(*asked: Any) -> None:
        gains = [-1.0] * (len(asked[2]) - 1)
        asked[-1](gains, Candidate(place, place + 1, "听见", 0.5))

    monkeypatch.setattr(opened.context.listening.asking, "ask", ask)
    monkeypatch.setattr(opened.context.listening.asking, "can_ask", lambda: True)
    opened.context.settings[MODEL] = "ggml-base.bin"
    found = words_at(opened, 2, place)
    assert found[0] == "听见"
    assert (len(found) > 1) == alike  # a digit sounds like nothing else
    assert opened.views.take_word is not None
    opened.views.take_word(opened.views.words[0])
    assert (
        opened.session.document.cues[2].text
        == f"{TEXT}2"[:place] + "听见" + f"{TEXT}2"[place + 1 :]
    )


@pytest.mark.usefixtures("words")
def test_a_model_that_is_gone_leaves_the_order_as_it_is(opened: Desk, tmp_path: Path) -> None:
    opened.context.settings[MODEL] = str(tmp_path / "ggml-gone.bin")
    opened.until(opened.context.listening.asking.can_ask)
    assert words_at(opened, 2, 2)
    opened.until(lambda: not opened.views.listens)


@pytest.mark.long
def test_an_answer_that_takes_long_is_waited_for(
    opened: Desk, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ear_process, "_KEPT", 1)  # ms; loading the model takes longer
    ended: list[None] = []

    class Watched(ear_process.EarProcess):
        def stop(self) -> None:
            ended.append(None)
            super().stop()

    process = Watched()
    asked = Asking(opened.session, opened.context.medium, process)
    opened.until(asked.can_ask)
    given: list[object] = []
    asked.ask(model, 2, (f"{TEXT}2", "看"), (2, 2), (), lambda *answer: given.append(answer))
    opened.until(lambda: given)
    assert not ended
    opened.until(lambda: ended)
    process.stop()


@pytest.mark.parametrize("forbidden", ["", "no model", "by a setting", "elsewhere"])
def test_while_nobody_works_it_listens_by_itself(opened: Desk, model: Path, forbidden: str) -> None:
    context = opened.context
    context.settings[MODEL] = "" if forbidden == "no model" else str(model)
    context.settings[BESIDE] = forbidden != "by a setting"
    if forbidden == "elsewhere":
        opened.look_only()
    listening.listen_by_itself(context)
    opened.look()
    assert (context.listening.progress is None) == bool(forbidden)


def test_times_that_begin_anew_are_not_listened_to_by_itself(opened: Desk, model: Path) -> None:
    opened.context.settings[MODEL] = str(model)
    medium = opened.session.media
    opened.open(REAL)
    opened.session.set_media(medium)
    listening.listen_by_itself(opened.context)
    opened.look()
    assert opened.context.listening.progress is None


def test_an_engine_is_checked_before_it_is_used(
    opened: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.ask.will_answer(Path(sys.executable))
    listening.choose_engine(opened.context)
    opened.settle()
    assert "No module named" in opened.said
    assert opened.context.settings[ENGINE] == ""
    monkeypatch.setattr("editor.ear.engine.version", lambda _: "4.8")
    opened.ask.will_answer(Path(sys.executable))
    listening.choose_engine(opened.context)
    opened.settle()
    assert opened.said == "CTranslate2 4.8 can be used."
    assert opened.context.settings[ENGINE] == sys.executable
    opened.ask.will_answer(None, 1)
    for chosen in (sys.executable, ""):
        listening.choose_engine(opened.context)
        assert opened.context.settings[ENGINE] == chosen
