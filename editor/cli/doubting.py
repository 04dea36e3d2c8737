# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi doubt` does. Apart from its arguments, since no other verb waits for numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.cli.common import DONE, UNDECIDED, counted, load, say, say_problems
from editor.cli.doubt_rows import show_doubts
from editor.cli.listening import is_untrue, model_of, served, share_threads
from editor.cli.many import run_all
from editor.cli.showing import Shown
from editor.ear.passing import passed
from editor.ear.results import results
from editor.ear.windows import Line
from editor.ear.work import Task
from editor.media.headless_sound import required_sound

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Rank the cues of the input."""
    options.model = model_of(options)
    share_threads(options)
    return run_all(options, _listen, listed=".doubt.json" if options.json else ".doubt.txt")


def _listen(options: argparse.Namespace) -> int:
    name = options.file
    document = load(name, options)
    say_problems(name, document.problems)
    if is_untrue(name, document):
        return UNDECIDED
    lines = tuple(Line(row, cue.start, cue.end, cue.text) for row, cue in enumerate(document.cues))
    with required_sound(options.media) as (folder, rate):
        terms = tuple(options.term)
        task = Task(options.model, folder, rate, lines, terms, threads=options.threads)
        shown = Shown(quiet=options.quiet)
        prepared, judged = passed(task, shown, served=served(options))
        shown.clear()
    found = [doubt for each in judged for doubt in results(each, document.cues)]
    if not options.quiet:
        say(f"{name}: heard by {prepared.model} on {counted(options.threads, 'thread')}")
    show_doubts(
        name,
        document,
        sorted(found, key=lambda doubt: doubt.score),
        options,
        media=options.media,
        model=prepared.model,
        threads=options.threads,
    )
    return DONE
