# SPDX-License-Identifier: GPL-3.0-or-later
import re
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample"
TIMES = re.compile(r"(\d+):(\d+):(\d+),(\d+) --?> (\d+):(\d+):(\d+),(\d+)")

Line = tuple[int, int, str]


def milliseconds(row: str) -> tuple[int, int]:
    found = TIMES.search(row)
    assert found
    h1, m1, s1, ms1, h2, m2, s2, ms2 = map(int, found.groups())
    return ((h1 * 60 + m1) * 60 + s1) * 1000 + ms1, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2


def transcript() -> list[Line]:
    rows = (SAMPLE / "sample.txt").read_text("utf-8").splitlines()
    return [(*milliseconds(row), row.split("] ")[1]) for row in rows]


def truth() -> list[Line]:
    text = (ROOT / "tests" / "data" / "sample_truth.srt").read_text("utf-8")
    blocks = [block.split("\n") for block in text.rstrip().split("\n\n")]
    return [(*milliseconds(times), heard) for _, times, heard in blocks]


def windows() -> list[list[Line]]:
    result: list[list[Line]] = [[]]
    for line in transcript():
        if result[-1] and line[0] < result[-1][-1][0]:
            result.append([])
        result[-1].append(line)
    return result


def test_every_window_keeps_whispers_rule() -> None:
    assert len(windows()) in {3, 4}
    for window, following in pairwise(windows()):
        assert window[-1][1] < 30_000
        assert window[-1][1] + following[0][1] > 30_000, "the line would have fitted"
    assert all(time % 20 == 0 for line in transcript() for time in line[:2])


def test_running_sum_of_windows_gives_the_true_times() -> None:
    begin = 0
    absolute = []
    for window in windows():
        absolute += [(begin + start, begin + end, heard) for start, end, heard in window]
        begin += window[-1][1]
    assert len(absolute) == len(truth())
    for (start, end, heard), (true_start, true_end, true_heard) in zip(
        absolute, truth(), strict=True
    ):
        assert heard == true_heard
        assert abs(start - true_start) < 20
        assert abs(end - true_end) < 20
