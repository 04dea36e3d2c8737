# SPDX-License-Identifier: GPL-3.0-or-later
"""What OpenCC gets wrong, by its kinds; the lists are in `tests/data/script`."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

import opencc
import pytest

from editor.language import phrases, senses
from editor.language.conversion import TARGETS, convert, to_script
from editor.language.script import Script, script_of
from tests.making import written
from tests.script_lists import BARE, LISTS, Line, sentences, words, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

Row = TypeVar("Row", phrases.Phrase, senses.Sense)

ROWS = phrases.table()
SENSES = senses.table()
TO = {"Hans": "zh-Hans", "Hant": "zh-Hant", "TW": "zh-TW"}
FLOORS = {name: 1.0 if name == "seen" else 0.98 for name in LISTS}
"""Least share of right lines. When the unseen half was opened, it stood at 98.8, 97.5, 96.8 and
97.5 %, and at 98.6 % and more once forms that are as right had been added to it. The blind list
stood at 99.6, 97.1, 97.1 and 96.9 %, plain OpenCC at 91.4, 95.5, 94.5 and 95.3 %. The fresh one
stood at 99.5, 94.0, 92.1 and 94.0 %, plain OpenCC at 92.1, 92.1, 88.9 and 92.1 %; with forms that
are as right (宣佈, 公佈, 儘快, 釐米) at 100, 95.8, 94.0 and 95.8 %. The fourth stood at 100, 95.3,
95.3 and 94.5 % before words were told by what is around, and then at first sight at 100, 97.9, 97.9
and 97.0 %, plain OpenCC at 91.5, 90.3, 90.3 and 89.4 %; with forms that are as right (麵糰, 服務檯,
傢俱, 煙囱, 屋檐) at 100, 99.2, 99.2 and 99.2 %. The fifth, by who had seen neither lists nor
tables, stood at 99.4, 99.1, 99.1 and 99.1 % at first sight, plain OpenCC at 86.9 and three times
86.4 %, no line worse.

In `alone`, by who knew the tables, the character in question is a word by itself in nearly each
line. Its three parts (106, 74 and 62 lines), each judged at first sight and then mended, stood at
89.6, 82.4 and 96.8 % to Traditional; before words were told by what is around at 83.0, 73.0 and
80.6 %, plain OpenCC at 80.2, 67.6 and 80.6 %.
"""


@cache
def bare(target: str) -> opencc.OpenCC:
    return opencc.OpenCC(BARE[target])


@pytest.mark.parametrize("half", FLOORS)
def test_sentences_in_both_directions_and_for_all_targets(half: str) -> None:
    lines = list(sentences(half))
    assert {line.target for line in lines} == set(TARGETS)
    for target in TARGETS:
        asked = [line for line in lines if line.target == target]
        assert len(asked) > 100
        right = 1 - len(wrong(asked, convert)) / len(asked)
        assert right >= FLOORS[half], [line.text for line in wrong(asked, convert)]


@pytest.mark.parametrize("half", FLOORS)
def test_no_sentence_is_worse_than_by_plain_opencc(half: str) -> None:
    lines = list(sentences(half))
    ours = wrong(lines, convert)
    theirs = wrong(lines, lambda text, target: bare(target).convert(text))
    assert len(ours) < len(theirs) / 5
    assert [line for line in ours if line not in theirs] == []


def test_accounts_as_taiwan_and_hong_kong_write_them() -> None:
    assert convert("账户结账，记賬记帳", "zh-TW") == "帳戶結帳，記帳記帳"
    assert convert("账户结账", "zh-HK") == "賬户結賬"


def test_what_hong_kong_writes_comes_back() -> None:
    common = "卫叙粽台说税脱温悦锐阅众线为着里面群峰床启钩"
    for character in common:
        assert convert(convert(character, "zh-HK"), "zh-Hans") == character


@pytest.mark.parametrize("line", list(words()), ids=lambda line: f"{line.target} {line.text}")
def test_words(line: Line) -> None:
    assert line.is_right(convert(line.text, line.target)), convert(line.text, line.target)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.to} {row.written}")
def test_each_phrase_of_the_table(row: phrases.Phrase) -> None:
    assert convert(row.example, TO[row.to]) == row.expected
    written, right = map(phrases.choices, (row.written.removeprefix("~"), row.right))
    if row.to != "TW":
        assert len(written) == len(right)
        assert all(len(new) in {1, len(old)} for old, new in zip(written, right, strict=True))


def test_each_phrase_of_the_table_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert needless(monkeypatch, phrases, ROWS, lambda row: convert(row.example, TO[row.to])) == []


def needless(
    monkeypatch: pytest.MonkeyPatch, of: ModuleType, rows: Sequence[Row], told: Callable[[Row], str]
) -> list[Row]:
    """Rows of a module's table without which their examples are right all the same."""
    found = []
    for row in rows:
        of.known.cache_clear()
        monkeypatch.setattr(of, "table", partial(tuple, [each for each in rows if each != row]))
        if told(row) == row.expected:
            found.append(row)
    monkeypatch.undo()
    of.known.cache_clear()
    return found


def _told(row: senses.Sense) -> str:
    return convert(row.example, "zh-TW" if senses.is_word(row) else "zh-Hant")


@pytest.mark.parametrize("row", SENSES, ids=lambda row: f"{row.written[:4]} {row.right}")
def test_each_sense_of_the_table(row: senses.Sense) -> None:
    assert _told(row) == row.expected


def test_each_sense_of_the_table_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert needless(monkeypatch, senses, SENSES, _told) == []


def test_a_neighbour_decides_before_what_is_far() -> None:
    assert convert("活干完了，嗓子都干了", "zh-Hant") == "活幹完了，嗓子都乾了"
    assert convert("水洒了，敌人冲进来", "zh-Hant") == "水灑了，敵人衝進來"


def test_the_tables_can_be_read_in_one_sitting() -> None:
    assert len(ROWS) < 200
    assert len({(row.to, row.written) for row in ROWS}) == len(ROWS)
    assert len(SENSES) < 100
    assert len({(row.written, row.right) for row in SENSES}) == len(SENSES)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("他跟著她等著", "hant"),  # Taiwan's 著 is the only sign
        ("喝乾了", "hant"),
        ("牠走了", "hant"),
        ("我們說他看著我笑著走了", "hant"),
        ("我们看著他", "mixed"),
        ("著名的原著", "neutral"),
        ("他很执著", "hans"),  # also written so in Simplified
        ("乾隆和乾坤", "neutral"),
        ("乾杯", "hant"),
        ("张乾说", "hans"),  # a name
        ("李乾", "neutral"),
        ("鲁迅著的书", "hans"),
        ("曹雪芹著", "neutral"),
        ("跟着她等着", "neutral"),  # Hong Kong's Traditional and Simplified write so
    ],
)
def test_signs_of_traditional_that_depend_on_the_words_around(text: str, script: Script) -> None:
    assert script_of(text) == script


def test_a_traditional_line_among_simplified_ones_is_found_by_its_particle() -> None:
    document = written(
        (0, 1, "我們說他看著我笑著走了"),
        (1, 2, "这是简体的一行我们看着"),
        (2, 3, "他跟著她等著"),
        (3, 4, "我们说这个问题"),
    )
    after = to_script(document, "zh-Hans").apply(document)
    assert [cue.text for cue in after.cues] == [
        "我们说他看着我笑着走了",
        "这是简体的一行我们看着",
        "他跟着她等着",
        "我们说这个问题",
    ]


def test_who_keeps_nu_you_keeps_it_everywhere() -> None:
    document = written((0, 1, "妳好嗎"), (1, 2, "妳好"), (2, 3, "你好"))
    kept = to_script(document, "zh-Hans").apply(document)
    assert [cue.text for cue in kept.cues] == ["妳好吗", "妳好", "你好"]
    plain = to_script(document, "zh-Hans", you=True).apply(document)
    assert [cue.text for cue in plain.cues] == ["你好吗", "你好", "你好"]


def test_half_a_character_stays_where_it_is() -> None:
    assert convert("這\ud83d看著", "zh-Hans") == "这\ud83d看着"
    assert convert("这\udc80里", "zh-TW") == "這\udc80裡"
    assert script_of("看著\ud83d") == "hant"
