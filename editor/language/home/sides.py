# SPDX-License-Identifier: GPL-3.0-or-later
"""Both sides that are compared, as units: the cues, and the lines of the answer."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from editor.language.home.units import Cutter, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.progress import Progress
    from editor.language.home.answer import Line
    from editor.language.home.pairing import Pair

_OPENING = "“‘「『《〈（([【\"'"
_HOMOPHONE, _OTHER = 0.7, 0.15
"""How far two units agree that sound the same, and two that do not."""


class Sides:
    """The cues and the answer.

    Attributes:
        units: Those of all cues.
        rows: For each of them, its cue.
        firsts: For each cue, the number of its first unit, and at last their number.
        answer: The units of the answer.
        breaks: For each line of the answer, the number of the unit after its last one.
        numbers: For each line, the number before it, or None.
        text: The lines, joined by line ends.
    """

    def __init__(self, texts: Sequence[str], lines: Sequence[Line], progress: Progress) -> None:
        cutter = Cutter()
        for text in texts:
            cutter.learn(text)
        self.units: list[Unit] = []
        self.rows: list[int] = []
        self.firsts = [0]
        for row, text in enumerate(texts):
            if not row % 256:
                progress.report(row, 2 * len(texts))
            own = list(cutter.units(text))
            self.units += own
            self.rows += [row] * len(own)
            self.firsts.append(len(self.units))
        self.text = "\n".join(line.text for line in lines)
        self.answer: list[Unit] = []
        self.breaks: list[int] = []
        for line, start in zip(lines, _starts(lines), strict=True):
            for unit in cutter.units(line.text):
                self.answer.append(unit._replace(start=unit.start + start, end=unit.end + start))
            self.breaks.append(len(self.answer))
        self.numbers = [line.number for line in lines]
        self.line_ends = frozenset((0, *self.breaks))

    def size(self, row: int) -> int:
        """How many units a cue has."""
        return self.firsts[row + 1] - self.firsts[row]

    def agreement(self, pair: Pair) -> float:
        """How far two units agree, from 0 to 1."""
        unit, other = self.units[pair[0]], self.answer[pair[1]]
        if unit.key == other.key:
            return 1.0
        return _HOMOPHONE if unit.sound == other.sound else _OTHER

    def says(self, first: int, begin: int, count: int) -> bool:
        """Whether some units of the cues stand at a place of the answer."""
        own = [unit.key for unit in self.units[first : first + count]]
        return count > 0 and own == [unit.key for unit in self.answer[begin : begin + count]]

    def characters(self, begin: int, end: int) -> tuple[int, int]:
        """Where in the text a range of units begins and ends, with the marks around it."""
        start = 0 if not begin else self._after_marks(begin)
        stop = len(self.text) if end == len(self.answer) else self._after_marks(end)
        return start, stop

    def _after_marks(self, place: int) -> int:
        """Where the text goes on after the marks that belong to the unit before."""
        low, high = self.answer[place - 1].end, self.answer[place].start
        cut = self.text.find("\n", low, high)
        if cut >= 0:
            return cut
        while high > low and self.text[high - 1] in _OPENING:
            high -= 1
        return high


def _starts(lines: Sequence[Line]) -> list[int]:
    sizes = [len(line.text) + 1 for line in lines]
    return list(accumulate(sizes, initial=0))[: len(lines)]
