# SPDX-License-Identifier: GPL-3.0-or-later
"""Milliseconds and their written forms: all time formatting and parsing is here."""

from __future__ import annotations

import re

from editor.core import lazy_re
from editor.core.errors import UserError

_TIME = lazy_re.compile(
    r"\s*(?:(?:(?P<h>\d{1,6}):)?(?P<m>\d{1,6}):)?(?P<s>\d{1,9})(?:[.,](?P<f>\d{1,9}))?\s*", re.ASCII
)
_BARE_MS = lazy_re.compile(r"\s*(\d{1,15})\s*ms\s*", re.ASCII)


def from_fields(hours: str | None, minutes: str | None, seconds: str, fraction: str | None) -> int:
    """Milliseconds from the digits of a written time; missing fields count as zero.

    `fraction` is the digits after the decimal point: ``"5"`` is 500 ms, ``"0005"`` rounds to 0.
    """
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    if fraction and len(fraction) == 3:  # noqa: PLR2004 - the common case, first
        return whole * 1000 + int(fraction)
    if not fraction:
        return whole * 1000
    return whole * 1000 + round(int(fraction) * 1000 / float(10 ** len(fraction)))


def from_seconds(seconds: float) -> int:
    """Milliseconds from seconds, rounded to the nearest."""
    return round(seconds * 1000)


def from_frames(frames: float, fps: float) -> int:
    """Milliseconds from a number of frames, rounded to the nearest."""
    return round(frames * 1000 / fps)


def to_samples(ms: int, rate: int) -> int:
    """Sample index at `ms`, at `rate` samples per second, rounded to the nearest."""
    return (ms * rate + 500) // 1000


def from_samples(samples: int, rate: int) -> int:
    """Milliseconds from a number of samples, rounded to the nearest."""
    return (samples * 1000 + rate // 2) // rate


def parse_time(text: str) -> int:
    """Milliseconds from ``[[H:]M:]S[.mmm]`` (comma accepted) or ``1234ms``.

    Raises:
        UserError: `text` is not such a time.
    """
    if match := _BARE_MS.fullmatch(text):
        return int(match[1])
    if match := _TIME.fullmatch(text):
        return from_fields(match["h"], match["m"], match["s"], match["f"])
    raise UserError(
        "“{text}” is not a time. Write 36:49.7, 1:02:03.456, 90 (seconds) or 1234ms.", text=text
    )


def clock(ms: int, point: str = ".", hour_digits: int = 2) -> str:
    """``HH:MM:SS.mmm``, as in subtitle files; `ms` must not be negative."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    # Twice as fast as an f-string with a nested width, and every written cue needs two.
    return "%0*d:%02d:%02d%s%03d" % (hour_digits, hours, minutes, seconds, point, ms)  # noqa: UP031


def spoken(ms: int) -> str:
    """A time for display, to a tenth of a second: ``36:49.7``, ``1:02:03.4``, ``0:09.0``."""
    whole, tenths = divmod((abs(ms) + 50) // 100, 10)
    return f"{_sign(ms)}{_minutes(whole)}.{tenths}"


def mark(ms: int, step: int) -> str:
    """A ruler label for marks `step` ms apart: ``36:49``, ``1:02:03``, ``0:09.25``."""
    whole, rest = divmod(abs(ms), 1000)
    decimals = next(n for n in range(4) if step * 10**n % 1000 == 0)
    fraction = f".{rest:03d}"[: decimals + 1] if decimals else ""
    return f"{_sign(ms)}{_minutes(whole)}{fraction}"


def seconds(ms: int) -> str:
    """A duration in seconds, to a hundredth: ``3.16``."""
    return f"{ms / 1000:.2f}"


def _sign(ms: int) -> str:
    return "-" if ms < 0 else ""


def _minutes(whole: int) -> str:
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
