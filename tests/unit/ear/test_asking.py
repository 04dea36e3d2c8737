# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions to a model that is kept: which text fits, noise says nothing, nothing is lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core.errors import UserError
from editor.ear import kept as keeping
from editor.ear.asking import Answer, Question, answer, expect
from editor.ear.kept import Kept
from editor.ear.whisper import Whisper
from editor.ear.windows import Line
from editor.media.sound import SAMPLES_FILE
from tests import tiny_whisper

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from editor.ear.ear import Heard

RATE = 16_000
LINES = (Line(3, 0, 2000, "你好"), Line(4, 2000, 4000, "看全中变化"))
TEXTS = ("看全中变化", "看权重变化", "看圈中变化")


@pytest.fixture
def question(tmp_path: Path) -> Question:
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    noise = np.random.default_rng(3).normal(0, 1000, 6 * RATE).astype(np.int16)
    noise.tofile(tmp_path / SAMPLES_FILE)
    where = (tmp_path / "ggml-tiny.bin", tmp_path, RATE, 1)
    return Question(*where, LINES, 4, TEXTS, (1, 1), "")


def answered(kept: Kept, question: Question) -> Answer:
    (step,) = answer(kept, question)
    made = step()
    assert isinstance(made, Answer)
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of all windows that are heard, in turn; all of them are taken for speech."""
    sizes: list[int] = []
    hear = Whisper.hear

    def counted(self: Whisper, sound: NDArray[np.float32]) -> Heard:
        sizes.append(len(sound))
        return hear(self, sound)

    monkeypatch.setattr(Whisper, "hear", counted)
    monkeypatch.setattr("editor.ear.fit.HEARD", -99.0)  # random weights hear nothing
    return sizes


@pytest.mark.usefixtures("heard")
def test_each_text_but_the_first_has_a_gain(question: Question) -> None:
    kept = Kept()
    first = answered(kept, question)
    again = answered(kept, question)
    other = answered(kept, question._replace(row=3, texts=("你好", "拟好")))
    assert len(first.gains) == 2
    assert again.gains == pytest.approx(first.gains, abs=1e-5)
    assert len(other.gains) == 1


def test_what_nobody_says_or_cannot_be_heard_has_no_gains(question: Question) -> None:
    for asked in (
        question,
        question._replace(row=9),
        question._replace(texts=("看全中变化", "<i></i>")),
    ):
        assert answered(Kept(), asked).gains == ()


def test_windows_that_were_heard_are_forgotten_in_turn(
    question: Question, heard: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_WINDOWS", 1)
    other = question._replace(lines=LINES[:1], row=3, texts=("你好", "拟好"))
    kept = Kept()
    for asked in (question, question, other, question):
        answered(kept, asked)
    assert [size > 0 for size in heard] == [True, False, True, True]  # and silence once


def test_what_was_expected_need_not_be_heard(question: Question, heard: list[int]) -> None:
    kept = Kept()
    (step,) = expect(kept, question._replace(texts=TEXTS[:1]))
    assert step() is None
    before = len(heard)
    assert answered(kept, question).gains
    assert len(heard) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
def test_another_model_is_another_one_also_at_the_same_place(question: Question) -> None:
    kept = Kept()
    first = kept.ear(question.model)
    assert kept.ear(question.model) is first
    tiny_whisper.write_ggml(question.model, tiny_whisper.tensors(seed=8))
    assert kept.ear(question.model) is not first


def test_a_model_that_cannot_be_used_is_told(question: Question) -> None:
    question.model.write_bytes(b"lmgg" + bytes(100))
    with pytest.raises(UserError, match="no whole model"):
        answered(Kept(), question)
