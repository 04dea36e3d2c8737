# SPDX-License-Identifier: GPL-3.0-or-later
"""CTranslate2 in a Python of the user's: the same numbers, or a sentence and numpy instead.

`tests/fake_engine` stands for it; `make ear` does the same with the real one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core.errors import UserError
from editor.ear.engine import Engine, Program, version
from editor.ear.kept import Kept
from editor.ear.models import read_model
from editor.ear.whisper import Whisper
from tests import tiny_whisper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.errors import Problem

FAKE = Path(__file__).parents[2] / "fake_engine"
ROOT = FAKE.parents[1]
PYTHON = Path(sys.executable)
TEXTS = ("你好 the end", "你好 the", "好你 the end")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tiny_whisper.write_ctranslate(tmp_path, tiny_whisper.tensors())
    return tmp_path


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, (FAKE, ROOT))))
    program = Program(PYTHON)
    yield program
    program.close()


def sound() -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.random.default_rng(3).normal(0, 0.1, 3 * 16_000).astype(np.float32)


@pytest.mark.long
def test_its_numbers_are_those_of_numpy(program: Program, folder: Path) -> None:
    model = read_model(folder)
    ours, theirs = Whisper(model), Engine(program, folder, model, "tiny", 1)
    windows = [each.hear(sound()) for each in (ours, theirs)]
    assert windows[0].positions == windows[1].positions
    for prompt in ("", "权重"):
        pairs = zip(
            ours.score(windows[0], TEXTS, prompt),
            theirs.score(windows[1], TEXTS, prompt),
            strict=True,
        )
        for mine, other in pairs:
            assert other.log_probabilities == pytest.approx(mine.log_probabilities, abs=1e-4)
            assert (other.spans == mine.spans).all()
            if mine.starts is not None:
                assert np.array_equal(mine.starts, other.starts)  # type: ignore[arg-type]
    seams = [
        each.seams(window, TEXTS[0], each.score(window, TEXTS[:1])[0])
        for each, window in zip((ours, theirs), windows, strict=True)
    ]
    assert seams[1].unspaced == pytest.approx(seams[0].unspaced, abs=1e-4)
    assert np.isfinite(seams[0].unspaced).any()
    drafts = ours.transcribe(windows[0]), theirs.transcribe(windows[1])
    assert drafts[0].text == drafts[1].text
    assert drafts[0].log_probability == pytest.approx(drafts[1].log_probability, abs=1e-4)
    assert drafts[0].no_speech == pytest.approx(drafts[1].no_speech, abs=1e-5)
    written = [
        each.write_on(window, TEXTS[0], 3, "", 5)
        for each, window in zip((ours, theirs), windows, strict=True)
    ]
    assert written[0] == written[1]
    theirs.use(2)
    again = theirs.score(theirs.hear(sound()), TEXTS[:1])[0]
    first = theirs.score(windows[1], TEXTS[:1])[0]
    assert again.log_probabilities == pytest.approx(first.log_probabilities, abs=1e-5)
    assert "ctranslate2" not in sys.modules


@pytest.mark.long
def test_what_is_given_up_does_not_answer_what_is_asked_next(program: Program) -> None:
    def give_up() -> None:
        raise KeyError

    program.between = give_up
    with pytest.raises(KeyError):
        program.ask("load", model="", threads=1)
    program.between = lambda: None
    assert program.ask("version")[0] == {"version": "0 (numpy)"}


def test_a_python_without_it_is_told() -> None:
    with pytest.raises(UserError, match="No module named 'ctranslate2'"):
        version(PYTHON)


def noted(model: Path, engine: Path) -> tuple[Whisper, list[str]]:
    """Who listens, and what is said of the engine."""
    notes: list[Problem] = []
    ear = Kept(engine=engine, note=notes.append).ear(model)
    return ear, [note.text for note in notes]


def test_without_it_numpy_listens_and_says_so(folder: Path) -> None:
    ear, (note,) = noted(folder, PYTHON)
    assert type(ear) is Whisper
    assert note.startswith("Computed by Jiaozi instead. CTranslate2 in “")
    ear, (note,) = noted(folder, folder / "no-python")
    assert type(ear) is Whisper
    assert "no-python” cannot be run" in note


@pytest.mark.skipif(sys.platform == "win32", reason="its programs that end at once differ")
def test_a_program_that_is_no_python_is_told(folder: Path) -> None:
    ear, (note,) = noted(folder, Path("/bin/true"))
    assert type(ear) is Whisper
    assert "ended unexpectedly" in note


def test_other_forms_of_models_are_read_by_numpy(tmp_path: Path) -> None:
    path = tmp_path / "ggml-tiny.bin"
    tiny_whisper.write_ggml(path, tiny_whisper.tensors())
    ear, (note,) = noted(path, PYTHON)
    assert type(ear) is Whisper
    assert note.startswith("CTranslate2 reads faster-whisper folders only")


@pytest.mark.long
@pytest.mark.usefixtures("program")
def test_the_process_that_listens_uses_it(folder: Path) -> None:
    ear, notes = noted(folder, PYTHON)
    assert isinstance(ear, Engine)
    ear.program.close()
    assert notes == []
