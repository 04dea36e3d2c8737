# SPDX-License-Identifier: GPL-3.0-or-later
"""Weight files: every format gives the same model, and a damaged one a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core.errors import UserError
from editor.ear import ggml
from editor.ear.models import read_model
from editor.ear.parameters import Parameters
from tests import tiny_whisper

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def written(folder: Path, form: str, made: dict[str, NDArray[np.float32]]) -> Path:
    if form == "ggml":
        tiny_whisper.write_ggml(folder / "ggml-tiny.bin", made)
        return folder / "ggml-tiny.bin"
    if form == "safetensors":
        tiny_whisper.write_safetensors(folder, made)
    else:
        tiny_whisper.write_ctranslate(folder, made, eight=form == "ctranslate8")
    return folder


@pytest.mark.parametrize("form", ["ggml", "safetensors", "ctranslate", "ctranslate8"])
def test_every_format_gives_every_tensor(tmp_path: Path, form: str) -> None:
    made = tiny_whisper.tensors()
    model = read_model(written(tmp_path, form, made))
    assert model.dims == tiny_whisper.DIMS
    assert model.vocabulary == tuple(tiny_whisper.vocabulary())
    assert model.alignment == (() if form == "ggml" else tiny_whisper.HEADS)
    found = Parameters(model)
    for name, right in made.items():
        # An int8 is off by half a step of its row's largest value at most.
        off = np.abs(right).max() / 127 / 2 + 1e-6 if form == "ctranslate8" else 0
        assert np.abs(found[name] - right).max() <= off, name


@pytest.mark.parametrize("form", ["ggml", "safetensors", "ctranslate"])
def test_a_file_that_breaks_off_is_refused_in_a_sentence(tmp_path: Path, form: str) -> None:
    path = written(tmp_path, form, tiny_whisper.tensors())
    file = path if path.is_file() else next(path.glob("model.*"))
    whole = file.read_bytes()
    for size in (0, 3, 4, 10, 60, 200, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:size])
        with pytest.raises(UserError):
            _use(path)


def _use(path: Path) -> None:
    model = read_model(path)
    missing = set(model.dims.shapes()) - set(model.tensors)
    if missing:
        raise UserError("incomplete")


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "song.bin").write_bytes(b"RIFF" * 100)
    for path in (tmp_path, tmp_path / "song.bin", tmp_path / "absent"):
        with pytest.raises(UserError):
            read_model(path)


def test_a_folder_without_a_vocabulary_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "ctranslate", tiny_whisper.tensors())
    (path / "tokenizer.json").unlink()
    with pytest.raises(UserError, match=r"tokenizer\.json"):
        read_model(path)


def test_any_file_of_a_folder_stands_for_it(tmp_path: Path) -> None:
    written(tmp_path, "ctranslate", tiny_whisper.tensors())
    assert read_model(tmp_path / "model.bin").dims == tiny_whisper.DIMS


def _block(kind: int, scale: float, least: float, numbers: list[int]) -> bytes:
    """A block as ggml's quantisation lays it out: numbers 0 to 31, or -128 to 127 for q8_0."""
    head = np.float16(scale).tobytes()
    if kind == 8:
        return head + np.array(numbers, np.int8).tobytes()
    if kind == 7:
        head += np.float16(least).tobytes()
    high = sum((number >> 4) << place for place, number in enumerate(numbers))
    low = bytes(
        (first & 15) | (second & 15) << 4
        for first, second in zip(numbers[:16], numbers[16:], strict=True)
    )
    return head + high.to_bytes(4, "little") + low


@pytest.mark.parametrize("kind", [6, 7, 8])
def test_quantised_blocks(tmp_path: Path, kind: int) -> None:
    chance = np.random.default_rng(kind)
    low, high = (-128, 128) if kind == 8 else (0, 32)
    numbers = chance.integers(low, high, (128, 32))
    middle, least = {6: (16, 0.0), 7: (0, -1.5), 8: (0, 0.0)}[kind]
    right = (numbers - middle) * 0.25 + least
    blocks = b"".join(_block(kind, 0.25, least, row.tolist()) for row in numbers)
    file = tmp_path / "quantised.bin"
    made = tiny_whisper.tensors()
    name = "encoder.blocks.0.mlp.2.weight"  # shape (32, 128)
    rest = {other: values for other, values in made.items() if other != name}
    tiny_whisper.write_ggml(file, rest)
    head = np.array([2, len(name), kind, 128, 32], "<i4").tobytes() + name.encode()
    with file.open("ab") as end:
        end.write(head + blocks)
    found = ggml.read(file).tensors[name]()
    assert found == pytest.approx(right.reshape(32, 128), abs=1e-6)


def test_an_unknown_quantisation_is_named(tmp_path: Path) -> None:
    file = tmp_path / "odd.bin"
    tiny_whisper.write_ggml(file, {})
    with file.open("ab") as end:
        end.write(np.array([1, 1, 12, 32], "<i4").tobytes() + b"x" + bytes(100))
    with pytest.raises(UserError, match="q8_0"):
        read_model(file)
