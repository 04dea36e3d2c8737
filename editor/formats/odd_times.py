# SPDX-License-Identifier: GPL-3.0-or-later
"""Times that break their format's grammar but can still be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import from_fields, from_frames

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

TIME = (
    r"-?\d{1,4}[ ]?[:：][ ]?\d{1,2}(?:[ ]?[:：;；][ ]?\d{1,2}){0,2}"
    r"(?:[ ]?[.,，．。、][ ]?\d{1,9}|[:：;；]\d{3}(?!\d))?"
    r"|\d{1,6}[.,]\d{1,6}s?(?![\d:：])"
)
"""Two to four fields and a fraction, after any kind of point; bounded against backtracking.

Or seconds alone, with a fraction.
"""

ARROW = r"(?:[-–—−－=]{1,6}(?:[ ]?[-–—−－=])?[ ]?(?:[>＞]|&gt;)|[→⟶➔➡])"
"""The arrow between two times, as typed, changed by word processors or taken from a web page."""

_FIELDS = lazy_re.compile(
    r"(?P<sign>-?)(?:(?:(?P<d>\d+):(?=\d+:\d+:\d+\.))?(?P<h>\d+):(?=\d+:\d{1,2}(?!\d)))?"
    r"(?P<m>\d+):(?P<s>\d{1,2})(?::(?P<frames>\d{1,2}))?(?:[.:](?P<f>\d+))?"
)
HALF_WIDTH = str.maketrans("：；;，．。、,", ":::.....")
"""Full-width punctuation to ASCII, a point for any comma; a semicolon stands before frames."""

_LAST = 59
"""The last minute of an hour, the last second of a minute."""
_HOURS_A_DAY = 24


def parse_odd(written: str, fps: float) -> tuple[int, list[Problem]]:
    """Milliseconds of a time that matches `TIME`, and what is doubtful about it.

    Args:
        written: The time. A fourth field counts frames, or milliseconds if it has three digits;
            with a fraction the first of four fields counts days.
        fps: Frames per second.
    """
    plain = written.replace(" ", "").translate(HALF_WIDTH)
    if ":" not in plain:
        return round(float(plain.removesuffix("s")) * 1000), []
    match = _FIELDS.fullmatch(plain)
    if match is None:
        return 0, [Problem(N_("The time “{text}” is not readable; 0 was used."), text=written)]
    ms = from_fields(match["h"], match["m"], match["s"], match["f"])
    if match["d"]:
        ms += from_fields(str(int(match["d"]) * _HOURS_A_DAY), "0", "0", None)
    if match["frames"]:
        ms += from_frames(int(match["frames"]), fps)
    return (-ms if match["sign"] else ms), list(_doubts(match, written, fps))


def _doubts(match: re.Match[str], written: str, fps: float) -> Iterator[Problem]:
    if int(match["s"]) > _LAST or (match["h"] and int(match["m"]) > _LAST):
        message = N_("The time “{text}” has more than 59 minutes or seconds.")
        yield Problem(message, text=written)
    if match["d"]:
        message = N_("The time “{text}” has four fields; the first was read as days.")
        yield Problem(message, text=written)
    if match["frames"]:
        message = N_("The time “{text}” counts frames; {fps} fps was assumed.")
        yield Problem(message, text=written, fps=f"{fps:g}")
    if match["sign"]:
        yield Problem(N_("The cue starts or ends before 0:00."))
