# SPDX-License-Identifier: GPL-3.0-or-later
"""The columns: contents and positions. The text gets the width that the others leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.i18n import N_
from editor.core.text import cps
from editor.core.timecode import clock
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtGui import QFontMetricsF

    from editor.checks.profiles import Profile
    from editor.core.cue import Cue

GAP = 9
"""Space on either side of a column's content, in logical pixels."""
MARK = 16
"""Width and height of a mark, in logical pixels."""
BAR = 28
"""Length of a full reading-speed bar, in logical pixels."""
NO_TIME = "–:––"
"""What a cue without times shows."""
_YIELDING = ("end", "length", "cps", "speaker", "start")
"""Columns that give way, in this order, where the text would become too narrow."""
_COMFORTABLE = 18
"""Full-width characters per line of text, below which columns give way."""
_LEAST = 10
"""Minimum of full-width characters per line of text."""
_NEAR = 0.85
"""Share of the limit above which a reading speed is near it."""
_USUAL_CPS = 20
"""Reading speed taken for the limit if the profile has none."""
_HOUR = 3_600_000
_FEWEST = 3
"""Digits of a row number that there is always room for."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        id: Name in the settings.
        title: Its name in the menu of columns.
        head: Its header, if shorter than the title.
        right: Whether it is right-aligned, as numbers are.
        stays: Whether it cannot be hidden.
    """

    id: str
    title: str
    head: str | None = None
    right: bool = False
    stays: bool = False


COLUMNS = (
    Column("number", N_("Number"), "#", right=True),
    Column("checked", N_("Checked"), ""),
    Column("label", N_("Marks and notes"), ""),
    Column("start", N_("Start"), right=True),
    Column("end", N_("End"), right=True),
    Column("length", N_("Length"), right=True),
    Column("cps", N_("Characters per second"), N_("Char/s"), right=True),
    Column("speaker", N_("Speaker")),
    Column("problem", N_("Problems"), ""),
    Column("text", N_("Text"), stays=True),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Position of a column: `x` and `width` in logical pixels."""

    x: int
    width: int

    @property
    def right(self) -> int:
        """Position of the right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Extent:
    """What the widths depend on.

    Attributes:
        digits: Digits of the highest row number; room is left for `_FEWEST`.
        hours: Digits of the hour of the latest end.
        speakers: Whether any cue has a speaker.
    """

    digits: int = 1
    hours: int = 1
    speakers: bool = False

    @classmethod
    def of(cls, count: int, end: int, *, speakers: bool) -> Extent:
        """That of so many cues, the last of which ends at `end` ms."""
        return cls(len(str(count)), len(str(max(end, 0) // _HOUR)), speakers)


def places(
    extent: Extent, digits: QFontMetricsF, em: float, width: int, hidden: Collection[str]
) -> Mapping[str, Place]:
    """The position of each visible column; columns give way where the text becomes too narrow.

    Args:
        extent: What is to be shown.
        digits: Metrics of the font for numbers.
        em: Width of a full-width character of the text, in logical pixels.
        width: Width of the table, in logical pixels.
        hidden: Ids of hidden columns.
    """
    widths = {
        name: round(size)
        for name, size in _widths(extent, digits, em).items()
        if size and name not in hidden
    }
    for name in _YIELDING:
        if _text_width(widths, width) >= _COMFORTABLE * em:
            break
        widths.pop(name, None)
    found = {}
    x = GAP // 2
    for column in COLUMNS[:-1]:
        if size := widths.get(column.id):
            found[column.id] = Place(x, size)
            x += size
    x += GAP
    found["text"] = Place(x, max(_text_width(widths, width), round(_LEAST * em)))
    return found


def least_width(extent: Extent, digits: QFontMetricsF, em: float) -> int:
    """Minimum width of the table in logical pixels: all columns that can have given way."""
    widths = {n: w for n, w in _widths(extent, digits, em).items() if n not in _YIELDING}
    return round(_LEAST * em - _text_width(widths, 0))


def _text_width(widths: Mapping[str, float], width: int) -> int:
    """The width that these columns leave for the text in a table of `width`."""
    return round(width - GAP // 2 - sum(widths.values()) - GAP - MARK - GAP)


def _widths(extent: Extent, digits: QFontMetricsF, em: float) -> Mapping[str, float]:
    time = digits.horizontalAdvance("0" * extent.hours + ":00:00.000")
    number = digits.horizontalAdvance("0" * max(extent.digits, _FEWEST))
    return {
        "number": number + 2 * GAP,
        "checked": MARK + GAP,
        "label": MARK + GAP,
        "start": time + 2 * GAP,
        "end": time + 2 * GAP,
        "length": digits.horizontalAdvance("00.00") + 2 * GAP,
        "cps": digits.horizontalAdvance("00.0") + BAR + 2.5 * GAP,
        "speaker": 5 * em + 2 * GAP if extent.speakers else 0,
        "problem": MARK + GAP,
    }


def time_text(ms: int) -> str:
    """A time as in the table; negative in a damaged file."""
    return clock(ms, hour_digits=1) if ms >= 0 else "-" + clock(-ms, hour_digits=1)


@dataclass(frozen=True, slots=True)
class Speed:
    """The reading speed of a cue.

    Attributes:
        text: Characters per second; empty if the cue has no duration or no text.
        share: Filled share of the bar, 0 to 1.
        level: 0 within the limit, 1 near it, 2 above.
    """

    text: str
    share: float
    level: int


def speed_of(cue: Cue, profile: Profile) -> Speed:
    """The reading speed and its bar; the profile's limit fills two thirds of the bar."""
    speed = cps(cue.text, cue.duration, profile.count)
    if not speed:
        return Speed("", 0, 0)
    share = min(speed / (1.5 * (profile.cps or _USUAL_CPS)), 1)
    level = 0
    if profile.cps is not None and speed > _NEAR * profile.cps:
        level = 1 if speed <= profile.cps else 2
    return Speed(f"{min(speed, 99.9):.1f}", share, level)
