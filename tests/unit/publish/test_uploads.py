# SPDX-License-Identifier: GPL-3.0-or-later
"""The files for the sites: their names, their scripts, and what is done so that they are taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor import formats
from editor.checks.profiles import profile
from editor.checks.rules import check
from editor.checks.sites import site
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.head import Head
from editor.publish.plan import plan
from editor.publish.uploads import Choice, entry, offered, prepared, track_of, uploads

BILIBILI, YOUTUBE = site("bilibili"), site("youtube")


def document(*cues: tuple[int, int, str], second: str = "") -> Document:
    made = [Cue(n, start, end, text, second=second) for n, (start, end, text) in enumerate(cues)]
    return Document(
        tuple(made), head=Head(language="zh-Hant", second_language="en"), next_id=len(made)
    )


TALK = document((0, 2_000, "我们用软件"), (2_000, 4_000, "你好"), second="hello")


def test_all_files_of_two_sites_and_two_scripts_have_names_that_players_know() -> None:
    made = uploads(TALK, Choice(tracks=("zh-Hans", "zh-TW")), "talk", 10_000)
    assert [upload.name for upload in made] == [
        *("talk.zh-Hans.srt", "talk.zh-Hans.vtt", "talk.zh-Hans.sbv"),
        *("talk.zh-Hans.bilibili.srt", "talk.zh-Hans.bcc"),
        *("talk.zh-TW.srt", "talk.zh-TW.vtt", "talk.zh-TW.sbv"),
        *("talk.zh-TW.bilibili.srt", "talk.zh-TW.bcc"),
    ]
    assert "我们用软件" in made[0].data.decode()
    assert "我們用軟體" in made[5].data.decode()


def test_nothing_of_the_file_that_was_read_goes_up_as_it_was() -> None:
    """YouTube reads "only basic versions" of SubRip; what more there is, sites show as text."""
    read = formats.read(
        "junk\n\n0:0:1,5 --> 00：00：02，000\n{\\an8}{\\i1}甲{\\i0}\n<font color=red>乙</font>\n\n"
        "00:00:03:000 --> 00:00:04.000 X1:1 X2:2 Y1:3 Y2:4\n<i>丙</i> < 丁\n".encode()
    )
    for upload in uploads(read, Choice(tracks=("text",)), "talk"):
        if upload.name.endswith(".srt"):
            assert upload.data.decode() == (
                "1\n00:00:01,500 --> 00:00:02,000\n甲\n乙\n\n"
                "2\n00:00:03,000 --> 00:00:04,000\n丙 < 丁\n"
            )
            lost = [told.facts["cue"] for told in upload.problems if "lost markup" in str(told)]
            assert lost == [1, 2]
    assert not any(one.rule == "tags" for one in plan(read, Choice(), "talk").objections)


def test_what_goes_up_of_webvtt_follows_it_whatever_was_read() -> None:
    read = formats.read(b"WEBVTT\n\nNOTE my own\n\n75:00.000 --> 76:00.000 line:0\n<i>late</i>\n")
    made = {one.name: one for one in uploads(read, Choice(("youtube",), ("text",)), "talk")}
    assert made["talk.vtt"].data.decode() == (
        "WEBVTT\n\n01:15:00.000 --> 01:16:00.000 line:0\n<i>late</i>\n"
    )


def test_second_texts_go_up_alone_or_stacked() -> None:
    choice = Choice(("youtube",), ("second", "both"))
    made = {upload.name: upload.data.decode() for upload in uploads(TALK, choice, "talk")}
    assert list(made) == [
        *("talk.en.srt", "talk.en.vtt", "talk.en.sbv"),
        *("talk.zh-Hant+en.srt", "talk.zh-Hant+en.vtt", "talk.zh-Hant+en.sbv"),
    ]
    assert "hello" in made["talk.en.srt"]
    assert "你好" not in made["talk.en.srt"]
    assert "你好\nhello" in made["talk.zh-Hant+en.srt"]


def test_what_is_offered_depends_on_what_there_is() -> None:
    assert offered(document((0, 1, "hello"))) == ["text"]
    assert offered(document((0, 1, "你好"))) == ["zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "text"]
    assert offered(TALK)[-2:] == ["second", "both"]


def test_bilibili_gets_no_cue_that_ends_after_the_medium() -> None:
    talk = document((0, 2_000, "一"), (8_000, 12_000, "二"), (13_000, 14_000, "三"))
    ready, numbers, problems = prepared(talk, BILIBILI, 10_000)
    assert [(cue.start, cue.end) for cue in ready.cues] == [(0, 2_000), (8_000, 10_000)]
    assert numbers == [1, 2]
    assert [problem.text for problem in problems] == [
        "Cue 2 ended after the medium and was cut.",
        "Cue 3 starts after the end of the medium and was left out.",
    ]
    assert len(prepared(talk, YOUTUBE, 10_000)[0].cues) == 3


def test_what_no_site_takes_is_left_out_and_told() -> None:
    talk = document(
        (0, 1_000, " "), (1_000, 1_000, "零"), (2_000, 3_000, "上\n\n下"), (-5, 4, "负")
    )
    ready, numbers, problems = prepared(talk, YOUTUBE)
    assert [(cue.text, number) for cue, number in zip(ready.cues, numbers, strict=True)] == [
        ("上\n下", 3)
    ]
    assert {problem.facts.get("cue") for problem in problems} == {None, 1, 2, 3, 4}


def test_cues_are_put_in_order_and_apart() -> None:
    talk = document((5_000, 7_000, "乙"), (0, 5_500, "甲"), (5_000, 6_000, "丙"))
    ready, numbers, problems = prepared(talk, YOUTUBE)
    assert [(cue.start, cue.end, cue.text) for cue in ready.cues] == [
        *((0, 5_000, "甲"), (5_000, 7_000, "乙"), (5_000, 6_000, "丙")),
    ]
    assert numbers == [2, 1, 3]
    assert len(problems) == 2


def test_cues_that_are_left_out_of_exports_are_left_out_here() -> None:
    talk = document((0, 1_000, "一"), (1_000, 2_000, "二"))
    talk = replace(talk, cues=(replace(talk.cues[0], left_out=True), talk.cues[1]))
    ready, numbers, problems = prepared(talk, YOUTUBE)
    assert (len(ready.cues), numbers, problems) == (1, [2], [])


@pytest.mark.parametrize("name", ["youtube", "bilibili"])
def test_what_was_prepared_has_no_error_of_the_upload_and_reads_back(name: str) -> None:
    talk = document(
        (5_000, 7_000, "乙"),
        (0, 5_500, "甲\n \n么"),
        (8_000, 8_000, "零"),
        (9_000, 99_000, "末"),
        (3, 4, ""),
    )
    ready, _, _ = prepared(talk, site(name), 20_000)
    wrong = {
        found.rule for found in check(ready, profile(name), 20_000) if found.severity == "error"
    }
    assert wrong <= ({"beyond-media"} if name == "youtube" else set())
    for upload in uploads(talk, Choice((name,), ("text",)), "talk", 20_000):
        back = formats.read(upload.data, upload.name)
        assert [cue.text for cue in back.cues] == [cue.text for cue in ready.cues]
        assert not upload.data.startswith(b"\xef\xbb\xbf")


def test_lines_are_broken_if_one_wants_it() -> None:
    talk = document((0, 9_000, "今天我们讨论强化学习，然后看看语言模型"))
    made = uploads(talk, Choice(("bilibili",), ("text",), line=12), "talk")
    assert "今天我们讨论强化学习，\n然后看看语言模型" in made[0].data.decode()


def test_chapters_go_along() -> None:
    talk = replace(TALK, cues=(replace(TALK.cues[0], chapter="开场"), TALK.cues[1]))
    made = {upload.name: upload.data.decode() for upload in uploads(talk, Choice(), "talk")}
    assert made["talk.chapters.youtube.txt"] == "0:00 开场\n"
    assert made["talk.chapters.bilibili.txt"] == "00:00:00 开场\n"


def test_the_entry_in_the_sites_list_is_named() -> None:
    made = uploads(TALK, Choice(tracks=("zh-Hans", "text")), "talk")
    told = {upload.name: entry(upload) for upload in made}
    chinese = told["talk.zh-Hans.bilibili.srt"]
    assert chinese is not None
    assert chinese.text == "On Bilibili, choose the language “中文（中国）”"
    assert told["talk.zh-Hant.srt"] is not None


def test_a_choice_is_kept_as_json() -> None:
    choice = Choice(("bilibili",), ("zh-Hant", "second"), 18, names=True)
    assert Choice.of_json(choice.as_json()) == choice


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        3,
        {},
        {"sites": "youtube"},
        {"line": True},
        {"line": -1},
        {"line": "9"},
        {"names": 1},
    ],
)
def test_a_choice_that_makes_no_sense_is_the_usual_one(broken: object) -> None:
    assert Choice.of_json(broken) == Choice()


def test_sites_and_tracks_of_another_version_are_passed_over() -> None:
    kept = {"sites": ["bilibili", "elsewhere"], "tracks": ["zh-XX", "text"]}
    assert Choice.of_json(kept) == Choice(("bilibili",), ("text",))


def test_a_track_of_second_texts_keeps_the_number_of_its_cues() -> None:
    talk = document((0, 1_000, "一"), (1_000, 2_000, "二"))
    talk = replace(talk, cues=(talk.cues[0], replace(talk.cues[1], second="two")))
    _, numbers, problems = prepared(track_of(talk, "second"), YOUTUBE)
    assert numbers == [2]
    assert [problem.text for problem in problems] == ["Cue 1 has no text and was left out."]
