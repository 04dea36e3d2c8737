# SPDX-License-Identifier: GPL-3.0-or-later
"""Transcripts whose clock is broken in a known way: every way that recognisers, servers and
people break one, with where each cue truly belongs and what would be at hand to find out.

A case is made from talk: lines one after the other, with the voice that a detector would
find in each. The same seed makes the same case.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from editor.core.cue import Cue
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

GRID = 20
_HAN = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年"
    "过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心"
)
_ANSWERS = ("对", "嗯", "是的", "没错", "好的")


class Line(NamedTuple):
    """A line of talk: when it is on, when a voice is heard in it (ms), and what is said."""

    start: int
    end: int
    text: str
    voice: tuple[int, int]

    def moved(self, delta: int) -> Line:
        start, end = self.voice
        return Line(self.start + delta, self.end + delta, self.text, (start + delta, end + delta))


@dataclass
class Case:
    """A broken transcript.

    Attributes:
        shown: Starts, ends and texts as the file has them, in its order.
        truth: Where each truly belongs; None for one that says again what another one said.
        lines: The talk, for what is heard of it.
        length: Of the medium, in ms.
        anchors: Starts that a person would know.
        parts: Lengths of the parts that the medium was put together from.
        near: By how many ms a repaired time may be off.
    """

    lines: Sequence[Line]
    shown: list[tuple[int, int, str]] = field(default_factory=list)
    truth: list[tuple[int, int] | None] = field(default_factory=list)
    length: int = 0
    anchors: tuple[tuple[int, int], ...] = ()
    parts: tuple[int, ...] = ()
    near: int = 1

    def add(self, line: Line, offset: int, clock: int = 0, *, again: bool = False) -> None:
        """One more cue: its chunk begins at `offset`, and its clock then shows `clock`."""
        delta = clock - offset
        self.shown.append((line.start + delta, line.end + delta, line.text))
        self.truth.append(None if again else (line.start, line.end))

    @property
    def cues(self) -> tuple[Cue, ...]:
        return tuple(Cue(row, *fields) for row, fields in enumerate(self.shown))

    def evidence(self, random: Random, *wanted: str) -> Evidence:
        """What is at hand: of ``length``, ``speech``, ``reference`` what is wanted."""
        speech = heard(random, self.lines) if "speech" in wanted else None
        reference = retold(random, self.lines) if "reference" in wanted else ()
        length = self.length if "length" in wanted else None
        return Evidence(length, self.anchors, self.parts, speech, reference)

    def right(self, times: dict[int, tuple[int, int]]) -> float:
        """Share of the cues that are where they belong; those that had to go must be gone.

        Args:
            times: Starts and ends of the repaired cues by the ids of `cues`.
        """
        fits = [
            row not in times
            if true is None
            else row in times
            and max(abs(a - b) for a, b in zip(times[row], true, strict=True)) <= self.near
            for row, true in enumerate(self.truth)
        ]
        return sum(fits) / len(fits)


def talk(
    random: Random,
    minutes: float,
    pauses: float = 0.06,
    silences: Iterable[tuple[int, int]] = (),
    begin: int = 0,
) -> list[Line]:
    """Two people talking: lines of 3 to 24 characters, few pauses, silences where given (ms)."""
    lines: list[Line] = []
    known = set(_ANSWERS)
    quiet = sorted(silences)
    time = begin
    while time < minutes * 60_000:
        if quiet and time >= quiet[0][0]:
            time = _grid(time + quiet.pop(0)[1])
            continue
        text = random.choice(_ANSWERS)
        while text in known and random.random() > 0.06:
            text = "".join(random.choices(_HAN, k=random.choice((5, 8, 10, 12, 12, 14, 18, 24))))
        known.add(text)
        length = max(240, _grid(1000 * len(text) / max(3.5, random.gauss(5.5, 0.9))))
        breath = random.randrange(70, 340) if length > 700 and random.random() < 0.75 else 0
        start = time + random.randrange(80)
        voice = (start, max(start + 120, time + length - breath))
        lines.append(Line(time, time + length, text, voice))
        time += length
        if random.random() < pauses:
            time = _grid(time + 120 + min(6_000, random.expovariate(1 / 900)))
    return lines


def heard(random: Random, lines: Iterable[Line]) -> tuple[list[int], list[int]]:
    """The voices as a detector finds them: a little off, short pauses missed, and some voices."""
    starts: list[int] = []
    ends: list[int] = []
    for line in sorted(lines):
        if random.random() < 0.015:
            continue
        start = max(0, line.voice[0] + random.randrange(-40, 41))
        end = line.voice[1] + random.randrange(-40, 61)
        if ends and start - ends[-1] < 110:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def retold(random: Random, lines: Sequence[Line]) -> tuple[Cue, ...]:
    """Another subtitle of the same talk: other cuts, some words left out, edges a little off."""
    cues: list[Cue] = []
    row = 0
    while row < len(lines):
        group = lines[row : row + random.choice((1, 1, 2, 2, 3))]
        texts = [line.text if random.random() > 0.1 else line.text[1:] for line in group]
        start = max(0, group[0].start + random.randrange(-140, 141))
        end = group[-1].end + random.randrange(-140, 141)
        cues.append(Cue(len(cues), start, max(start + 1, end), "，".join(texts)))
        row += len(group)
    return tuple(cues)


def _grid(ms: float) -> int:
    return round(ms / GRID) * GRID


def made(lines: Sequence[Line], tail: int = 700) -> Case:
    """A case of this talk, without any cue yet; the medium ends `tail` ms after it."""
    return Case(lines, length=lines[-1].end + tail)


# How recognisers cut. A chunk is where it begins, and its lines.

Chunk = tuple[int, list[Line]]


def cut(lines: Iterable[Line], window: int) -> list[Chunk]:
    """Windows of one length; a line across a border is two. Empty windows are left out."""
    chunks: dict[int, list[Line]] = {}
    for whole in lines:
        line = whole
        while True:
            number = line.start // window
            border = (number + 1) * window
            if line.end <= border or len(line.text) < 2:
                chunks.setdefault(number, []).append(line)
                break
            place = max(1, len(line.text) * (border - line.start) // (line.end - line.start))
            place = min(place, len(line.text) - 1)
            if border - line.start >= 240:
                head = line._replace(end=border, text=line.text[:place])
                chunks.setdefault(number, []).append(head)
                line = line._replace(text=line.text[place:])
            line = line._replace(start=border)
            if line.end - border < 240:
                break
    return [(number * window, chunks[number]) for number in sorted(chunks)]


def whispers(lines: Sequence[Line], window: int = 30_000) -> list[Chunk]:
    """The window moves to the end of the last line in it; over a silence, by its whole length."""
    chunks: list[Chunk] = []
    begin = row = 0
    while row < len(lines):
        inside = []
        while row < len(lines) and lines[row].end <= begin + window:
            inside.append(lines[row])
            row += 1
        if not inside:
            begin = min(begin + window, lines[row].start)
            continue
        chunks.append((begin, inside))
        silent = row < len(lines) and lines[row].start >= begin + window
        begin = begin + window if silent else inside[-1].end
    return chunks


def at_pauses(lines: Sequence[Line], most: int = 30_000, lead: int = 0) -> list[Chunk]:
    """Chunks end at pauses, which are in none of them, and begin `lead` ms before a line."""
    groups: list[list[Line]] = []
    for line in lines:
        gap = line.start - groups[-1][-1].end if groups else most
        long = line.end - groups[-1][0].start if groups else 0
        if not groups or long > most or gap >= 1_500 or (gap >= 240 and long > 0.6 * most):
            groups.append([])
        groups[-1].append(line)
    return [(max(0, group[0].start - lead), group) for group in groups]


def restarted(case: Case, chunks: Iterable[Chunk], clock: int = 0) -> Case:
    """The clock shows `clock` where each chunk begins."""
    for begin, lines in chunks:
        for line in lines:
            case.add(line, begin, clock)
    return case


def warped(case: Case, shown: Callable[[int, int], float], near: int = 120) -> Case:
    """No restart: what the file shows is a function of a time and the line's number."""
    case.near = near
    for row, line in enumerate(case.lines):
        times = round(shown(line.start, row)), round(shown(line.end, row))
        case.shown.append((*times, line.text))
        case.truth.append((line.start, line.end))
    return case


def known(case: Case, random: Random, *shares: float, ear: int = 0) -> Case:
    """A person has heard where the cues at these shares of the file start, to `ear` ms."""
    rows = [min(len(case.truth) - 1, int(share * len(case.truth))) for share in shares]
    starts = [(row, case.truth[row]) for row in rows]
    anchors = [(row, true[0] + random.randint(-ear, ear)) for row, true in starts if true]
    return replace(case, anchors=(*case.anchors, *anchors))


def lengths_of(pieces: Iterable[Sequence[Line]], random: Random) -> tuple[list[Line], list[int]]:
    """Recordings one after the other, each with a silence at its end: their lines, and lengths."""
    pieces = [list(piece) for piece in pieces]
    lengths = [piece[-1].end + _grid(random.randrange(500, 9_000)) for piece in pieces]
    begins = accumulate(lengths[:-1], initial=0)
    moved = [line.moved(at) for at, piece in zip(begins, pieces, strict=True) for line in piece]
    return moved, lengths
