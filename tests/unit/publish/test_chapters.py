# SPDX-License-Identifier: GPL-3.0-or-later
"""Chapters: their forms, the sites' rules, titles, and pasted lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.cue import Cue
from editor.core.document import Document
from editor.publish.chapters import (
    Chapter,
    chapters_of,
    fitting,
    listing,
    objections,
    parse,
    placed,
    rules_of,
    shortened,
    title_from,
)

YOUTUBE, BILIBILI = rules_of("youtube"), rules_of("bilibili")
HOUR = 3_600_000
LONG = "一二三四五六七八九十一二三四五"


def every(seconds: int, count: int, title: str = "第{}章") -> list[Chapter]:
    return [Chapter(number * seconds * 1000, title.format(number)) for number in range(count)]


def said(
    chapters: list[Chapter], site: str, length: int | None = HOUR
) -> list[tuple[int | None, str]]:
    return [(n, problem.text) for n, problem in objections(chapters, rules_of(site), length)]


def test_each_site_gets_its_own_form() -> None:
    chapters = [Chapter(0, "开场"), Chapter(65_900, "什么是\nRLHF"), Chapter(600_000, "问答")]
    assert listing(chapters, YOUTUBE) == "0:00 开场\n1:05 什么是 RLHF\n10:00 问答\n"
    assert listing(chapters, BILIBILI) == "00:00:00 开场\n00:01:05 什么是 RLHF\n00:10:00 问答\n"


def test_beyond_an_hour_every_time_has_hours() -> None:
    chapters = [Chapter(0, "甲"), Chapter(HOUR + 1_000, "乙")]
    assert listing(chapters, YOUTUBE) == "0:00:00 甲\n1:00:01 乙\n"


def test_a_first_chapter_that_starts_at_once_starts_at_zero() -> None:
    """YouTube shows no chapters at all if the first time is 0:01."""
    assert listing([Chapter(1_800, "甲"), Chapter(30_000, "乙")], YOUTUBE) == "0:00 甲\n0:30 乙\n"


@pytest.mark.parametrize(
    ("chapters", "site", "expected"),
    [
        (every(60, 3), "youtube", []),
        (every(60, 10), "bilibili", []),
        (every(60, 2), "youtube", [(None, "YouTube shows chapters only if there are at least 3.")]),
        (every(60, 11), "bilibili", [(None, "Bilibili takes at most 10 chapters; there are 11.")]),
        (every(9, 3), "youtube",
         [(0, "“第0章” is shorter than 10 s."), (1, "“第1章” is shorter than 10 s.")]),
        (every(9, 3), "bilibili", []),
        (every(60, 3, LONG + "{}"), "bilibili",
         [(n, f"The title “{LONG}{n}” is longer than 15 characters.") for n in range(3)]),
        (every(60, 3, "<{}>"), "youtube",
         [(n, f"“<{n}>” has a character that YouTube does not take: < >") for n in range(3)]),
        (every(60, 3, " "), "bilibili", [(n, "A chapter has no title.") for n in range(3)]),
    ],
)  # fmt: skip
def test_what_a_site_would_refuse_is_said(
    chapters: list[Chapter], site: str, expected: list[tuple[int | None, str]]
) -> None:
    assert said(chapters, site) == expected


def test_the_last_chapter_must_last_as_well_and_lie_within_the_medium() -> None:
    chapters = every(60, 3)
    assert said(chapters, "youtube", 125_000) == [(2, "“第2章” is shorter than 10 s.")]
    assert said(chapters, "youtube", 120_000) == [
        (2, "“第2章” starts after the end of the medium.")
    ]
    assert said(chapters, "youtube", None) == []
    late = [replace(chapter, start=chapter.start + 20_000) for chapter in chapters]
    assert said(late, "youtube") == [(0, "The first chapter must start at 0:00.")]


def test_bilibili_wants_a_medium_of_five_minutes() -> None:
    assert said(every(60, 3), "bilibili", 299_000) == [
        (None, "Bilibili shows chapters only in media longer than 5 min.")
    ]


@pytest.mark.parametrize("count", [1, 3, 10, 11, 40])
@pytest.mark.parametrize("first", [0, 4_000, 45_000])
@pytest.mark.parametrize(
    "title", ["第{}章", "很长很长很长很长很长的<标题>没完没了的第{}章", "word " * 9 + "{}"]
)
def test_a_fitting_set_is_refused_by_none(count: int, first: int, title: str) -> None:
    chapters = [
        replace(chapter, start=chapter.start + first)
        for chapter in every(7 + 40 // count, count, title)
    ]
    fitted = fitting(chapters, [YOUTUBE, BILIBILI], "开场", HOUR)
    few = [(None, "YouTube shows chapters only if there are at least 3.")]
    assert said(fitted, "bilibili") in ([], said(fitted[:1], "bilibili"))
    assert said(fitted, "youtube") in ([], few)
    assert len(fitted) >= min(count, 3)
    assert fitted[0].start == 0


def test_of_too_many_chapters_the_shortest_join_a_neighbour() -> None:
    starts = [0, 60, 120, 131, 200, 300, 400, 500, 600, 700, 800]
    chapters = [Chapter(start * 1000, str(start)) for start in starts]
    fitted = fitting(chapters, [YOUTUBE, BILIBILI], "开场", HOUR)
    assert [chapter.start // 1000 for chapter in fitted] == [s for s in starts if s != 120]


def test_a_title_is_the_first_phrase_and_is_cut_at_a_word() -> None:
    assert (
        title_from("我们今天聊的是，强化学习怎么用到语言模型上")
        == "我们今天聊的是，强化学习怎么用"[:15].split("，", maxsplit=1)[0]
    )
    assert title_from("<i>好的</i>\n我们开始。") == "好的 我们开始"
    assert title_from("") == ""
    assert shortened("reinforcement learning from human feedback", 15) == "reinforcement"
    assert len(shortened("没" * 40, 15)) <= 15


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:00 开场\n01:05 什么是 RLHF\n1:02:03 问答",
         [(0, "开场"), (65, "什么是 RLHF"), (3723, "问答")]),
        ("00:00:00 - 开场\n00:01:05 – 正题", [(0, "开场"), (65, "正题")]),
        ("[0:00] 开场\n(1:05) 正题\n【02:00】结尾", [(0, "开场"), (65, "正题"), (120, "结尾")]),
        ("开场 0:00\n正题：1:05\n结尾（2:00）", [(0, "开场"), (65, "正题"), (120, "结尾")]),
        ("- 0:00 开场\n• 1:05 正题\n3. 2:00 结尾", [(0, "开场"), (65, "正题"), (120, "结尾")]),
        ("0:00-1:05 开场\n1:05 – 2:00 正题", [(0, "开场"), (65, "正题")]),
        ("00：00 开场\r\n\r\n01：05 正题", [(0, "开场"), (65, "正题")]),
        ("1:05 后\n0:00 先", [(0, "先"), (65, "后")]),
        ("0:00 2024年的回顾\n90:00 3D 打印", [(0, "2024年的回顾"), (5400, "3D 打印")]),
    ],
)  # fmt: skip
def test_pasted_lists_are_read_in_the_forms_people_write(
    text: str, expected: list[tuple[int, str]]
) -> None:
    chapters, problems = parse(text)
    assert [(chapter.start // 1000, chapter.title) for chapter in chapters] == expected
    assert problems == []


def test_lines_without_a_time_are_told_with_their_number() -> None:
    chapters, problems = parse("本期内容\n0:00 开场\n\n谢谢收听")
    assert [chapter.title for chapter in chapters] == ["开场"]
    assert [(problem.line, problem.facts["text"]) for problem in problems] == [
        (1, "本期内容"),
        (4, "谢谢收听"),
    ]


def test_a_list_is_read_back_from_either_form() -> None:
    chapters = every(70, 6, "第 {} 章：1 对 1")
    for rules in (YOUTUBE, BILIBILI):
        assert parse(listing(chapters, rules)) == (chapters, [])


def test_chapters_go_to_the_cues_where_they_start_and_take_the_place_of_others() -> None:
    cues = [Cue(n, n * 10_000, n * 10_000 + 9_000, f"句{n}") for n in range(6)]
    document = Document((*cues[:5], replace(cues[5], chapter="旧的")))
    after = placed(
        document, [Chapter(0, "甲"), Chapter(20_400, "乙"), Chapter(31_000, "丙")]
    ).apply(document)
    assert [(cue.id, cue.chapter) for cue in after.cues if cue.chapter] == [
        (0, "甲"),
        (2, "乙"),
        (4, "丙"),
    ]
    assert chapters_of(after) == [Chapter(0, "甲"), Chapter(20_000, "乙"), Chapter(40_000, "丙")]
    assert placed(document, []).apply(document).cues == tuple(cues)
    assert placed(Document(), [Chapter(0, "甲")]).apply(Document()).cues == ()
