# SPDX-License-Identifier: GPL-3.0-or-later
"""Broken clocks that people reported, which are no recogniser's: what the verbs make of them."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from editor.core.timecode import clock
from tests.making import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Done, Run

CASES = DATA / "clocks"


@pytest.fixture
def case(folder: Path, request: pytest.FixtureRequest) -> Path:
    """The file that the test names, as `a.srt`."""
    shutil.copy(CASES / f"{request.param}.srt", folder / "a.srt")
    return folder


def repaired(run: Run, *options: str) -> Done:
    return run("repair", "a.srt", "-o", "b.srt", "--report", "r.json", *options)


def starts(path: Path) -> list[str]:
    return [row.split(" --> ")[0] for row in path.read_text("utf-8").splitlines() if "-->" in row]


def report(folder: Path) -> Any:
    return json.loads((folder / "r.json").read_text("utf-8"))


def unchanged(folder: Path) -> bool:
    return (folder / "b.srt").read_bytes() == (folder / "a.srt").read_bytes()


@pytest.mark.parametrize(
    ("case", "number"), [("ad_end", 123), ("ad_end_dense_begin", 70)], indirect=["case"]
)
def test_an_advertisement_at_the_end(run: Run, case: Path, number: int) -> None:
    done = repaired(run)
    assert done.code == 0
    assert unchanged(case)
    assert f"Cue {number} is out of place, and reads like a credit" in done.err
    assert "No time was changed. --clock stray: " in done.err
    assert "recogniser" not in done.err
    assert report(case)["model"] == "keep"
    before = starts(case / "a.srt")
    assert repaired(run, "--clock", "stray", "--force").code == 0
    after = starts(case / "b.srt")
    assert after[:-1] == before[:-1]
    assert after[-1] > after[-2]


@pytest.mark.parametrize("case", ["two_languages_glued"], indirect=True)
def test_two_languages_glued(run: Run, case: Path) -> None:
    done = repaired(run)
    assert done.code == 0
    assert unchanged(case)
    assert "Two languages in one file: from cue 123 on" in done.err
    assert "--tracks merge or --tracks split" in done.err
    assert "recogniser" not in done.err


@pytest.mark.parametrize("case", ["two_languages_glued"], indirect=True)
def test_two_languages_merged(run: Run, case: Path) -> None:
    done = repaired(run, "--tracks", "merge")
    assert done.code == 0
    assert "written: b.srt" in done.err
    text = (case / "b.srt").read_text("utf-8")
    assert text.startswith(
        "1\n00:00:30,000 --> 00:00:34,418\n今天天气很好我们\nline number 0 of the talk\n\n2\n"
    )
    assert starts(case / "b.srt") == starts(case / "a.srt")[:122]


@pytest.mark.parametrize("case", ["two_languages_glued"], indirect=True)
def test_two_languages_split(run: Run, case: Path) -> None:
    assert repaired(run, "--tracks", "split").code == 0
    assert not (case / "b.srt").exists()
    before = starts(case / "a.srt")
    assert starts(case / "b.1.srt") == before[:122]
    assert starts(case / "b.2.srt") == before[122:]
    assert "line number" not in (case / "b.1.srt").read_text("utf-8")
    again = run("repair", "a.srt", "-o", "b.srt", "--tracks", "split")
    assert again.code == 4
    assert "already exists" in again.err


@pytest.mark.parametrize("case", ["two_languages_glued"], indirect=True)
def test_who_knows_better_may_put_them_one_behind_the_other(run: Run, case: Path) -> None:
    assert repaired(run, "--clock", "fixed:600").code == 0
    assert starts(case / "b.srt")[121:123] == ["00:09:27,539", "00:10:00,000"]


@pytest.mark.parametrize("length", ["0", "0:01", "0:15", "30:00:00"])
@pytest.mark.parametrize(
    "case",
    ["ad_end", "all_zero", "localvocal_reset", "lost_hour_late_start", "two_languages_glued"],
    indirect=True,
)
def test_no_length_is_too_odd(run: Run, case: Path, length: str) -> None:
    done = repaired(run, "--media-length", length)
    assert done.code in {0, 3}
    assert "nothing to repair" not in done.err
    if done.code == 3:
        assert "--clock keep" in done.err
        assert not (case / "b.srt").exists()


def test_where_every_reading_is_too_long_none_is_offered(run: Run, folder: Path) -> None:
    rows = [
        f"{n}\n00:00:{start:02},000 --> 00:00:{start + 9:02},000\n第{n}句\n\n"
        for n, start in enumerate((0, 9, 18) * 20, 1)
    ]
    (folder / "a.srt").write_text("".join(rows), encoding="utf-8")
    done = repaired(run, "--media-length", "2:00")
    assert done.code == 3
    assert "No reading fits the medium, and nothing was written." in done.err
    assert "too weak to choose" not in done.err
    assert "or name a reading all the same. --clock running (" in done.err
    assert done.err.rstrip().endswith("--clock keep leaves the times as they are.")
    assert repaired(run, "--clock", "running", "--force").code == 0


def test_each_way_out_is_named_once(run: Run, folder: Path) -> None:
    rate = 25 / 24  # that of other frames than the medium's
    times = [(round(n * 3000 * rate), round((n * 3000 + 2500) * rate)) for n in range(1, 120)]
    rows = [
        f"{n}\n{clock(start, ',')} --> {clock(end, ',')}\n第{n}句\n\n"
        for n, (start, end) in enumerate(times, 1)
    ]
    (folder / "a.srt").write_text("".join(rows), encoding="utf-8")
    done = repaired(run, "--media-length", "6:00")
    assert done.code == 3
    ways = [part.split(" ", 1)[0] for part in done.err.split("--clock ")[1:]]
    assert len(ways) == len(set(ways))
    assert ways[-1] == "keep"


def test_tracks_that_cannot_be(run: Run, folder: Path) -> None:
    single = run("repair", "in.srt", "-o", "b.srt", "--tracks", "merge")
    assert (single.code, "This is a single file" in single.err) == (2, True)
    shown = run("repair", "in.srt", "-o", "-", "--to", "srt", "--tracks", "split")
    assert (shown.code, "cannot go to standard output" in shown.err) == (2, True)
    named = run("repair", "in.srt", "-o", "b.srt", "--tracks", "merge", "--clock", "running")
    assert (named.code, "--tracks changes no time" in named.err) == (2, True)
    assert not (folder / "b.srt").exists()


def test_numbers_that_begin_again(run: Run, folder: Path) -> None:
    rows = ["00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000"]
    more = ["00:00:01,800 --> 00:00:02,700", "00:00:03,500 --> 00:00:04,900"]
    text = "".join(
        f"{number}\n{time}\n第{number}句\n\n"
        for part in (rows, more)
        for number, time in enumerate(part, 1)
    )
    (folder / "a.srt").write_text(text, encoding="utf-8")
    done = repaired(run)
    assert done.code == 0
    assert starts(folder / "b.srt") == starts(folder / "a.srt")
    assert "Several files in one: from cue 3 on the numbers and the clock begin again" in done.err


LATE, CLEAN = "lost_hour_late_start", "lost_hour_clean"


@pytest.mark.parametrize(
    ("case", "options", "confidence", "fall"),
    [
        (LATE, (), "medium", 395),
        (LATE, ("--media-length", "1:30:05"), "high", 395),
        (CLEAN, (), "medium", 813),
        (CLEAN, ("--media-length", "1:30:00"), "high", 813),
    ],
    indirect=["case"],
)
def test_a_lost_hour(
    run: Run, case: Path, options: tuple[str, ...], confidence: str, fall: int
) -> None:
    done = repaired(run, *options)
    assert done.code == 0
    before, after = starts(case / "a.srt"), starts(case / "b.srt")
    assert after[:fall] == before[:fall]
    assert after[fall:] == [f"01{time[2:]}" for time in before[fall:]]
    assert "Hours were lost: at cue " in done.err
    assert (report(case)["model"], report(case)["confidence"]) == ("wrapped:3600", confidence)


@pytest.mark.parametrize("case", [LATE], indirect=True)
def test_the_cue_that_ends_before_it_begins_ends_in_the_next_hour(run: Run, case: Path) -> None:
    assert repaired(run).code == 0
    assert "00:59:58,202 --> 01:00:03,090" in (case / "b.srt").read_text("utf-8")


@pytest.mark.parametrize("case", ["wall_clock"], indirect=True)
def test_times_of_day(run: Run, case: Path) -> None:
    done = repaired(run, "--media-length", "0:15")
    assert done.code == 3
    assert not (case / "b.srt").exists()
    assert "but the media is only 0:15.0 long: they look like times of day" in done.err
    assert "nothing to repair" not in done.err
    assert "--clock shift:-79046.674 " in done.err
    assert "--clock keep" in done.err
    assert repaired(run, "--clock", "shift:-79046.674", "--force").code == 0
    assert starts(case / "b.srt")[:2] == ["00:00:00,000", "00:00:02,652"]


@pytest.mark.parametrize("case", ["wall_clock"], indirect=True)
def test_info_says_it_too(run: Run, case: Path) -> None:
    assert case
    told = run("info", "a.srt", "--media-length", "0:15").out
    assert "they look like times of day" in told
    assert "nothing to repair" not in told


@pytest.mark.parametrize("case", ["all_zero"], indirect=True)
def test_no_cue_has_a_time(run: Run, case: Path) -> None:
    done = repaired(run)
    assert done.code == 3
    assert "No cue has a time of its own: all are at 0:00.0." in done.err
    assert "--clock spread" in done.err
    assert "--clock keep" in done.err
    assert repaired(run, "--clock", "keep", "--force").code == 0
    assert unchanged(case)
    assert repaired(run, "--clock", "spread", "--media-length", "0:20", "--force").code == 0
    assert len(set(starts(case / "b.srt"))) == 6


@pytest.mark.parametrize("case", ["localvocal_reset"], indirect=True)
def test_two_starts_that_fell_to_zero(run: Run, case: Path) -> None:
    done = repaired(run)
    assert done.code == 0
    assert "The times of 3 cues are damaged, first those of cue 5" in done.err
    assert "recogniser" not in done.err
    before, after = (
        [row for row in (case / name).read_text("utf-8").splitlines() if "-->" in row]
        for name in ("a.srt", "b.srt")
    )
    assert after[:4] == before[:4]
    assert after[4:] == [
        "00:00:19,093 --> 00:00:19,925",
        "00:00:19,925 --> 00:00:21,237",
        "00:00:21,237 --> 00:00:26,830",
    ]
    assert repaired(run, "--clock", "keep", "--force").code == 0
    assert starts(case / "b.srt") == [row.split(" --> ")[0] for row in before]


@pytest.mark.parametrize("case", ["ad_end"], indirect=True)
def test_convert_tells_it_too_and_changes_nothing(run: Run, case: Path) -> None:
    done = run("convert", "a.srt", "b.vtt")
    assert done.code == 0
    assert "Cue 123 is out of place" in done.err
    assert starts(case / "b.vtt") == [time.replace(",", ".") for time in starts(case / "a.srt")]
