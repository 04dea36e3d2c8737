# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers as chat models, spreadsheets and colleagues give them: each cue gets exactly its text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from editor.core.proposal import accepted
from editor.language.home.bringing import TITLE, bring_home
from tests.making import DATA, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

GOLD = [
    line.split("\t")[2:4]
    for line in (DATA / "gold" / "sample.tsv").read_text("utf-8").splitlines()[1:71]
]
BEFORE = [original for original, _ in GOLD]
AFTER = [corrected for _, corrected in GOLD]
ROWS = range(len(GOLD))
CHANGED = [row for row in ROWS if BEFORE[row] != AFTER[row]]


def numbered(rows: Iterable[int] = ROWS) -> str:
    return each("{i}. {t}", rows)


def each(pattern: str, rows: Iterable[int] = ROWS) -> str:
    """Lines of that pattern: number, text before, text after."""
    return "\n".join(pattern.format(i=row + 1, b=BEFORE[row], t=AFTER[row]) for row in rows)


def noted(note: str, other: str = "") -> Callable[[int], str]:
    return lambda row: note if row in CHANGED else other


def lines(line: Callable[[int], str]) -> str:
    return "\n".join(map(line, ROWS))


def struck(row: int) -> str:
    """As a model marks what it has deleted and inserted, at the end of the line."""
    before, after = BEFORE[row], AFTER[row]
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    gone, new = before[same:].strip(), after[same:]
    return after[:same] + (f"~~{gone}~~" if gone else "") + (f"**{new}**" if new else "")


NUMBERS = (
    *("{i}) {t}", "{i}、{t}", "{i}：{t}", "{i}。{t}", "{i} - {t}", "{i} – {t}", "{i}\t{t}"),
    *("【{i}】{t}", "[{i}] {t}", "（{i}）{t}", "#{i} {t}", "#{i}: {t}", "L{i}: {t}"),
    *("第{i}行：{t}", "第 {i} 条：{t}", "行{i}：{t}", "Line {i}: {t}"),
    *("**{i}.** {t}", "**{i}. {t}**", "> {i}. {t}", "- {i}. {t}", "`{i}` {t}"),
    *("\\[{i}\\] {t}", "{i}\\. {t}", "<b>{i}.</b> {t}", "{i}. {t}<br>", "\u200b{i}. {t}\u200b"),
    *("{i}：\n{t}", "**{i}**\n{t}\n", "{i}\n00:00:01,000 --> 00:00:02,000\n{t}\n"),
    *("{i}. “{t}”", "{i}. 「{t}」", '{i}. "{t}"', "{i}. Monica：{t}"),
    *("{i}. {b} → {t}", "{i}. {b} -> {t}", "{i}. 原文：{b}\n   校对：{t}"),
    "**{i}.**\n**原文：** {b}\n**校对：** {t}\n",
    "[00:00:{i:02},000 -> 00:00:{i:02},900] {t}",
)


@pytest.mark.parametrize("pattern", NUMBERS)
def test_however_lines_are_numbered(pattern: str) -> None:
    comes_home(each(pattern))


TABLES = {
    "number and text": "| 序号 | 校对后 |\n|---|---|\n" + each("| {i} | {t} |"),
    "without bars outside": "序号 | 校对后\n---|---\n" + each("{i} | {t}"),
    "text and remark": "| 序号 | 校对后 | 说明 |\n|---|---|---|\n"
    + lines(lambda row: f"| {row + 1} | {AFTER[row]} | {noted('改了术语', '—')(row)} |"),
    "before, after and remark": "| # | 原文 | 校对后 | 修改说明 |\n|---|---|---|---|\n"
    + lines(
        lambda row: (
            f"| {row + 1} | {BEFORE[row]} | {AFTER[row]} "
            f"| {noted('同音误识，已按术语表改正', '无修改')(row)} |"
        )
    ),
    "of what was changed": "| 行号 | 原文 | 修改后 |\n|---|---|---|\n"
    + each("| {i} | {b} | {t} |", CHANGED),
    "with no text where nothing was changed": "| # | 原文 | 校对后 |\n|---|---|---|\n"
    + lines(
        lambda row: f"| {row + 1} | {BEFORE[row]} | {noted(AFTER[row], '（无需修改）')(row)} |"
    ),
    "of a spreadsheet": "序号\t原文\t校对后\t备注\n" + each("{i}\t{b}\t{t}\tok"),
    "CSV": "id,original,corrected,note\n" + each('{i},"{b}","{t}","ok"'),
    "HTML": f"<table>{each('<tr><td>{i}</td><td>{t}</td></tr>')}</table>",
    "JSON": json.dumps([{"id": row + 1, "text": AFTER[row]} for row in ROWS], ensure_ascii=False),
    "JSON by number": json.dumps({row + 1: AFTER[row] for row in ROWS}, ensure_ascii=False),
    "JSON in a fence": "```json\n"
    + json.dumps(
        {
            "corrections": [
                {"line": row + 1, "original": BEFORE[row], "corrected": AFTER[row], "why": "同音"}
                for row in CHANGED
            ]
        },
        ensure_ascii=False,
    )
    + "\n```",
}


@pytest.mark.parametrize("name", TABLES)
def test_whatever_table_it_is(name: str) -> None:
    comes_home(TABLES[name])


WORDS = {
    "changes told behind": numbered() + "\n\n主要修改：\n1. 将“柯代表”改为“课代表”\n2. 统一术语\n",
    "changes told before": "我主要改了：\n1. 将“柯代表”改为“课代表”\n2. 统一术语\n\n全文：\n"
    + numbered(),
    "thoughts": f"<think>\n第 19 行应为课代表。\n1. 先看第一行\n</think>\n{numbered()}",
    "two versions": f"{numbered()}\n\n最终版：\n\n{numbered()}",
    "the text before, too": f"原文：\n{each('{i}. {b}')}\n\n校对后：\n\n{numbered()}",
    "parts numbered anew": "\n".join(
        f"### 第 {part + 1} 部分\n"
        + "\n".join(f"{n}. {text}" for n, text in enumerate(AFTER[part * 24 :][:24], start=1))
        for part in range(3)
    ),
    "remarks in brackets": lines(lambda row: f"{row + 1}. {AFTER[row]}{noted('（已修正）')(row)}"),
    "ticks": lines(lambda row: f"{row + 1}. {AFTER[row]}{noted(' ✅')(row)}"),
    "what was deleted": lines(lambda row: f"{row + 1}. {struck(row)}"),
    "speakers in turn": lines(lambda row: f"{('主持人', '嘉宾')[row % 2]}：{AFTER[row]}"),
    "only what was changed": numbered(CHANGED),
    "two lines joined under one number": "\n".join(
        f"{row + 1}. {AFTER[row]}，{AFTER[row + 1]}"
        if row % 10 == 4
        else f"{row + 1}. {AFTER[row]}"
        for row in ROWS
        if row % 10 != 5
    ),
    "ranges": "\n".join(
        f"{row + 1}-{row + 2}. {AFTER[row]} {AFTER[row + 1]}" for row in range(0, len(AFTER), 2)
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_whatever_else_is_said(name: str) -> None:
    comes_home(WORDS[name])


def test_a_few_lines_with_the_numbers_of_their_cues_change_these_alone() -> None:
    few = CHANGED[::5]
    document = written(*((row * 2000, row * 2000 + 2000, text) for row, text in enumerate(BEFORE)))
    home = bring_home(
        document, f"好的，需要修改的只有这几行：\n\n{numbered(few)}\n\n其余各行无需修改。"
    )
    assert [(row.row, bare(row.after)) for row in home.proposals] == [
        (row, bare(AFTER[row])) for row in few
    ]
    assert all(row.sure for row in home.proposals)
    assert [problem.text for problem in home.problems] == [
        f"Cues for which nothing came back: {len(ROWS) - len(few)}.",
        "This belongs to no cue: 好的，需要修改的只有这几行：",
        "This belongs to no cue: 其余各行无需修改。",
    ]


def test_a_document_with_speakers_in_its_text_keeps_them() -> None:
    texts = [f"主持人：{text}" for text in ("大家好欢迎收听", "今天聊聊全中", "那我们开始")]
    document = written(*((row * 2000, row * 2000 + 2000, text) for row, text in enumerate(texts)))
    answer = "\n".join(texts).replace("全中", "权重")
    [proposal] = bring_home(document, answer).proposals
    assert proposal.after == "主持人：今天聊聊权重"


def comes_home(answer: str) -> None:
    assert [bare(text) for text in got_home(answer)] == list(map(bare, AFTER))


def got_home(answer: str) -> list[str]:
    """What the cues say once all that is ticked was applied."""
    document = written(*((row * 2000, row * 2000 + 2000, text) for row, text in enumerate(BEFORE)))
    home = bring_home(document, answer)
    fixes = [row.fix for row in home.proposals if row.sure]
    return [cue.text for cue in accepted(document, TITLE, fixes).apply(document).cues]


def bare(text: str) -> str:
    return re.sub(r"[\s,，。、]", "", text)
