# SPDX-License-Identifier: GPL-3.0-or-later
"""Two languages in one file: recognised, set apart, and written alone or stacked."""

from __future__ import annotations

import pytest

from editor import formats
from editor.core.document import Document
from editor.core.seconds import Seconds, arranged
from editor.language.second_texts import Found, found, proposals, separated

LINES = (
    ("你好 Tom", "Hello, Tom"),
    ("今天天气\n真好", "What a\nnice day"),
    ("123", ""),
    ("再见", "<i>Bye</i>"),
    ("只有中文", ""),
)


def srt(texts: list[str]) -> Document:
    blocks = (
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{text}\n" for n, text in enumerate(texts, 1)
    )
    return formats.read("\n".join(blocks).encode(), "x.srt")


def both(document: Document) -> list[tuple[str, str]]:
    return [(cue.text, cue.second) for cue in document.cues]


@pytest.mark.parametrize("upside_down", [False, True])
def test_lines_in_two_languages(upside_down: bool) -> None:  # noqa: FBT001
    pairs = [pair[::-1] if upside_down and pair[1] else pair for pair in LINES]
    document = srt(["\n".join(filter(None, pair)) for pair in pairs])
    right = Found("lines", "han", "latin", 3)
    turned = Found("lines", "latin", "han", 3)
    assert found(document) == (turned if upside_down else right)
    assert [row.row for row in proposals(document)] == [0, 1, 3]
    apart = separated(document).apply(document)
    assert both(apart) == pairs
    assert found(apart) is None
    assert all(not cue.second_checked for cue in apart.cues)


@pytest.mark.parametrize(
    "texts",
    [
        ["一\n二", "三\n四", "五\n六"],
        ["你好", "Hello", "再见", "Bye"],
        ["他说\nOK", "一", "二", "三", "四", "五", "六", "七"],
        ["你好\nHello", "Bye\n再见", "是\nYes", "No\n不", "一\nOne", "Two\n二"],
    ],
)
def test_what_is_not_in_two_languages(texts: list[str]) -> None:
    document = srt(texts)
    assert found(document) is None
    assert not separated(document)


def test_cues_at_the_same_time_in_two_styles() -> None:
    head = "[Script Info]\n\n[Events]\n"
    rows = [("1", "A", "早"), ("1", "B", "朝"), ("2", "A", "你"), ("2", "B", "君"),
            ("3", "B", "空"), ("3", "A", "天"), ("4", "A", "独")]  # fmt: skip
    text = head + "".join(
        f"Dialogue: 0,0:00:0{at}.00,0:00:0{at}.90,{style},,0,0,0,,{said}\n"
        for at, style, said in rows
    )
    document = formats.read(text.encode(), "x.ass")
    assert found(document) == Found("cues", "han", "han", 3)
    apart = separated(document).apply(document)
    assert both(apart) == [("早", "朝"), ("你", "君"), ("天", "空"), ("独", "")]


@pytest.mark.parametrize(
    ("how", "texts"),
    [
        ("drop", ["你好", "再见"]),
        ("only", ["Hello"]),
        ("below", ["你好\nHello", "再见"]),
        ("above", ["Hello\n你好", "再见"]),
    ],
)
def test_what_a_file_gets(how: Seconds, texts: list[str]) -> None:
    document = srt(["你好\nHello", "再见", "是\nYes", "不\nNo"])
    apart = separated(document).apply(document)
    two = Document(apart.cues[:2], source=apart.source, next_id=apart.next_id)
    output = formats.write(arranged(two, how), formats.by_id("srt"))
    assert [cue.text for cue in formats.read(output.data, "x.srt").cues] == texts
    assert not output.problems
