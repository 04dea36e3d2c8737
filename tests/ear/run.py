# SPDX-License-Identifier: GPL-3.0-or-later
"""`make ear SPEECH=DIR`: real weights and real speech: is it right, how good is it, how fast?

OPENBLAS_NUM_THREADS=1 must be set before, as `media.processes` does for children.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import time
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from editor.core.cue import Cue
from editor.core.timecode import to_samples
from editor.ear.fit import doubts, fits, window_sound
from editor.ear.loudness import Loudness
from editor.ear.mel import RATE
from editor.ear.models import read_model
from editor.ear.placing import placed
from editor.ear.text import letters_of
from editor.ear.whisper import Whisper
from editor.ear.windows import windows
from tests.ear.clips import clips, no_speech, talk
from tests.ear.comparing import compared
from tests.ear.engines import beside_numpy
from tests.ear.fetching import MODEL, fetch
from tests.ear.keys import pressed
from tests.ear.ranking import Outcome, auc, found_errors, found_in_first, heard_windows, interval
from tests.ear.spotting import found_by_ear
from tests.ear.voices import VOICE, has_voice, spoken_lines
from tests.ear.walking import heard_by, paused, spoilt_talk, transcript_talk
from tests.making import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.ear.fit import Doubt, Fit
    from tests.ear.clips import Clip

    Tables = Iterator[tuple[str, Iterator[tuple[str, str]]]]

_TERMS = "大模型，权重，富士康，肯德基，达摩院，深圳，业绩，商场，销售，语音识别，产量，漏洞，教授"
"""Shared by all clips: what a glossary might hold."""
_SHARES = (0.1, 0.2, 0.3)
_LINES = 70
"""Lines of the gold sample whose edges are measured."""


def main() -> None:
    """Fetch, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speech", type=Path, metavar="DIR")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {' '.join(_PARTS)}")
    parser.add_argument("--gold", type=Path, help="tab-separated: `original` and `corrected` lines")
    parser.add_argument("--threads", type=int, help=argparse.SUPPRESS)  # for `_speed`'s children
    options = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        parser.error("set OPENBLAS_NUM_THREADS=1")
    if options.threads:
        _measure_speed(talk(clips(options.speech)), options.threads)
        return
    fetch()
    for part in options.parts or _PARTS:
        for title, rows in _PARTS[part](options):
            print(f"\n{title}\n")
            for what, value in rows:
                print(f"| {what} | {value} |", flush=True)


def _compare(options: argparse.Namespace) -> Tables:
    found = clips(options.speech)
    yield "Beside CTranslate2", compared([talk(found), *found], 2)


def _engine(options: argparse.Namespace) -> Tables:
    yield "CTranslate2 as the program's engine", beside_numpy(talk(clips(options.speech)), 2)


def _find(options: argparse.Namespace) -> Tables:
    whole = talk(clips(options.speech))
    yield "Errors found", _found(whole, "")
    yield f"Errors found, terms as prompt: {_TERMS}", _found(whole, _TERMS)
    if options.gold and has_voice():
        yield f"A transcript's own errors, {VOICE}", _own_errors(options.gold)


def _gate(options: argparse.Namespace) -> Tables:
    yield "Cues that are heard in", _heard(talk(clips(options.speech)))


def _times(options: argparse.Namespace) -> Tables:
    if has_voice():
        yield f"Times, {VOICE}", _time_errors(talk(clips(options.speech)))
        yield f"Edges, {VOICE}", _edge_errors()


def _spot(_: argparse.Namespace) -> Tables:
    with TemporaryDirectory() as folder:
        yield "Terms found by ear", found_by_ear(Path(folder))


def _keys(options: argparse.Namespace) -> Tables:
    with TemporaryDirectory() as folder:
        yield "Keys while it listens", pressed(talk(clips(options.speech)), Path(folder))


def _speed(options: argparse.Namespace) -> Tables:
    for threads in (1, 2):
        command = [sys.executable, "-m", "tests.ear.run", str(options.speech)]
        done = subprocess.run(
            [*command, "--threads", str(threads)], check=True, capture_output=True, text=True
        )
        what, value = done.stdout.split("\t")
        yield f"Speed, threads: {threads}", iter([(what, value)])


def _listen(options: argparse.Namespace) -> Tables:
    ear = Whisper(read_model(MODEL), threads=2)
    talk_ = spoilt_talk(ear, talk(clips(options.speech)))
    for fast, silent in product((2.0, 2.25, 2.5), (0.0, 0.1, 0.2)):
        how = f"{fast:g}×, {100 * silent:.0f} % of it long pauses"
        title = f"Errors heard after 10, 20, 30, 40, 50, 60 % of the length, {how}"
        yield title, heard_by(*paused(*talk_, silent), fast)
    if options.gold and has_voice():
        texts = _own_texts(options.gold)
        clip, truth = spoken_lines(text for text in texts if text)
        own = transcript_talk(ear, clip, [texts[line.text] for line in clip.lines], truth)
        yield f"The same, a transcript's own errors, {VOICE}", heard_by(*own, 2.5)


_PARTS = {
    "compare": _compare,
    "engine": _engine,
    "find": _find,
    "gate": _gate,
    "times": _times,
    "spot": _spot,
    "speed": _speed,
    "keys": _keys,
    "listen": _listen,
}


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
    if outcome.written:
        yield f"the model writes the right word {100 * np.mean(outcome.written):.0f} %"
    yield f"AUC of a fresh transcription {auc(*outcome.drafts):.3f}, of chance 0.5"


def _own_errors(file: Path) -> Iterator[tuple[str, str]]:
    """Lines as a recogniser wrote them, on a voice that says what is right."""
    originals = _own_texts(file)
    clip, _ = spoken_lines(text for text in originals if text)
    ear = Whisper(read_model(MODEL), threads=2)
    lines = [line._replace(text=originals[line.text]) for line in clip.lines]
    parts = heard_windows(ear, replace(clip, lines=tuple(lines)))
    found = [doubt for part in parts for doubt in doubts(part.judged(ear, part.window.lines))]
    for what, name in (
        ("", letters_of),
        (", another script counted as wrong, though what is scored is the same", str),
    ):
        outcome = Outcome()
        for doubt in found:
            wrong = name(lines[doubt.row].text) != name(clip.lines[doubt.row].text)
            (outcome.wrong if wrong else outcome.right).append(doubt.score)
            outcome.lines[wrong].append(doubt.row)
        low, high = interval(outcome)
        yield f"lines, of them wrong{what}", f"{len(lines)}, {len(outcome.wrong)}"
        yield "AUC", f"{auc(outcome.right, outcome.wrong):.3f} ({low:.3f}–{high:.3f})"
        first = (found_in_first(outcome.right, outcome.wrong, share) for share in _SHARES)
        yield "in the first 10, 20, 30 %", ", ".join(f"{100 * share:.0f} %" for share in first)


def _own_texts(file: Path) -> dict[str, str]:
    """What a recogniser wrote, by what is right; letters only."""
    with file.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    return {_letters(row["corrected"]): _letters(row["original"]) for row in rows}


def _letters(text: str) -> str:
    """What of a line is said: no marks, no spaces."""
    return "".join(character for character in text if character.isalnum())


def _heard(whole: Clip) -> Iterator[tuple[str, str]]:
    """How many cues count as heard, in their own sound and in what is no speech."""
    ear = Whisper(read_model(MODEL), threads=2)
    silence = ear.hear(np.zeros(0, np.float32))
    for what, samples in {"their sound": whole.samples, **no_speech(len(whole.samples))}.items():
        found: list[Doubt] = []
        for window in windows(whole.lines, ear.tokens_of, ear.room):
            heard = ear.hear(window_sound(samples, RATE, window))
            scored, unheard = (ear.score(sound, [window.text])[0] for sound in (heard, silence))
            found += doubts(fits(window, scored, unheard))
        yield what, f"{sum(doubt.heard for doubt in found)} of {len(found)}"


def _time_errors(whole: Clip) -> Iterator[tuple[str, str]]:
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
            for place, start in enumerate(truth[fit.row]):
                token = np.flatnonzero(fit.spans[:, 0] == place)
                if len(token):
                    (inside if place else first).append(int(fit.starts[token[0]]) - start)
    for what, off in (("starts inside a cue", inside), ("first starts", first), ("ends", last)):
        bias = float(np.median(off))
        errors = np.abs(np.asarray(off) - bias)
        value = f"bias {bias:.0f}; without it mean {errors.mean():.0f}, "
        middle, most = np.median(errors), np.percentile(errors, 90)
        yield f"{what} ({len(off)}), ms", value + f"median {middle:.0f}, 90 % {most:.0f}"


_MOVED = 300
"""ms by which edges are wrong before they are put right, at most."""


def _edge_errors() -> Iterator[tuple[str, str]]:
    """Edges of cues whose times were a little off, put right: how far they are from the voice."""
    with (DATA / "gold" / "sample.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    texts = [_letters(row["corrected"]) for row in rows]
    clip, _ = spoken_lines([text for text in texts if text][:_LINES])
    chance = np.random.default_rng(18)
    off = chance.integers(-_MOVED, _MOVED + 1, (len(clip.lines), 2)).tolist()
    lines = [
        line._replace(start=max(0, line.start + first), end=max(line.end + last, line.start + 400))
        for line, (first, last) in zip(clip.lines, off, strict=True)
    ]
    ear = Whisper(read_model(MODEL), threads=2)
    silence = ear.hear(np.zeros(0, np.float32))
    found: dict[int, Fit] = {}
    loud: dict[int, Loudness] = {}
    for window in windows(lines, ear.tokens_of, ear.room):
        heard = ear.hear(window_sound(clip.samples, RATE, window))
        scored, unheard = (ear.score(sound, [window.text])[0] for sound in (heard, silence))
        first, last = (to_samples(ms, RATE) for ms in (window.start, window.end))
        for fit in fits(window, scored, unheard):
            found[fit.row] = fit
            loud[fit.row] = Loudness(clip.samples[first:last], RATE, window.start)
    cues = [Cue(line.row, line.start, line.end, line.text) for line in lines]
    moved = [each.cue for each in placed(cues, found, loud, 1000) if each.why == "moved"]
    for what, before, errors in (
        ("starts", 0, [cue.start - clip.lines[cue.id].start for cue in moved]),
        ("ends", 1, [cue.end - clip.lines[cue.id].end for cue in moved]),
    ):
        was = np.median([abs(off[cue.id][before]) for cue in moved])
        away = np.abs(np.asarray(errors))
        value = f"median {np.median(away):.0f}, 90 % {np.percentile(away, 90):.0f}, "
        value += f"within 100 ms {100 * np.mean(away <= 100):.0f} %; before: median {was:.0f}"
        yield f"{what} of {len(moved)} of {len(cues)} cues that align moved, ms", value


def _measure_speed(whole: Clip, threads: int) -> None:
    ear = Whisper(read_model(MODEL), threads=threads)
    ear.hear(np.zeros(RATE, np.float32))  # reads the weights
    began, sound = time.perf_counter(), 0
    for part in heard_windows(ear, whole):
        sound += part.window.end - part.window.start
        part.judged(ear, part.window.lines)
    seconds = (time.perf_counter() - began) / (sound / 60_000)
    status = Path("/proc/self/status").read_text("ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) >> 10  # `getrusage` tells the parent's
    print(f"s a minute of sound, peak memory\t{seconds:.2f}, {peak} MB", end="")


if __name__ == "__main__":
    main()
