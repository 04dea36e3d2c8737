# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a model that the user picked: a file of whisper.cpp, or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.ear import ctranslate, ggml, safetensors
from editor.ear.weights import Broken, broken

if TYPE_CHECKING:
    from pathlib import Path

    from editor.ear.weights import ModelFile


def read_model(path: Path) -> ModelFile:
    """Read a ``ggml-*.bin``, or a folder with ``model.safetensors`` or ``model.bin``.

    Any file of such a folder may stand for it.

    Raises:
        UserError: It is none, cannot be read, or is damaged.
    """
    try:
        return _read(path)
    except Broken:
        raise broken(path) from None
    except OSError as error:
        raise UserError(
            "“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror or error
        ) from None


def converted(path: Path) -> Path | None:
    """The folder of a model if that is in the form of CTranslate2; else None."""
    folder = _folder(path)
    if folder is None or (folder / safetensors.MODEL).exists():
        return None
    return folder if (folder / ctranslate.MODEL).exists() else None


def _folder(path: Path) -> Path | None:
    """The folder of a model; None if it is one file."""
    if not path.is_file():
        return path
    with path.open("rb") as file:
        return None if file.read(len(ggml.MAGIC)) == ggml.MAGIC else path.parent


def _read(path: Path) -> ModelFile:
    folder = _folder(path)
    if folder is None:
        return ggml.read(path)
    if (folder / safetensors.MODEL).exists():
        return safetensors.read(folder)
    if (folder / ctranslate.MODEL).exists():
        return ctranslate.read(folder)
    raise UserError(
        "“{name}” holds no Whisper model: a file “ggml-….bin”, or a folder with "
        "“model.safetensors” or “model.bin”.",
        name=path.name,
    )
