# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests.clock_families import FAMILIES
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from tests.clocks import Case
    from tests.program import Run

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "repair.json"


def clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1_000 % 60:02}.{ms % 1_000:03}"


def made(name: str, folder: Path) -> Case:
    """A case of this family, as `log.txt`."""
    case = FAMILIES[name].make(Random(name), 0)  # noqa: S311 - made talk
    rows = [f"[{clock(start)} --> {clock(end)}] {text}\n" for start, end, text in case.shown]
    (folder / "log.txt").write_text("".join(rows), encoding="utf-8")
    return case


def starts(path: Path) -> list[str]:
    return [row[:12] for row in path.read_text("utf-8").splitlines() if " --> " in row]


def truth(case: Case) -> list[str]:
    return [clock(true[0]) for true in case.truth if true is not None]


def report(folder: Path) -> Any:
    value = json.loads((folder / "r.json").read_text("utf-8"))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(value, schema, jsonschema.Draft202012Validator)
    return value


def test_fixed_windows_with_the_length_and_a_report(run: Run, folder: Path) -> None:
    case = made("fixed windows", folder)
    length = f"{case.length}ms"
    done = run("repair", "log.txt", "-o", "out.vtt", "--media-length", length, "--report", "r.json")
    assert (done.code, done.out) == (0, "")
    assert "Read as fixed:30" in done.err
    assert starts(folder / "out.vtt") == truth(case)
    found = report(folder)
    assert (found["model"], found["media_length"]) == ("fixed:30", case.length)
    assert [chunk["offset"] for chunk in found["chunks"][:3]] == [0, 30_000, 60_000]
    assert found["end"] == case.length - 700
    assert [row["model"] for row in found["runners_up"]] == ["running"]


def test_a_medium_is_listened_to(run: Run, folder: Path) -> None:
    case = made("silent windows", folder)
    voices = [line.voice for line in case.lines]
    sound = talk(voices, case.length / 1000, 8_000)
    write_wave(folder / "talk.wav", sound, rate=8_000)
    done = run("repair", "log.txt", "-o", "out.vtt", "--media", "talk.wav", "--report", "r.json")
    assert done.code == 0
    assert starts(folder / "out.vtt") == truth(case)
    found = report(folder)
    assert found["model"] == "skipping:30"
    assert "of cues start where speech starts" in found["reason"]


@pytest.mark.parametrize("wrapped", [True, False])
def test_speech_from_a_file(run: Run, folder: Path, wrapped: bool) -> None:  # noqa: FBT001
    case = made("silent windows", folder)
    voices = [list(line.voice) for line in case.lines]
    value = {"unit": "ms", "intervals": voices} if wrapped else voices
    (folder / "s.json").write_text(json.dumps(value), encoding="utf-8")
    done = run("repair", "log.txt", "-o", "out.vtt", "--speech", "s.json", "--report", "r.json")
    assert done.code == 0
    assert starts(folder / "out.vtt") == truth(case)
    assert (report(folder)["model"], report(folder)["confidence"]) == ("skipping:30", "high")


def test_without_evidence_nothing_is_written_and_the_report_has_the_choices(
    run: Run, folder: Path
) -> None:
    made("voice chunks", folder)
    done = run("repair", "log.txt", "-o", "out.vtt", "--report", "r.json")
    assert (done.code, done.out) == (3, "")
    assert "--clock running" in done.err
    assert not (folder / "out.vtt").exists()
    found = report(folder)
    assert (found["model"], found["confidence"]) == (None, "low")
    assert [row["model"] for row in found["runners_up"]] == ["running", "fixed:30"]


def test_what_the_user_names_is_done(run: Run, folder: Path) -> None:
    made("voice chunks", folder)
    done = run("repair", "log.txt", "-o", "o.vtt", "--clock", "fixed:40", "--report", "r.json")
    assert done.code == 0
    assert report(folder)["model"] == "fixed:40"
    done = run("repair", "log.txt", "-o", "p.vtt", "--clock", "stride:25")
    assert done.code == 2
    assert "No interpretation is called “stride:25”; there are running, fixed:30" in done.err


def test_doubles_are_left_out(run: Run, folder: Path) -> None:
    case = made("overlapping windows", folder)
    done = run("repair", "log.txt", "-o", "out.vtt", "--report", "r.json")
    assert done.code == 0
    assert starts(folder / "out.vtt") == truth(case)
    doubles = [row for row, true in enumerate(case.truth, start=1) if true is None]
    assert report(folder)["dropped"] == doubles


def test_part_lengths(run: Run, folder: Path) -> None:
    case = made("parts", folder)
    lengths = [word for length in case.parts for word in ("--part-length", f"{length}ms")]
    assert run("repair", "log.txt", "-o", "out.vtt", *lengths).code == 0
    assert starts(folder / "out.vtt") == truth(case)


def test_anchors_shift_and_stretch(run: Run, folder: Path) -> None:
    (folder / "a.vtt").write_text(
        "WEBVTT\n\n00:10.000 --> 00:11.000\n甲\n\n00:20.000 --> 00:21.000\n乙\n", encoding="utf-8"
    )
    assert run("repair", "a.vtt", "-o", "b.vtt", "--anchor", "1=12.5").code == 0
    assert starts(folder / "b.vtt") == ["00:00:12.500", "00:00:22.500"]
    anchors = ("--anchor", "1=10", "--anchor", "2=0:20.5")
    assert run("repair", "a.vtt", "-o", "c.vtt", *anchors, "--report", "r.json").code == 0
    assert starts(folder / "c.vtt") == ["00:00:10.000", "00:00:20.500"]
    assert report(folder)["scale"] == pytest.approx(1.05)


def test_a_reference(run: Run, folder: Path) -> None:
    case = made("shifted", folder)
    rows = [
        f"{n}\n{clock(line.start)} --> {clock(line.end)}\n{line.text}\n\n"
        for n, line in enumerate(case.lines, start=1)
    ]
    (folder / "ref.srt").write_text("".join(rows).replace(".", ","), encoding="utf-8")
    assert run("repair", "log.txt", "-o", "out.vtt", "--reference", "ref.srt").code == 0
    assert starts(folder / "out.vtt") == truth(case)


def test_a_clean_file_comes_out_as_it_went_in(run: Run, folder: Path) -> None:
    done = run("repair", "in.srt", "-o", "out.srt", "--report", "r.json")
    assert (done.code, done.err) == (0, "")
    assert (folder / "out.srt").read_bytes() == (folder / "in.srt").read_bytes()
    assert (report(folder)["model"], report(folder)["confidence"]) == ("keep", "medium")
    assert "chunks" not in report(folder)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["in.srt"], 2, "Give one input and one output with -o"),
        (["in.srt", "-o", "-"], 2, "For standard output say --to"),
        (["in.srt", "-o", "in.srt", "--force"], 2, "is an input"),
        (["in.srt", "-o", "x.vtt", "--report", "x.vtt"], 2, "cannot be the same"),
        (["in.srt", "-o", "other.vtt"], 4, "already exists"),
        (["in.srt", "-o", "x.vtt", "--anchor", "1"], 2, "is no anchor"),
        (["in.srt", "-o", "x.vtt", "--anchor", "0=5"], 2, "is no anchor"),
        (["in.srt", "-o", "x.vtt", "--anchor", "9=5"], 2, "the file has 1 cues"),
        (["in.srt", "-o", "x.vtt", "--speech", "in.srt"], 2, "no stretches of speech"),
        (["in.srt", "-o", "x.vtt", "--speech", "bad.json"], 2, "no stretches of speech"),
        (["in.srt", "-o", "x.vtt", "--reference", "gone.srt"], 2, "The file does not exist"),
        (["gone.srt", "-o", "x.vtt"], 2, "The file does not exist"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    run: Run, folder: Path, arguments: list[str], code: int, words: str
) -> None:
    (folder / "other.vtt").write_text("mine", encoding="utf-8")
    (folder / "bad.json").write_text('{"intervals": [[5, 2]]}', encoding="utf-8")
    done = run("repair", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert not (folder / "x.vtt").exists()
    assert (folder / "other.vtt").read_text("utf-8") == "mine"
