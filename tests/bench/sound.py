# SPDX-License-Identifier: GPL-3.0-or-later
"""Latency from key to audio, and the playhead's error against the audio; compared with libVLC.

The audio encodes its own time: a tone that rises within each second, at an unchanged pitch at
all speeds. The recorder's delay, measured with a bare `QAudioSink`, is subtracted from positions
and included in latencies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from tests import screen
from tests.bench.measure import Figure, report
from tests.bench.recorder import TimedRecording
from tests.bench.sound_child import KEYS, SPEEDS
from tests.sound_card import MISSING, RATE, SoundCard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

_LOWEST, _RISE = 500.0, 4000.0
"""Frequency in Hz at the start of each second, and its rise by the end."""

_WINDOW = RATE // 50
_EDGE = 0.08
"""Seconds after a cue's start and before its end in which the playhead is not compared, because
the tone cannot be told from its neighbour's.
"""


@dataclass(frozen=True)
class Heard:
    """What was played of a cue. Times are in ms, with the recorder's delay subtracted.

    Attributes:
        speed: Playback speed.
        begun: Time from the key to the first sample.
        early: Length missing at the cue's start; negative if more was played.
        over: Length played after the cue's end.
        errors: Errors of the playhead, at every look.
    """

    speed: float
    begun: float
    early: float
    over: float
    errors: list[float]


def main() -> None:
    """Measure and report."""
    if MISSING:
        sys.exit(MISSING)
    virtual = screen.VirtualScreen()
    os.environ |= {"DISPLAY": virtual.display, "QT_QPA_PLATFORM": "xcb"}
    with closing(virtual), TemporaryDirectory() as name, SoundCard() as card:
        # The default latency, as for users: the tests' long buffer would play in blocks.
        del card.environment["PULSE_LATENCY_MSEC"]
        files = _files(Path(name))
        bare = list(_play(card, "bare", name, 0.0))
        rig = median(one.begun for one in bare)
        ours = list(_play(card, "window", name, rig, *files))
        theirs = list(_play(card, "vlc", name, rig, *files))
    report("sound", list(_figures(ours, theirs, bare, rig)))


def _files(folder: Path) -> tuple[str, str]:
    count = sum(KEYS.values())
    time = np.arange(RATE) / RATE
    second = 12_000 * np.sin(2 * np.pi * (_LOWEST * time + _RISE * time**2 / 2))
    medium, transcript = folder / "tone.wav", folder / "tone.srt"
    with wave.open(str(medium), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.tile(np.rint(second).astype(np.int16), count + 1).tobytes())
    cues = (
        f"{n + 1}\n00:{n // 60:02}:{n % 60:02},100 --> 00:{n // 60:02}:{n % 60:02},900\n{n}\n"
        for n in range(count)
    )
    transcript.write_text("\n".join(cues), encoding="utf-8")
    return str(medium), str(transcript)


def _play(card: SoundCard, how: str, *told: Any) -> Iterator[Heard]:
    home, rig, *files = told
    command = [sys.executable, "-m", "tests.bench.sound_child", how, f"{home}/{how}", *files]
    with TimedRecording(card) as recording:
        child = subprocess.run(
            command, env=card.environment, stdout=subprocess.PIPE, text=True, check=True
        )
    keys = [json.loads(line) for line in child.stdout.splitlines() if line.startswith("{")]
    loud = np.flatnonzero(np.abs(recording.samples) > 30)
    for number, key in enumerate(keys):
        after = keys[number + 1]["pressed"] if number + 1 < len(keys) else float("inf")
        begin, end = recording.sample_at(key["pressed"]), recording.sample_at(after)
        part = loud[np.searchsorted(loud, begin) : np.searchsorted(loud, end)]
        if len(part):
            yield _heard(recording, key, int(part[0]), int(part[-1]) + 1, rig)


def _heard(
    recording: TimedRecording, key: dict[str, Any], first: int, last: int, rig: float
) -> Heard:
    speed, start, end = key["speed"], key["start"], key["end"]
    samples = recording.samples[first:last].astype(float)
    begun = 1000 * (recording.time_of(first) - key["pressed"]) - rig
    if len(samples) < 4 * _WINDOW or not key["places"]:
        return Heard(speed, begun, 0.0, 0.0, [])
    told = _told(samples)
    # Extrapolate the edges from the middle, because the audio fades at the edges.
    middle = len(samples) // 2
    begins = told(middle) - middle * 1000 * speed / RATE
    ends = told(middle) + (len(samples) - middle) * 1000 * speed / RATE
    errors = []
    edge = _EDGE * RATE
    for moment, place in key["places"]:
        sample = recording.sample_at(moment + rig / 1000) - first
        if edge < sample < len(samples) - edge:
            error = place % 1000 - told(int(sample))
            errors.append((error + 500) % 1000 - 500)
    return Heard(speed, begun, begins - start % 1000, ends - end % 1000, errors)


def _told(samples: NDArray[np.float64]) -> Callable[[int], float]:
    """A function from a sample to its ms within the second, by the tone's frequency."""
    spectrum = np.fft.fft(samples)
    spectrum[len(spectrum) // 2 :] = 0
    phase = np.unwrap(np.angle(np.fft.ifft(spectrum)))
    hertz = np.diff(phase) * RATE / (2 * np.pi)

    def told(sample: int) -> float:
        around = hertz[max(0, sample - _WINDOW // 2) : sample + _WINDOW // 2]
        return float(1000 * (np.median(around) - _LOWEST) / _RISE)

    return told


def _figures(
    ours: list[Heard], theirs: list[Heard], bare: list[Heard], rig: float
) -> Iterator[Figure]:
    def figure(what: str, of: Callable[[list[Heard]], float]) -> Figure:
        mine, vlcs = of(ours), of(theirs)
        return Figure(what, "libVLC", mine / vlcs if vlcs else 0.0, mine, vlcs, "ms")

    def share(percent: float, of: Callable[[Heard], float]) -> Callable[[list[Heard]], float]:
        return lambda heard: float(
            np.percentile([of(one) for one in heard if one.speed == 1.0], percent)
        )

    for name, percent in (("median", 50.0), ("95th percentile", 95.0)):
        # Not against libVLC, which first plays what it has buffered from before the seek.
        delay = share(percent, lambda one: one.begun)
        whole, least = rig + delay(ours), delay(bare)
        what = f"key to first sample, the rig's delay included, {name}"
        yield Figure(what, "a bare QAudioSink", whole / least, whole, least, "ms")
    for name, percent in (("median", 50.0), ("95th percentile", 95.0)):
        yield figure(f"played behind the end, {name}", share(percent, lambda one: abs(one.over)))
    for speed in SPEEDS:

        def error(heard: list[Heard], speed: float = speed) -> float:
            errors = [error for one in heard if one.speed == speed for error in one.errors]
            return float(np.percentile(np.abs(errors), 95)) if errors else float("nan")

        yield figure(f"error of the playhead at {speed:g}×, 95th percentile", error)


if __name__ == "__main__":
    main()
