# SPDX-License-Identifier: GPL-3.0-or-later
"""Delay of the painted picture against the audio, and time to a picture after a seek.

In the real window, ours against libVLC; videos of 720p and 1080p with one keyframe every ten
seconds, whose frames show their number.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack, closing
from fractions import Fraction
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from tests import screen
from tests.bench.measure import Figure, report
from tests.sound_card import MISSING, SoundCard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QImage

_SECONDS = 13
_FILMS = (((1280, 720), 25), ((1920, 1080), 30))
_RATE = 48_000
BITS = 9
"""Bits of a frame's number, shown as bright or dark bars in its middle."""


def main() -> None:
    """Make the videos, and play each with both players, without and with a sound card."""
    virtual = screen.VirtualScreen()
    figures: list[Figure] = []
    with closing(virtual), TemporaryDirectory() as name:
        for size, fps in _FILMS:
            film = make_film(Path(name) / f"{size[1]}.mp4", size, fps)
            for sound in (False,) if MISSING else (False, True):
                title = f"{size[1]}p{fps}, {'a sound card' if sound else 'silent'}"
                with ExitStack() as stack:
                    card = stack.enter_context(SoundCard()) if sound else None
                    environment = card.environment if card else dict(os.environ)
                    environment |= {"DISPLAY": virtual.display, "QT_QPA_PLATFORM": "xcb"}
                    what = "play" if sound else "all"
                    told = [_show(film, fps, who, what, environment) for who in ("own", "libvlc")]
                figures += _compared(title, *told)
    report("pictures", figures)


def make_film(path: Path, size: tuple[int, int], fps: int) -> Path:
    """A video that takes some work to decode; bars in each frame show its number."""
    width, height = size
    chance = np.random.default_rng(906)
    rough = chance.integers(40, 200, (height // 8 + 64, width // 8), np.uint8)
    ground = np.kron(rough, np.ones((8, 8), np.uint8))
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("libx264", rate=Fraction(fps))
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        video.codec_context.gop_size = 10 * fps
        video.codec_context.options = {"preset": "veryfast", "sc_threshold": "0", "crf": "20"}
        audio: Any = container.add_stream("aac", rate=_RATE, layout="mono")
        for number in range(_SECONDS * fps):
            luma = np.full((height * 3 // 2, width), 128, np.uint8)
            luma[:height] = ground[number : number + height]
            noise = chance.integers(0, 60, (height // 4, width), np.uint8)
            luma[: height // 4] = noise + 90
            for bit in range(BITS):
                left = width * (bit + 1) // (BITS + 2)
                mark = slice(height * 2 // 5, height * 3 // 5), slice(left, left + width // 16)
                luma[mark] = 220 if number >> bit & 1 else 30
            frame = av.VideoFrame.from_ndarray(luma, format="yuv420p")
            frame.pts = number
            container.mux(video.encode(frame))
            hum = (3000 * np.sin(np.arange(_RATE // fps) * 0.03)).astype(np.int16)
            sound = av.AudioFrame.from_ndarray(hum[None, :], format="s16", layout="mono")
            sound.sample_rate, sound.pts = _RATE, number * (_RATE // fps)
            container.mux(audio.encode(sound))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    return path


def number(image: QImage) -> int:
    """The number of a frame of the video, modulo 2 ** `BITS`."""
    width, y = image.width(), image.height() // 2
    places = (width * (bit + 1) // (BITS + 2) + width // 32 for bit in range(BITS))
    return sum((image.pixelColor(x, y).green() > 127) << bit for bit, x in enumerate(places))


def _show(
    film: Path, fps: int, who: str, what: str, environment: Mapping[str, str]
) -> dict[str, Any]:
    child = subprocess.run(
        [sys.executable, "-m", "tests.bench.pictures_child", str(film), str(fps), who, what],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(child.stdout)
    return told


def _compared(title: str, own: Mapping[str, Any], libvlc: Mapping[str, Any]) -> list[Figure]:
    figures = []
    for what, key, summed in _ROWS:
        if key in own:
            ours, theirs = summed(own[key]), summed(libvlc[key])
            unit = "%" if "%" in what else "ms"
            ratio = ours / max(theirs, 0.01)
            figures.append(Figure(f"{what}, {title}", "libVLC", ratio, ours, theirs, unit))
    return figures


def _middle(values: Sequence[float]) -> float:
    return median(map(abs, values))


def _latest(values: Sequence[float]) -> float:
    return max(map(abs, values))


def _late(values: Sequence[float]) -> float:
    return sorted(map(abs, values))[len(values) * 99 // 100]


_ROWS: tuple[tuple[str, str, Callable[[Sequence[float]], float]], ...] = (
    ("picture off while playing, median", "errors", _middle),
    ("picture off while playing, 99th percentile", "errors", _late),
    ("load while playing, % of a core", "load", lambda loads: 100 * loads[0]),
    ("first picture off after a jump while playing, median", "landings", _middle),
    ("picture off in the second after a jump, median", "after", _middle),
    ("picture off in the second after a jump, most", "after", _latest),
    ("until one picture and 40 ms off after a jump while playing, median", "caught", median),
    ("until one picture and 40 ms off after a jump while playing, longest", "caught", max),
    ("any picture after a seek, median", "any", _middle),
    ("any picture after a seek, longest", "any", _latest),
    ("right picture (libVLC: half a second) after a seek, median", "right", _middle),
    ("longest a picture stood while dragged along", "gaps", max),
    ("picture off when a range is played again, median", "again", median),
    ("picture off when a range is played again, most", "again", max),
    ("last picture of a range beyond its end, median", "ends", median),
    ("last picture of a range beyond its end, most", "ends", max),
)
"""Label, key in the child's result, and summary function; see `pictures_child`."""


if __name__ == "__main__":
    main()
