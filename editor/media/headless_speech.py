# SPDX-License-Identifier: GPL-3.0-or-later
"""Speech of a medium for the command line: decodes it to a temporary file, without a window."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from editor.media.audio_frames import Frames
from editor.media.cache import unkept
from editor.media.container import opened, sounds_of
from editor.media.runs import OPEN
from editor.media.sample_writer import SampleWriter
from editor.media.sound import SAMPLES_FILE
from editor.media.voice_activity import find_speech

if TYPE_CHECKING:
    from editor.media.speech import Speech


def speech_in(name: str) -> Speech | None:
    """The speech in a medium's first sound track; None where it has no sound.

    An hour takes some seconds, and 350 MB of the disk meanwhile.

    Args:
        name: Path of the file.

    Raises:
        UserError: It is no medium, or there is no room for its sound.
    """
    try:
        with TemporaryDirectory(prefix="jiaozi-") as folder:
            return _found(name, Path(folder))
    except OSError as error:
        raise unkept(error) from None


def _found(name: str, folder: Path) -> Speech | None:
    with opened(name) as container, SampleWriter(folder, 0, OPEN) as writer:
        if not sounds_of(container):
            return None
        frames = Frames(container, 0, 0)
        for frame, place in frames:
            if not writer.rate:
                writer.begin(frame.sample_rate, frames.shift)
            writer.add(frame, place)
        writer.end(frames.passed)
    file = folder / SAMPLES_FILE
    if not file.stat().st_size:
        return None
    samples = np.memmap(file, np.int16, "r")
    return find_speech(samples, writer.rate)
