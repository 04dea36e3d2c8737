# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues and documents written down by hand."""

from __future__ import annotations

from pathlib import Path

from editor.core.cue import Cue
from editor.core.document import Document

DATA = Path(__file__).parent / "data"
REAL = DATA / "onboard-transcript.txt"

Times = tuple[int, int]


def talk(*times: Times) -> tuple[Cue, ...]:
    """Cues at these times in ms, in this order."""
    return tuple(Cue(row, start, end, f"第{row}句") for row, (start, end) in enumerate(times))


def seconds(*times: tuple[float, float]) -> tuple[Cue, ...]:
    """Cues at these times in seconds, in this order."""
    return talk(*((round(start * 1000), round(end * 1000)) for start, end in times))


def document(cues: tuple[Cue, ...]) -> Document:
    return Document(cues=cues, next_id=len(cues))


def written(*rows: tuple[int, int, str]) -> Document:
    """A document of cues with these starts, ends and texts."""
    return document(tuple(Cue(row, *fields) for row, fields in enumerate(rows)))


def times(cues: tuple[Cue, ...]) -> list[Times]:
    return [(cue.start, cue.end) for cue in cues]
