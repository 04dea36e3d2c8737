# SPDX-License-Identifier: GPL-3.0-or-later
"""A sentence for each fault of a model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.core.errors import UserError
from editor.ear.checking import (
    check_memory,
    check_model,
    check_speed,
    free_memory,
    needed,
    operations,
    usable,
)
from editor.ear.weights import Broken, Dims, ModelFile
from tests import tiny_whisper

if TYPE_CHECKING:
    from pathlib import Path


def whole(dims: Dims = tiny_whisper.DIMS) -> ModelFile:
    return ModelFile(dims, (b"x",) * 50_257, dict.fromkeys(dims.shapes(), tuple))  # type: ignore[arg-type]


def test_a_whole_model_is_usable(tmp_path: Path) -> None:
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    model, name = usable(tmp_path / "ggml-tiny.bin")
    assert model.dims == tiny_whisper.DIMS
    assert name == f"ggml-tiny.bin ({(tmp_path / 'ggml-tiny.bin').stat().st_size})"


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        (whole(replace(tiny_whisper.DIMS, vocabulary=51_864)), "English only"),
        (whole(replace(tiny_whisper.DIMS, mels=40)), "40 bands"),
        (whole(replace(tiny_whisper.DIMS, audio_ctx=750)), "750 positions"),
        (replace(whole(), vocabulary=(b"x",) * 1000), "1000 tokens"),
        (replace(whole(), tensors={}), "lacks"),
    ],
)
def test_faults_have_sentences(model: ModelFile, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        check_model(model, "a")


@pytest.mark.parametrize(
    "model",
    [whole(replace(tiny_whisper.DIMS, heads=3)), replace(whole(), alignment=((2, 0),))],
)
def test_what_cannot_be_is_broken(model: ModelFile) -> None:
    with pytest.raises(Broken):
        check_model(model, "a")


def test_too_little_memory_is_told_in_numbers() -> None:
    with pytest.raises(UserError, match=r"needs 300 MB of memory, and 200 MB are free"):
        check_memory(300 << 20, 200 << 20)
    check_memory(300 << 20, 300 << 20)
    check_memory(300 << 20, None)  # nobody knows


def test_the_memory_of_a_base_model_is_some_hundreds_of_megabytes() -> None:
    base = Dims(51_865, 80, 1500, 512, 8, 6, 448, 6)
    assert 290 << 20 < needed(base) < 1000 << 20  # 72.6 million parameters of four bytes


def test_a_slow_library_is_told() -> None:
    with pytest.raises(UserError, match="OpenBLAS"):
        check_speed(1.0)
    check_speed(20.0)
    assert operations() > 0


def test_the_system_says_how_much_memory_is_free() -> None:
    free = free_memory()
    assert free is None or free > 1 << 20
