# SPDX-License-Identifier: GPL-3.0-or-later
"""Speech with known text: a folder with `lines.tsv` (file, start, end in s, text) and its files."""

from __future__ import annotations

import csv
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from editor.ear.mel import RATE
from editor.ear.windows import Line

if TYPE_CHECKING:
    from pathlib import Path

    from editor.media.pcm import Samples


@dataclass(frozen=True)
class Clip:
    """A recording and its lines; samples at 16 kHz."""

    name: str
    samples: Samples
    lines: tuple[Line, ...]


def clips(folder: Path) -> list[Clip]:
    """All of a folder."""
    rows: dict[str, list[Line]] = {}
    with (folder / "lines.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            lines = rows.setdefault(row["file"], [])
            start, end = round(1000 * float(row["start_s"])), round(1000 * float(row["end_s"]))
            lines.append(Line(len(lines), start, end, row["text"]))
    return [Clip(name, _samples(folder / name), tuple(lines)) for name, lines in rows.items()]


def _samples(file: Path) -> Samples:
    with wave.open(str(file)) as sound:
        if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
            raise SystemExit(f"{file} is not mono of 16 bits at {RATE} Hz")
        return np.frombuffer(sound.readframes(sound.getnframes()), np.int16)


def talk(found: list[Clip], pause: int = 400) -> Clip:
    """All clips as one recording, with so many ms of silence between them."""
    parts: list[Samples] = []
    lines: list[Line] = []
    at = 0
    gap = np.zeros(pause * RATE // 1000, np.int16)
    for clip in found:
        shift = at * 1000 // RATE
        for line in clip.lines:
            lines.append(Line(len(lines), line.start + shift, line.end + shift, line.text))
        parts += [clip.samples, gap]
        at += len(clip.samples) + len(gap)
    return Clip("all", np.concatenate(parts), tuple(lines))


def no_speech(count: int) -> dict[str, Samples]:
    """So many samples of silence, noise and music."""
    chance = np.random.default_rng(18)
    white = chance.standard_normal(count)
    slope = 1 / np.sqrt(np.maximum(np.arange(count // 2 + 1), 1))
    pink = np.fft.irfft(np.fft.rfft(white) * slope, count)
    time = np.arange(count) / RATE
    beat, within = (2 * time).astype(int), (2 * time) % 1
    steps = chance.choice([-5, -2, 0, 3, 5, 7], 1 + beat.max())[beat]  # a chord each half second
    chord = [np.sin(2 * np.pi * hertz * 2 ** (steps / 12) * time) for hertz in (220, 277, 330, 440)]
    music = np.sum(chord, axis=0) * np.exp(-2 * within)
    found = {"white noise": white, "pink noise": pink, "music": music}
    loud = {name: wave / np.abs(wave).max() * 12_000 for name, wave in found.items()}
    silence = {"silence": np.zeros(count), "faint noise": white}
    return {name: wave.astype(np.int16) for name, wave in (silence | loud).items()}
