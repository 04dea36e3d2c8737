# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on the real transcript, as a user does it: 906 lines, 77 falls of the clock."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor import formats

DATA = Path(__file__).parents[1] / "data"
TRANSCRIPT = DATA / "onboard-transcript.txt"
GOLDEN = DATA / "golden"
SUFFIXES = ["srt", "vtt", "sbv", "bcc"]


def jiaozi(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "editor", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def lines_of_the_input() -> list[str]:
    """The texts, read off the file without any reader: what follows the 31 characters of time."""
    return [line[31:] for line in TRANSCRIPT.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    done = jiaozi("convert", TRANSCRIPT, "--out", folder, "--to", ",".join(SUFFIXES),
                  "--media-length", "36:50", "--script", "zh-Hans")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "running" in done.stderr
    return folder


def test_info_says_what_is_wrong_and_shows_both_readings() -> None:
    done = jiaozi("info", TRANSCRIPT)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "906 cues" in done.stdout
    assert "Times jump back 77 times" in done.stdout
    assert "36:49.7" in done.stdout
    assert "38:47.8" in done.stdout
    assert "111–119, 351–361, 370–378, 379–390, 745–754" in done.stdout


def test_info_as_json_holds_the_same_facts() -> None:
    info = json.loads(jiaozi("info", "--json", TRANSCRIPT).stdout)
    assert info["cues"] == 906
    assert len(info["chunks"]) == 78
    assert [chunk["first"] for chunk in info["chunks"][:3]] == [1, 19, 31]
    assert info["chunks"][0]["end"] == 28_719
    models = {model["model"]: model for model in info["clock"]["models"]}
    assert abs(models["running"]["end"] - 2_209_700) <= 50
    assert abs(models["fixed:30"]["end"] - 2_327_800) <= 50
    assert info["clock"]["models"][0]["model"] == "running"
    assert models["running"]["confidence"] == "medium"
    blocks = [(block["first"], block["last"]) for block in info["scripts"]["blocks"]]
    assert blocks == [(111, 119), (351, 361), (370, 378), (379, 390), (745, 754)]
    assert info["problems"] == []


@pytest.mark.parametrize(
    ("length", "model", "confidences", "end"),
    [
        ("36:50", "running", {"high", "medium"}, 2_209_700),
        ("38:48", "fixed:30", {"high", "medium"}, 2_327_800),
    ],
)
def test_the_mediums_length_decides(
    length: str, model: str, confidences: set[str], end: int
) -> None:
    info = json.loads(jiaozi("info", "--json", TRANSCRIPT, "--media-length", length).stdout)
    best = info["clock"]["models"][0]
    assert best["model"] == model
    assert best["confidence"] in confidences
    assert abs(best["end"] - end) <= 50


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_format_is_the_file_that_was_read_by_a_person(outputs: Path, suffix: str) -> None:
    written = (outputs / f"onboard-transcript.{suffix}").read_bytes()
    assert written == (GOLDEN / f"onboard.zh-Hans.{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_format_read_back_gives_the_same_cues(outputs: Path, suffix: str) -> None:
    first = formats.read((outputs / "onboard-transcript.srt").read_bytes(), "first.srt")
    again = formats.read((outputs / f"onboard-transcript.{suffix}").read_bytes(), f"x.{suffix}")
    assert len(again.cues) == 906
    assert [(c.start, c.end, c.text) for c in again.cues] == [
        (c.start, c.end, c.text) for c in first.cues
    ]


def test_nothing_is_lost(outputs: Path) -> None:
    """Outside the five blocks every text is the input's; inside, it has as many characters."""
    cues = formats.read((outputs / "onboard-transcript.srt").read_bytes()).cues
    blocks = [*range(111, 120), *range(351, 362), *range(370, 391), *range(745, 755)]
    assert len(blocks) == 51
    for number, (cue, line) in enumerate(zip(cues, lines_of_the_input(), strict=True), start=1):
        if number in blocks:
            assert len(cue.text) == len(line)
        else:
            assert cue.text == line
    assert cues[110].text == "就是一个人工智能"


def test_the_outputs_pass_what_the_platforms_demand(outputs: Path) -> None:
    for name, profile in (("srt", "youtube"), ("srt", "bilibili"), ("bcc", "bilibili")):
        path = outputs / f"onboard-transcript.{name}"
        done = jiaozi("check", path, "--profile", profile, "--media-length", "36:50")
        assert done.returncode == 0, done.stdout
        assert ": error:" not in done.stdout
        assert "warning: This line has" in done.stdout  # long lines stay, and are told


def test_the_unrepaired_transcript_does_not_pass() -> None:
    done = jiaozi("check", TRANSCRIPT, "--profile", "bilibili")
    assert done.returncode == 1
    assert done.stdout.count("[order]") == 77


def test_an_hour_too_short_for_any_reading_writes_nothing(tmp_path: Path) -> None:
    done = jiaozi("convert", TRANSCRIPT, tmp_path / "x.srt", "--media-length", "30:00")
    assert done.returncode == 3
    assert "--clock running" in done.stderr
    assert "--clock fixed:30" in done.stderr
    assert list(tmp_path.iterdir()) == []
