# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a model can be used, before it is: a sentence for each fault."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from editor.core.errors import UserError
from editor.ear.models import read_model
from editor.ear.parameters import KEPT
from editor.ear.tokens import MULTILINGUAL, special
from editor.ear.weights import Broken, broken

if TYPE_CHECKING:
    from editor.ear.weights import Dims, ModelFile

_MELS = frozenset({80, 128})
_AUDIO, _TEXT = 1500, 448
_BASE = 150 << 20
"""Bytes of the process and of what is computed in a window, whatever the model."""
_SLOWEST = 4.0
"""Billions of operations a second below which an hour of sound would take hours."""
_SIDE, _PRODUCTS = 512, 4
_CLOCK = 1e-4
"""Seconds that are taken for none: the processor's clock is coarse on some systems."""


def usable(path: Path) -> tuple[ModelFile, str]:
    """Read a model, check it, and name it.

    Args:
        path: A file or folder: see `models.read_model`.

    Returns:
        The model, and its name: that of the file or folder, and its size in bytes, so that
        another one of the same name is told apart.

    Raises:
        UserError: It cannot be used; says why.
    """
    check_speed(operations())
    model = read_model(path)
    try:
        check_model(model, path.name)
    except Broken:
        raise broken(path) from None
    check_memory(needed(model.dims), free_memory())
    return model, f"{path.resolve().name} ({file_of(path).stat().st_size})"


def file_of(path: Path) -> Path:
    """The file that holds a model's weights: it, or the largest of a folder."""
    return path if path.is_file() else max(path.iterdir(), key=lambda each: each.stat().st_size)


def check_model(model: ModelFile, name: str) -> None:
    """Check what a file says of itself, without reading all of it.

    Raises:
        UserError: It is a model that cannot be used.
        Broken: It is not whole.
    """
    dims = model.dims
    if dims.vocabulary < MULTILINGUAL:
        raise UserError(
            "“{name}” knows English only. A model for Chinese has no “.en” in its name.", name=name
        )
    if dims.mels not in _MELS or (dims.audio_ctx, dims.text_ctx) != (_AUDIO, _TEXT):
        raise UserError(
            "“{name}” hears in another way than Whisper: {mels} bands, {audio} positions, "
            "{text} tokens.",
            name=name,
            mels=dims.mels,
            audio=dims.audio_ctx,
            text=dims.text_ctx,
        )
    if dims.heads < 1 or dims.width % dims.heads:
        raise Broken
    if len(model.vocabulary) < special(dims.vocabulary).end:
        raise UserError(
            "The vocabulary of “{name}” has {tokens} tokens only. It belongs to another model.",
            name=name,
            tokens=len(model.vocabulary),
        )
    if missing := dims.shapes().keys() - model.tensors.keys():
        raise UserError(
            "“{name}” lacks {count} of its parts, among them “{part}”. Copy or download it again.",
            name=name,
            count=len(missing),
            part=min(missing),
        )
    heads = all(
        0 <= layer < dims.decoder_layers and 0 <= head < dims.heads
        for layer, head in model.alignment
    )
    if not heads:
        raise Broken


def needed(dims: Dims) -> int:
    """Bytes of memory that a model takes: kept tensors, the largest other ones, one window."""
    sizes = [4 * int(np.prod(shape, dtype=np.int64)) for shape in dims.shapes().values()]
    window = 4 * dims.audio_ctx * dims.width * (8 + 2 * dims.decoder_layers)
    return _BASE + min(sum(sizes), KEPT) + 2 * max(sizes) + window


def check_memory(need: int, free: int | None) -> None:
    """Compare bytes that are needed with those that are free; None where that is not known.

    Raises:
        UserError: It is too little.
    """
    if free is not None and need > free:
        raise UserError(
            "The model needs {need} MB of memory, and {free} MB are free. Close other programs, "
            "or take a smaller model.",
            need=need >> 20,
            free=free >> 20,
        )


def free_memory() -> int | None:
    """Bytes of memory that can be had without swapping; None where the system does not say."""
    if sys.platform == "win32":
        return _free_on_windows()
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        facts = dict(line.split(":", 1) for line in lines)
        return int(facts["MemAvailable"].split()[0]) << 10
    except (OSError, KeyError, ValueError):
        return None


def _free_on_windows() -> int | None:
    import ctypes

    class Status(ctypes.Structure):  # MEMORYSTATUSEX
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "page", "pages")),
            *((name, ctypes.c_ulonglong) for name in ("virtual", "virtual_free", "extended")),
        )

    status = Status(length=ctypes.sizeof(Status))
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]  # Windows
    return int(status.free) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None


def check_speed(billions: float) -> None:
    """Judge the billions of operations a second.

    Raises:
        UserError: They are too few.
    """
    if billions < _SLOWEST:
        raise UserError(
            "Listening would take too long here: numpy has no fast matrix library (OpenBLAS). "
            "On Debian and Ubuntu, install “libopenblas0-pthread”."
        )


def operations() -> float:
    """Billions of operations a second in a product of two matrices; takes some milliseconds.

    In time of the processor, since other programs may be busy.
    """
    matrix = np.ones((_SIDE, _SIDE), np.float32)
    began = time.thread_time()
    for _ in range(_PRODUCTS):
        matrix @ matrix
    taken = time.thread_time() - began
    return _PRODUCTS * 2 * _SIDE**3 / max(taken, _CLOCK) / 1e9
