# SPDX-License-Identifier: GPL-3.0-or-later
"""The functions that child processes run. Each imports what it needs in the child only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path


def decode(wire: Connection, path: str, track: int, folder: Path) -> None:
    """Decode runs of a sound track into the files in `folder`: see `reports` and `runs.Order`."""
    from editor.media import decode

    decode.serve(wire, path, track, folder)


def listen(wire: Connection, folder: Path, rate: int, samples: int) -> None:
    """Find the speech of the decoded sound in `folder`, keep it there, and send it."""
    import numpy as np

    from editor.media.cache import unkept
    from editor.media.sound import SAMPLES_FILE
    from editor.media.speech import keep_speech
    from editor.media.voice_activity import find_speech

    try:
        speech = find_speech(
            np.memmap(folder / SAMPLES_FILE, np.int16, "r", shape=(samples,)), rate
        )
        keep_speech(folder, speech)
    except OSError as error:
        raise unkept(error) from None
    wire.send(speech)
