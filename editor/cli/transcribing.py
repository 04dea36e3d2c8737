# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi transcribe` does. Apart from its arguments, since no other verb waits for numpy."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from editor import formats
from editor.cli.common import DONE, counted, say, say_problems
from editor.cli.listening import model_of, served, share_threads
from editor.cli.many import run_all, single_format, take_output
from editor.cli.showing import Shown
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.timecode import spoken
from editor.core.words import Words
from editor.ear.drafting import Drafting, windows_of
from editor.ear.passing import drafted
from editor.formats.word_groups import Voiced, grouped
from editor.media.headless_sound import required_sound
from editor.media.sound import SAMPLES_FILE
from editor.media.voice_activity import find_speech
from editor.project.opening import MEDIA

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from editor.ear.drafting import Drafted


def run(options: argparse.Namespace) -> int:
    """Transcribe the medium."""
    take_output(options)
    row = single_format(options)
    options.model = model_of(options)
    share_threads(options)
    return run_all(options, partial(_transcribe, row.id), row.suffixes[:1], reads=MEDIA)


def _transcribe(row: str, options: argparse.Namespace) -> int:
    options.place.refuse([options.output, options.report])
    name = options.file
    found, model = _heard(name, options)
    document = replace(Document(), cues=tuple(_cues(found)))
    if not options.quiet:
        _tell(name, found, document, f"{model} on {counted(options.threads, 'thread')}")
    output = formats.write(document, formats.by_id(row))
    report = _report(name, found, document, options, model)
    options.place.deliver([(options.output, output.data), *report])
    say_problems(options.output, output.problems)
    return DONE


def _heard(name: str, options: argparse.Namespace) -> tuple[list[Drafted], str]:
    """What is said where somebody speaks, and the name of the model."""
    with required_sound(name) as (folder, rate):
        speech = find_speech(np.memmap(folder / SAMPLES_FILE, np.int16, "r"), rate)
        stretches = list(zip(speech.starts.tolist(), speech.ends.tolist(), strict=True))
        windows = tuple(windows_of(stretches, speech.until))
        task = Drafting(options.model, folder, rate, windows, tuple(options.term), options.threads)
        shown = Shown(quiet=options.quiet)
        prepared, found = drafted(task, shown, served=served(options))
        shown.clear()
    return found, prepared.model


def _cues(found: Iterable[Drafted]) -> Iterable[Cue]:
    number = 0
    for window in found:
        for said in grouped(map(Voiced, window.words)):
            words = Words(said.words)
            start, end = int(said.start or 0), int(said.end or 0)
            if said.text and start < end:
                yield Cue(number, start, end, said.text, words=words)
                number += 1


def _tell(name: str, found: list[Drafted], document: Document, model: str) -> None:
    say(f"{name}: heard by {model}: {counted(len(document.cues), 'cue')}")
    for window in found:
        if window.dropped:
            where = f"{spoken(window.start)} to {spoken(window.end)}"
            say(f"{name}: {where}: left out, since it is not heard there: {window.dropped[:60]}")


def _report(
    name: str,
    found: list[Drafted],
    document: Document,
    options: argparse.Namespace,
    model: str,
) -> list[tuple[str, bytes]]:
    if options.report is None:
        return []
    fields = {
        "schema": "jiaozi/transcribe/1",
        "media": name,
        "model": model,
        "threads": options.threads,
        "cues": len(document.cues),
        "words": sum(len(window.words) for window in found),
        "heard": [{"start": window.start, "end": window.end} for window in found if window.words],
        "left_out": [
            {"start": window.start, "end": window.end, "text": window.dropped}
            for window in found
            if window.dropped
        ],
    }
    text = json.dumps(fields, ensure_ascii=False, indent=1)
    return [(options.report, text.encode() + b"\n")]
