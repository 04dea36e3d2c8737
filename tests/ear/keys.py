# SPDX-License-Identifier: GPL-3.0-or-later
"""Key to paint while a real model listens, beside the same without it; and how long F7 takes."""

from __future__ import annotations

import sys
import wave
from contextlib import closing
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.ear.mel import RATE
from tests.bench.framebuffer import Screen
from tests.bench.letters import delays, watched
from tests.desk import srt
from tests.ear.fetching import MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ear.clips import Clip

_TIMES = 30
"""How often the recording is heard one after the other: the pass must not come to its end."""


def pressed(clip: Clip, folder: Path) -> Iterator[tuple[str, str]]:
    """Press keys in the real window; `folder` has its files meanwhile."""
    told, changes = _told(clip, folder)
    for what in ("bare", "alone", "listening"):
        times = sorted(1000 * second for second in delays(told[what], changes))
        value = f"median {median(times):.1f}, 99 % {times[-len(times) // 100]:.1f}"
        yield f"key to pixels, {_NAMES[what]} ({len(times)} keys), ms", value
    for what in ("cold", "walked", "elsewhere"):
        menu, order, spent = told[what]
        value = f"menu {menu:.2f}, order of the sound {order:.2f}, processor {spent:.2f}"
        yield f"F7, {_NAMES[what]}, s", value
    what = "memory of the process; such processes when nobody has asked for a while"
    yield what, f"{told['memory']} MB; {told['left']}"


_NAMES = {
    "bare": "a bare QPlainTextEdit",
    "alone": "nothing listens",
    "listening": "the model listens",
    "cold": "the process is to be started",
    "walked": "at a cue reached by Ctrl+F8",
    "elsewhere": "at another cue",
}


def _told(clip: Clip, folder: Path) -> tuple[dict[str, Any], list[float]]:
    medium, transcript = folder / "talk.wav", folder / "talk.srt"
    with wave.open(str(medium), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.tile(clip.samples, _TIMES).tobytes())
    length = len(clip.samples) * 1000 // RATE
    rows = [
        (line.start + turn * length, line.end + turn * length, line.text)
        for turn in range(_TIMES)
        for line in clip.lines
    ]
    transcript.write_text(srt(*rows), "utf-8")
    with closing(Screen()) as screen:
        environment = screen.environment | {
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "JIAOZI_HOME": str(folder / "home"),
        }
        command = [sys.executable, "-m", "tests.ear.keys_child", str(MODEL)]
        return watched(screen, [*command, str(transcript), str(medium)], environment)
