# SPDX-License-Identifier: GPL-3.0-or-later
"""The word model: its file, how a line reads, which lines are doubtful, other words by it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core.cue import Cue
from editor.core.errors import UserError
from editor.core.progress import Cancelled
from editor.language.glossary import Term
from editor.language.sound.alternatives import alternatives
from editor.language.word_model.doubting import Doubter
from editor.language.word_model.finding import NAME, found
from editor.language.word_model.model import UNKNOWN, WordModel, word_model
from editor.language.word_model.sentence import Swap, gains, gains_in, read
from tests.word_models import PAIRS, WORDS, write

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.doubt import Doubt

NATS = math.log(10)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("model") / NAME)


@pytest.fixture(scope="module")
def model(path: Path) -> WordModel:
    return word_model(path)


def doubts(model: WordModel, *texts: str, terms: tuple[Term, ...] = ()) -> list[Doubt]:
    return Doubter(model, terms).doubts(cues(*texts))


def cues(*texts: str) -> list[Cue]:
    return [Cue(row, 2000 * row, 2000 * row + 1900, text) for row, text in enumerate(texts)]


def test_pairs_and_words_are_read_and_the_rest_is_backed_off(model: WordModel) -> None:
    likely = {}
    for before, word in [*PAIRS, ("权重", "群众"), ("?", "模型")]:
        numbers = (np.array([max(model.number(each), UNKNOWN)]) for each in (before, word))
        likely[before, word] = float(model.after(*numbers)[0]) / NATS
    assert likely == pytest.approx(
        {**PAIRS, ("权重", "群众"): WORDS["群众"] - 0.25, ("?", "模型"): WORDS["模型"] - 0.25}
    )


@pytest.mark.parametrize("spoil", [lambda raw: raw[:3000], lambda raw: raw[:90], lambda _: b"text"])
def test_a_damaged_file_is_told(path: Path, tmp_path: Path, spoil: object) -> None:
    other = tmp_path / NAME
    other.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(UserError, match="no word model of libime"):
        word_model(other)
    other.unlink()
    with pytest.raises(UserError, match="cannot be read"):
        word_model(other)


def test_the_users_own_model_comes_first(tmp_path: Path) -> None:
    assert found(tmp_path) != tmp_path / NAME
    own = write(tmp_path / NAME)
    assert found(tmp_path) == own


def test_the_likeliest_words(model: WordModel) -> None:
    (stretch, empty) = read(model, ["我们没有改变权重", ""])
    text = "我们没有改变权重"
    assert [text[word.start : word.end] for word in stretch.words] == [
        *("我们", "没有", "改变", "权重")
    ]
    expected = WORDS["我们"] - 0.25 - 1.0 - 0.5 - 1.2
    assert stretch.likely == pytest.approx(expected * NATS)
    assert (empty.words, empty.likely) == ((), 0.0)


def test_a_gain_is_what_the_line_with_the_other_word_is_likelier(model: WordModel) -> None:
    line = "模型的全中是一个问题"
    for start, end, word in [
        (3, 5, "权重"),
        (3, 5, "群众"),
        (3, 4, "权"),
        (0, 2, "问题"),
        (8, 10, "知识"),
    ]:
        other = line[:start] + word + line[end:]
        before, after = read(model, [line, other])
        swap = Swap(start, end, model.number(word))
        assert gains(model, [(before, swap)]) == pytest.approx([after.likely - before.likely])
        assert gains_in(model, f"x{line}", [(start + 1, end + 1, word)]) == gains(
            model, [(before, swap)]
        )


def test_the_line_with_a_misheard_word_is_the_most_doubtful(model: WordModel) -> None:
    first, *rest = doubts(model, "我们没有改变模型的问题", "模型的全中是一个问题", "是一个问题")
    assert (first.cue.id, first.weakest) == (1, (3, 5))
    assert (first.candidates[0].start, first.candidates[0].end, first.candidates[0].word) == (
        3,
        5,
        "权重",
    )
    assert first.candidates[0].gain > 0
    assert [each.score for each in (first, *rest)] == sorted(each.score for each in (first, *rest))


def test_other_words_are_in_the_script_of_the_line(model: WordModel) -> None:
    (only,) = doubts(model, "這個問題的全中")
    assert only.candidates[0].word == "權重"


def test_terms_are_no_strangers_and_are_proposed(path: Path) -> None:
    terms = (Term("卢毅"), Term("LLaMA"))
    knowing = word_model(path, [term.term for term in terms])
    text = "卢毅没有改变LLaMA模型"
    assert doubts(knowing, text, terms=terms)[0].score > doubts(word_model(path), text)[0].score
    (misheard,) = doubts(knowing, "我们改变拉玛模型", terms=terms)
    assert [(each.start, each.end, each.word) for each in misheard.candidates][:1] == [
        (4, 6, "LLaMA")
    ]
    assert misheard.weakest == (4, 6)


def test_a_word_of_letters_is_strange_unless_it_is_english_or_often_there(model: WordModel) -> None:
    texts = ["这个statseek模型", "这个model模型", *["我们的prompt"] * 3, *["是一个zzork"] * 3]
    ranked = doubts(model, *texts)
    assert (ranked[0].cue.id, ranked[0].weakest) == (0, (2, 10))
    assert {each.cue.id for each in ranked if each.score < -12} == {0}


def test_what_is_no_mandarin_is_not_judged(model: WordModel) -> None:
    texts = ("これは全中です", "佢哋唔知全中", "", "Hello, everyone.", "https://全中.example")
    assert {(each.score, each.candidates) for each in doubts(model, *texts)} == {(-0.0, ())}


def test_small_words_of_one_sound_are_not_proposed(model: WordModel) -> None:
    likelier = gains_in(model, "他在", [(0, 1, "她"), (1, 2, "再")])
    assert likelier[0] > 0
    assert not any("她" in other.word for other in doubts(model, "他在")[0].candidates)


class Stopping:
    """Progress that cancels after so many reports."""

    def __init__(self, reports: int) -> None:
        self.left = reports
        self.last = (0.0, 0.0)

    def report(self, done: float, total: float | None = None) -> None:
        self.last = (done, total or 0.0)
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_what_was_read_is_not_read_again(model: WordModel) -> None:
    lines = cues(*(f"模型的全中{n}" for n in range(600)))
    doubter = Doubter(model)
    with pytest.raises(Cancelled):
        doubter.doubts(lines, Stopping(1))
    rest = Stopping(100)
    first = doubter.doubts(lines, rest)
    assert 0 < rest.last[1] < 600
    again = Stopping(100)
    assert doubter.doubts(lines, again) == first
    assert again.left == 100


def test_without_cues_there_are_no_doubts(model: WordModel) -> None:
    assert doubts(model) == []


def test_other_words_at_the_caret_by_how_the_line_reads(model: WordModel) -> None:
    line = "我们没有改变全中"
    assert alternatives(line, 6, model=model)[0][:3] == (6, 8, "权重")
    terms = (Term("全种"),)
    assert alternatives(line, 6, None, terms, model=model)[0].word == "全种"
