# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi doubt` does. Apart from its arguments, since no other verb waits for numpy."""

from __future__ import annotations

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
from editor.cli.doubt_rows import Candidate, Ranked, as_json, as_line
from editor.cli.listening import model_of
from editor.cli.showing import Shown
from editor.core.errors import UserError
from editor.ear.fit import doubts
from editor.ear.passing import passed
from editor.ear.windows import Line
from editor.ear.work import Task
from editor.media.headless_sound import decoded_sound
from editor.repair.diagnosis import diagnose
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    import argparse

    from editor.ear.fit import Doubt
    from editor.ear.suggesting import Suggestion


def run(options: argparse.Namespace) -> int:
    """Rank the cues of the input."""
    model = model_of(options)

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
            shown = Shown(quiet=options.quiet)
            prepared, judged = passed(task._replace(threads=options.threads), shown)
        found = doubts(fit for each in judged for fit in each.fits)
        words = {row: word for each in judged for row, word in each.words.items()}
        found = [doubt._replace(weakest=words[doubt.row]) for doubt in found]
        others = {row: some for each in judged for row, some in each.suggestions.items()}
        shown.clear()
        if not options.quiet:
            say(f"{name}: heard by {prepared.model} on {counted(options.threads, 'thread')}")
        rows = [_ranked(doubt, others.get(doubt.row, [])) for doubt in found]
        if options.json:
            show_json(
                {
                    "schema": "jiaozi/doubt/1",
                    "file": name,
                    "media": options.media,
                    "model": prepared.model,
                    "threads": options.threads,
                    "cues": len(document.cues),
                    "doubts": [as_json(document, row) for row in rows],
                    "problems": problems_json(document.problems),
                }
            )
        else:
            for row in rows:
                show(as_line(document, row))
        return DONE

    return for_each(options.files, listen, quiet=options.quiet)


def _ranked(doubt: Doubt, others: list[Suggestion]) -> Ranked:
    words = [Candidate(*each) for each in others]
    return Ranked(doubt.row, doubt.score, doubt.weakest, words, doubt.heard)
