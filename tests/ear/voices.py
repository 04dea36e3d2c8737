# SPDX-License-Identifier: GPL-3.0-or-later
"""A voice that says known characters at known times: recordings of single syllables.

Of gcin-voice (Debian: apt-get install gcin-voice), two persons; one syllable after the other.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pypinyin

from editor.ear.mel import RATE
from editor.ear.windows import Line
from tests.ear.clips import Clip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.media.pcm import Samples

SPEAKER, OTHER = 3, 5
VOICE = f"gcin-voice, speaker {SPEAKER}"
_FOLDER = Path("/usr/share/gcin-voice/ogg")
_TONES = str.maketrans("ˊˇˋ˙", "2341")
_AUDIBLE, _LOUD = 0.05, 12_000
_PAUSE = 300
"""ms between two lines."""


def has_voice() -> bool:
    """Whether the recordings are installed."""
    return _FOLDER.exists()


def spoken_lines(texts: Iterable[str], speaker: int = SPEAKER) -> tuple[Clip, list[list[int]]]:
    """Lines, and for each the start of each of its characters in ms.

    Lines with a character that cannot be said are left out.
    """
    parts: list[Samples] = []
    lines: list[Line] = []
    truth: list[list[int]] = []
    at = 0
    for text in texts:
        sounds = pypinyin.pinyin(text, style=pypinyin.Style.BOPOMOFO)
        files = [_FOLDER / _name(sound) / f"{speaker}.ogg" for (sound,) in sounds]
        if len(files) != len(text) or not all(file.exists() for file in files):
            continue
        starts = []
        for file in files:
            starts.append(at * 1000 // RATE)
            parts.append(_said(file))
            at += len(parts[-1])
        lines.append(Line(len(lines), starts[0], at * 1000 // RATE, text))
        truth.append(starts)
        parts.append(np.zeros(_PAUSE * RATE // 1000, np.int16))
        at += len(parts[-1])
    return Clip(f"gcin-voice, speaker {speaker}", np.concatenate(parts), tuple(lines)), truth


def _name(sound: str) -> str:
    """A syllable's folder: the tone is a number at the end."""
    numbered = sound.translate(_TONES)
    tone = "".join(sign for sign in numbered if sign.isdigit())
    return "".join(sign for sign in numbered if not sign.isdigit()) + tone


@cache
def _said(file: Path) -> Samples:
    with av.open(str(file), "r") as container:
        resampler = av.AudioResampler("s16", "mono", RATE)
        frames = [*container.decode(audio=0), None]
        parts = [part.to_ndarray()[0] for frame in frames for part in resampler.resample(frame)]
    whole = np.concatenate(parts).astype(np.float32)
    level = np.abs(whole)
    heard = np.flatnonzero(level > _AUDIBLE * level.max())
    trimmed: Samples = whole[heard[0] : heard[-1] + 1] * (_LOUD / level.max())
    return trimmed.astype(np.int16)
