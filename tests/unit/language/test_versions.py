# SPDX-License-Identifier: GPL-3.0-or-later
"""Two versions of a talk: which cues are which, and what of the other one is taken."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from editor import formats
from editor.core.change import between
from editor.core.cue import Cue
from editor.core.document import Document, Source
from editor.core.errors import UserError
from editor.core.proposal import Proposal, accepted
from editor.language.home.comparing import Version, differences, together
from editor.language.home.versions import matches
from tests.making import REAL

LINES = [
    "大家好欢迎收听",
    "今天聊聊字幕怎么做",
    "先说说校对",
    "然后讲时间轴",
    "最后回答问题",
    "再见各位",
]


def cues(*rows: tuple[int, int, str]) -> tuple[Cue, ...]:
    return tuple(Cue(number, *row) for number, row in enumerate(rows))


def talk(lines: list[str] = LINES, offset: int = 0) -> tuple[Cue, ...]:
    return cues(*((offset + n * 2000, offset + n * 2000 + 1500, text)
                  for n, text in enumerate(lines)))  # fmt: skip


def document(ours: tuple[Cue, ...], source: tuple[Cue, ...] | None = None) -> Document:
    read = Source("srt", b"", cues=ours if source is None else source)
    return Document(ours, source=read, next_id=len(ours))


def version(theirs: tuple[Cue, ...], *, newer: bool = True) -> Version:
    return Version("anna.srt", "2026-11-03 14:20", newer, theirs)


def shown(found: list[Proposal]) -> list[tuple[int, str, str, str, bool]]:
    return [(each.row, each.before, each.after, each.kind.message, each.sure) for each in found]


def taken(ours: Document, found: list[Proposal]) -> Document:
    fixes = together(ours, [each.fix for each in found])
    return accepted(ours, "Compare", fixes).apply(ours)


# ------------------------------------------------------------------ which cues are which


def test_the_same_words_at_other_times_are_the_same_cues() -> None:
    found = matches(talk(), talk(offset=50_000))
    assert [tuple(each) for each in found] == [(n, n + 1, n, n + 1) for n in range(6)]


def test_what_was_written_anew_is_known_by_its_time() -> None:
    theirs = talk([*LINES[:2], "全部重写过了", *LINES[3:]], offset=700)
    assert tuple(matches(talk(), theirs)[2]) == (2, 3, 2, 3)


def test_cues_that_were_joined_split_added_and_left_out() -> None:
    theirs = cues(
        (0, 3_500, LINES[0] + LINES[1]),
        (4_000, 5_500, LINES[2]),
        (6_000, 6_700, LINES[3][:3]),
        (6_700, 7_500, LINES[3][3:]),
        (7_600, 7_900, "插一句广告"),
        (10_000, 11_500, LINES[5]),
    )
    assert [tuple(each) for each in matches(talk(), theirs)] == [
        *((0, 2, 0, 1), (2, 3, 1, 2), (3, 4, 2, 4), (4, 4, 4, 5), (4, 5, 5, 5), (5, 6, 5, 6))
    ]


def test_each_cue_of_a_real_talk_is_in_one_match() -> None:
    chosen = random.Random(4)  # noqa: S311
    ours = formats.read(REAL.read_bytes(), REAL.name).cues
    theirs = []
    for cue in ours:
        fate = chosen.random()
        if fate < 0.03:
            continue
        text = cue.text.replace("的", "地") if fate < 0.3 else cue.text
        theirs.append(replace(cue, text=text).shifted(12_345))
    found = matches(ours, theirs)
    assert [row for each in found for row in range(each.first, each.stop)] == [*range(len(ours))]
    assert [row for each in found for row in range(each.begin, each.end)] == [*range(len(theirs))]
    right = sum(
        ours[each.first].id == theirs[each.begin].id
        for each in found
        if (each.stop - each.first, each.end - each.begin) == (1, 1)
    )
    assert right > 0.97 * len(theirs)


# ------------------------------------------------------------------ what is shown and taken


def test_text_and_times_of_a_line_are_two_rows() -> None:
    theirs = (*talk()[:2], Cue(2, 4_100, 5_500, "先说说校对吧"), *talk()[3:])
    ours = document(talk())
    found = differences(ours, version(theirs))
    assert shown(found) == [
        (2, "先说说校对", "先说说校对吧", "Changed there", True),
        (2, "0:04.000 – 0:05.500", "0:04.100 – 0:05.500", "Changed there", True),
    ]
    assert [each.plain for each in found] == [False, True]
    text, times, both = (taken(ours, some).cues[2] for some in (found[:1], found[1:], found))
    assert (text.text, text.start, text.note) == (
        "先说说校对吧",
        4_000,
        "anna.srt, 2026-11-03 14:20",
    )
    assert (times.text, times.start, times.note) == ("先说说校对", 4_100, text.note)
    assert (both.text, both.start, both.note) == ("先说说校对吧", 4_100, text.note)
    assert both.hypothesis == "先说说校对"


def test_who_changed_it_decides_what_is_ticked() -> None:
    read = talk()
    mine = tuple(cue.saying(text) for cue, text in zip(read, ["甲", "乙", *LINES[2:]], strict=True))
    theirs = talk(["丙", LINES[1], "先讲校对", *LINES[3:]])
    ours = document(mine, read)
    assert shown(differences(ours, version(theirs))) == [
        (0, "甲", "丙", "Changed both here and there", False),
        (1, "乙", LINES[1], "Changed here only", False),
        (2, LINES[2], "先讲校对", "Changed there", True),
    ]
    older = differences(ours, version(theirs, newer=False))
    assert not any(each.sure for each in older)
    checked = replace(ours, cues=tuple(replace(cue, checked=True) for cue in ours.cues))
    assert not any(each.sure for each in differences(checked, version(theirs)))


def test_speakers_and_second_texts() -> None:
    theirs = (replace(talk()[0], speaker="安娜", second="Welcome"), *talk()[1:])
    ours = document(talk())
    found = differences(ours, version(theirs))
    assert [(each.before, each.after) for each in found] == [("", "安娜"), ("", "Welcome")]
    cue = taken(ours, found).cues[0]
    assert (cue.speaker, cue.second) == ("安娜", "Welcome")


def test_rounded_times_and_markup_that_the_file_cannot_hold_are_no_difference() -> None:
    mine = (replace(talk()[0], text="<i>大家好欢迎收听</i>"), *talk()[1:])
    theirs = tuple(replace(cue, start=cue.start + 4, end=cue.end - 6) for cue in talk())
    assert differences(document(mine), version(theirs)) == []


def test_cues_that_are_cut_otherwise_there_or_here_alone() -> None:
    theirs = cues(
        (0, 3_500, LINES[0] + LINES[1]),
        (4_000, 5_500, LINES[2]),
        (5_600, 5_900, "插一句广告"),
        *((n * 2000, n * 2000 + 1500, LINES[n]) for n in (3, 4)),
    )
    ours = document(talk())
    found = differences(ours, version(theirs))
    assert [each.kind.message for each in found] == [
        *("Cut differently there", "Only there", "Only here")
    ]
    assert not any(each.sure for each in found)
    after = taken(ours, found)
    assert [(cue.start, cue.end, cue.text) for cue in after.cues] == [
        (cue.start, cue.end, cue.text) for cue in theirs
    ]
    assert len({cue.id for cue in after.cues}) == len(after.cues)
    assert differences(after, version(theirs)) == []
    assert taken(ours, found[1:2]).cues[3].text == "插一句广告"


def test_a_cue_before_the_first_and_several_in_a_row() -> None:
    first = cues((100, 500, "片头音乐"), (600, 900, "本期赞助"))
    theirs = (*first, *talk(offset=1000))
    ours = document(talk(offset=1000))
    found = differences(ours, version(theirs))
    after = taken(ours, found)
    assert [cue.text for cue in after.cues] == ["片头音乐", "本期赞助", *LINES]
    change = between("", ours, after)
    assert change.invert().apply(after).cues == ours.cues


def test_another_talk_is_refused() -> None:
    theirs = cues((900_000, 901_000, "完全另外一件事情"))
    with pytest.raises(UserError, match="nothing in common"):
        differences(document(talk()), version(theirs))


def test_a_note_of_ones_own_stays() -> None:
    ours = document((replace(talk()[0], note="查一下"), *talk()[1:]))
    theirs = talk(["大家好欢迎观看", *LINES[1:]])
    found = differences(ours, version(theirs))
    assert taken(ours, found).cues[0].note == "查一下\nanna.srt, 2026-11-03 14:20"
