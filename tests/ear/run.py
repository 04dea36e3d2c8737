# SPDX-License-Identifier: GPL-3.0-or-later
"""`make ear SPEECH=DIR`: real weights and real speech: is it right, how good is it, how fast?

OPENBLAS_NUM_THREADS=1 must be set before, as `media.processes` does for children.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from editor.ear.fit import fits, window_sound
from editor.ear.mel import RATE
from editor.ear.models import read_model
from editor.ear.whisper import Whisper
from editor.ear.windows import windows
from tests.ear.clips import clips, talk
from tests.ear.comparing import compared
from tests.ear.fetching import MODEL, fetch
from tests.ear.ranking import Outcome, auc, found_errors, found_in_first, interval
from tests.ear.voices import VOICE, has_voice, spoken_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ear.clips import Clip

_TERMS = "大模型，权重，富士康，肯德基，达摩院，深圳，业绩，商场，销售，语音识别，产量，漏洞，教授"
"""Shared by all clips: what a glossary might hold."""
_PARTS = ("compare", "find", "times", "speed")
_SHARES = (0.1, 0.2, 0.3)


def main() -> None:
    """Fetch, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speech", type=Path, metavar="DIR")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {' '.join(_PARTS)}")
    parser.add_argument("--threads", type=int, help=argparse.SUPPRESS)  # for `_speed`'s children
    options = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        parser.error("set OPENBLAS_NUM_THREADS=1")
    whole = talk(clips(options.speech))
    if options.threads:
        _measure_speed(whole, options.threads)
        return
    fetch()
    parts = options.parts or _PARTS
    if "compare" in parts:
        _table("Beside CTranslate2", compared([whole, *clips(options.speech)], 2))
    if "find" in parts:
        for title, prompt in (("", ""), (", 13 terms as prompt", _TERMS)):
            _table(f"Errors found{title}", _found(whole, prompt))
    if "times" in parts and has_voice():
        _table(f"Times, espeak-ng {VOICE}, word after word", _times(whole))
    if "speed" in parts:
        for threads in (1, 2):
            command = [sys.executable, "-m", "tests.ear.run", str(options.speech)]
            subprocess.run([*command, "--threads", str(threads)], check=True)


def _table(title: str, rows: Iterator[tuple[str, str]]) -> None:
    print(f"\n{title}\n")
    for what, value in rows:
        print(f"| {what} | {value} |", flush=True)


def _found(whole: Clip, prompt: str) -> Iterator[tuple[str, str]]:
    ear = Whisper(read_model(MODEL), threads=2)
    for kind, outcome in found_errors(ear, whole, prompt).items():
        yield kind, "; ".join(_said(outcome))


def _said(outcome: Outcome) -> Iterator[str]:
    low, high = interval(outcome)
    yield f"AUC {auc(outcome.right, outcome.wrong):.3f} ({low:.3f}–{high:.3f})"
    first = (found_in_first(outcome.right, outcome.wrong, share) for share in _SHARES)
    yield "in the first 10, 20, 30 %: " + ", ".join(f"{100 * share:.0f} %" for share in first)
    yield f"weakest word hit {100 * np.mean(outcome.hits):.0f} % of {len(outcome.hits)}"
    if outcome.ranks:
        ranks = np.asarray(outcome.ranks)
        best, three = 100 * np.mean(ranks == 1), 100 * np.mean(ranks <= 3)
        yield f"right homophone first {best:.0f} %, in three {three:.0f} % of {len(ranks)}"
    yield f"AUC of a fresh transcription {auc(*outcome.drafts):.3f}, of chance 0.5"


def _times(whole: Clip) -> Iterator[tuple[str, str]]:
    clip, truth = spoken_lines([line.text for line in whole.lines])
    ear = Whisper(read_model(MODEL), threads=2)
    inside: list[int] = []
    first: list[int] = []
    last: list[int] = []
    for window in windows(clip.lines, ear.tokens_of, ear.room):
        heard = ear.hear(window_sound(clip.samples, RATE, window))
        scored = ear.score(heard, [window.text])[0]
        for fit in fits(window, scored, scored):
            last.append(int(fit.starts[-1]) - clip.lines[fit.row].end)
            for number, (place, start) in enumerate(truth[fit.row]):
                token = np.flatnonzero(fit.spans[:, 0] == place)
                if len(token):
                    (inside if number else first).append(int(fit.starts[token[0]]) - start)
    for what, off in (("starts inside a cue", inside), ("first starts", first), ("ends", last)):
        errors = np.abs(off)
        middle, most = np.median(errors), np.percentile(errors, 90)
        value = f"bias {np.median(off):.0f}; mean {errors.mean():.0f}, median {middle:.0f}, "
        yield f"{what} ({len(off)}), ms", value + f"90 % {most:.0f}"


def _measure_speed(whole: Clip, threads: int) -> None:
    ear = Whisper(read_model(MODEL), threads=threads)
    ear.hear(np.zeros(RATE, np.float32))  # reads the weights
    began, sound = time.perf_counter(), 0
    for window in windows(whole.lines, ear.tokens_of, ear.room):
        sound += window.end - window.start
        ear.score(ear.hear(window_sound(whole.samples, RATE, window)), [window.text])
    seconds = (time.perf_counter() - began) / (sound / 60_000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    rows = [("s a minute of sound", f"{seconds:.2f}"), ("peak memory", f"{peak} MB")]
    _table(f"Speed, threads: {threads}", iter(rows))


if __name__ == "__main__":
    main()
