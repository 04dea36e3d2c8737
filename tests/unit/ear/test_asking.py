# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions to a process that keeps the model: the newest is answered, noise says nothing."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.ear import asking
from editor.ear.asking import Answer, Asked, Question, answer
from editor.ear.whisper import Whisper
from editor.ear.windows import Line
from editor.media.processes import Failed, make_process
from editor.media.sound import SAMPLES_FILE
from tests import tiny_whisper

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from editor.ear.ear import Heard

RATE = 16_000
LINES = (Line(3, 0, 2000, "你好"), Line(4, 2000, 4000, "看全中变化"))


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    noise = np.random.default_rng(3).normal(0, 1000, 6 * RATE).astype(np.int16)
    noise.tofile(tmp_path / SAMPLES_FILE)
    return Asked(tmp_path / "ggml-tiny.bin", tmp_path, RATE, 1)


class Wire:
    """A pipe with questions in it; it closes after the last one."""

    def __init__(self, *batches: list[Question]) -> None:
        self._batches = [[*batch] for batch in batches]
        self.sent: list[Answer] = []

    def recv(self) -> Question:
        while self._batches and not self._batches[0]:
            self._batches.pop(0)
        if not self._batches:
            raise EOFError
        return self._batches[0].pop(0)

    def poll(self) -> bool:
        return bool(self._batches and self._batches[0])

    def send(self, message: Answer) -> None:
        self.sent.append(message)


def question(number: int, row: int = 4, *texts: str) -> Question:
    return Question(
        number, LINES, row, texts or ("看全中变化", "看权重变化", "看圈中变化"), (1, 1), ""
    )


def answers(asked: Asked, *batches: list[Question]) -> list[Answer]:
    wire = Wire(*batches)
    with pytest.raises(EOFError):
        answer(wire, asked)  # type: ignore[arg-type]
    return wire.sent


def test_the_newest_question_is_answered(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.ear.fit.HEARD", -99.0)  # random weights hear nothing
    first, again, other = answers(
        asked, [question(1), question(2)], [question(3)], [question(4, 3, "你好", "拟好")]
    )
    assert [each.number for each in (first, again, other)] == [2, 3, 4]
    assert len(first.gains) == 2
    assert again.gains == pytest.approx(first.gains, abs=1e-5)
    assert len(other.gains) == 1


def test_what_nobody_says_or_cannot_be_heard_has_no_gains(asked: Asked) -> None:
    unheard, gone, empty = answers(
        asked, [question(1)], [question(2, 9)], [question(3, 4, "看全中变化", "<i></i>")]
    )
    assert (unheard.gains, gone.gains, empty.gains) == ((), (), ())


def test_windows_that_were_heard_are_forgotten_in_turn(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    hear = Whisper.hear

    def counted(self: Whisper, sound: NDArray[np.float32]) -> Heard:
        heard.append(len(sound))
        return hear(self, sound)

    monkeypatch.setattr(asking, "_KEPT", 1)
    monkeypatch.setattr(Whisper, "hear", counted)
    one, other = question(1), Question(2, LINES[:1], 3, ("你好", "拟好"), (0, 2), "")
    answers(asked, [one], [one], [other], [one])
    assert [size > 0 for size in heard] == [True, False, True, True]  # and silence once


def test_a_model_that_cannot_be_used_ends_it(asked: Asked) -> None:
    asked.model.write_bytes(b"lmgg" + bytes(100))
    wire, far_end = multiprocessing.Pipe()
    process = make_process("asked", far_end, answer, (asked,))
    process.start()
    far_end.close()
    assert isinstance(wire.recv(), Failed)
    process.join()
