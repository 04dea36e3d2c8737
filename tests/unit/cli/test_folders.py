# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder among the inputs stands for the files in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Run

SRT = "1\n00:00:01,000 --> 00:00:02,000\n{}\n"


@pytest.fixture
def season(folder: Path) -> Path:
    """Two folders with a file of the same name, one of these with more, and what is no input."""
    season = folder / "season"
    for name in ("one/talk.srt", "two/talk.srt", "two/part10.srt", "two/part2.srt"):
        path = season / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SRT.format(name), "utf-8")
    (season / "cover.png").write_bytes(b"\x89PNG")
    (season / "two" / ".hidden.srt").write_text(SRT.format("hidden"), "utf-8")
    (season / ".git").mkdir()
    (season / ".git" / "x.srt").write_text(SRT.format("git"), "utf-8")
    return season


def written(folder: Path) -> list[str]:
    out = folder / "out"
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*.vtt"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_tree_is_converted_into_a_tree(folder: Path, season: Path, run: Run, jobs: str) -> None:
    done = run("convert", "season", "--out", "out", "--to", "vtt", "--jobs", jobs)
    assert (done.code, done.out) == (0, "")
    assert f"{season.name}: 4 files" in done.err
    assert written(folder) == ["one/talk.vtt", "two/part10.vtt", "two/part2.vtt", "two/talk.vtt"]
    assert "one/talk.srt" in (folder / "out" / "one" / "talk.vtt").read_text("utf-8")


def test_outputs_within_the_tree_are_no_inputs_next_time(season: Path, run: Run) -> None:
    call = ("convert", "season", "--out", "season/srt", "--to", "srt", "--resume")
    assert run(*call).code == 0
    again = run(*call)
    assert (again.code, "4 of 4 were done already." in again.err) == (0, True)
    assert not list((season / "srt").rglob("srt"))


def test_folders_and_files_in_one_call(season: Path, run: Run) -> None:
    done = run("info", "in.srt", str(season / "two"), "season")
    heads = [line for line in done.out.splitlines() if line.endswith("cue")]
    places = [line.partition(": ")[0].replace("\\", "/") for line in heads]
    inside = [place.rpartition("season/")[2] for place in places]
    parts = ["two/part2.srt", "two/part10.srt", "two/talk.srt"]
    assert inside == ["in.srt", *parts, "one/talk.srt", *parts]


def test_parts_are_joined_in_the_order_of_their_numbers(season: Path, run: Run) -> None:
    (season / "two" / "talk.srt").unlink()
    done = run("join", "season/two", "-o", "-", "--to", "plain", "--quiet")
    assert done.out.split() == ["two/part2.srt", "two/part10.srt"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("info", "empty"), "empty: This folder has no file that can be read."),
        (("convert", "season", "one.vtt"), "This folder has several files; give --out DIR"),
        (("clean", "season", "-o", "one.srt"), "This folder has several files; give --out DIR"),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, season: Path, run: Run, call: tuple[str, ...], said: str
) -> None:
    del season
    (folder / "empty").mkdir()
    done = run(*call)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not list(folder.glob("one.*"))


def test_one_file_in_a_folder_is_one_input(folder: Path, season: Path, run: Run) -> None:
    assert run("convert", str(season / "one"), "one.vtt", "--quiet").code == 0
    assert "one/talk.srt" in (folder / "one.vtt").read_text("utf-8")
