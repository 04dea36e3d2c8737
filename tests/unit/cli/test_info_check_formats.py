# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests.making import DATA, REAL

if TYPE_CHECKING:
    from tests.program import Run

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"
FAULTY = """\
1
00:00:01,000 --> 00:00:01,100
这个问题

2
00:00:03,000 --> 00:00:03,000
你好

3
00:0x:05,000 --> 00:00:06,000
坏了
"""


def valid(name: str, line: str) -> Any:
    """The object on this line, which must fit its schema."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(line)
    jsonschema.validate(value, schema, jsonschema.Draft202012Validator)
    assert value["schema"] == f"jiaozi/{name}/1"
    return value


def objects(schema: Any) -> list[Any]:
    """All schemas of objects in a schema."""
    inside = [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]
    own = [schema] if schema.get("type") == "object" else []
    return own + [found for part in inside for found in objects(part)]


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.stem)
def test_schemas_leave_nothing_open_and_describe_every_field(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    found = objects(schema)
    assert found
    for part in found:
        assert part["additionalProperties"] is False
        for field, description in part["properties"].items():
            assert description.get("description"), field


# ------------------------------------------------------------------ info


def test_info_of_the_real_transcript(run: Run) -> None:
    done = run("info", str(REAL))
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].endswith(": Recogniser log, UTF-8, 906 cues")
    assert lines[1].strip() == (
        "Times jump back 77 times: the text comes from 78 recogniser chunks of "
        "at most 0:29.9, each timed from zero."
    )
    assert lines[2].split()[:6] == ["running", "ends", "at", "36:49.7", "confidence", "medium"]
    assert "each chunk starts where the last cue of the previous chunk ended" in lines[3]
    assert lines[5].split()[:6] == ["fixed:30", "ends", "at", "38:47.8", "confidence", "low"]
    assert "774 Simplified, 74 either, 49 Traditional, 9 no Han" in lines[8]
    assert "5 Traditional blocks, 51 cues: 111–119, 351–361, 370–378, 379–390, 745–754" in lines[9]
    assert "Longest cue 10.64 s (number 632), shortest 0.20 s (number 216)" in lines[10]
    assert [line.split()[:3] for line in lines[12:14]] == [
        ["1", "18", "0:28.7"],
        ["19", "12", "0:27.7"],
    ]
    assert len(lines) == 12 + 78


def test_info_of_the_real_transcript_as_json(run: Run) -> None:
    report = valid("info", run("info", str(REAL), "--json", "--media-length", "36:50").out)
    assert (report["format"], report["encoding"], report["cues"]) == ("asr-log", "utf-8", 906)
    assert len(report["chunks"]) == 78
    assert report["chunks"][0] == {"first": 1, "cues": 18, "end": 28_719, "script": "zh-Hans"}
    assert report["chunks"][-1] == {"first": 900, "cues": 7, "end": 17_839, "script": "zh-Hans"}
    assert report["chunks"][10]["script"] == "zh-Hant"
    assert report["clock"]["restarts"] == 77
    models = report["clock"]["models"]
    assert [model["model"] for model in models] == ["running", "fixed:30"]
    assert models[0]["confidence"] == "medium"
    assert models[1]["end"] == 77 * 30_000 + 17_839
    assert report["scripts"]["cues"] == {"zh-Hans": 774, "neutral": 74, "zh-Hant": 49, "none": 9}
    assert report["scripts"]["blocks"][0] == {"first": 111, "last": 119, "script": "zh-Hant"}
    assert report["longest"] == {"cue": 632, "ms": 10_641}
    assert report["problems"] == []


def test_info_tells_of_two_languages_at_the_same_times(run: Run, folder: Path) -> None:
    rows = [("大家好", "Hello"), ("今天聊字幕", "Today: subtitles"), ("再见", "Goodbye")]
    cues = [(at, text) for at, row in enumerate(rows, 1) for text in row]
    blocks = [f"00:00:0{at},000 --> 00:00:0{at},900\n{text}\n" for at, text in cues]
    (folder / "two.srt").write_text("\n".join(blocks), encoding="utf-8")
    report = valid("info", run("info", "two.srt", "--json").out)
    assert (report["cues"], report["bilingual"]) == (6, 3)
    assert "  3 cues in two languages; convert --bilingual" in run("info", "two.srt").out
    assert valid("info", run("info", "in.srt", "--json").out)["bilingual"] == 0


def test_info_lists_problems_in_both_places(run: Run, folder: Path) -> None:
    (folder / "faulty.srt").write_text(FAULTY, encoding="utf-8")
    done = run("info", "faulty.srt", "in.srt", "--json")
    first, second = (valid("info", line) for line in done.out.splitlines())
    assert done.code == 0
    assert [report["file"] for report in (first, second)] == ["faulty.srt", "in.srt"]
    assert first["problems"]
    for problem in first["problems"]:
        assert f"jiaozi: faulty.srt: line {problem['line']}: {problem['message']}\n" in done.err
    assert second["clock"] == {
        "restarts": 0,
        "finding": "Timing is continuous; there is nothing to repair.",
        "models": [],
    }
    assert (second["longest"], second["shortest"]) == ({"cue": 1, "ms": 1000},) * 2


def test_info_of_a_document_without_cues(run: Run, folder: Path) -> None:
    (folder / "none.json").write_text('{"schema": "jiaozi/document/1", "cues": []}', "utf-8")
    report = valid("info", run("info", "none.json", "--json").out)
    assert (report["cues"], report["chunks"], report["end"]) == (0, [], 0)
    assert "longest" not in report
    assert run("info", "none.json").out.startswith("none.json: Jiaozi JSON, UTF-8, 0 cues\n")
    assert run("convert", "none.json", "none.vtt", "--script", "zh-Hans").code == 0
    assert run("check", "none.json", "--profile", "bilibili").code == 0


def test_a_very_long_list_is_cut_for_people_only(run: Run, folder: Path) -> None:
    window = "[00:00:00,000 -> 00:00:20,000] 甲\n[00:00:20,000 -> 00:00:29,000] 乙\n"
    (folder / "long.txt").write_text(window * 500, encoding="utf-8")
    lines = run("info", "long.txt").out.splitlines()
    assert len(lines) < 220
    assert lines[-1].strip() == "… and 300 more; --json lists them all"
    assert len(valid("info", run("info", "long.txt", "--json").out)["chunks"]) == 500


# ------------------------------------------------------------------ check


def test_check_tells_what_is_wrong_and_returns_1_for_errors(run: Run, folder: Path) -> None:
    (folder / "faulty.srt").write_text(FAULTY, encoding="utf-8")
    done = run("check", "faulty.srt", "--profile", "youtube")
    assert done.code == 1
    first, second = done.out.splitlines()[:2]
    assert first == (
        "faulty.srt: cue 1 (0:01.0): warning: This cue lasts 100 ms; the minimum is 700 ms. "
        "[too-short] (can be fixed)"
    )
    assert second == (
        "faulty.srt: cue 1 (0:01.0): warning: 40 characters per second (Latin counts half); "
        "the limit is 11. [cps] (can be fixed)"
    )
    assert "faulty.srt: cue 2 (0:03.0): error: This cue is never shown" in done.out
    assert done.out.splitlines()[-1].startswith(
        "faulty.srt: 1 error, 2 warnings, 0 notes in 3 cues"
    )


def test_warnings_alone_return_0(run: Run, folder: Path) -> None:
    (folder / "short.srt").write_text(FAULTY[: FAULTY.index("2\n00")], encoding="utf-8")
    assert run("check", "short.srt", "--profile", "youtube").code == 0


def test_check_as_json(run: Run, folder: Path) -> None:
    (folder / "faulty.srt").write_bytes(FAULTY[: FAULTY.index("3\n00")].encode("gb18030") * 3)
    done = run("check", "faulty.srt", "in.srt", "--profile", "bilibili", "--json")
    first, second = (valid("check", line) for line in done.out.splitlines())
    assert done.code == 1
    assert first["findings"][0] == {
        "rule": "encoding",
        "severity": "error",
        "message": "The file is encoded as GB18030; only UTF-8 can be uploaded.",
        "fixable": False,
    }
    assert first["findings"][1] == {
        "rule": "too-short",
        "severity": "warning",
        "cue": 1,
        "last_cue": 1,
        "start": 1000,
        "end": 1100,
        "message": "This cue lasts 100 ms; the minimum is 500 ms.",
        "fixable": False,  # the same file stands there three times over
    }
    assert (second["profile"], second["cues"], second["findings"]) == ("bilibili", 1, [])


def test_the_media_length_is_looked_at_where_it_is_given(run: Run) -> None:
    assert run("check", "in.srt", "--profile", "bilibili").code == 0
    done = run("check", "in.srt", "--profile", "bilibili", "--media-length", "1.5")
    assert done.code == 1
    assert "This cue ends 0.5 s after the media ends (0:01.5). [beyond-media]" in done.out


def test_check_needs_a_profile_that_there_is(run: Run) -> None:
    assert "--profile" in run("check", "in.srt").err
    done = run("check", "in.srt", "--profile", "nowhere")
    assert done.code == 2
    for words in ("“nowhere”", "youtube", "bilibili", "netflix-zh-hans"):
        assert words in done.err


def test_check_takes_a_profile_in_a_file(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    mine.write_text('{"name": "Mine", "cpl": 0.5}')
    done = run("check", "in.srt", "--profile", str(mine), "--json")
    report = valid("check", done.out)
    assert report["profile"] == "mine"
    assert {one["rule"] for one in report["findings"]} >= {"cpl"}
    mine.write_text('{"cp1": 2}')
    done = run("check", "in.srt", "--profile", str(mine))
    assert (done.code, done.out) == (2, "")
    assert "“mine.json”: there is no limit “cp1”. Available:" in done.err


def test_check_knows_the_profiles_that_the_user_keeps(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIAOZI_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "profiles").mkdir(parents=True)
    (tmp_path / "home" / "profiles" / "ours.json").write_text('{"cpl": 0.5}')
    assert "[cpl]" in run("check", "in.srt", "--profile", "ours").out
    assert run("check", "in.srt", "--profile", "theirs").code == 2


def test_check_compares_with_speech(run: Run, tmp_path: Path) -> None:
    speech = tmp_path / "speech.json"
    speech.write_text("[[60000, 62000]]")
    done = run("check", "in.srt", "--profile", "youtube", "--speech", str(speech))
    assert "[no-speech]" in done.out
    assert "somebody speaks for 2.0 s without a text. [no-text]" in done.out
    assert "[no-speech]" not in run("check", "in.srt", "--profile", "youtube").out


def test_one_unreadable_input_does_not_hide_the_findings_of_others(run: Run) -> None:
    done = run("check", "gone.srt", "in.srt", "--profile", "youtube")
    assert done.code == 2
    assert "in.srt: 0 errors" in done.out
    assert "gone.srt: The file does not exist." in done.err


# ------------------------------------------------------------------ formats


def test_formats(run: Run) -> None:
    listed = valid("formats", run("formats", "--json").out)["formats"]
    by_id = {row["id"]: row for row in listed}
    assert {"srt", "vtt", "sbv", "bcc", "json", "asr-log"} <= set(by_id)
    assert by_id["sbv"] == {
        "id": "sbv",
        "name": "SBV (YouTube)",
        "suffixes": [".sbv"],
        "read": True,
        "write": True,
        "holds": [],
    }
    assert by_id["vtt"]["holds"] == ["markup", "speaker"]
    assert set(by_id["json"]["holds"]) >= {"second", "mark", "chapter", "left_out", "odd_times"}
    assert (by_id["asr-log"]["read"], by_id["asr-log"]["write"]) == (True, False)
    assert by_id["hf-chunks"]["unverified"] is True
    assert "unverified" not in by_id["deepgram"]
    lines = run("formats").out.splitlines()
    unverified = [line.split()[0] for line in lines if line.endswith("unverified")]
    assert unverified == [row["id"] for row in listed if "unverified" in row]
    assert [line.split()[0] for line in lines] == [row["id"] for row in listed]


def test_a_project_is_read_like_a_transcript(run: Run, tmp_path: Path) -> None:
    project = DATA / "projects" / "version-1.jiaozi"
    done = run("info", str(project), "--json")
    assert done.code == 0
    assert json.loads(done.out)["cues"] == 3
    assert run("convert", str(project), str(tmp_path / "out.srt")).code == 0
    assert "今天讲校对" in (tmp_path / "out.srt").read_text("utf-8")
    damaged = tmp_path / "damaged.jiaozi"
    damaged.write_bytes(project.read_bytes()[:5000])
    assert run("info", str(damaged)).code == 2
