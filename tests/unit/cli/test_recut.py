# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi repair --old-media`: the medium was edited again."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import jsonschema
import numpy as np
import pytest

from tests.media import write_medium, write_wave
from tests.recuts import RATE, Kept, Talk, babble, edited, samples_of, talk

if TYPE_CHECKING:
    from tests.program import Run

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "recut.json"


@pytest.fixture(scope="module")
def said() -> Talk:
    chance = Random("cli")  # noqa: S311 - made talk
    return talk(chance, babble(chance), 60)


def clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1_000 % 60:02},{ms % 1_000:03}"


def ms(text: str) -> int:
    hours, minutes, seconds = text.replace(",", ".").split(":")
    return round((int(hours) * 3_600 + int(minutes) * 60 + float(seconds)) * 1_000)


@pytest.fixture
def work(folder: Path, said: Talk) -> Path:
    """`talk.srt` and `old.wav`; `new.opus` has ten other seconds first, and lacks 20 to 31 s."""
    rows = [
        f"{number}\n{clock(start)} --> {clock(end)}\n第{number}句\n"
        for number, (start, end) in enumerate(said.cues, 1)
    ]
    (folder / "talk.srt").write_text("\n".join(rows), encoding="utf-8")
    write_wave(folder / "old.wav", samples_of(said.samples), rate=RATE)
    chance = Random("intro")  # noqa: S311 - made talk
    intro = talk(chance, babble(chance), 12).samples[: 10 * RATE]
    new = edited(said, [intro, Kept(0, 20_000), Kept(31_000, said.length)])
    write_medium(folder / "new.opus", samples_of(new.samples), "libopus", rate=RATE)
    return folder


def report(folder: Path) -> Any:
    value = json.loads((folder / "r.json").read_text("utf-8"))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(value, schema, jsonschema.Draft202012Validator)
    return value


MEDIA = ("--old-media", "old.wav", "--media", "new.opus")


def test_cues_follow_into_another_file(run: Run, work: Path, said: Talk) -> None:
    done = run("repair", "talk.srt", "-o", "out.srt", *MEDIA, "--report", "r.json")
    assert done.code == 0, done.err
    written = {}
    blocks = (work / "out.srt").read_text("utf-8").strip().split("\n\n")
    for block in blocks:
        _, times, text = block.splitlines()
        written[text] = [ms(time) for time in times.split(" --> ")]
    for number, (start, end) in enumerate(said.cues, 1):
        text = f"第{number}句"
        if end <= 20_000:
            assert written[text] == pytest.approx([start + 10_000, end + 10_000], abs=20)
        elif start >= 31_000:
            assert written[text] == pytest.approx([start - 1_000, end - 1_000], abs=20)
        elif start >= 20_000 and end <= 31_000:
            assert text not in written
    found = report(work)
    kinds = [one["kind"] for one in found["stretches"]]
    assert kinds == ["inserted", "kept", "removed", "kept"]
    assert len(found["gone"]) + len(written) == len(said.cues)
    assert "no longer heard" in done.err
    assert "new: 0:00" in done.err


def test_what_is_gone_stays_in_our_own_format(run: Run, work: Path, said: Talk) -> None:
    done = run("repair", "talk.srt", "-o", "out.json", "--quiet", *MEDIA)
    assert (done.code, done.out) == (0, "")
    cues = json.loads((work / "out.json").read_text("utf-8"))["cues"]
    assert len(cues) == len(said.cues)
    assert any(cue.get("left_out") for cue in cues)


def test_strict_says_that_cues_were_left_out(run: Run, work: Path) -> None:
    assert work
    assert run("repair", "talk.srt", "-o", "out.srt", *MEDIA, "--strict").code == 1


def test_another_talk_is_refused(run: Run, work: Path) -> None:
    chance = Random("another")  # noqa: S311 - made talk
    other = talk(chance, babble(chance), 20)
    write_wave(work / "other.wav", samples_of(other.samples), rate=RATE)
    media = ("--old-media", "old.wav", "--media", "other.wav")
    done = run("repair", "talk.srt", "-o", "out.srt", *media, "--report", "r.json")
    assert done.code == 3
    assert "no speech in common" in done.err
    assert not (work / "out.srt").exists()
    assert report(work)["written"] is False


def test_a_broken_clock_is_repaired_first(run: Run, work: Path) -> None:
    rows = [
        f"[00:00:{start:02}.000 --> 00:00:{start + 3:02}.000] 第{start}句\n"
        for start in (0, 5, 9, 14, 20, 26, 1, 7, 12, 19, 24, 0, 4, 11, 18, 25, 2, 8, 13, 21, 26)
    ]
    (work / "log.txt").write_text("".join(rows), encoding="utf-8")
    done = run("repair", "log.txt", "-o", "out.srt", *MEDIA)
    assert done.code == 3
    assert "Put them right first" in done.err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--old-media", "old.wav"), "say with --media what it is now"),
        ((*MEDIA, "--anchor", "1=0"), "--anchor does not go together"),
        ((*MEDIA, "--clock", "running"), "--clock does not go together"),
        (("--old-media", "gone.wav", "--media", "new.opus"), "“gone.wav” does not exist"),
        (("--old-media", "silent.mp4", "--media", "new.opus"), "“silent.mp4” has no sound"),
        (("--old-media", "talk.srt", "--media", "new.opus"), "“talk.srt” has no sound"),
    ],
)
def test_what_cannot_be_done_is_said(
    options: tuple[str, ...], sentence: str, run: Run, work: Path
) -> None:
    write_medium(work / "silent.mp4", pictures=3)
    done = run("repair", "talk.srt", "-o", "out.srt", *options)
    assert done.code == 2
    assert sentence in done.err
    assert not (work / "out.srt").exists()


def test_silence_has_nothing_in_common(run: Run, work: Path) -> None:
    write_wave(work / "silence.wav", np.zeros(5 * RATE, np.int16), rate=RATE)
    media = ("--old-media", "old.wav", "--media", "silence.wav")
    assert run("repair", "talk.srt", "-o", "out.srt", *media).code == 3
