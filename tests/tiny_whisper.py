# SPDX-License-Identifier: GPL-3.0-or-later
"""A Whisper model of random numbers, written in each of the formats that Jiaozi reads."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.ear.weights import Dims

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Tensors = Mapping[str, NDArray[np.float32]]

DIMS = Dims(51_865, 80, 1500, 32, 2, 2, 448, 2)
HEADS = ((0, 1), (1, 0))

_PRINTABLE = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
_HIDDEN = [byte for byte in range(256) if byte not in _PRINTABLE]
LETTERS = {byte: chr(byte) for byte in _PRINTABLE} | {
    byte: chr(256 + place) for place, byte in enumerate(_HIDDEN)
}
"""GPT-2's character for each byte."""


def vocabulary() -> list[bytes]:
    """All bytes, some merges, and fillers: as many tokens as stand before the special ones."""
    merges = [b"\xe4\xbd", b"\xe4\xbd\xa0", b"\xe5\xa5", b"\xe5\xa5\xbd", b"th", b"the", b" the"]
    tokens = [bytes([byte]) for byte in [*_PRINTABLE, *_HIDDEN]] + merges
    return tokens + [b"\xff\xfe" + struct.pack(">I", n) for n in range(len(tokens), 50_257)]


def tensors(seed: int = 7, dims: Dims = DIMS) -> dict[str, NDArray[np.float32]]:
    """Random tensors that float16 holds exactly; norms about 1."""
    chance = np.random.default_rng(seed)
    made = {}
    for name, shape in dims.shapes().items():
        values = chance.normal(0, 0.2, shape)
        if name.endswith((".weight",)) and ("_ln." in name or ".ln" in name):
            values += 1
        made[name] = values.astype(np.float16).astype(np.float32)
    return made


def write_ggml(file: Path, made: Tensors, dims: Dims = DIMS) -> None:
    """Write it as whisper.cpp's converter does, with f16 for matrices."""
    tokens = vocabulary()
    numbers = (
        *(dims.vocabulary, dims.audio_ctx, dims.width, dims.heads, dims.encoder_layers),
        *(dims.text_ctx, dims.width, dims.heads, dims.decoder_layers, dims.mels, 1),
    )
    parts = [struct.pack("<I11i", 0x67676D6C, *numbers), struct.pack("<2i", dims.mels, 201)]
    parts += [bytes(4 * dims.mels * 201), struct.pack("<i", len(tokens))]
    parts += [struct.pack("<i", len(token)) + token for token in tokens]
    for name, values in made.items():
        shape = values.shape
        if name.endswith(("conv1.bias", "conv2.bias")):
            shape = (*shape, 1)
        half = values.ndim > 1 and "positional" not in name
        head = struct.pack("<3i", len(shape), len(name), int(half))
        head += struct.pack(f"<{len(shape)}i", *reversed(shape)) + name.encode()
        parts.append(head + values.astype("<f2" if half else "<f4").tobytes())
    file.write_bytes(b"".join(parts))


_HUGGING = (
    *(("blocks", "layers"), ("cross_attn_ln", "encoder_attn_layer_norm")),
    *(("mlp_ln", "final_layer_norm"), ("attn_ln", "self_attn_layer_norm")),
    *(("cross_attn.", "encoder_attn."), (".attn.", ".self_attn."), (".query.", ".q_proj.")),
    *((".key.", ".k_proj."), (".value.", ".v_proj."), (".out.", ".out_proj.")),
    *((".mlp.0.", ".fc1."), (".mlp.2.", ".fc2."), ("encoder.ln_post", "encoder.layer_norm")),
    *(("decoder.ln.", "decoder.layer_norm."), ("token_embedding", "embed_tokens")),
    ("positional_embedding", "embed_positions.weight"),
)


def write_safetensors(folder: Path, made: Tensors, dims: Dims = DIMS) -> None:
    """Write a folder as `transformers` does: F16, F32 and BF16 in turns, where they are exact."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    data = b""
    for turn, (name, values) in enumerate(made.items()):
        for old, new in _HUGGING:
            name = name.replace(old, new)  # noqa: PLW2901
        form, raw = ("F16", values.astype("<f2")) if turn % 2 else ("F32", values.astype("<f4"))
        offsets = [len(data), len(data) + raw.nbytes]
        header[f"model.{name}"] = {"dtype": form, "shape": raw.shape, "data_offsets": offsets}
        data += raw.tobytes()
    text = json.dumps(header).encode()
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
    config = {
        "vocab_size": dims.vocabulary,
        "num_mel_bins": dims.mels,
        "max_source_positions": dims.audio_ctx,
        "d_model": dims.width,
        "encoder_attention_heads": dims.heads,
        "encoder_layers": dims.encoder_layers,
        "max_target_positions": dims.text_ctx,
        "decoder_layers": dims.decoder_layers,
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "generation_config.json").write_text(json.dumps({"alignment_heads": HEADS}))
    _write_tokenizer(folder)


def _write_tokenizer(folder: Path) -> None:
    spelled = ["".join(LETTERS[byte] for byte in token) for token in vocabulary()]
    ids = {token: place for place, token in enumerate(spelled)}
    (folder / "tokenizer.json").write_text(json.dumps({"model": {"vocab": ids}}))


def write_ctranslate(
    folder: Path, made: Tensors, dims: Dims = DIMS, *, eight: bool = False
) -> None:
    """Write a folder as CTranslate2's converter does; `eight`: matrices as int8 with scales."""
    named = {
        "encoder/position_encodings/encodings": made["encoder.positional_embedding"],
        "decoder/position_encodings/encodings": made["decoder.positional_embedding"],
        "decoder/embeddings/weight": made["decoder.token_embedding.weight"],
    }
    for name in ("encoder.conv1", "encoder.conv2"):
        for kind in ("weight", "bias"):
            named[f"{name}.{kind}".replace(".", "/")] = made[f"{name}.{kind}"]
    for half, last in (("encoder", "encoder.ln_post"), ("decoder", "decoder.ln")):
        _add_norm(named, f"{half}/layer_norm", made, last)
    for half, layers in (("encoder", dims.encoder_layers), ("decoder", dims.decoder_layers)):
        for layer in range(layers):
            _add_block(named, f"{half}/layer_{layer}", made, f"{half}.blocks.{layer}")
    parts = [struct.pack("<I", 6), _string("WhisperSpec")]
    body, count = [], 2
    for half in ("encoder", "decoder"):
        head = _string(f"{half}/num_heads") + struct.pack("<BBI", 0, 2, 2)
        body.append(head + struct.pack("<h", dims.heads))
    for name, values in named.items():
        if eight and values.ndim == 2 and "position" not in name:
            scale = 127 / np.abs(values).max(axis=1)
            body.append(_entry(f"{name}_scale", scale.astype("<f4"), 0))
            body.append(_entry(name, np.rint(values * scale[:, None]).astype("<i1"), 1))
            count += 2
        else:
            body.append(_entry(name, values.astype("<f2"), 4))
            count += 1
    alias = struct.pack("<I", 1) + _string("decoder/projection/weight")
    parts += [struct.pack("<II", 3, count), *body, alias, _string("decoder/embeddings/weight")]
    (folder / "model.bin").write_bytes(b"".join(parts))
    (folder / "config.json").write_text(json.dumps({"alignment_heads": HEADS}))
    _write_tokenizer(folder)


def _entry(name: str, values: NDArray[Any], kind: int) -> bytes:
    head = _string(name) + struct.pack("<B", values.ndim)
    head += struct.pack(f"<{values.ndim}I", *values.shape)
    return head + struct.pack("<BI", kind, values.nbytes) + values.tobytes()


def _string(text: str) -> bytes:
    raw = text.encode() + b"\0"
    return struct.pack("<H", len(raw)) + raw


def _add_norm(named: dict[str, Any], theirs: str, made: Tensors, ours: str) -> None:
    named[f"{theirs}/gamma"] = made[f"{ours}.weight"]
    named[f"{theirs}/beta"] = made[f"{ours}.bias"]


def _add_block(named: dict[str, Any], theirs: str, made: Tensors, ours: str) -> None:
    """A block; the projections of one input lie in one matrix, and keys have a bias of 0."""

    def add(place: str, *names: str) -> None:
        weights = [made[f"{ours}.{name}.weight"] for name in names]
        nothing = np.zeros(len(weights[0]), np.float32)
        named[f"{theirs}/{place}/weight"] = np.concatenate(weights)
        named[f"{theirs}/{place}/bias"] = np.concatenate(
            [made.get(f"{ours}.{name}.bias", nothing) for name in names]
        )

    _add_norm(named, f"{theirs}/self_attention/layer_norm", made, f"{ours}.attn_ln")
    add("self_attention/linear_0", "attn.query", "attn.key", "attn.value")
    add("self_attention/linear_1", "attn.out")
    if ours.startswith("decoder"):
        _add_norm(named, f"{theirs}/attention/layer_norm", made, f"{ours}.cross_attn_ln")
        add("attention/linear_0", "cross_attn.query")
        add("attention/linear_1", "cross_attn.key", "cross_attn.value")
        add("attention/linear_2", "cross_attn.out")
    _add_norm(named, f"{theirs}/ffn/layer_norm", made, f"{ours}.mlp_ln")
    add("ffn/linear_0", "mlp.0")
    add("ffn/linear_1", "mlp.2")
