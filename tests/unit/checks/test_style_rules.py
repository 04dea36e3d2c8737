# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about how a guide writes marks: each on one that is wrong and on its right neighbour."""

from __future__ import annotations

import pytest

from tests.checking import found, mended, rows, texts


@pytest.mark.parametrize(
    ("limits", "text", "clean"),
    [
        ("netflix-zh-hans", "等等……", "等等⋯"),
        ("netflix-zh-hans", "等等...好", "等等⋯好"),
        ("netflix-en", "well... ok", "well… ok"),
        ("netflix-en", "well⋯", "well…"),
    ],
)
def test_the_form_of_an_ellipsis(limits: str, text: str, clean: str) -> None:
    assert mended("ellipsis", limits, "好", text) == ["好", clean]


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        ("netflix-zh-hans", "等等⋯"),
        ("netflix-en", "well…"),
        ("bilibili", "等等……"),
        ("bbc", "a..."),
    ],
)
def test_an_ellipsis_that_is_right(limits: str, text: str) -> None:
    assert rows("ellipsis", texts(text), limits) == []


def test_an_ellipsis_is_not_repeated_where_the_text_goes_on() -> None:
    assert mended("ellipsis", "netflix-zh-hans", "我想⋯", "⋯还是算了") == ["我想⋯", "还是算了"]
    assert rows("ellipsis", texts("我想", "⋯还是算了"), "netflix-zh-hans") == []
    assert rows("ellipsis", texts("well…", "…never mind"), "netflix-en") == []


def test_the_dot_in_names() -> None:
    assert mended("interpunct", "netflix-zh-hans", "约翰•史密斯") == ["约翰·史密斯"]
    assert rows("interpunct", texts("约翰·史密斯", "一・二はいい"), "netflix-zh-hans") == []
    (finding,) = found("interpunct", texts("約翰·史密斯"), "netflix-zh-hant")
    assert not finding.fix
    assert rows("interpunct", texts("約翰•史密斯"), "bilibili") == []


@pytest.mark.parametrize(
    ("limits", "text", "clean"),
    [
        ("netflix-zh-hans", "- 你好\n- 再见", "-你好\n-再见"),
        ("netflix-zh-hans", "—你好\n—再见", "-你好\n-再见"),
        ("netflix-en", "-Hello. -Goodbye.", "-Hello.\n-Goodbye."),
        ("netflix-zh-hans", "你好\n-再见", "-你好\n-再见"),
        ("fansub-rrys", "-你好\n-再见", "-你好  -再见"),
        ("fansub-rrys", "-你好 -再见", "-你好  -再见"),
    ],
)
def test_two_speakers(limits: str, text: str, clean: str) -> None:
    assert mended("dialog-dash", limits, text) == [clean]


def test_whether_the_other_line_is_somebody_else_s_is_for_a_person() -> None:
    sure = {text: found("dialog-dash", texts(text), "netflix-zh-hans")[0].sure
            for text in ("- 你好\n- 再见", "你好\n-再见")}  # fmt: skip
    assert list(sure.values()) == [True, False]


@pytest.mark.parametrize(
    "text", ["-你好\n-再见", "一——\n二", "-5度\n好冷", "well-known", "你好\n再见"]
)
def test_what_are_no_two_speakers(text: str) -> None:
    assert rows("dialog-dash", texts(text), "netflix-zh-hans") == []
    assert rows("dialog-dash", texts("- 你好\n- 再见"), "youtube") == []


def test_italics() -> None:
    assert mended("italics", "netflix-zh-hans", "<i>梦</i>里", r"{\an8\i1}梦{\i0}") == [
        "梦里",
        r"{\an8}梦",
    ]
    assert rows("italics", texts("<b>梦</b>"), "netflix-zh-hans") == []
    assert rows("italics", texts("<i>dream</i>"), "netflix-en") == []


@pytest.mark.parametrize(
    ("limits", "text", "clean"),
    [
        ("bilibili", "对，我觉得。", "对 我觉得"),
        ("bilibili", "对,我觉得.", "对 我觉得"),
        ("bilibili", "第一，\n第二。", "第一\n第二"),
        ("bilibili", "你好。”他说", "你好”他说"),
        ("bilibili", "有1,000个，对", "有1,000个 对"),
        ("fansub-rrys", "对，我觉得", "对  我觉得"),
        ("fansub-strict", "对！我觉得？", "对 我觉得"),
        ("fansub-strict", "等等……", "等等"),
    ],
)
def test_marks_that_are_not_written(limits: str, text: str, clean: str) -> None:
    assert mended("punctuation", limits, "好", text) == ["好", clean]


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        ("bilibili", "对吗？好！"),
        ("bilibili", "等等……"),
        ("bilibili", "3.14和1,000"),
        ("bilibili", "Well, yes."),
        ("bilibili", "https://a.com/b,c 好"),
        ("bilibili", "12:30见"),
        ("fansub-rrys", "对吗?"),
        ("youtube", "对，我觉得。"),
    ],
)
def test_marks_that_stay(limits: str, text: str) -> None:
    assert rows("punctuation", texts(text), limits) == []


def test_a_text_that_is_punctuated_all_through_is_one_finding_with_all_fixes() -> None:
    given = texts(*["对，我觉得。"] * 11)
    (finding,) = found("punctuation", given, "bilibili")
    assert (finding.row, finding.severity, len(finding.fix)) == (None, "note", 11)
    assert finding.message.text == (
        "11 of 11 cues, such as number 1: Marks such as “，” are not written here."
    )
    assert len(found("punctuation", texts(*["对，我觉得。"] * 10), "bilibili")) == 10


def test_quotation_marks() -> None:
    assert mended("quotes", "fansub-strict", "他说“好”") == ["他说「好」"]
    assert mended("quotes", "fansub-strict", '他说"好"') == ["他说「好」"]
    assert rows("quotes", texts("他说「好」", 'a "b"'), "fansub-strict") == []
    assert rows("quotes", texts("他说“好”"), "netflix-zh-hans") == []
