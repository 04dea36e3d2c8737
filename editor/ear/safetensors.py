# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads folders of the original models: ``model.safetensors``, and JSON beside it.

u64 length of a header in JSON, little-endian: for each name its ``dtype``, ``shape`` and
``data_offsets`` [begin, end) behind the header; ``__metadata__`` is no tensor. Source:
github.com/huggingface/safetensors (Apache-2.0), ``README.md``; the names are those of
``transformers`` (Apache-2.0), ``models/whisper``.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from editor.ear.vocabularies import read_vocabulary
from editor.ear.weights import Broken, Cursor, Dims, ModelFile, mapped, sized, widened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

MODEL = "model.safetensors"

_FORMS = {"F32": "<f4", "F16": "<f2", "BF16": "bf16"}

# Their names and OpenAI's, in the order in which they are replaced.
_NAMES = (
    (r"^model\.", ""),
    (r"\.layers\.", ".blocks."),
    (r"\.self_attn_layer_norm", ".attn_ln"),
    (r"\.encoder_attn_layer_norm", ".cross_attn_ln"),
    (r"\.final_layer_norm", ".mlp_ln"),
    (r"^encoder\.layer_norm", "encoder.ln_post"),
    (r"^decoder\.layer_norm", "decoder.ln"),
    (r"\.self_attn\.", ".attn."),
    (r"\.encoder_attn\.", ".cross_attn."),
    (r"\.q_proj\.", ".query."),
    (r"\.k_proj\.", ".key."),
    (r"\.v_proj\.", ".value."),
    (r"\.out_proj\.", ".out."),
    (r"\.fc1\.", ".mlp.0."),
    (r"\.fc2\.", ".mlp.2."),
    (r"\.embed_positions\.weight", ".positional_embedding"),
    (r"\.embed_tokens\.", ".token_embedding."),
)


def read(folder: Path) -> ModelFile:
    """Read a folder's model.

    Raises:
        Broken: ``model.safetensors`` or ``config.json`` breaks off or is damaged.
        UserError: There is no vocabulary.
        OSError: It cannot be read.
    """
    dims = _dims(_json(folder / "config.json"))
    cursor = Cursor(mapped(folder / MODEL))
    (length,) = cursor.take("Q")
    try:
        header: Mapping[str, Any] = json.loads(cursor.bytes(length))
        tensors = _tensors(header, cursor.data[cursor.at :])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Broken from None
    return ModelFile(dims, read_vocabulary(folder), tensors, _heads(folder))


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except (ValueError, FileNotFoundError):
        raise Broken from None


def _dims(config: Any) -> Dims:
    try:
        return Dims(
            vocabulary=int(config["vocab_size"]),
            mels=int(config["num_mel_bins"]),
            audio_ctx=int(config["max_source_positions"]),
            width=int(config["d_model"]),
            heads=int(config["encoder_attention_heads"]),
            encoder_layers=int(config["encoder_layers"]),
            text_ctx=int(config["max_target_positions"]),
            decoder_layers=int(config["decoder_layers"]),
        )
    except (KeyError, TypeError, ValueError):
        raise Broken from None


def _tensors(
    header: Mapping[str, Any], data: NDArray[np.uint8]
) -> dict[str, Callable[[], NDArray[Any]]]:
    tensors: dict[str, Callable[[], NDArray[Any]]] = {}
    for theirs, entry in header.items():
        if theirs == "__metadata__":
            continue
        name = theirs
        for old, new in _NAMES:
            name = re.sub(old, new, name)
        begin, end = entry["data_offsets"]
        if not 0 <= begin <= end <= len(data):
            raise Broken
        tensors[name] = partial(_values, data[begin:end], entry["dtype"], tuple(entry["shape"]))
    return tensors


def _values(data: NDArray[np.uint8], form: str, shape: tuple[int, ...]) -> NDArray[Any]:
    wide = 4 if form == "F32" else 2
    if form not in _FORMS or sized(shape) * wide != len(data):
        raise Broken
    if form == "BF16":
        return widened(data).reshape(shape)
    return data.view(_FORMS[form]).reshape(shape)


def _heads(folder: Path) -> tuple[tuple[int, int], ...]:
    try:
        heads = json.loads((folder / "generation_config.json").read_bytes())["alignment_heads"]
        return tuple((int(layer), int(head)) for layer, head in heads)
    except (OSError, ValueError, KeyError, TypeError):
        return ()  # not always there, and known for models by OpenAI
