# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of `make run`: a machine transcript becomes files that both sites take."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.program import ROOT, jiaozi

SAMPLE = ROOT / "resources" / "sample"
MEDIA = ("--media", SAMPLE / "sample.ogg")
TRUTH = ROOT / "tests" / "data" / "sample_truth.srt"
CLOCKS = r"(?:(\d+):)?(\d+):(\d+)[.,](\d{3})"
RANGE = re.compile(rf"^{CLOCKS}(?: --> |,){CLOCKS}$")

if TYPE_CHECKING:
    from pathlib import Path

Line = tuple[int, int, str]


def milliseconds(fields: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, ms = (int(field or 0) for field in fields)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def lines_of_text(path: Path) -> list[Line]:
    """Cues of an SRT, WebVTT or SBV file, read without the program's own readers."""
    found = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        rows = block.split("\n")
        for number, row in enumerate(rows):
            if match := RANGE.match(row):
                start, end = match.groups()[:4], match.groups()[4:]
                said = "\n".join(rows[number + 1 :])
                found.append((milliseconds(start), milliseconds(end), said))
    return found


def lines_of_json(path: Path) -> list[Line]:
    content = json.loads(path.read_bytes())
    if path.suffix == ".bcc":
        return [
            (round(cue["from"] * 1000), round(cue["to"] * 1000), cue["content"])
            for cue in content["body"]
        ]
    return [(cue["start"], cue["end"], cue["text"]) for cue in content["cues"]]


@pytest.mark.parametrize("suffix", ["srt", "vtt", "sbv", "bcc", "json"])
def test_every_written_format_has_the_true_times(tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"sample.{suffix}"
    done = jiaozi("convert", SAMPLE / "sample.txt", output, *MEDIA, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    written = lines_of_json(output) if suffix in {"bcc", "json"} else lines_of_text(output)
    truth = lines_of_text(TRUTH)
    assert len(truth) > 15
    assert len(written) == len(truth)
    for (start, end, said), (true_start, true_end, heard) in zip(written, truth, strict=True):
        assert said == heard
        assert abs(start - true_start) <= 20
        assert abs(end - true_end) <= 20


def test_the_story_of_a_transcript(tmp_path: Path) -> None:
    looked = jiaozi("info", SAMPLE / "sample.txt", *MEDIA, cwd=tmp_path)
    assert looked.returncode == 0
    assert "Times jump back" in looked.stdout.decode()
    converted = jiaozi(
        *("convert", SAMPLE / "sample.txt", "--out", "done", "--to", "srt,sbv,vtt,bcc"),
        *(*MEDIA, "--script", "zh-Hans"),
        cwd=tmp_path,
    )
    assert converted.returncode == 0
    assert "Read as running" in converted.stderr.decode()
    made = sorted(path.name for path in (tmp_path / "done").iterdir())
    assert made == ["sample.bcc", "sample.sbv", "sample.srt", "sample.vtt"]
    traditional = {said for _, _, said in lines_of_text(TRUTH)}
    simplified = {said for _, _, said in lines_of_text(tmp_path / "done" / "sample.srt")}
    assert "第二步看簡體和繁體" in traditional
    assert "第二步看简体和繁体" in simplified
    for name in made:
        again = jiaozi("info", f"done/{name}", *MEDIA, cwd=tmp_path)
        assert "Timing is continuous; there is nothing to repair." in again.stdout.decode()
        for profile in ("youtube", "bilibili"):
            checked = jiaozi("check", f"done/{name}", "--profile", profile, *MEDIA, cwd=tmp_path)
            assert checked.returncode == 0
            assert ": 0 errors, " in checked.stdout.decode()
