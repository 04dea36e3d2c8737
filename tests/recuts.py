# SPDX-License-Identifier: GPL-3.0-or-later
"""Media that were edited again: talk of which every cue's time is known before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

Sound = NDArray[np.float32]

RATE = 16_000
"""Samples a second."""

_SPLICE = RATE // 200
"""Samples over which a cut fades, as editors do."""


class Talk(NamedTuple):
    """Samples at `RATE`, and start and end of each phrase in ms."""

    samples: Sound
    cues: list[tuple[int, int]]

    @property
    def length(self) -> int:
        """In ms."""
        return len(self.samples) * 1000 // RATE


class Kept(NamedTuple):
    """What the new medium has of the old one: from here to there, in ms."""

    start: int
    end: int


class Edited(NamedTuple):
    """A new medium.

    Attributes:
        samples: At `RATE`.
        parts: What it is put together of: of the old one, or None for something new, each with its
            start and end in the new one, in ms.
    """

    samples: Sound
    parts: list[tuple[Kept | None, float, float]]

    def places(self, start: int, end: int) -> list[tuple[float, float, float]]:
        """Where this stretch of the old one is: start and end, and the share that is there.

        The times are those of the whole stretch, even if not all of it is there.
        """
        found = []
        for kept, first, last in self.parts:
            if kept is None:
                continue
            shared = min(end, kept.end) - max(start, kept.start)
            if shared > 0:
                pace = (last - first) / (kept.end - kept.start)
                at = [first + (time - kept.start) * pace for time in (start, end)]
                found.append((at[0], at[1], shared / (end - start)))
        return found


def talk(chance: Random, phrases: Callable[[], Sound], seconds: float) -> Talk:
    """Phrases one after the other, with pauses as in talk."""
    sound = np.zeros(int((seconds + 30) * RATE), np.float32)
    cues = []
    place = int(chance.uniform(0.3, 2) * RATE)
    while place < seconds * RATE:
        phrase = phrases() * 10 ** (chance.uniform(-8, 0) / 20)
        sound[place : place + len(phrase)] += phrase[: len(sound) - place]
        cues.append((place * 1000 // RATE, (place + len(phrase)) * 1000 // RATE))
        pause = chance.choice((0.08, 0.15, 0.25, 0.4, 0.6, 1.0, 1.6, 3.0))
        place += len(phrase) + int(pause * chance.uniform(0.8, 1.2) * RATE)
    noise = np.random.default_rng(chance.randrange(1 << 30)).standard_normal(len(sound))
    return Talk((sound + 2 * noise)[: place + RATE].astype(np.float32), cues)


def babble(chance: Random) -> Callable[[], Sound]:
    """Phrases that nobody says: syllables of a buzz and of noise, each with its own formants."""
    noise = np.random.default_rng(chance.randrange(1 << 30))

    def phrase() -> Sound:
        parts = [_syllable(chance, noise) for _ in range(chance.randrange(6, 15))]
        said = np.concatenate(parts)
        return np.asarray(said / np.abs(said).max() * 9_000, np.float32)

    return phrase


def _syllable(chance: Random, noise: np.random.Generator) -> Sound:
    count = int(chance.uniform(0.09, 0.3) * RATE)
    time = np.arange(count) / RATE
    pitch = chance.uniform(90, 240) * (1 + chance.uniform(-0.15, 0.15) * time / time[-1])
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    source = np.sign(np.sin(phase)) * (np.sin(phase) > 0.7) + 0.05 * noise.standard_normal(count)
    hiss = int(chance.uniform(0, 0.35) * count)
    source[:hiss] = chance.uniform(0.1, 0.5) * noise.standard_normal(hiss)
    bins = np.fft.rfftfreq(count, 1 / RATE)
    shape = np.full(len(bins), 0.02)
    for low, high in ((250, 900), (800, 2_600), (2_200, 3_800)):
        middle = chance.uniform(low, high)
        shape += chance.uniform(0.3, 1) / (1 + ((bins - middle) / (60 + middle * 0.06)) ** 2)
    voiced = np.fft.irfft(np.fft.rfft(source) * shape, count)
    envelope = np.minimum(np.minimum(time / 0.02, (time[-1] - time) / 0.04), 1)
    return np.asarray(voiced * envelope * chance.uniform(0.4, 1), np.float32)


def music(chance: Random, count: int) -> Sound:
    """So many samples of plucked chords, with a beat."""
    noise = np.random.default_rng(chance.randrange(1 << 30))
    sound = np.zeros(count + 2 * RATE, np.float32)
    time = np.arange(RATE) / RATE
    plucked = np.minimum(time / 0.02, 1) * np.exp(-2 * time)
    for place in range(0, count, RATE // 2):
        root = 110 * 2 ** (chance.randrange(12) / 12)
        chord = [root * step for step in chance.choice(((1, 1.26, 1.5), (1, 1.19, 1.5)))]
        tones = [np.sin(2 * np.pi * hz * n * time) / n**2 for hz in chord for n in range(1, 6)]
        beat = np.exp(-40 * time) * noise.standard_normal(RATE)
        sound[place : place + RATE] += plucked * np.sum(tones, axis=0) + beat
    return np.asarray(sound[:count] * 2_000, np.float32)


def edited(talk: Talk, parts: Sequence[Kept | Sound], speed: float = 1.0) -> Edited:
    """A medium of these parts of the talk, and of other sound; `speed` times as fast."""
    made, places, at = [], [], 0
    for part in parts:
        if isinstance(part, Kept):
            sound = talk.samples[part.start * RATE // 1000 : part.end * RATE // 1000].copy()
        else:
            sound = part.copy()
        fade = min(_SPLICE, len(sound) // 2)
        sound[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
        sound[len(sound) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
        made.append(sound)
        ends = [(at + n) * 1000 / RATE / speed for n in (0, len(sound))]
        places.append((part if isinstance(part, Kept) else None, ends[0], ends[1]))
        at += len(sound)
    whole = np.concatenate(made)
    return Edited(faster(whole, speed), places)


def faster(sound: Sound, speed: float) -> Sound:
    """The sound `speed` times as fast, and as high: as films are for television."""
    if speed == 1:
        return sound
    at = np.arange(int(len(sound) / speed)) * speed
    return np.asarray(np.interp(at, np.arange(len(sound)), sound), np.float32)


def over(sound: Sound, other: Sound, decibels: float) -> Sound:
    """Both, the other so many dB below what is loud in the sound."""
    loud = sound[np.abs(sound) > 500]
    ratio = np.sqrt(np.mean(loud**2) / np.mean(other**2)) * 10 ** (-decibels / 20)
    return np.asarray(sound + other[: len(sound)] * ratio, np.float32)


def samples_of(sound: Sound) -> NDArray[np.int16]:
    """As 16 bits have it."""
    return np.clip(np.rint(sound), -32_768, 32_767).astype(np.int16)
