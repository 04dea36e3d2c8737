# SPDX-License-Identifier: GPL-3.0-or-later
"""How `jiaozi doubt` shows a doubtful cue: as a line, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.core.timecode import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.document import Document

_SHOWN = 3
"""Other words in a line."""


class Candidate(NamedTuple):
    """Another word, the part [start, end) of the text that it replaces, and what that gains."""

    start: int
    end: int
    word: str
    gain: float


class Ranked(NamedTuple):
    """A doubtful cue.

    Attributes:
        row: The cue's.
        score: The lower, the more doubtful.
        weakest: The part [start, end) of its text that is the most doubtful.
        candidates: Other words, the best first.
        heard: Whether anybody says anything like it; None if nobody listened.
    """

    row: int
    score: float
    weakest: tuple[int, int]
    candidates: Sequence[Candidate]
    heard: bool | None = None


def as_line(document: Document, doubt: Ranked) -> str:
    """One line: the cue's number, start and score, its text with the weakest part in brackets."""
    cue = document.cues[doubt.row]
    start, end = doubt.weakest
    text = f"{cue.text[:start]}[{cue.text[start:end]}]{cue.text[end:]}".replace("\n", " ")
    words = ", ".join(
        f"{cue.text[each.start : each.end]} → {each.word}" for each in doubt.candidates[:_SHOWN]
    )
    words = f" ({words})" if words else " (not heard)" if doubt.heard is False else ""
    return f"cue {doubt.row + 1} ({spoken(cue.start)}): {doubt.score:.2f}: {text}{words}"


def as_json(document: Document, doubt: Ranked) -> dict[str, object]:
    """The fields of docs/schemas/doubt.json."""
    cue = document.cues[doubt.row]
    start, end = doubt.weakest
    heard = {} if doubt.heard is None else {"heard": doubt.heard}
    return {
        "cue": doubt.row + 1,
        "start": cue.start,
        "end": cue.end,
        "score": round(doubt.score, 3),
        **heard,
        "weakest": {"from": start, "to": end, "word": cue.text[start:end]},
        "candidates": [
            {"from": each.start, "to": each.end, "word": each.word, "gain": round(each.gain, 4)}
            for each in doubt.candidates
        ],
    }
