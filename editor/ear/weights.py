# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Whisper model consists of, whichever file it came from; tensors stay in the mapped file.

Names of tensors, dimensions and special tokens are those of OpenAI's implementation
(github.com/openai/whisper, MIT): ``model.py``, ``tokenizer.py``.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

Floats = Any
"""An array of float32. `NDArray[np.float32]` would have to be cast after each operation."""

Heads = tuple[tuple[int, int], ...]

_MOST = 1 << 20
"""Above any dimension of any Whisper model."""


class Broken(Exception):  # noqa: N818 - says what was found; readers make a UserError of it
    """A file breaks off, or has something in it that its format does not allow."""


@dataclass(frozen=True, slots=True)
class Dims:
    """Sizes of a model (``ModelDimensions``).

    Attributes:
        vocabulary: Tokens, special ones included.
        mels: Bands of the log-mel spectrogram: 80, or 128.
        audio_ctx: Positions of the encoder: 1500 in 30 s.
        width: Features of a position.
        heads: Of each attention, in the encoder and in the decoder.
        encoder_layers: Blocks of the encoder.
        text_ctx: Tokens that the decoder sees at most: 448.
        decoder_layers: Blocks of the decoder.
    """

    vocabulary: int
    mels: int
    audio_ctx: int
    width: int
    heads: int
    encoder_layers: int
    text_ctx: int
    decoder_layers: int

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of each tensor that the model must have."""
        width = self.width
        shapes: dict[str, tuple[int, ...]] = {
            "encoder.conv1.weight": (width, self.mels, 3),
            "encoder.conv1.bias": (width,),
            "encoder.conv2.weight": (width, width, 3),
            "encoder.conv2.bias": (width,),
            "encoder.positional_embedding": (self.audio_ctx, width),
            "decoder.token_embedding.weight": (self.vocabulary, width),
            "decoder.positional_embedding": (self.text_ctx, width),
        }
        for norm in ("encoder.ln_post", "decoder.ln"):
            shapes |= {f"{norm}.weight": (width,), f"{norm}.bias": (width,)}
        for part, count in (("encoder", self.encoder_layers), ("decoder", self.decoder_layers)):
            for layer in range(count):
                shapes |= self._block(f"{part}.blocks.{layer}", crossed=part == "decoder")
        return shapes

    def _block(self, block: str, *, crossed: bool) -> dict[str, tuple[int, ...]]:
        width = self.width
        linear = {"mlp.0": (4 * width, width), "mlp.2": (width, 4 * width)}
        norms = ["attn_ln", "mlp_ln"]
        for attention in ("attn", "cross_attn") if crossed else ("attn",):
            linear |= {f"{attention}.{row}": (width, width) for row in ROLES}
        if crossed:
            norms.append("cross_attn_ln")
        shapes: dict[str, tuple[int, ...]] = {}
        for name, (rows, columns) in linear.items():
            shapes[f"{block}.{name}.weight"] = (rows, columns)
            if not name.endswith(".key"):  # the projection of keys has no bias
                shapes[f"{block}.{name}.bias"] = (rows,)
        for name in norms:
            shapes |= {f"{block}.{name}.weight": (width,), f"{block}.{name}.bias": (width,)}
        return shapes


ROLES = ("query", "key", "value", "out")
"""The projections of an attention."""


@dataclass(frozen=True)
class ModelFile:
    """A model as its file has it.

    Attributes:
        dims: Its sizes.
        vocabulary: The bytes of each token below ``<|endoftext|>``; the index is its id.
        tensors: For each name of `Dims.shapes`, a function that reads it: float16 or float32,
            of that shape; a view of the mapped file where that is possible.
        alignment: (layer, head) of the attentions that follow the sound; empty where the file
            does not say.
    """

    dims: Dims
    vocabulary: tuple[bytes, ...]
    tensors: Mapping[str, Callable[[], NDArray[Any]]]
    alignment: Heads = ()


class Cursor:
    """Reads a mapped file from front to back, little-endian.

    Attributes:
        at: The place of the next byte.
    """

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data = data
        self.at = 0

    @property
    def over(self) -> bool:
        """Whether all was read."""
        return self.at >= len(self.data)

    def take(self, form: str) -> tuple[Any, ...]:
        """Numbers of `struct`'s formats.

        Raises:
            Broken: The file ends before.
        """
        return struct.unpack("<" + form, self.bytes(struct.calcsize("<" + form)))

    def bytes(self, count: int) -> bytes:
        """The next `count` bytes, copied."""
        return self.skip(count).tobytes()

    def skip(self, count: int) -> NDArray[np.uint8]:
        """The next `count` bytes, as a view."""
        if not 0 <= count <= len(self.data) - self.at:
            raise Broken
        self.at += count
        return self.data[self.at - count : self.at]


def mapped(file: Path) -> NDArray[np.uint8]:
    """The bytes of a file, memory-mapped.

    Raises:
        Broken: It is empty.
        OSError: It cannot be read.
    """
    if not file.stat().st_size:
        raise Broken
    return np.asarray(np.memmap(file, np.uint8, "r"))


def sized(shape: tuple[int, ...]) -> int:
    """Elements of a tensor.

    Raises:
        Broken: Some dimension is that of no Whisper model.
    """
    if not all(0 < size <= _MOST for size in shape):
        raise Broken
    return int(np.prod(shape, dtype=np.int64))


def widened(bfloat: NDArray[np.uint8]) -> NDArray[np.float32]:
    """float32 of the bytes of bfloat16, which is its upper half."""
    halves = np.frombuffer(bfloat.tobytes(), "<u2").astype(np.uint32)
    return (halves << 16).view(np.float32)


def broken(file: Path) -> UserError:
    """The error for a file that is no whole model."""
    return UserError(
        "“{name}” is no whole model: it breaks off or is damaged. Copy or download it again.",
        name=file.name,
    )
