# SPDX-License-Identifier: GPL-3.0-or-later
"""Stuck recognisers, broken sentences and second texts that are missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.checks.rules import fix_proposals
from editor.core.document import Document
from tests.checking import found, rows, texts
from tests.making import written


def test_a_cue_that_says_the_same_over_and_over() -> None:
    given = texts("好", "谢谢大家" * 4)
    (finding,) = found("loop", given, "youtube")
    assert (finding.row, finding.severity, finding.is_fixable) == (1, "warning", False)
    (proposal,) = fix_proposals(given, [finding])
    assert (proposal.after, proposal.sure) == ("谢谢大家", False)
    assert rows("loop", texts("谢谢大家" * 3, "哈" * 30, "对对对对对对对"), "youtube") == []


def test_cues_that_all_say_the_same() -> None:
    assert rows("loop", texts("一", *["谢谢大家"] * 4, "二"), "youtube") == [2, 3, 4]
    assert rows("loop", texts("一", *["谢谢大家"] * 3, "二"), "youtube") == []


@pytest.mark.parametrize(
    "text",
    [
        *("谢谢观看", "Thanks for watching!", "字幕由李四提供", "明镜需要您的支持 欢迎订阅明镜"),
        *("優優獨播劇場——YoYo Television Series Exclusive", "詞曲 李宗盛", "作词：李宗盛"),
        *("本字幕由腾讯音乐天琴实验室独家AI字幕技术生成", "MING PAO CANADA // MING PAO TORONTO"),
        *(
            "ご視聴ありがとうございました",
            "Transcribed by https://otter.ai",
            "Субтитры сделал DimaTorzok",
        ),
    ],
)
def test_credits(text: str) -> None:
    (finding,) = found("credit", texts("好", text), "bilibili")
    assert (finding.row, finding.severity, finding.is_fixable) == (1, "note", False)


def test_no_credits() -> None:
    said = texts("谢谢", "我谢谢观看的人", "请坐", "字幕怎么做", "作词 很难", "独播剧场的意思是")
    assert rows("credit", said, "bilibili") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("我们今天来谈一谈。你", "觉得怎么样？"),
        ("这是我", "的书"),
        ("我要把", "它放好"),
        ("That is what we do here. And", "then we go."),
    ],
)
def test_a_cue_that_ends_in_mid_sentence(first: str, second: str) -> None:
    assert rows("mid-sentence", texts(first, second), "youtube") == [0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("我们今天来谈一谈。", "你觉得怎么样？"),
        ("好。我们今天来谈一谈这件", "事情。"),  # more of it is here than anywhere before
        ("这是我", "的士在哪里"),
        ("这是书", "很好看"),
        ("Mr. Smith and", "his friends"),
        ("", "的书"),
    ],
)
def test_a_cue_that_does_not(first: str, second: str) -> None:
    assert rows("mid-sentence", texts(first, second), "youtube") == []


def test_no_sentence_goes_on_after_a_pause_or_with_another_speaker() -> None:
    def after(start: int) -> list[int | None]:
        given = written((0, 1000, "这是我"), (start, 3000, "的书"))
        return rows("mid-sentence", given, "youtube")

    assert after(1300) == [0]
    assert after(1301) == []
    one, other = written((0, 1000, "这是我"), (1000, 3000, "的书")).cues
    assert rows("mid-sentence", Document((one, replace(other, speaker="乙"))), "youtube") == []


def test_missing_second_texts() -> None:
    one, other = texts("一", "二").cues
    assert rows("no-second", Document((one, other)), "youtube") == []
    assert rows("no-second", Document((one, replace(other, second="two"))), "youtube") == [0]
    given = Document((one, replace(other, text="")))
    assert rows("no-second", replace(given, head=replace(given.head, second_language="en")),
                "youtube") == [0]  # fmt: skip
