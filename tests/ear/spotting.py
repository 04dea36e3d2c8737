# SPDX-License-Identifier: GPL-3.0-or-later
"""How well terms are found by one example of their sound, on synthetic voices.

The talk has terms that its transcript spells in many ways, so that a search of the text fails.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import wave
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.core.text import HAN
from editor.ear.kept import Kept
from editor.ear.mel import RATE
from editor.ear.sounds import Listening, Sounds, listen, windows
from editor.ear.spotting import HEARD, SURE, Spoken
from editor.media.sound import SAMPLES_FILE
from tests.ear.fetching import MODEL
from tests.ear.voices import OTHER, SPEAKER, has_voice, spoken_lines
from tests.making import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from editor.ear.spotting import Match
    from editor.media.pcm import Samples

TALK = DATA / "talks" / "camera.tsv"
_TERMS = TALK.with_name("camera_terms.tsv")
_SPEEDS = (150, 200)
"""Words a minute: each line has one between them."""
_ESPEAK = (
    *(("cmn", _SPEEDS), ("cmn+f3", _SPEEDS)),
    *(("cmn+m3", _SPEEDS), ("cmn+f2", _SPEEDS), ("cmn", (130, 131)), ("cmn+m7", (200, 201))),
)
"""Voices of espeak-ng (Debian: apt-get install espeak-ng), and their speeds. What is measured was
chosen with the first two, a man's and a woman's; the others were held out."""
_PRECISION = 0.8
"""At which recall is wanted."""
_ANY = 2.0
"""A distance that all matches keep below."""
_PAUSES = (250, 600)
"""ms between two lines."""
_SILENT = 200
"""Level below which espeak-ng's edges are silence."""
_FEWEST = 3
"""Places that a term must have."""


class Said(NamedTuple):
    """Where a term is spoken, in ms, and whether its transcript spells it so."""

    start: int
    end: int
    spelled: bool


class Talk(NamedTuple):
    """A voice, what it says, and where each term is."""

    voice: str
    samples: Samples
    terms: dict[str, list[Said]]


def found_by_ear(folder: Path) -> Iterator[tuple[str, str]]:
    """Recall and precision for each voice; `folder` holds the sound meanwhile."""
    for talk in _talks():
        talk.samples.tofile(folder / SAMPLES_FILE)
        spoken = Spoken()
        length = len(talk.samples) * 1000 // RATE
        starts = tuple(windows(length))
        for step in listen(Kept(threads=2), Listening(MODEL, folder, RATE, starts)):
            sounds = step()
            if isinstance(sounds, Sounds):
                spoken.add(sounds)
        for seed in range(3):
            yield (
                f"{talk.voice}, {length // 1000} s, examples {seed + 1}",
                _found(talk, spoken, np.random.default_rng(seed)),
            )


def _found(talk: Talk, spoken: Spoken, chance: np.random.Generator) -> str:
    """Recall and precision over all terms with one example at random of each."""
    counts: defaultdict[str, int] = defaultdict(int)
    order: list[tuple[float, bool]] = []  # all matches of all terms: how far, and whether right
    for places in talk.terms.values():
        example = places[int(chance.integers(len(places)))]
        rest = [place for place in places if place is not example]
        nearest = spoken.found(example.start, example.end, _ANY)
        order += [(each.distance, any(_is_at(each, place) for place in rest)) for each in nearest]
        matches = [each for each in nearest if each.distance <= HEARD]
        heard = [place for place in rest if any(_is_at(match, place) for match in matches)]
        wrong = [match for match in matches if not any(_is_at(match, place) for place in rest)]
        counts["places"] += len(rest)
        counts["heard"] += len(heard)
        counts["wrong"] += len(wrong)
        counts["sure"] += sum(match.distance <= SURE for match in matches)
        counts["sure, wrong"] += sum(match.distance <= SURE for match in wrong)
        counts["misspelt"] += sum(not place.spelled for place in rest)
        counts["misspelt, heard"] += sum(not place.spelled for place in heard)
    recall = counts["heard"] / counts["places"]
    precision = counts["heard"] / (counts["heard"] + counts["wrong"])
    failing = counts["misspelt, heard"] / max(1, counts["misspelt"])
    sure = 1 - counts["sure, wrong"] / max(1, counts["sure"])
    return (
        f"recall {recall:.2f} of {counts['places']}, precision {precision:.2f} (at a precision of "
        f"{_PRECISION} recall {_recall_at(order, counts['places']):.2f}); where text search "
        f"fails, recall {failing:.2f} of {counts['misspelt']}; {counts['sure']} sure, "
        f"{100 * sure:.0f} % of them right"
    )


def _recall_at(order: list[tuple[float, bool]], places: int) -> float:
    """The largest recall that some distance has with enough precision."""
    right = np.cumsum([is_right for _, is_right in sorted(order)])
    enough = right / np.arange(1, len(right) + 1) >= _PRECISION
    return float(right[enough].max(initial=0) / places)


def _is_at(match: Match, place: Said) -> bool:
    shared = min(match.end, place.end) - max(match.start, place.start)
    return 2 * shared > place.end - place.start


def _talks() -> Iterator[Talk]:
    with TALK.open(encoding="utf-8", newline="") as table:
        lines = list(csv.DictReader(table, delimiter="\t"))
    with _TERMS.open(encoding="utf-8", newline="") as table:
        terms = [row["term"] for row in csv.DictReader(table, delimiter="\t")]
    if shutil.which("espeak-ng"):
        for voice, speeds in _ESPEAK:
            yield _spoken_by(voice, speeds, lines, terms)
    if has_voice():
        for speaker in (SPEAKER, OTHER):
            yield _put_together(speaker, lines, terms)


def _spoken_by(
    voice: str, speeds: tuple[int, int], lines: Iterable[dict[str, str]], terms: list[str]
) -> Talk:
    chance = np.random.default_rng(1)
    parts: list[Samples] = []
    found: dict[str, list[Said]] = defaultdict(list)
    at = 0
    for line in lines:
        speed = int(chance.integers(*speeds))
        text = line["right"]
        for term, first in _places(text, terms):
            before, with_it = (
                len(_say(voice, part, speed)) for part in (text[:first], text[: first + len(term)])
            )
            start, end = ((at + count) * 1000 // RATE for count in (before, with_it))
            found[term].append(Said(start, end, term.casefold() in line["heard"].casefold()))
        pause = np.zeros(int(chance.integers(*_PAUSES)) * RATE // 1000, np.int16)
        parts += [_say(voice, text, speed), pause]
        at += sum(map(len, parts[-2:]))
    return Talk(
        f"espeak-ng {voice}, {speeds[0]} to {speeds[1] - 1} words a minute",
        np.concatenate(parts),
        _often(found),
    )


def _put_together(speaker: int, lines: Iterable[dict[str, str]], terms: list[str]) -> Talk:
    """A voice of single syllables says the Chinese of each line."""
    heard = {"".join(HAN.findall(line["right"])): line["heard"] for line in lines}
    clip, truth = spoken_lines((text for text in heard if text), speaker)
    found: dict[str, list[Said]] = defaultdict(list)
    for line, starts in zip(clip.lines, truth, strict=True):
        edges = [*starts, line.end]
        for term, first in _places(line.text, terms):
            spelled = term in heard[line.text]
            found[term].append(Said(edges[first], edges[first + len(term)], spelled))
    return Talk(clip.name, clip.samples, _often(found))


def _places(text: str, terms: Iterable[str]) -> Iterator[tuple[str, int]]:
    for term in terms:
        first = text.find(term)
        while first >= 0:
            yield term, first
            first = text.find(term, first + 1)


def _often(found: dict[str, list[Said]]) -> dict[str, list[Said]]:
    return {term: places for term, places in found.items() if len(places) >= _FEWEST}


def _say(voice: str, text: str, speed: int) -> Samples:
    """A text without silence at its edges."""
    if not text.strip():
        return np.zeros(0, np.int16)
    command = ["espeak-ng", "-v", voice, "-s", str(speed), "--stdout", text]
    said = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(said)) as sound:
        rate = sound.getframerate()
        samples = np.frombuffer(said[44:], np.int16).astype(np.float32)  # streamed: no length
    places = np.arange(0, len(samples) * RATE // rate) * rate / RATE
    whole = np.interp(places, np.arange(len(samples)), samples)
    loud = np.flatnonzero(np.abs(whole) > _SILENT)
    return np.asarray(whole[loud[0] : loud[-1] + 1] if len(loud) else whole, np.int16)
