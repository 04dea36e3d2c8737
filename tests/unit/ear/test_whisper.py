# SPDX-License-Identifier: GPL-3.0-or-later
"""The network: what holds for any weights. `make ear` compares real ones with another engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.ear.compute import gelu, normalised, softmax
from editor.ear.ear import NoModel
from editor.ear.models import read_model
from editor.ear.whisper import Whisper
from tests import tiny_whisper

if TYPE_CHECKING:
    from editor.ear.ear import Ear, Heard
    from editor.ear.weights import ModelFile

SOUND = np.random.default_rng(1).normal(0, 0.1, 16_000 * 2).astype(np.float32)
TEXTS = ["你好 the end", "你好 the and", "你好", "你的 other", "你好 the end of it"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelFile:
    folder = tmp_path_factory.mktemp("tiny")
    tiny_whisper.write_ctranslate(folder, tiny_whisper.tensors())
    return read_model(folder)


@pytest.fixture(scope="module")
def ear(model: ModelFile) -> Whisper:
    return Whisper(model)


@pytest.fixture(scope="module")
def heard(ear: Whisper) -> Heard:
    return ear.hear(SOUND)


def test_alternatives_score_as_they_would_alone(ear: Whisper, heard: Heard) -> None:
    together = ear.score(heard, TEXTS)
    for text, found in zip(TEXTS, together, strict=True):
        alone = ear.score(heard, [text])[0]
        assert found.log_probabilities == pytest.approx(alone.log_probabilities, abs=1e-4)
        assert found.spans.tolist() == alone.spans.tolist()
        assert (alone.log_probabilities < 0).all()


def test_a_token_without_its_space_scores_as_if_it_were_written_so(
    ear: Whisper, heard: Heard
) -> None:
    text, prompt = "你好 the end", "the other"
    scored = ear.score(heard, [text], prompt)[0]
    seams = ear.seams(heard, text, scored, prompt)
    joined = ear.score(heard, ["你好the"], prompt)[0]
    assert seams.unspaced[2] == pytest.approx(joined.log_probabilities[2], abs=1e-4)
    assert np.isfinite(seams.unspaced).tolist() == [
        text[a] == " " != text[a:b] for a, b in scored.spans
    ]
    assert seams.end < 0


def test_threads_change_nothing(model: ModelFile, ear: Whisper, heard: Heard) -> None:
    two = Whisper(model, threads=2)
    found, right = two.score(two.hear(SOUND), TEXTS), ear.score(heard, TEXTS)
    two.use(1)
    for first, second in zip(found, right, strict=True):
        assert first.log_probabilities == pytest.approx(second.log_probabilities, abs=1e-4)


def test_tensors_that_are_not_kept_change_nothing(model: ModelFile, heard: Heard) -> None:
    lean, rich = Whisper(model, kept=0), Whisper(model)
    first, second = lean.score(heard, TEXTS[:1])[0], rich.score(heard, TEXTS[:1])[0]
    assert first.log_probabilities == pytest.approx(second.log_probabilities, abs=1e-5)


def test_a_token_depends_on_those_before_it_only(ear: Whisper, heard: Heard) -> None:
    long, short = ear.score(heard, ["你好 the end"])[0], ear.score(heard, ["你好 th"])[0]
    assert long.log_probabilities[:2] == pytest.approx(short.log_probabilities[:2], abs=1e-5)


def test_the_prompt_and_the_sound_matter(ear: Whisper, heard: Heard) -> None:
    plain = ear.score(heard, TEXTS[:1])[0].log_probabilities
    prompted = ear.score(heard, TEXTS[:1], "the other")[0].log_probabilities
    other = ear.score(ear.hear(SOUND[::-1].copy()), TEXTS[:1])[0].log_probabilities
    assert np.abs(plain - prompted).max() > 1e-3
    assert np.abs(plain - other).max() > 1e-4


def test_starts_ascend_within_the_sound(ear: Whisper, heard: Heard) -> None:
    found = ear.score(heard, ["你好 the end"])[0]
    assert found.starts is not None
    assert len(found.starts) == len(found.spans) + 1
    assert (np.diff(found.starts) >= 0).all()
    assert 0 <= found.starts[0] <= found.starts[-1] <= 2000


def test_an_empty_text_has_no_scores(ear: Whisper, heard: Heard) -> None:
    found = ear.score(heard, ["", "你好"])
    assert len(found[0].log_probabilities) == 0
    assert found[1].log_probabilities == pytest.approx(
        ear.score(heard, ["你好"])[0].log_probabilities, abs=1e-5
    )


def test_a_draft_is_the_same_each_time(ear: Whisper, heard: Heard) -> None:
    draft = ear.transcribe(heard)
    assert draft == ear.transcribe(heard)
    assert draft.log_probability < 0
    assert 0 <= draft.no_speech <= 1


def test_gelu_is_exact() -> None:
    # x Φ(x), from tables of the normal distribution.
    x = np.array([[-40, -3, -1, 0, 0.5, 1, 2, 40]], np.float32)
    gelu(x)
    right = [0, -3 * 0.001349898, -0.158655254, 0, 0.5 * 0.691462461, 0.841344746, 1.954499736, 40]
    assert x[0] == pytest.approx(right, abs=3e-7)


def test_softmax_and_norm() -> None:
    assert softmax(np.array([[0, np.log(3), -np.inf]], np.float32))[0] == pytest.approx(
        [0.25, 0.75, 0], abs=1e-6
    )
    row = np.array([[1, 2, 3, 4]], np.float32)
    right = np.array([-1.5, -0.5, 0.5, 1.5]) / np.sqrt(1.25 + 1e-5) * 2 + 1
    assert normalised(row, np.float32(2), np.float32(1))[0] == pytest.approx(right, abs=1e-6)


def test_no_model_finds_nothing_doubtful() -> None:
    ear: Ear = NoModel()
    window = ear.hear(SOUND)
    assert ear.tokens_of("你好") == 0
    assert [len(each.log_probabilities) for each in ear.score(window, ["你", "好"])] == [0, 0]
    assert not ear.transcribe(window).text


@pytest.mark.parametrize("at", [0, 1, 2, 5, 7])
def test_writing_on_reuses_what_was_scored_and_is_the_likeliest(
    model: ModelFile, heard: Heard, at: int
) -> None:
    text = "你好 the end"
    fresh, again = Whisper(model), Whisper(model)
    again.score(heard, [text], "prompt")
    parted, written = again.write_on(heard, text, at, "", 3, "prompt")
    assert (parted, written) == fresh.write_on(heard, text, at, "", 3, "prompt")
    assert parted <= at
    if at:
        first = next(iter(written))
        others = [text[:parted] + first, *(text[:parted] + letter for letter in "abcxyz")]
        scores = [each.log_probabilities[-1] for each in fresh.score(heard, others, "prompt")]
        assert "\ufffd" in written or scores[0] >= max(scores) - 1e-3


def test_writing_on_ends_with_what_stands_behind(ear: Whisper, heard: Heard) -> None:
    _, long = ear.write_on(heard, "the end", 3, "", 8)
    letter = long[-1]
    _, short = ear.write_on(heard, "the end", 3, letter, 8)
    assert long.startswith(short)
    assert letter in short
