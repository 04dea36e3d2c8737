# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi doubt` does. Apart from its arguments, since no other verb waits for numpy."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from editor.cli.common import (
    DONE,
    UNDECIDED,
    counted,
    for_each,
    load,
    problems_json,
    say,
    say_problems,
    show,
    show_json,
)
from editor.core.errors import UserError
from editor.core.timecode import spoken
from editor.ear.finding import known_models
from editor.ear.fit import doubts
from editor.ear.passing import passed
from editor.ear.windows import Line
from editor.ear.work import Task
from editor.media.headless_sound import decoded_sound
from editor.repair.diagnosis import diagnose
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from editor.core.document import Document
    from editor.ear.fit import Doubt
    from editor.ear.suggesting import Suggestion
    from editor.ear.work import Prepared


def run(options: argparse.Namespace) -> int:
    """Rank the cues of the input."""
    model = options.model or _found()

    def listen(name: str) -> int:
        document = load(name, options)
        say_problems(name, document.problems)
        likely = diagnose(document.cues, Evidence()).interpretations[:1]
        if any(reading.candidate.kind != "keep" for reading in likely):
            say(f"{name}: its times are not those of the sound; put them right with jiaozi repair.")
            return UNDECIDED
        lines = tuple(
            Line(row, cue.start, cue.end, cue.text) for row, cue in enumerate(document.cues)
        )
        with decoded_sound(options.media) as (folder, rate):
            if not rate:
                raise UserError("“{name}” has no sound.", name=options.media)
            task = Task(model, folder, rate, lines, tuple(options.term))
            shown = _Shown(quiet=options.quiet)
            prepared, judged = passed(task._replace(threads=options.threads), shown)
        found = doubts(fit for each in judged for fit in each.fits)
        words = {row: word for each in judged for row, word in each.words.items()}
        found = [doubt._replace(weakest=words[doubt.row]) for doubt in found]
        others = {row: some for each in judged for row, some in each.suggestions.items()}
        shown.clear()
        if not options.quiet:
            say(f"{name}: heard by {prepared.model} on {counted(options.threads, 'thread')}")
        if options.json:
            show_json(_fields(name, document, options, prepared, found, others))
        else:
            for doubt in found:
                show(_line(document, doubt, others.get(doubt.row, [])))
        return DONE

    return for_each(options.files, listen, quiet=options.quiet)


def _found() -> Path:
    for model in known_models():
        return model
    raise UserError(
        "There is no model here; name one with --model. docs/ear.md says how to get one."
    )


class _Shown:
    """Progress on a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._shows = not quiet and sys.stderr.isatty()

    def report(self, done: float, total: float | None = None) -> None:
        """Show how many windows were heard."""
        if self._shows:
            print(f"\r\x1b[K{done:.0f}/{total or 0:.0f}", end="", file=sys.stderr)  # noqa: T201

    def clear(self) -> None:
        """Leave an empty line."""
        if self._shows:
            print("\r\x1b[K", end="", file=sys.stderr)  # noqa: T201


def _line(document: Document, doubt: Doubt, others: list[Suggestion]) -> str:
    cue = document.cues[doubt.row]
    start, stop = doubt.weakest
    text = f"{cue.text[:start]}[{cue.text[start:stop]}]{cue.text[stop:]}".replace("\n", " ")
    words = ", ".join(f"{cue.text[each.start : each.stop]} → {each.word}" for each in others[:3])
    words = f" ({words})" if words else "" if doubt.heard else " (not heard)"
    return f"cue {doubt.row + 1} ({spoken(cue.start)}): {doubt.score:.2f}: {text}{words}"


def _fields(  # noqa: PLR0913, PLR0917 - all that is told
    name: str,
    document: Document,
    options: argparse.Namespace,
    prepared: Prepared,
    found: list[Doubt],
    others: dict[int, list[Suggestion]],
) -> dict[str, object]:
    rows = []
    for doubt in found:
        cue = document.cues[doubt.row]
        start, stop = doubt.weakest
        candidates = [
            {"from": each.start, "to": each.stop, "word": each.word, "gain": round(each.gain, 4)}
            for each in others.get(doubt.row, [])
        ]
        rows.append(
            {
                "cue": doubt.row + 1,
                "start": cue.start,
                "end": cue.end,
                "score": round(doubt.score, 3),
                "heard": doubt.heard,
                "weakest": {"from": start, "to": stop, "word": cue.text[start:stop]},
                "candidates": candidates,
            }
        )
    return {
        "schema": "jiaozi/doubt/1",
        "file": name,
        "media": options.media,
        "model": prepared.model,
        "threads": options.threads,
        "cues": len(document.cues),
        "doubts": rows,
        "problems": problems_json(document.problems),
    }
