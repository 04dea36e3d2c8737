# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi align` does. Apart from its arguments, since no other verb waits for numpy."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from editor import formats
from editor.cli.common import DONE, UNDECIDED, counted, for_each, load, say, say_problems
from editor.cli.listening import is_untrue, model_of
from editor.cli.outputs import format_of, refuse
from editor.cli.showing import Shown
from editor.core.errors import UserError
from editor.ear.aligning import Aligner, Listener
from editor.formats.files import write_bytes
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
    row = format_of(options)
    refuse([options.file, options.media], [options.output, options.report], force=options.force)
    if options.karaoke and row.id not in {"ass", "ssa"}:
        raise UserError("--karaoke is for ASS; LRC and Jiaozi's own JSON hold words as they are.")

    def work(name: str) -> int:
        document = load(name, options)
        say_problems(name, document.problems)
        if is_untrue(name, document):
            return UNDECIDED
        found, model = _aligned(document.cues, options)
        if not options.quiet:
            say(f"{name}: heard by {model} on {counted(options.threads, 'thread')}")
            _tell(name, found)
        after = replace(document, cues=tuple(each.cue for each in found))
        output = formats.write(sung(after) if options.karaoke else after, row)
        write_bytes(options.output, output.data, replace=options.force)
        say_problems(options.output, output.problems)
        _report(name, document, options, found, model)
        return DONE

    return for_each([options.file], work, quiet=options.quiet)


def _aligned(cues: Sequence[Cue], options: argparse.Namespace) -> tuple[list[Placed], str]:
    """The cues in the order of the file, and the name of the model."""
    listener = Listener(
        model_of(options), options.media, tuple(options.term), lambda: options.threads
    )
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
) -> None:
    if options.report is None:
        return
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
    write_bytes(options.report, text.encode() + b"\n", replace=options.force)
