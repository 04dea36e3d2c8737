# SPDX-License-Identifier: GPL-3.0-or-later
"""The families of broken clocks, and what each can be found out from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tests.clocks import (
    Case,
    Line,
    at_pauses,
    cut,
    known,
    lengths_of,
    made,
    restarted,
    talk,
    warped,
    whispers,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

HALF = 30_000


def clean(random: Random, variant: int) -> Case:
    lines = talk(random, 8, 0.2)
    if variant % 2:  # somebody speaks too early now and then
        for row in range(5, len(lines), 9):
            early = min(400, lines[row].start - lines[row - 1].start - 20)
            lines[row] = lines[row]._replace(start=lines[row].start - early)
    return warped(made(lines), lambda time, _row: time, near=0)


def out_of_order(random: Random, variant: int) -> Case:
    case = clean(random, 0)
    rows = list(range(len(case.lines)))
    if variant % 2:
        for at in range(10, len(rows) - 14, 31):
            some = random.randrange(3, 7)
            rows[at : at + 2 * some] = rows[at + some : at + 2 * some] + rows[at : at + some]
    else:
        for at in range(3, len(rows) - 2, random.randrange(4, 9)):
            if case.lines[at + 1].start - case.lines[at].start <= 4_000:
                rows[at], rows[at + 1] = rows[at + 1], rows[at]
    case.shown = [case.shown[row] for row in rows]
    case.truth = [case.truth[row] for row in rows]
    return case


def fixed(random: Random, variant: int) -> Case:
    window = (HALF, 20_000, 15_000, 60_000, 25_000, 10_000, 45_000)[variant % 7]
    lines = talk(random, 10)
    return restarted(made(lines), cut(lines, window))


def long_windows(random: Random, _variant: int) -> Case:
    lines = talk(random, 55)
    return restarted(made(lines), cut(lines, 600_000))


def hours(random: Random, _variant: int) -> Case:
    lines = talk(random, 130)
    return restarted(made(lines), cut(lines, HALF))


def overrun(random: Random, _variant: int) -> Case:
    lines = talk(random, 10)
    chunks = cut(lines, HALF)
    for begin, inside in chunks:
        if inside[-1].end - begin > 29_700 and random.random() < 0.25:
            late = begin + HALF + random.randrange(100, 2_500, 20)
            inside[-1] = inside[-1]._replace(end=late)
    return restarted(made(lines), chunks)


def coarse(random: Random, variant: int) -> Case:
    case = fixed(random, 0)
    unit = (1_000, 100)[variant % 2]
    for row, (start, end, text) in enumerate(case.shown):
        rounded = [round(time / unit) * unit for time in (start, end)]
        true = case.truth[row] or (0, 0)
        case.truth[row] = (true[0] + rounded[0] - start, true[1] + rounded[1] - end)
        case.shown[row] = (rounded[0], rounded[1], text)
    return case


def lost_hour(random: Random, variant: int) -> Case:
    lost = (3_600_000, 100_000)[variant % 2]
    lines = talk(random, 150 if variant % 2 == 0 else 9)
    case = made(lines)
    for line in lines:
        case.add(line, line.start // lost * lost)
    return case


def other_zero(random: Random, variant: int) -> Case:
    lines = talk(random, 10)
    clock = (2_000, 10_000, 3_600_000)[variant % 3]
    return restarted(made(lines), cut(lines, HALF), clock)


def half_repaired(random: Random, variant: int) -> Case:
    lines = talk(random, 10)
    chunks = cut(lines, HALF)
    done = (4, 9, len(chunks) // 2)[variant % 3]
    case = made(lines)
    for number, (begin, inside) in enumerate(chunks):
        for line in inside:
            case.add(line, 0 if number < done else begin)
    return case


def shuffled_windows(random: Random, _variant: int) -> Case:
    lines = talk(random, 10)
    chunks = cut(lines, HALF)
    for _, inside in chunks:
        for row in range(1, len(inside) - 1):
            near = inside[row + 1].start - inside[row].start < 3_500
            if near and random.random() < 0.12:
                inside[row], inside[row + 1] = inside[row + 1], inside[row]
    return restarted(made(lines), chunks)


def overlapping(random: Random, variant: int) -> Case:
    window, step = ((HALF, 25_000), (HALF, 20_000), (60_000, 50_000))[variant % 3]
    lines = talk(random, 10)
    case = made(lines)
    seen: set[Line] = set()
    for begin in range(0, case.length - window + step, step):
        for line in lines:
            if begin <= line.start and line.end <= begin + window:
                misheard = line.text[:2] + "呀" + line.text[3:] if len(line.text) > 6 else line.text
                again = line._replace(text=misheard) if line in seen else line
                case.add(again, begin, again=line in seen)
                seen.add(line)
    return case


def moving(random: Random, _variant: int) -> Case:
    lines = talk(random, 12, pauses=0)  # a pause at a window's end would make it move further
    return restarted(made(lines), whispers(lines))


def moving_over_silence(random: Random, variant: int) -> Case:
    quiet = [
        (random.randrange(60, 600) * 1_000, random.choice((9_000, 22_000, 47_000)))
        for _ in range(3 + variant % 3)
    ]
    lines = talk(random, 14, silences=quiet)
    case = restarted(made(lines), whispers(lines))
    case.near = 120
    return case


def few_lines(random: Random, minutes: int, latest: int) -> list[Line]:
    """In each window a few lines, the first one late; those near its end reach it, as a rule."""
    lines: list[Line] = []
    for begin in range(0, minutes * 60_000, HALF):
        time = begin + random.randrange(200, latest, 20)
        while True:
            text = "".join(chr(0x4E00 + random.randrange(3_000)) for _ in range(14))
            end = time + random.randrange(1_800, 3_400, 20)
            if end > begin + HALF - 300:
                break
            lines.append(Line(time, end, text, (time + 30, end - 120)))
            if time - begin > 11_000 and random.random() < 0.4:
                break
            time = end + random.choice((0, 0, 800, 2_500)) // 20 * 20
        last = lines[-1]
        if last.start - begin > 22_000 and random.random() < 0.8:
            end = begin + HALF - random.choice((0, 0, 20, 120))
            lines[-1] = last._replace(end=end, voice=(last.voice[0], end - 120))
    return lines


def late_first_lines(random: Random, _variant: int) -> Case:
    lines = few_lines(random, 12, 9_000)
    case = restarted(made(lines), cut(lines, HALF))
    case.length = 12 * 60_000
    return case


def sparse(random: Random, _variant: int) -> Case:
    lines = [
        line for line in few_lines(random, 15, 16_000) if line.start // HALF not in {7, 15, 16}
    ]
    case = restarted(made(lines), cut(lines, HALF))
    case.length = 15 * 60_000
    return case


def single_lines(random: Random, _variant: int) -> Case:
    lines: list[Line] = []
    for begin in range(0, 24 * HALF, HALF):
        alone = random.random() < 0.5
        time = begin
        while time < begin + HALF - 1_500:
            length = (
                random.randrange(9_000, HALF, 20) if alone else random.randrange(1_500, 3_200, 20)
            )
            end = min(time + length, begin + HALF)
            text = "".join(chr(0x4E00 + random.randrange(3_000)) for _ in range(12))
            lines.append(Line(time, end, text, (time + 20, end - 100)))
            time = end
            if alone:
                break
    case = restarted(made(lines), cut(lines, HALF))
    case.length = 24 * HALF
    return case


def silent_windows(random: Random, variant: int) -> Case:
    places = sorted(random.sample(range(2, 19), 1 + variant % 3 * 2))
    quiet = [
        (at * HALF + random.randrange(8_000), random.choice((66_000, 95_000))) for at in places
    ]
    lines = talk(random, 12 + 2 * len(quiet), silences=quiet)
    return restarted(made(lines), cut(lines, HALF))


def voice_chunks(random: Random, variant: int) -> Case:
    lines = talk(random, 10, 0.25)
    case = restarted(made(lines), at_pauses(lines, lead=(0, 200)[variant % 2]))
    case.near = 160
    return case


def silence_cut_out(random: Random, _variant: int) -> Case:
    quiet = [
        (random.randrange(30, 560) * 1_000, random.choice((4_000, 9_000, 20_000))) for _ in range(5)
    ]
    lines = talk(random, 10, 0.12, quiet)
    gone = [0]
    for before, after in pairwise(lines):
        gap = after.start - before.end
        gone.append(gone[-1] + (gap - 200 if gap > 1_000 else 0))
    return warped(made(lines), lambda time, row: time - gone[row])


def counted_whole(random: Random, _variant: int) -> Case:
    """Windows are cut at a quiet place before 30 s, and counted as 30 s all the same."""
    lines = talk(random, 9, 0.12)
    late, begin, number = [], lines[0].start, 0
    for row, line in enumerate(lines):
        if row and line.end - begin > HALF:
            begin, number = max(lines[row - 1].end, min(line.start, begin + HALF)), number + 1
        late.append(number * HALF - begin + lines[0].start)
    return warped(made(lines), lambda time, row: time + late[row])


def parts(random: Random, variant: int) -> Case:
    pieces = [
        talk(random, random.uniform(3, 7), begin=random.randrange(0, 5_000, 20))
        for _ in range(2 + variant % 3)
    ]
    lines, lengths = lengths_of(pieces, random)
    case = made(lines)
    case.parts, case.length = tuple(lengths), sum(lengths)
    begin = 0
    moved = iter(lines)
    for piece, length in zip(pieces, lengths, strict=True):
        for _ in piece:
            case.add(next(moved), begin)
        begin += length
    return case


def lost_piece(random: Random, _variant: int) -> Case:
    gap = random.randrange(5, 12)
    lines = talk(random, 12, silences=[(gap * HALF + 12_000, 84_000)])
    chunks = cut(lines, HALF)
    case = restarted(made(lines), chunks)
    row = 0
    for (begin, inside), (after, _) in pairwise(chunks):
        row += len(inside)
        if after - begin > HALF and case.shown[row][0] < case.shown[row - 1][0]:
            case.anchors += (
                (row, case.lines[0].start if row == 0 else (case.truth[row] or (0,))[0]),
            )
    return known(case, random, 0.9)


def shifted(random: Random, variant: int) -> Case:
    delta = (
        random.randrange(600, 5_000),
        random.randrange(8_000, 40_000),
        -random.randrange(900, 9_000),
    )
    lines = talk(random, 8, begin=10_000)
    return warped(made(lines), lambda time, _row: time + delta[variant % 3])


def frame_rate(random: Random, variant: int) -> Case:
    rate = (25 / 23.976, 23.976 / 25, 24 / 25, 30 / 29.97, 25 / 24)[variant % 5]
    delta = random.randrange(-1_500, 4_000)
    lines = talk(random, 20, begin=8_000)
    return warped(made(lines), lambda time, _row: time * rate + delta)


def skewed(random: Random, _variant: int) -> Case:
    rate = 1 + random.choice((-1, 1)) * random.uniform(40, 400) / 1e6
    delta = random.randrange(-800, 1_500)
    lines = talk(random, 90, begin=8_000)
    return warped(made(lines), lambda time, _row: time * rate + delta)


def steps(random: Random, variant: int) -> Case:
    """Advertisements that only the medium has, or only the version that was transcribed."""
    lines = talk(random, 15, 0.15)
    rows = sorted(random.sample(range(len(lines) // 8, len(lines) * 7 // 8), 1 + variant % 3))
    late = [0] * len(lines)
    shown = [0] * len(lines)
    for row in rows:
        longer = random.choice((late, late, shown))
        length = random.choice((15_000, 30_000, 61_500))
        longer[row:] = [time + length for time in longer[row:]]
    moved = [line.moved(time) for line, time in zip(lines, late, strict=True)]
    return warped(made(moved), lambda time, row: time - late[row] + shown[row])


class Family(NamedTuple):
    """A way to break a clock.

    Attributes:
        make: From a random generator and a variant to a case.
        needs: What it can be found out from beside times and text: ``length``, or
            ``speech`` or ``reference``, any of which will do.
    """

    make: Callable[[Random, int], Case]
    needs: tuple[str, ...] = ()


HEARD = ("speech", "reference")
FAMILIES = {
    "clean": Family(clean),
    "out of order": Family(out_of_order),
    "fixed windows": Family(fixed),
    "long windows": Family(long_windows),
    "hours": Family(hours),
    "overrun": Family(overrun),
    "coarse": Family(coarse),
    "lost hour": Family(lost_hour),
    "other zero": Family(other_zero),
    "half repaired": Family(half_repaired),
    "shuffled windows": Family(shuffled_windows),
    "overlapping windows": Family(overlapping),
    "moving window": Family(moving),
    "late first lines": Family(late_first_lines, ("length",)),
    "single lines": Family(single_lines, ("length",)),
    "parts": Family(parts),
    "lost piece": Family(lost_piece),
    "silent windows": Family(silent_windows, ("speech",)),
    "sparse": Family(sparse, ("speech",)),
    "moving over silence": Family(moving_over_silence, HEARD),
    "voice chunks": Family(voice_chunks, HEARD),
    "silence cut out": Family(silence_cut_out, ("speech",)),
    "steps": Family(steps, HEARD),
    "counted whole": Family(counted_whole, HEARD),
    "shifted": Family(shifted, HEARD),
    "frame rate": Family(frame_rate, HEARD),
    "skewed": Family(skewed, ("speech",)),
}
