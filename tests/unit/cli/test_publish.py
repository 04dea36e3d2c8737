# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi publish` and `jiaozi chapters`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.making import REAL
from tests.unit.cli.test_info_check_formats import valid

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Run

SRT = """\
1
00:00:01,000 --> 00:00:03,000
我們說軟件

2
00:00:03,000 --> 00:00:09,000
你好
"""
LIST = "0:00 开场\n0:05 正题\n谢谢\n0:08 结尾\n"


@pytest.fixture
def talk(folder: Path) -> Path:
    (folder / "talk.srt").write_text(SRT, "utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_files_are_written_and_the_entries_are_named(run: Run, talk: Path) -> None:
    done = run("publish", "talk.srt", "--out", "up", "--media-length", "0:08")
    assert done.code == 0
    assert names(talk / "up") == [
        *("talk.zh-Hans.bcc", "talk.zh-Hans.bilibili.srt", "talk.zh-Hans.sbv"),
        *("talk.zh-Hans.srt", "talk.zh-Hans.vtt"),
    ]
    assert "我们说软件" in (talk / "up/talk.zh-Hans.srt").read_text("utf-8")
    bilibili = (talk / "up/talk.zh-Hans.bilibili.srt").read_text("utf-8")
    assert "00:00:03,000 --> 00:00:08,000" in bilibili
    assert "On Bilibili, choose the language “中文（中国）”" in done.out
    assert "On YouTube, choose the language “Chinese (Simplified)”" in done.out
    assert "Cue 2 ended after the medium and was cut." in done.err


def test_sites_and_scripts_are_chosen(run: Run, talk: Path) -> None:
    assert run("publish", "talk.srt", "--out", "up", "--to", "bilibili",
               "--scripts", "zh-TW,zh-HK").code == 0  # fmt: skip
    assert names(talk / "up") == [
        *("talk.zh-HK.bcc", "talk.zh-HK.bilibili.srt"),
        *("talk.zh-TW.bcc", "talk.zh-TW.bilibili.srt"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "vimeo"], "“vimeo” is no site: youtube, bilibili."),
        (["--scripts", "zh"], "“zh” is no script"),
        (["--scripts", ","], "Name at least one script"),
        (["--line", "0"], "“0” is no length of a line."),
    ],
)
def test_what_there_is_not_is_named(run: Run, arguments: list[str], said: str) -> None:
    done = run("publish", "in.srt", "--out", "up", *arguments)
    assert done.code == 2
    assert said in done.err


def test_files_that_are_there_stay_without_force(run: Run, talk: Path) -> None:
    (talk / "up").mkdir()
    (talk / "up/talk.zh-Hans.vtt").write_text("mine")
    done = run("publish", "talk.srt", "--out", "up")
    assert done.code == 4
    assert names(talk / "up") == ["talk.zh-Hans.vtt"]
    assert (talk / "up/talk.zh-Hans.vtt").read_text() == "mine"
    assert run("publish", "talk.srt", "--out", "up", "--force").code == 0


def test_two_inputs_of_one_name_do_not_overwrite_each_other(run: Run, talk: Path) -> None:
    (talk / "b").mkdir()
    (talk / "b/talk.srt").write_text(SRT.replace("你好", "再见"), "utf-8")
    done = run("publish", "talk.srt", "b/talk.srt", "--out", "up")
    assert done.code == 2
    assert "Two inputs would be written to “up/talk”" in done.err.replace("\\", "/")
    assert not (talk / "up").exists()


def test_a_clock_that_is_not_understood_is_not_published(run: Run, talk: Path) -> None:
    done = run("publish", str(REAL), "--out", "up", "--media-length", "20:00")
    assert done.code == 3
    assert names(talk / "up") == []
    assert run("publish", str(REAL), "--out", "up", "--media-length", "36:50").code in {0, 1}
    assert names(talk / "up")


def test_json_lists_files_and_findings(run: Run, talk: Path) -> None:
    fast = SRT.replace("你好", "说得太快了" * 20)
    (talk / "talk.srt").write_text(fast, "utf-8")
    done = run("publish", "talk.srt", "--out", "up", "--json", "--to", "bilibili", "--line", "18")
    value = valid("publish", done.out)
    assert [file["name"].rpartition("talk")[2] for file in value["files"]] == [
        ".zh-Hans.bilibili.srt",
        ".zh-Hans.bcc",
    ]
    assert value["files"][0]["entry"] == "中文（中国）"
    assert {(one["track"], one["rule"], one["cue"]) for one in value["findings"]} >= {
        ("zh-Hans", "cps", 2)
    }


def test_chapters_are_listed_in_each_sites_form_with_what_it_would_refuse(
    run: Run, talk: Path
) -> None:
    (talk / "list.txt").write_text(LIST, "utf-8")
    done = run("chapters", "talk.srt", "--from", "list.txt", "--media-length", "10:00")
    assert done.code == 1
    assert "# YouTube\n0:00 开场\n0:05 正题\n0:08 结尾\n" in done.out
    assert "# Bilibili\n00:00:00 开场\n00:00:05 正题\n00:00:08 结尾\n" in done.out
    assert "talk.srt: youtube: chapter 1: “开场” is shorter than 10 s." in done.out
    assert "list.txt: line 3: No time in this line; it was left out: 谢谢" in done.err


def test_chapters_are_made_to_fit(run: Run, talk: Path) -> None:
    rows = "".join(f"{n}:00 第{n}章\n" for n in range(1, 15))
    (talk / "list.txt").write_text(rows, "utf-8")
    done = run("chapters", "talk.srt", "--from", "list.txt", "--fit", "--media-length", "1:00:00",
               "--json")  # fmt: skip
    assert done.code == 0
    value = valid("chapters", done.out)
    assert value["chapters"][0] == {"start": 0, "title": "开场"}
    assert len(value["chapters"]) == 10
    assert value["findings"] == []
    assert value["listings"]["bilibili"].startswith("00:00:00 开场\n")


def test_chapters_of_a_document_come_from_its_cues(run: Run, talk: Path) -> None:
    cues = [{"start": n * 60_000, "end": n * 60_000 + 900, "text": "好", "chapter": f"第{n}章"}
            for n in range(3)]  # fmt: skip
    document = {"schema": "jiaozi/document/1", "cues": cues}
    (talk / "talk.json").write_text(json.dumps(document), "utf-8")
    done = run("chapters", "talk.json", "--for", "youtube")
    assert (done.code, done.out) == (0, "# YouTube\n0:00 第0章\n1:00 第1章\n2:00 第2章\n")
    assert run("publish", "talk.json", "--out", "up", "--to", "youtube").code == 0
    assert (talk / "up/talk.chapters.youtube.txt").read_text(
        "utf-8"
    ) == "0:00 第0章\n1:00 第1章\n2:00 第2章\n"


def test_without_chapters_it_says_how_to_have_some(run: Run) -> None:
    done = run("chapters", "in.srt")
    assert done.code == 2
    assert "There are no chapters. Mark them in the window, or use --from FILE." in done.err
