# SPDX-License-Identifier: GPL-3.0-or-later
"""How `jiaozi doubt` shows doubtful cues: as lines, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.cli.common import problems_json, show, show_json
from editor.core.timecode import spoken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from editor.core.document import Document
    from editor.core.doubt import Doubt

_SHOWN = 3
"""Other words in a line."""


def show_doubts(
    name: str,
    document: Document,
    found: Sequence[Doubt],
    options: argparse.Namespace,
    **judge: object,
) -> None:
    """Show what was found in a file, the most doubtful first.

    Args:
        name: The file's.
        document: What it holds.
        found: The doubts about its cues.
        options: `json`: as an object of docs/schemas/doubt.json.
        judge: Fields of that object about who judged: `model`; `media` and `threads` if heard.
    """
    numbers = {cue.id: number for number, cue in enumerate(document.cues, start=1)}
    rows = [(numbers[doubt.cue.id], doubt) for doubt in found]
    if not options.json:
        for number, doubt in rows:
            show(_line(number, doubt))
        return
    show_json(
        {
            "schema": "jiaozi/doubt/1",
            "file": name,
            **judge,
            "cues": len(document.cues),
            "doubts": [_fields(number, doubt, heard="media" in judge) for number, doubt in rows],
            "problems": problems_json(document.problems),
        }
    )


def _line(number: int, doubt: Doubt) -> str:
    """The cue's number, start and score, its text with the weakest part in brackets."""
    text, (start, end) = doubt.cue.text, doubt.weakest
    marked = f"{text[:start]}[{text[start:end]}]{text[end:]}".replace("\n", " ")
    words = ", ".join(
        f"{text[each.start : each.end]} → {each.word}" for each in doubt.candidates[:_SHOWN]
    )
    also = f" ({words})" if words else "" if doubt.heard else " (not heard)"
    return f"cue {number} ({spoken(doubt.cue.start)}): {doubt.score:.2f}: {marked}{also}"


def _fields(number: int, doubt: Doubt, *, heard: bool) -> dict[str, object]:
    """`heard`: whether somebody listened."""
    cue, (start, end) = doubt.cue, doubt.weakest
    return {
        "cue": number,
        "start": cue.start,
        "end": cue.end,
        "score": round(doubt.score, 3),
        **({"heard": doubt.heard} if heard else {}),
        "weakest": {"from": start, "to": end, "word": cue.text[start:end]},
        "candidates": [
            {"from": each.start, "to": each.end, "word": each.word, "gain": round(each.gain, 4)}
            for each in doubt.candidates
        ],
    }
