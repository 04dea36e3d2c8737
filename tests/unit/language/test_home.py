# SPDX-License-Identifier: GPL-3.0-or-later
"""A text corrected elsewhere comes home: each cue gets its own line, and what fits nowhere none."""

from __future__ import annotations

import io
import random
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from editor.core.cue import Cue
from editor.core.errors import UserError
from editor.core.proposal import accepted
from editor.language.glossary import Term
from editor.language.home.bringing import TITLE, Home, bring_home
from editor.language.home.document_text import text_of
from editor.language.home.proofreading import pieces
from tests.making import DATA, document, written
from tests.templates import catalogue

if TYPE_CHECKING:
    from editor.core.document import Document

GOLD = [
    line.split("\t")[2:4]
    for line in (DATA / "gold" / "sample.tsv").read_text("utf-8").splitlines()[1:]
]
BEFORE = [original for original, _ in GOLD]
AFTER = [corrected for _, corrected in GOLD]
PREAMBLE = "好的，以下是校对后的文本，我只修改了错别字和术语，没有改动其他内容："
CLOSING = "如果还需要进一步润色，或者希望我统一术语的写法，请告诉我！"


def talk(texts: list[str]) -> Document:
    return written(*((row * 2000, row * 2000 + 2000, text) for row, text in enumerate(texts)))


def texts_after(before: Document, home: Home, *, sure: bool = True) -> list[str]:
    fixes = [row.fix for row in home.proposals if row.sure or not sure]
    return [cue.text for cue in accepted(before, TITLE, fixes).apply(before).cues]


def bare(text: str) -> str:
    return re.sub(r"[\s,，。、]", "", text)


def numbered(lines: list[str], first: int = 1) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=first))


def some(count: int, burst: int) -> set[int]:
    chance = random.Random(count + burst)  # noqa: S311 - the same every time
    gone: set[int] = set()
    while len(gone) < count:
        first = chance.randrange(1, len(AFTER) - burst)
        gone |= set(range(first, first + burst))
    return gone


def joined(lines: list[str], separator: str) -> list[str]:
    chance = random.Random(3)  # noqa: S311 - the same every time
    found = []
    while lines:
        count = chance.choice((1, 1, 2, 3))
        found.append(separator.join(lines[:count]))
        lines = lines[count:]
    return found


def split(lines: list[str]) -> list[str]:
    chance = random.Random(4)  # noqa: S311 - the same every time
    found = []
    for line in lines:
        cut = chance.randrange(3, len(line) - 3) if len(line) > 10 and chance.random() < 0.3 else 0
        found += [line[:cut], line[cut:]] if cut else [line]
    return found


ANSWERS = {
    "an article": "".join(AFTER),
    "an article with marks": "，".join(AFTER) + "。",
    "lines": "\n".join(AFTER),
    "numbered": numbered(AFTER),
    "numbered anew": numbered(AFTER, first=501).replace(". ", "、"),
    "joined": numbered(joined(AFTER, "")),
    "joined with commas": numbered(joined(AFTER, "，")),
    "split": numbered(split(AFTER)),
    "with a preamble": f"{PREAMBLE}\n\n{numbered(AFTER)}\n\n{CLOSING}",
    "an article with a preamble": PREAMBLE + "".join(AFTER) + CLOSING,
    "Markdown": f"{PREAMBLE}\n```text\n"
    + "\n".join(f"**{row}.** {line}" for row, line in enumerate(AFTER, start=1))
    + f"\n```\n{CLOSING}",
    "a table": f"{PREAMBLE}\n\n| 序号 | 原文 | 校对后 |\n|---|:---:|---|\n"
    + "\n".join(f"| {row} | {a} | {b} |" for row, (a, b) in enumerate(GOLD, start=1))
    + f"\n\n{CLOSING}",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_each_cue_gets_its_own_text(name: str) -> None:
    before = talk(BEFORE)
    home = bring_home(before, ANSWERS[name])
    assert home.matched == len(BEFORE)
    got = texts_after(before, home)
    wrong = [row for row, text in enumerate(got) if bare(text) != bare(AFTER[row])]
    doubted = {row.row for row in home.proposals if not row.sure}
    assert len(wrong) <= 0.01 * len(AFTER)
    assert set(wrong) <= doubted


def test_renumbered_lines_come_back_exactly() -> None:
    before = talk(BEFORE)
    assert texts_after(before, bring_home(before, numbered(AFTER))) == AFTER


@pytest.mark.parametrize("burst", [1, 6])
@pytest.mark.parametrize("way", ["numbered", "numbered anew", "an article"])
def test_a_line_that_is_missing_changes_no_other(way: str, burst: int) -> None:
    gone = some(round(0.05 * len(AFTER)), burst)
    rest = [line for row, line in enumerate(AFTER) if row not in gone]
    if way == "an article":
        answer = "".join(rest)
    elif way == "numbered anew":
        answer = numbered(rest)
    else:
        answer = "\n".join(
            f"{row + 1}. {line}" for row, line in enumerate(AFTER) if row not in gone
        )
    before = talk(BEFORE)
    home = bring_home(before, answer)
    got = texts_after(before, home)
    expected = [BEFORE[row] if row in gone else line for row, line in enumerate(AFTER)]
    wrong = {row for row, text in enumerate(got) if bare(text) != bare(expected[row])}
    assert wrong <= {row.row for row in home.proposals if not row.sure}
    assert len(wrong) <= 0.01 * len(AFTER)
    assert set(home.absent) == gone
    assert len(home.problems) == len(gone) + len(home.left)


def test_what_belongs_to_no_cue_is_told() -> None:
    before = talk(BEFORE)
    home = bring_home(before, ANSWERS["with a preamble"])
    assert home.left == [PREAMBLE, CLOSING]
    assert {problem.text for problem in home.problems} == {
        f"This belongs to no cue: {PREAMBLE}",
        f"This belongs to no cue: {CLOSING}",
    }


def test_what_was_added_or_dropped_beyond_reason_is_not_ticked() -> None:
    before = talk(
        ["我们今天来聊一聊这个模型", "它的参数其实有很多很多的不一样的地方", "好的谢谢大家"]
    )
    answer = (
        "1. 我们今天来聊一聊这个模型，也就是大家最近都在讨论的那个非常有名的大语言模型\n"
        "2. 它的参数\n"
        "3. 好的谢谢大家！"
    )
    one, two, three = bring_home(before, answer).proposals
    assert (one.sure, two.sure, three.sure) == (False, False, True)
    assert one.reason.text == "Much was added to this cue."
    assert two.reason.text == "Much was dropped from this cue."
    assert three.after == "好的谢谢大家！"


def test_words_of_a_cue_that_is_lost_are_doubted_in_the_one_beside_it() -> None:
    before = talk(["然后在亚马逊", "脸书", "腾讯都做数据方面的工作"])
    home = bring_home(before, "然后在亚马逊Facebook腾讯都做数据方面的工作")
    assert home.absent == [1]
    assert not any(row.sure for row in home.proposals)


def test_a_text_of_something_else_changes_nothing() -> None:
    before = talk(BEFORE[:50])
    with pytest.raises(UserError, match="nothing in common"):
        bring_home(before, "今晚的月色真美\n小猫睡在屋顶上")
    for empty in ("", " \n\n", "```\n```", "---"):
        with pytest.raises(UserError, match="no text"):
            bring_home(before, empty)


def test_words_that_moved_move_the_cut() -> None:
    before = document(
        (
            Cue(0, 0, 2000, "好的我叫孙宇峥然后"),
            Cue(1, 2000, 5000, "我的网名叫柯代表立正"),
            Cue(2, 9000, 9500, "没错"),
        )
    )
    answer = "1. 好的我叫孙煜征\n2. 然后我的网名叫课代表立正\n3. 没错"
    home = bring_home(before, answer)
    after = accepted(before, TITLE, [row.fix for row in home.proposals]).apply(before).cues
    assert [cue.text for cue in after] == ["好的我叫孙煜征", "然后我的网名叫课代表立正", "没错"]
    assert 1200 < after[0].end < 1800
    assert after[1].start == after[0].end
    assert (after[0].start, after[1].end) == (0, 5000)
    assert after[0].hypothesis == "好的我叫孙宇峥然后"


def test_markup_and_line_breaks_stay() -> None:
    before = document(
        (
            Cue(0, 0, 2000, "<i>我叫孙宇峥</i>"),
            Cue(1, 2000, 4000, "{\\an8}我的网名\n叫柯代表立正"),
            Cue(2, 4000, 6000, "这个<b>全中</b>变化了"),
        )
    )
    home = bring_home(before, "我叫孙煜征\n我的网名叫课代表立正\n这个权重变化了")
    one, two, three = home.proposals
    assert one.after == "<i>我叫孙煜征</i>"
    assert two.after == "{\\an8}我的网名\n叫课代表立正"
    assert (three.sure, three.reason.text) == (False, "Markup inside of the text would be lost.")


def test_lines_that_begin_with_a_number_keep_it() -> None:
    before = talk(["3是有来有回的", "17年的文章", "2021年或者20年", "T5也是"])
    answer = "1. 3是有来有回的\n2. 17 年的文章\n3. 2021 年或者 20 年\n4. T5 也是"
    assert texts_after(before, bring_home(before, answer)) == [
        "3是有来有回的",
        "17 年的文章",
        "2021 年或者 20 年",
        "T5 也是",
    ]
    plain = "3是有来有回的\n17 年的文章\n2021 年或者 20 年\nT5 也是"
    assert texts_after(before, bring_home(before, plain))[1:3] == [
        "17 年的文章",
        "2021 年或者 20 年",
    ]


def test_an_english_document() -> None:
    lines = ["so I think that the waits", "are not changed by in context learning", "right"]
    fixed = ["so I think that the weights", "are not changed by in-context learning", "right"]
    before = talk(lines)
    article = "Sure, here is the text: " + " ".join(fixed)
    assert texts_after(before, bring_home(before, article)) == fixed


def docx(*paragraphs: str, extra: str = "") -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r><w:del><w:r><w:delText>没了</w:delText></w:r></w:del></w:p>"
        for text in paragraphs
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{extra}<w:document xmlns:w="{word}"><w:body>{body}'
            "</w:body></w:document>",
        )
    return file.getvalue()


def test_a_document_of_a_word_processor() -> None:
    assert text_of(docx("你好 A &amp; B", "再见")) == "你好 A & B\n再见\n"
    assert text_of("你好\r\n再见".encode("gb18030")) == "你好\n再见"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 and then nothing",
        docx("你好")[:-40],
        docx("你好", extra='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
    ],
)
def test_a_damaged_document_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="damaged"):
        text_of(data)


def test_another_archive_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "你好")
    with pytest.raises(UserError, match="not a text"):
        text_of(file.getvalue())


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_what_is_copied_comes_home_piece_by_piece(language: str) -> None:
    words = catalogue(language) if language != "en" else {}
    before = talk([*BEFORE[:60], "", "<i>斜的</i>\n第二行"])
    glossary = [Term("权重", heard_as=("全中", "全种")), Term("GPT")]
    copied = pieces(before.cues, glossary, size=300, translate=lambda text: words.get(text, text))
    assert len(copied) > 2
    assert [piece.first for piece in copied[1:]] == [piece.stop for piece in copied[:-1]]
    assert all("权重" in piece.text and "全中, 全种" in piece.text for piece in copied)
    assert copied[-1].text.endswith("\n62. 斜的 第二行\n")
    answer = copied[1].text.replace("ChaiGBT", "ChatGPT")
    home = bring_home(before, answer)
    changed = {row.row: row.after for row in home.proposals if row.sure}
    expected = {
        row: BEFORE[row].replace("ChaiGBT", "ChatGPT")
        for row in range(copied[1].first, copied[1].stop)
        if "ChaiGBT" in BEFORE[row]
    }
    assert changed == expected


def test_a_text_of_one_piece_has_no_title() -> None:
    [piece] = pieces(talk(["你好", "再见"]).cues, instructions=False)
    assert piece.text == "1. 你好\n2. 再见\n"
    assert pieces(()) == []
