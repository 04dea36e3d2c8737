# SPDX-License-Identifier: GPL-3.0-or-later
"""What children do: functions for `Child`, each with what it needs imported in the child alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path


def decode(wire: Connection, path: str, track: int, folder: Path) -> None:
    """Decode runs of a sound track into the files in `folder`: see `reports` and `runs.Order`."""
    from editor.media import decode

    decode.serve(wire, path, track, folder)


def find_speech(wire: Connection, folder: Path, rate: int, samples: int) -> None:
    """Find the speech of a decoded sound, keep it in `folder`, and send it."""
    from editor.media import cache, speech

    try:
        found = speech.speech_of_entry(folder, rate, samples)
    except OSError as error:
        raise cache.unkept(error) from None
    wire.send(found)
