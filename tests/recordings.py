# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings whose sentence times are known: people and espeak-ng, said one after the other.

Phrases are cut from recordings at their pauses, by their level while nothing else is heard; then
put into a room with pauses as in talk, and transcribed as a recogniser would do it: its edges
off, its cues closed up over short pauses. That gives `clocks.Line`s, which every rule can break.
"""

from __future__ import annotations

import subprocess
from io import BytesIO
from typing import IO, TYPE_CHECKING, NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

from tests.clocks import GRID, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from random import Random

Sound = NDArray[np.float32]

RATE = 8_000
"""Samples a second: those of most recordings that packages hold."""

_CELL = RATE // 200
_AUDIBLE = 0.02
"""Share of a recording's loudest 5 ms that its phrases begin and end with: -34 dB."""
_PAUSE = 0.2
"""Seconds: recordings are cut into phrases at pauses as long as this."""
_SHORTEST = 0.25
_LOUD = 5_000

# The recogniser. Its edges are off by so much (ms, normal, at most), on Whisper's grid.
_OFF, _AT_MOST = 45, 140
_LONGEST = 3_500
"""What lasts longer, in ms, is several cues, and nothing pauses where they meet."""
_CLOSED, _CLOSED_BELOW = 0.75, 400
"""Share of the pauses shorter than this, in ms, over which a cue is drawn to the next one."""

_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3_000)]


class Recording(NamedTuple):
    """A talk: 16-bit samples at `RATE`, and the cues of a recogniser whose clock is right."""

    samples: NDArray[np.int16]
    lines: list[Line]


def phrases_in(file: Path | IO[bytes]) -> list[Sound]:
    """What is said in a recording without a pause: samples at `RATE`, the loudest one `_LOUD`."""
    whole = decoded(file)
    cells = whole[: len(whole) // _CELL * _CELL].reshape(-1, _CELL)
    level = np.sqrt(np.mean(cells**2, axis=1)) if len(cells) else np.zeros(0)
    heard = np.flatnonzero(level > _AUDIBLE * level.max(initial=1))
    if not len(heard):
        return []
    borders = np.flatnonzero(np.diff(heard) * _CELL >= _PAUSE * RATE)
    firsts = heard[[0, *(borders + 1)]] * _CELL
    stops = (heard[[*borders, -1]] + 1) * _CELL
    spoken = [whole[first:stop] for first, stop in zip(firsts, stops, strict=True)]
    return [
        phrase / np.abs(phrase).max() * _LOUD
        for phrase in spoken
        if len(phrase) >= _SHORTEST * RATE
    ]


def spoken_by_espeak(texts: Iterable[str], voice: str) -> Iterator[list[Sound]]:
    """The phrases of each text, as espeak-ng says it."""
    for text in texts:
        command = ["espeak-ng", "-v", voice, "--stdout", text]
        said = subprocess.run(command, capture_output=True, check=True)
        yield phrases_in(BytesIO(said.stdout))


def syllables(random: Random, files: Sequence[Path], count: int) -> Iterator[list[Sound]]:
    """Phrases put together from recordings of single syllables, `count` of them."""
    said = [phrase for file in files for phrase in phrases_in(file)[:1]]
    for _ in range(count):
        some = random.choices(said, k=random.randrange(4, 15))
        yield [np.concatenate(some)]


def recorded(
    random: Random,
    talks: Sequence[Sequence[Sound]],
    minutes: float,
    silences: Iterable[tuple[float, float]] = (),
) -> Recording:
    """Phrases one after the other, in the order of chance, until `minutes` are over.

    Args:
        random: Says in which order, how loud, and with which pauses.
        talks: Phrases that belong together: they are said in one go, and equally loud.
        minutes: Of the recording, about.
        silences: Minutes at which nobody speaks, and for how many seconds.
    """
    sound = np.zeros(int((minutes + 2) * 60 * RATE), np.float32)
    quiet = sorted(silences)
    voices: list[tuple[int, int]] = []
    place = int(random.uniform(0.2, 2) * RATE)
    while place < minutes * 60 * RATE:
        if quiet and place >= quiet[0][0] * 60 * RATE:
            place += int(quiet.pop(0)[1] * RATE)
        loudness = 10 ** (random.uniform(-10, 0) / 20)
        for phrase in random.choice(talks):
            sound[place : place + len(phrase)] += loudness * phrase
            voices.append((_ms(place), _ms(place + len(phrase))))
            place += len(phrase) + int(_pause(random) * RATE)
    return Recording(
        np.clip(sound[: place + RATE], -32_768, 32_767).astype(np.int16),
        transcribed(random, voices),
    )


def transcribed(random: Random, voices: Sequence[tuple[int, int]]) -> list[Line]:
    """Cues of phrases that begin and end at these times, in ms, as a recogniser makes them."""
    pieces = [piece for voice in voices for piece in _halved(random, *voice)]
    edges = [[start + _off(random), end + _off(random)] for start, end in pieces]
    for (_, end), edge, (start, _), after in zip(
        pieces, edges, pieces[1:], edges[1:], strict=False
    ):
        near = start - end < _CLOSED_BELOW and random.random() < _CLOSED
        edge[1] = after[0] if near else min(edge[1], after[0])
    lines = []
    for voice, (first, last) in zip(pieces, edges, strict=True):
        start = max(0, round(first / GRID) * GRID)
        end = max(start + 2 * GRID, round(last / GRID) * GRID)
        text = "".join(random.choices(_HAN, k=max(1, (voice[1] - voice[0]) // 200)))
        lines.append(Line(start, end, text, voice))
    return lines


def in_a_room(random: Random, samples: NDArray[np.int16], noise: float, echo: float) -> Sound:
    """The same with an echo that dies away in `echo` s, and noise so many dB below the talk."""
    chance = np.random.default_rng(random.randrange(1 << 30))
    sound = samples.astype(np.float32)
    if echo:
        count = int(echo * RATE)
        answer = chance.standard_normal(count) * 10 ** (-3 * np.arange(count) / count) * 0.03
        answer[0] = 1
        sound = _answered(sound, answer)
    waves = np.fft.rfft(chance.standard_normal(len(sound)))
    waves /= np.sqrt(np.maximum(np.arange(len(waves)), 1))
    return mixed(sound, np.fft.irfft(waves, len(sound)), noise)


def mixed(sound: Sound, other: NDArray[np.floating], decibels: float) -> Sound:
    """Both, the other so many dB below what is loud in the sound."""
    loud = sound[np.abs(sound) > 200]
    ratio = np.sqrt(np.mean(loud**2) / np.mean(other**2)) * 10 ** (-decibels / 20)
    return np.asarray(sound + other[: len(sound)] * ratio, np.float32)


def decoded(file: Path | IO[bytes]) -> Sound:
    """The samples of a recording at `RATE`, as 16 bits have them."""
    with av.open(file, "r") as container:
        resampler = av.AudioResampler("s16", "mono", RATE)
        frames = [*container.decode(audio=0), None]
        parts = [part.to_ndarray()[0] for frame in frames for part in resampler.resample(frame)]
    return np.concatenate(parts).astype(np.float32) if parts else np.zeros(0, np.float32)


def _answered(sound: Sound, answer: NDArray[np.floating]) -> Sound:
    size = len(sound) + len(answer)
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(answer, size), size)[
        : len(sound)
    ].astype(np.float32)


def _halved(random: Random, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is said, in pieces that are short enough for a cue."""
    count = -(-(end - start) // _LONGEST)
    length = (end - start) / count
    inner = [start + round((n + random.uniform(-0.2, 0.2)) * length) for n in range(1, count)]
    yield from zip([start, *inner], [*inner, end], strict=True)


def _off(random: Random) -> int:
    return round(max(-_AT_MOST, min(_AT_MOST, random.gauss(0, _OFF))))


def _pause(random: Random) -> float:
    """Seconds from one phrase to the next."""
    kind = random.random()
    if kind < 0.3:
        return random.uniform(0.03, 0.15)
    if kind < 0.75:
        return random.uniform(0.15, 0.5)
    return random.uniform(0.5, 1.6) if kind < 0.96 else random.uniform(1.6, 6)


def _ms(samples: int) -> int:
    return samples * 1000 // RATE
