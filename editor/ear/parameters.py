# SPDX-License-Identifier: GPL-3.0-or-later
"""A model's tensors as float32: kept as far as they fit, else made anew from the mapped file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.ear.weights import Broken

if TYPE_CHECKING:
    from editor.ear.weights import Floats, ModelFile

KEPT = 700 << 20
"""Bytes of float32 that are kept: all of *base*, and the decoder of *small*."""


class Parameters:
    """Gets tensors by name. Not to be asked on several threads."""

    def __init__(self, model: ModelFile, kept: int = KEPT) -> None:
        """Keep up to `kept` bytes of float32: of the decoder, which is used more often, first."""
        self._model = model
        self._room = kept
        self._kept: dict[str, Floats] = {}
        shapes = model.dims.shapes()
        self._shapes = shapes
        self._all = 4 * sum(int(np.prod(shape)) for shape in shapes.values()) <= kept

    def __getitem__(self, name: str) -> Floats:
        """The tensor as float32."""
        return np.asarray(self.raw(name), np.float32)

    def raw(self, name: str) -> Floats:
        """The tensor as float32 where that is kept, else as the file has it.

        Raises:
            Broken: The file lacks it, or it has another shape.
        """
        if name in self._kept:
            return self._kept[name]
        if name not in self._model.tensors:
            raise Broken
        tensor = self._model.tensors[name]()
        if tensor.shape != self._shapes[name]:
            raise Broken
        size = 4 * tensor.size
        if (self._all or name.startswith("decoder.")) and size <= self._room:
            self._room -= size
            tensor = self._kept[name] = np.ascontiguousarray(tensor, np.float32)
        return tensor

    def linear(self, name: str) -> tuple[Floats, Floats]:
        """Weight and bias of a part."""
        return self[f"{name}.weight"], self[f"{name}.bias"]
