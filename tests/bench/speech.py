# SPDX-License-Identifier: GPL-3.0-or-later
"""Voice activity detection (VAD): error of its edges, speed and memory.

The edges need espeak-ng (Debian: apt-get install espeak-ng) and are skipped without it. Baselines:
a simple threshold relative to the loudest level; and webrtcvad, if installed
(`pip install webrtcvad-wheels`). All three ignore pauses below 100 ms and segments below 70 ms.
"""

import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from editor.media.voice_activity import find_speech
from tests.bench.measure import Figure, against, report, rounds
from tests.bench.talk import RATE, scenes, talk

_REACH = 150
"""ms beyond which an edge counts as missed, with this as its error."""

_FRAME = 10

Samples = NDArray[np.int16]
Edges = tuple[NDArray[np.float64], NDArray[np.float64]]


def main() -> None:
    """Measure and report."""
    figures = [*_quickness(), *_memory()]
    if shutil.which("espeak-ng"):
        figures += _edges()
    report("speech", figures)


def _quickness() -> Iterator[Figure]:
    hour = _noise(48_000, 3600)
    tasks = {
        "find speech, 1 h": lambda: find_speech(hour, 48_000),
        "mean square of each 10 ms, 1 h": lambda: [
            np.square(part.reshape(-1, 480), dtype=np.float32).mean(axis=1)
            for part in hour.reshape(60, -1)
        ],
    }
    yield from against(rounds(tasks), *tasks)


def _memory() -> Iterator[Figure]:
    peaks = []
    for hours in (8, 1):
        sound = _noise(8_000, 3600 * hours)
        tracemalloc.start()
        find_speech(sound, 8_000)
        peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
        tracemalloc.stop()
    many, one = peaks
    yield Figure("find speech, 8 h", "find speech, 1 h", many / one, many, one, "MB")


def _noise(rate: int, seconds: int) -> Samples:
    second = np.random.default_rng(906).normal(0, 500, rate).astype(np.int16)
    return np.tile(second, seconds)


def _edges() -> Iterator[Figure]:
    spoken = talk()
    detectors: dict[str, Callable[[Samples], Edges]] = {"level of the loudest": _by_level}
    if find_spec("webrtcvad"):
        detectors["webrtcvad, mode 1"] = _by_webrtcvad
    for scene, samples in scenes(spoken).items():
        ours = _errors(_ours(samples), spoken.phrases)
        for name, detector in detectors.items():
            theirs = _errors(detector(samples), spoken.phrases)
            for edge in ("onset", "offset"):
                mine, other = (np.percentile(errors[edge], 90) for errors in (ours, theirs))
                ratio = mine / max(other, 1)
                yield Figure(f"{edge}, 9 of 10, {scene}", name, ratio, mine, other, "ms")


def _errors(edges: Edges, phrases: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """Distance in ms of each true edge from the nearest detected one."""
    errors = {}
    for edge, true, found in zip(("onset", "offset"), phrases.T, edges, strict=True):
        nearest = np.full(len(true), float(_REACH))
        if len(found):
            nearest = np.abs(found[None, :] - true[:, None]).min(axis=1)
        errors[edge] = np.minimum(nearest, _REACH)
    return errors


def _ours(samples: Samples) -> Edges:
    speech = find_speech(samples, RATE)
    return speech.starts.astype(float), speech.ends.astype(float)


def _by_level(samples: Samples) -> Edges:
    step = RATE * _FRAME // 1000
    frames = samples[: len(samples) // step * step].reshape(-1, step).astype(float)
    level = np.sqrt(np.mean(frames**2, axis=1))
    return _stretches(level > np.percentile(level, 99) * 10 ** (-30 / 20), step * 1000 / RATE)


def _by_webrtcvad(samples: Samples) -> Edges:
    # It needs 16 kHz.
    places = np.arange(int(len(samples) * 16_000 / RATE)) * RATE / 16_000
    heard = np.interp(places, np.arange(len(samples)), samples).astype(np.int16)
    detector = import_module("webrtcvad").Vad(1)
    frames = heard[: len(heard) // 160 * 160].reshape(-1, 160)
    speech = [detector.is_speech(frame.tobytes(), 16_000) for frame in frames]
    starts, ends = _stretches(np.array(speech), _FRAME)
    return starts, ends - 100  # its hangover is 100 ms


def _stretches(active: NDArray[np.bool_], frame: float) -> Edges:
    edges = np.flatnonzero(np.diff(active, prepend=False, append=False)) * frame
    starts, ends = edges[::2], edges[1::2]
    apart = starts[1:] - ends[:-1] >= 100
    starts, ends = starts[np.append(True, apart)], ends[np.append(apart, True)]
    long = ends - starts >= 70
    return starts[long], ends[long]


if __name__ == "__main__":
    main()
