# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi align` does. Apart from its arguments, since no other verb waits for numpy."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.cli.common import DONE, UNDECIDED, counted, load, say, say_problems
from editor.cli.listening import is_untrue, model_of, served, share_threads
from editor.cli.many import run_all, single_format, take_output
from editor.cli.showing import Shown
from editor.core.errors import UserError
from editor.ear.aligning import Aligner, Listener
from editor.formats.karaoke import sung

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.ear.placing import Placed, Why

_WHY: dict[Why, str] = {
    "far": "would move further than --most",
    "unheard": "not heard",
    "unscored": "nothing to hear",
}


def run(options: argparse.Namespace) -> int:
    """Align the input."""
    take_output(options)
    row = single_format(options)
    if options.karaoke and row.id not in {"ass", "ssa"}:
        raise UserError("--karaoke is for ASS; LRC and Jiaozi's own JSON hold words as they are.")
    share_threads(options)
    return run_all(options, partial(_align, row.id), row.suffixes[:1])


def _align(row: str, options: argparse.Namespace) -> int:
    options.place.refuse([options.output, options.report], [options.media])
    name = options.file
    document = load(name, options)
    say_problems(name, document.problems)
    if is_untrue(name, document):
        return UNDECIDED
    found, model = _aligned(document.cues, options)
    if not options.quiet:
        say(f"{name}: heard by {model} on {counted(options.threads, 'thread')}")
        _tell(name, found)
    after = replace(document, cues=tuple(each.cue for each in found))
    output = formats.write(sung(after) if options.karaoke else after, formats.by_id(row))
    report = _report(name, document, options, found, model)
    options.place.deliver([(options.output, output.data), *report])
    say_problems(options.output, output.problems)
    return DONE


def _aligned(cues: Sequence[Cue], options: argparse.Namespace) -> tuple[list[Placed], str]:
    """The cues in the order of the file, and the name of the model."""
    terms, threads = tuple(options.term), lambda: options.threads
    listener = Listener(model_of(options), options.media, terms, threads, served(options))
    aligner, shown = Aligner(listener), Shown(quiet=options.quiet)
    found = aligner.aligned(cues, range(len(cues)), options.most, shown)
    shown.clear()
    return found, aligner.model


def _tell(name: str, found: Sequence[Placed]) -> None:
    counts = Counter(each.why for each in found)
    left = [f"{counts[why]} {words}" for why, words in _WHY.items() if counts[why]]
    rest = f"; left: {', '.join(left)}" if left else ""
    say(f"{name}: {counted(counts['moved'] + counts['same'], 'cue')} aligned{rest}")


def _report(
    name: str,
    document: Document,
    options: argparse.Namespace,
    found: Sequence[Placed],
    model: str,
) -> list[tuple[str, bytes]]:
    if options.report is None:
        return []
    rows = [
        {
            "cue": row + 1,
            "why": each.why,
            "old": {"start": before.start, "end": before.end},
            "new": {"start": each.cue.start, "end": each.cue.end},
            "words": len(each.cue.words or ()) if each.why in {"moved", "same", "far"} else 0,
        }
        for row, (before, each) in enumerate(zip(document.cues, found, strict=True))
    ]
    fields = {
        "schema": "jiaozi/align/1",
        "file": name,
        "media": options.media,
        "model": model,
        "threads": options.threads,
        "most": options.most,
        "cues": rows,
    }
    text = json.dumps(fields, ensure_ascii=False, indent=1)
    return [(options.report, text.encode() + b"\n")]
