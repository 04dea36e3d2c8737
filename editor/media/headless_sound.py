# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound of a medium for the command line: decoded to a temporary file, without a window."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import UserError
from editor.media.audio_frames import Frames
from editor.media.cache import unkept
from editor.media.container import opened, sounds_of
from editor.media.runs import OPEN
from editor.media.sample_writer import SampleWriter
from editor.media.sound import SAMPLES_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Decoded(NamedTuple):
    """Sound that is decoded already: its folder, as `media.sound` has it, and samples a second."""

    folder: Path
    rate: int


Source = str | Decoded
"""A medium: its path, or its sound."""


@contextmanager
def decoded_sound(name: str) -> Iterator[tuple[Path, int]]:
    """A file of the samples of a medium's first sound track, and their rate, while it is used.

    An hour takes some seconds, and 350 MB of the disk meanwhile.

    Args:
        name: Path of the medium.

    Yields:
        A folder with the samples as `media.sound` has them, and the samples a second; the rate
        is 0 where there is no sound.

    Raises:
        UserError: It is no medium, or there is no room for its sound.
    """
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="jiaozi-")))
            rate = _decode(name, folder)
        except OSError as error:
            raise unkept(error) from None
        yield folder, rate


@contextmanager
def required_sound(source: Source) -> Iterator[Decoded]:
    """The same where nothing can be done without sound; what is decoded already is used.

    Raises:
        UserError: See `decoded_sound`; or there is no sound.
    """
    if isinstance(source, Decoded):
        yield source
        return
    with decoded_sound(source) as (folder, rate):
        if not rate:
            raise UserError("“{name}” has no sound.", name=source)
        yield Decoded(folder, rate)


def _decode(name: str, folder: Path) -> int:
    with opened(name) as container, SampleWriter(folder, 0, OPEN) as writer:
        if not sounds_of(container):
            return 0
        frames = Frames(container, 0, 0)
        for frame, place in frames:
            if not writer.rate:
                writer.begin(frame.sample_rate, frames.shift)
            writer.add(frame, place)
        writer.end(frames.passed)
    return writer.rate if (folder / SAMPLES_FILE).stat().st_size else 0
