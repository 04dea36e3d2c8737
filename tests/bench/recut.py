# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues that follow a medium which was edited again: how many are within 20 ms, and the time taken.

The talk is put together from the recordings in the folder SPEECH (any that decode, each cut at its
pauses), or else said by espeak-ng. It is cut, extended, moved, made faster, encoded anew and laid
over music; both media are files. The baseline is a medium of the same length that was only moved
by its first cut, as *Shift times* would do it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

from editor.core.cue import Cue
from editor.recut.following import Recut
from editor.recut.hearing import compared
from tests.bench.measure import Figure, report
from tests.media import write_medium, write_wave
from tests.recordings import RATE as RECORDED
from tests.recordings import phrases_in
from tests.recuts import RATE, Edited, Kept, Sound, Talk, edited, music, over, samples_of, talk

_NEAR = 20
_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 4_000)]
_WHOLE = 0.999
"""Share of a cue that must be in one part for it to count as still spoken."""

Scene = tuple[Edited, str]
"""A new medium, and the codec that its file has."""


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", default="906")
    options = parser.parse_args()
    chance = Random(options.seed)  # noqa: S311 - the same every time
    said = talk(chance, _phrases(chance, "cmn"), options.minutes * 60)
    other = talk(chance, _phrases(chance, "cmn+m3"), 60).samples
    figures: list[Figure] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_wave(folder / "old.wav", samples_of(said.samples), rate=RATE)
        for scene, (new, codec) in _scenes(said, other, chance):
            suffix = {"pcm_s16le": "wav", "libmp3lame": "mp3", "libopus": "opus", "aac": "m4a"}
            path = folder / f"new.{suffix[codec]}"
            write_medium(path, samples_of(new.samples), codec, rate=RATE)
            begin = time.monotonic()
            found = compared(str(folder / "old.wav"), str(path))
            took = time.monotonic() - begin
            figures += _figures(scene, said, new, found, took)
    report("recut", figures)


def _phrases(chance: Random, voice: str) -> Callable[[], Sound]:
    folder = os.environ.get("SPEECH")
    if folder:
        files = [
            file for file in Path(folder).iterdir() if file.suffix in {".wav", ".flac", ".ogg"}
        ]
        said = [phrase for file in sorted(files) for phrase in phrases_in(file)]
        return lambda: _resampled(chance.choice(said), RECORDED * chance.uniform(0.88, 1.12))
    if not shutil.which("espeak-ng"):
        sys.exit("This bench needs espeak-ng (Debian: apt-get install espeak-ng), or SPEECH=DIR.")
    return lambda: _spoken(chance, voice)


def _spoken(chance: Random, voice: str) -> Sound:
    text = "".join(chance.choices(_HAN, k=chance.randrange(4, 16)))
    manner = ["-s", str(chance.randrange(140, 200)), "-p", str(chance.randrange(30, 70))]
    command = ["espeak-ng", "-v", voice, *manner, "--stdout", text]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    phrases = phrases_in(BytesIO(out))
    return _resampled(np.concatenate(phrases), RECORDED)


def _resampled(sound: Sound, rate: float) -> Sound:
    """At `RATE`; another rate than it has makes it another voice, so that no phrase comes twice."""
    at = np.arange(int(len(sound) * RATE / rate)) * rate / RATE
    return np.asarray(np.interp(at, np.arange(len(sound)), sound), np.float32)


def _scenes(said: Talk, other: Sound, chance: Random) -> Iterator[tuple[str, Scene]]:
    length, intro = said.length, other[: 25 * RATE]
    count = max(3, length // 60_000)
    plain = "pcm_s16le"

    def cuts(longest: int) -> list[Kept | Sound]:
        parts: list[Kept | Sound] = []
        at = 0
        for cut in sorted(chance.sample(range(3_000, length - 45_000), count)):
            if cut > at:
                parts.append(Kept(at, cut))
                at = cut + chance.randrange(60, longest)
        return [*parts, Kept(at, length)]

    def insertions() -> list[Kept | Sound]:
        places = [0, *sorted(chance.sample(range(3_000, length), count)), length]
        parts: list[Kept | Sound] = []
        for start, end in pairwise(places):
            size = chance.randrange(RATE, 30 * RATE)
            first = chance.randrange(len(other) - size)
            parts += [Kept(start, end), other[first : first + size]]
        return parts

    def moved() -> list[Kept | Sound]:
        edges = [0, *sorted(chance.sample(range(5_000, length - 5_000), count)), length]
        parts: list[Kept | Sound] = [Kept(start, end) for start, end in pairwise(edges)]
        chance.shuffle(parts)
        return parts

    yield "an intro", (edited(said, [intro, Kept(0, length)]), plain)
    yield "cuts up to 40 s", (edited(said, cuts(40_000)), plain)
    yield "cuts up to 1.5 s", (edited(said, cuts(1_500)), plain)
    yield "pauses cut down", (edited(said, _jumps(said)), plain)
    yield "insertions", (edited(said, insertions()), plain)
    yield "moved pieces", (edited(said, moved()), plain)
    yield "the second third", (edited(said, [Kept(length // 3, 2 * length // 3)]), plain)
    for speed in (0.95, 1.05):
        yield (
            f"intro, cuts, {speed} times as fast",
            (
                edited(said, [intro, *cuts(40_000)], speed),
                plain,
            ),
        )
    for codec in ("libmp3lame", "libopus", "aac"):
        yield f"intro, cuts, {codec}", (edited(said, [intro, *cuts(40_000)]), codec)
    for below in (20, 10):
        new = edited(said, [intro, *cuts(40_000)])
        beneath = music(chance, len(new.samples))
        yield (
            f"intro, cuts, music {below} dB below",
            (
                new._replace(samples=over(new.samples, beneath, below)),
                plain,
            ),
        )


def _jumps(said: Talk) -> list[Kept | Sound]:
    parts: list[Kept | Sound] = []
    at = 0
    for (_, end), (start, _) in pairwise(said.cues):
        if start - end > 350:
            parts.append(Kept(at, end + 80))
            at = start - 80
    return [*parts, Kept(at, said.length)]


def _figures(scene: str, said: Talk, new: Edited, found: Recut, took: float) -> Iterator[Figure]:
    cues = [Cue(row, *times, "") for row, times in enumerate(said.cues)]
    misses, shifted = [], []
    first = next(last - kept.end for kept, _, last in new.parts if kept is not None)
    for one in found.follow(cues):
        cue = cues[one.row]
        whole = [place for place in new.places(cue.start, cue.end) if place[2] > _WHOLE]
        if whole:
            off = [max(abs(one.cue.start - at[0]), abs(one.cue.end - at[1])) for at in whole]
            misses.append(min(off) if one.fate != "gone" else np.inf)
            shifted.append(min(abs(cue.start + first - at[0]) for at in whole))
    ours, theirs = (100 * float(np.mean(np.array(each) <= _NEAR)) for each in (misses, shifted))
    yield Figure(
        f"{scene}, within 20 ms", "all shifted", theirs / max(ours, 0.01), ours, theirs, "%"
    )
    far = float(np.max([miss for miss in misses if miss < np.inf], initial=0))
    yield Figure(f"{scene}, furthest", "20 ms", far / _NEAR, far, _NEAR, "ms")
    told, all_of = _told(said, new, found)
    yield Figure(
        f"{scene}, cuts and insertions told", "all", all_of / max(told, 0.1), told, all_of, ""
    )
    limit = 20 * said.length / 3_600_000
    yield Figure(f"{scene}, wall-clock", "20 s an hour", took / limit, took, limit)


def _told(said: Talk, new: Edited, found: Recut) -> tuple[int, int]:
    """How many removals and insertions are told, within three seconds; and how many there are."""
    kept = sorted((part.start, part.end) for part, _, _ in new.parts if part is not None)
    there = sorted((start, end) for part, start, end in new.parts if part is not None)
    length = len(new.samples) * 1000 / RATE
    told = total = 0
    for kind, spans, whole in (("removed", kept, said.length), ("inserted", there, length)):
        ours = [
            one.old if kind == "removed" else one.new for one in found.stretches if one.kind == kind
        ]
        at = 0.0
        for start, end in [*spans, (whole, whole)]:
            if start - at >= _LEAST_TOLD:
                total += 1
                told += any(one and one[0] < start + 3_000 and one[1] > at - 3_000 for one in ours)
            at = max(at, end)
    return told, total


_LEAST_TOLD = 40


if __name__ == "__main__":
    main()
