# SPDX-License-Identifier: GPL-3.0-or-later
"""Every rule by which clocks are broken, for a recording's cues; repaired as a user does it.

`clock_families` makes its own talk for each family. Here there is one talk, that can be heard.
"""

from __future__ import annotations

import json
import wave
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor import formats
from editor.cli.command_line import main
from editor.core.document import Document
from editor.formats.files import read_bytes
from tests.clocks import Case, Line, at_pauses, cut, restarted, warped, whispers
from tests.recordings import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from random import Random

    from numpy.typing import ArrayLike, NDArray

WINDOW = 30_000
_STRIDE = 25_000
_REPAIRED = 9
"""So many windows were repaired before."""
_ADVERTISEMENT = 22_000
EXACT = 120
"""ms: nobody sees a cue that comes so much too early or late."""


class Outcome(NamedTuple):
    """A repaired case: how many ms each cue is off at either end, what was told, what was lost.

    Attributes:
        errors: Of every cue that is to stay: the greater error of its two edges.
        confidence: As told.
        model: As told; None where nothing was written.
        lost: Cues that went and ought to have stayed, or the other way round.
    """

    errors: NDArray[np.int64]
    confidence: str
    model: str | None
    lost: int

    @property
    def exact(self) -> float:
        """Share of the cues that are exact."""
        return float((self.errors < EXACT).sum() / (len(self.errors) + self.lost))


def as_is(lines: Sequence[Line], _random: Random) -> Case:
    return warped(Case(lines), lambda time, _row: time)


def windows(length: int, clock: int = 0) -> Callable[[Sequence[Line], Random], Case]:
    return lambda lines, _random: restarted(Case(lines), cut(lines, length), clock)


def moving(lines: Sequence[Line], _random: Random) -> Case:
    return restarted(Case(lines), whispers(lines))


def voice_chunks(lead: int) -> Callable[[Sequence[Line], Random], Case]:
    return lambda lines, _random: restarted(Case(lines), at_pauses(lines, lead=lead))


def half_repaired(lines: Sequence[Line], _random: Random) -> Case:
    case = Case(lines)
    for number, (begin, inside) in enumerate(cut(lines, WINDOW)):
        for line in inside:
            case.add(line, 0 if number < _REPAIRED else begin)
    return case


def parts(lines: Sequence[Line], random: Random) -> Case:
    """Three recordings, one after the other; how long they were nobody knows."""
    borders = [0, len(lines) // 4, len(lines) * 3 // 5, len(lines)]
    case, begin = Case(lines), 0
    for first, stop in pairwise(borders):
        for line in lines[first:stop]:
            case.add(line, begin)
        if stop < len(lines):
            begin = random.randint(lines[stop - 1].end, lines[stop].start)
    return case


def overlapping(lines: Sequence[Line], _random: Random) -> Case:
    case, seen = Case(lines), set[Line]()
    for begin in range(0, lines[-1].end, _STRIDE):
        for line in lines:
            if begin <= line.start and line.end <= begin + WINDOW:
                again = line._replace(text=line.text[:2] + "呀" + line.text[3:])
                case.add(again if line in seen else line, begin, again=line in seen)
                seen.add(line)
    return case


def shifted(lines: Sequence[Line], random: Random) -> Case:
    delta = random.randint(2_000, 40_000)
    return warped(Case(lines), lambda time, _row: time + delta)


def at_another_rate(lines: Sequence[Line], random: Random) -> Case:
    rate = random.choice((25 / 23.976, 24 / 25, 1 + 300 / 1e6))
    return warped(Case(lines), lambda time, _row: time * rate + 900)


def steps(lines: Sequence[Line], random: Random) -> Case:
    """Two advertisements that the medium does not have."""
    rows = sorted(random.sample(range(len(lines) // 8, len(lines) * 7 // 8), 2))
    return warped(
        Case(lines), lambda time, row: time + _ADVERTISEMENT * sum(row >= one for one in rows)
    )


def silence_cut_out(lines: Sequence[Line], _random: Random) -> Case:
    gone = [0]
    for before, after in pairwise(lines):
        gap = after.start - before.end
        gone.append(gone[-1] + (gap - 200 if gap > 1_000 else 0))
    return warped(Case(lines), lambda time, row: time - gone[row])


def counted_whole(lines: Sequence[Line], _random: Random) -> Case:
    """Windows end in the pause before 30 s, and count as 30 s all the same."""
    late, begin, number = [], 0, 0
    for line in lines:
        while line.start - begin >= WINDOW:
            begin, number = begin + WINDOW, number + 1
        if line.end - begin > WINDOW:
            begin, number = max(begin, line.start - 100), number + 1
        late.append(number * WINDOW - begin)
    return warped(Case(lines), lambda time, row: time + late[row])


RULES: dict[str, Callable[[Sequence[Line], Random], Case]] = {
    "right": as_is,
    "windows of 30 s": windows(WINDOW),
    "windows of 20 s": windows(20_000),
    "windows of 60 s": windows(60_000),
    "zero is 10 s": windows(WINDOW, 10_000),
    "moving window": moving,
    "voice chunks": voice_chunks(0),
    "voice chunks with 0.2 s before": voice_chunks(200),
    "half repaired": half_repaired,
    "parts": parts,
    "overlapping windows": overlapping,
    "shifted": shifted,
    "another rate": at_another_rate,
    "steps": steps,
    "silence cut out": silence_cut_out,
    "counted whole": counted_whole,
}


def repaired(case: Case, medium: Path, folder: Path) -> Outcome:
    """`jiaozi repair` with the medium as its only evidence.

    Args:
        case: The broken transcript.
        medium: What it is a transcript of.
        folder: Where files may be written.
    """
    broken, mended, report = (folder / name for name in ("in.srt", "out.srt", "report.json"))
    srt = formats.write(Document(case.cues), formats.by_suffix("in.srt"))
    broken.write_bytes(srt.data)
    names = ["-o", str(mended), "--report", str(report), "--media", str(medium)]
    main(["repair", str(broken), *names, "--force", "--quiet"])
    told = json.loads(report.read_bytes())
    written = mended if told["model"] else broken
    cues = formats.read(read_bytes(str(written)), "out.srt").cues
    gone = {row - 1 for row in told.get("dropped", ())}
    stay = [row for row in range(len(case.shown)) if row not in gone]
    pairs = [
        (true, cue)
        for row, cue in zip(stay, cues, strict=True)
        if (true := case.truth[row]) is not None
    ]
    lost = len(stay) - len(pairs) + sum(case.truth[row] is not None for row in gone)
    errors = [max(abs(cue.start - true[0]), abs(cue.end - true[1])) for true, cue in pairs]
    return Outcome(np.array(errors, np.int64), told["confidence"], told["model"], lost)


def write_recording(path: Path, samples: ArrayLike) -> Path:
    """A WAV file of samples at `RATE`."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.clip(samples, -32_768, 32_767).astype("<i2").tobytes())
    return path
