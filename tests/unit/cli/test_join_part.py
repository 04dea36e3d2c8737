# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi join` and `jiaozi part`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor import formats
from tests.desk import srt
from tests.making import times

if TYPE_CHECKING:
    from tests.program import Run


@pytest.fixture(autouse=True)
def files(run: Run) -> None:
    """`run` works in a folder of its own."""
    del run
    Path("a.srt").write_text(srt((0, 1_000, "一"), (4_000, 5_000, "二")), "utf-8")
    Path("b.srt").write_text(srt((500, 1_000, "三")), "utf-8")


def saved(name: str) -> list[tuple[int, int]]:
    return times(formats.read(Path(name).read_bytes(), name).cues)


@pytest.mark.parametrize(
    ("options", "start"),
    [
        ((), 5_500),
        (("--gap", "2"), 7_500),
        (("--part-length", "1:00"), 60_500),
        (("--part-length", "1:00", "--part-length", "9:00"), 60_500),
        (("--start", "10"), 10_500),
    ],
)
def test_one_file_after_another(run: Run, options: tuple[str, ...], start: int) -> None:
    assert run("join", "a.srt", "b.srt", "-o", "ab.srt", *options).code == 0
    assert saved("ab.srt") == [(0, 1_000), (4_000, 5_000), (start, start + 500)]


def test_lengths_add_up(run: Run) -> None:
    lengths = ("--part-length", "10", "--part-length", "20")
    assert run("join", "a.srt", "b.srt", "b.srt", "-o", "abb.vtt", *lengths).code == 0
    assert saved("abb.vtt")[2:] == [(10_500, 11_000), (30_500, 31_000)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("join", "a.srt", "-o", "x.srt"), "at least two"),
        (("join", "a.srt", "b.srt", "-o", "x.srt", "--start", "1", "--start", "2"), "each but"),
        (("join", "a.srt", "b.srt", "b.srt", "-o", "x.srt", "--part-length", "9"), "each but"),
        (("join", "a.srt", "b.srt", "-o", "b.srt", "--force"), "“b.srt” is an input"),
        (("join", "a.srt", "b.srt", "-o", "-"), "say --to"),
        (("part", "a.srt", "-o", "x.srt", "--every", "0"), "too short"),
        (("part", "a.srt", "-o", "x.srt", "--range", "9-3"), "no range"),
        (("part", "a.srt", "-o", "x.srt", "--range", "9"), "no range"),
        (("part", "a.srt", "-o", "x.srt", "--range", "1-3"), "no cue in this range"),
        (("part", "a.srt", "-o", "-", "--at", "2"), "standard output"),
    ],
)
def test_what_makes_no_sense_is_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert said in done.err
    assert not Path("x.srt").exists()


def test_a_file_in_several(run: Run) -> None:
    assert run("part", "a.srt", "-o", "p.srt", "--at", "3").code == 0
    assert (saved("p.1.srt"), saved("p.2.srt")) == ([(0, 1_000)], [(1_000, 2_000)])
    assert run("part", "a.srt", "-o", "q.srt", "--every", "2", "--keep-times").code == 0
    assert (saved("q.1.srt"), saved("q.2.srt")) == ([(0, 1_000)], [(4_000, 5_000)])


def test_a_range(run: Run) -> None:
    assert run("part", "a.srt", "-o", "r.srt", "--range", "0:03-0:04.6").code == 0
    assert saved("r.srt") == [(1_000, 1_600)]
    done = run("part", "a.srt", "-o", "-", "--to", "srt", "--range", "3-9", "--keep-times")
    assert "00:00:04,000 --> 00:00:05,000" in done.out


def test_nothing_is_replaced_without_force(run: Run) -> None:
    Path("p.2.srt").write_text("mine")
    done = run("part", "a.srt", "-o", "p.srt", "--at", "3")
    assert (done.code, Path("p.2.srt").read_text()) == (4, "mine")
    assert not Path("p.1.srt").exists()
    assert run("part", "a.srt", "-o", "p.srt", "--at", "3", "--force").code == 0
    assert saved("p.2.srt") == [(1_000, 2_000)]
