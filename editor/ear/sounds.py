# SPDX-License-Identifier: GPL-3.0-or-later
"""How a medium sounds to a speech model, 20 ms at a time: what words are compared by.

From the fifth sixth of the encoder: in trials, blocks before and behind it told words of two
voices apart less well. Each dimension of a window is normalised, since some are hundreds of times
as large as others, and a random projection keeps the angles between what is left: an hour takes
23 MB.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.core.timecode import to_samples
from editor.ear.alignment import POSITIONS
from editor.ear.mel import resampled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from editor.ear.kept import Kept
    from editor.ear.serving import Step
    from editor.ear.weights import Floats
    from editor.ear.whisper import Whisper

STEP = 1000 // POSITIONS
"""ms of a frame."""
SIZE = 64
"""Numbers of a frame."""
_PIECE = 25_000
"""ms of a window whose frames are kept."""
_MARGIN = 2_500
"""ms before and behind it that are heard with it: sounds depend on what is around them."""
_SHARE = 5 / 6
"""Of the encoder's blocks."""
_LEAST = 1e-6


class Listening(NamedTuple):
    """What is to be listened to.

    Attributes:
        model: The file or folder of the model.
        folder: Where the decoded sound is, as in `media.sound`.
        rate: Its samples a second.
        starts: Of windows, in ms: multiples of those of `windows`.
        threads: Threads that compute.
    """

    model: Path
    folder: Path
    rate: int
    starts: tuple[int, ...]
    threads: int = 1


class Sounds(NamedTuple):
    """How a window sounds.

    Attributes:
        start: Of the window, in ms.
        frames: Shape (frames, SIZE), one each `STEP` ms.
    """

    start: int
    frames: NDArray[np.float16]


def windows(length: int) -> range:
    """The starts of all windows, for a medium of so many ms."""
    return range(0, length, _PIECE)


def listen(kept: Kept, task: Listening) -> Iterator[Step]:
    """Hear all windows: tells `Prepared`, then `Sounds` for each.

    Raises:
        UserError: The model cannot be used.
    """
    from editor.ear.work import Prepared

    ear = kept.ear(task.model)
    yield partial(Prepared, ear.name, tuple(map(str, task.starts)))
    for start in task.starts:
        yield partial(_sounds, ear, task, start)


def _sounds(ear: Whisper, task: Listening, start: int) -> Sounds:
    from editor.ear.kept import samples_of

    first, rate = max(0, start - _MARGIN), task.rate
    samples = samples_of(task.folder)
    part = samples[to_samples(first, rate) : to_samples(start + _PIECE + _MARGIN, rate)]
    heard = ear.sounds(resampled(part, rate), _SHARE)
    smooth = (heard + np.concatenate((heard[1:], heard[-1:]))) / 2
    begin = (start - first) // STEP
    frames = projected(normalised(smooth)[begin : begin + _PIECE // STEP])
    return Sounds(start, np.asarray(frames, np.float16))


def normalised(frames: Floats) -> Floats:
    """Each dimension with mean 0 and variance 1."""
    if not len(frames):
        return frames
    result: Floats = (frames - frames.mean(axis=0)) / (frames.std(axis=0) + _LEAST)
    return result


def projected(frames: Floats) -> Floats:
    """On fewer dimensions at random (Johnson and Lindenstrauss, 1984), always the same ones."""
    width = frames.shape[1]
    chance = np.random.default_rng(0)
    basis = np.linalg.qr(chance.standard_normal((width, min(width, SIZE))))[0]
    result: Floats = frames @ basis.astype(np.float32)
    return result
