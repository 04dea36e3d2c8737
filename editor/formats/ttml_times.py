# SPDX-License-Identifier: GPL-3.0-or-later
"""Time expressions of TTML (https://www.w3.org/TR/ttml2/, section 12.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.timecode import from_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLOCK = re.compile(
    r"\s*(?:(\d{1,5}):)?(\d{1,3}):(\d{1,3})(?:[.,](\d{1,9})|[:;](\d{1,4})(?:\.\d+)?)?\s*", re.ASCII
)
_PLAIN = re.compile(r"(\d\d):(\d\d):(\d\d)\.(\d{3})", re.ASCII)
"""A time as nearly all are written."""

_OFFSET = re.compile(r"\s*(\d{1,12})(?:[.,](\d{1,9}))?\s*(ms|h|m|s|f|t)?\s*", re.ASCII)
_UNITS: Mapping[str | None, float] = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1, None: 1000}
"""ms."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How a file counts frames and ticks, per second."""

    frames: float
    ticks: float

    @classmethod
    def of(cls, attributes: Mapping[str, str], fps: float) -> Clock:
        """The clock that a root element names; `fps` is for files that name none."""
        rate = _number(attributes.get("frameRate"), fps)
        over, _, under = (
            attributes.get("frameRateMultiplier", "1 1").replace(":", " ").partition(" ")
        )
        rate *= _number(over, 1) / _number(under, 1)
        default = (
            rate * _number(attributes.get("subFrameRate"), 1) if "frameRate" in attributes else 1
        )
        return cls(rate, _number(attributes.get("tickRate"), default))

    def ms(self, written: str | None) -> int | None:
        """Milliseconds of an expression; None if there is none, or it is unreadable."""
        if written is None:
            return None
        if match := _PLAIN.fullmatch(written):
            hours, minutes, seconds, ms = match.groups()
            return (int(hours) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(ms)
        if match := _CLOCK.fullmatch(written):
            ms = from_fields(match[1], match[2], match[3], match[4])
            return ms + round(int(match[5]) * 1000 / self.frames) if match[5] else ms
        if match := _OFFSET.fullmatch(written):
            value = float(f"{match[1]}.{match[2] or 0}")
            if match[3] in {"f", "t"}:
                return round(value * 1000 / (self.frames if match[3] == "f" else self.ticks))
            return round(value * _UNITS[match[3]])
        return None


def _number(text: str | None, default: float) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if 0 < value < 1e9 else default  # noqa: PLR2004 - no film has more
