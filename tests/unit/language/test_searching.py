# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from editor.core.cue import Cue
from editor.core.errors import UserError
from editor.core.progress import UNHEARD
from editor.language.deadline import Deadline
from editor.language.folding import Folding
from editor.language.searching import Matcher, Options, Preparer, Query

if TYPE_CHECKING:
    from collections.abc import Iterator

EXACT = Folding(script=False, width=False, case=False)


def found(text: str, wanted: str, **options: object) -> list[str]:
    """What is found in a text, as it stands there."""
    query = Query(wanted, Options(**options))  # type: ignore[arg-type]
    row = Preparer(query.options).row(Cue(0, 0, 1_000, text))
    return [text[at.start : at.end] for at in Matcher(query).matches(row, Deadline(5))]


@pytest.mark.parametrize(
    ("text", "wanted", "there"),
    [
        ("這個軟件和软件", "软件", ["軟件", "软件"]),
        ("這個軟件和软件", "軟件", ["軟件", "软件"]),
        ("ＧＰＴ gpt Gpt", "GPT", ["ＧＰＴ", "gpt", "Gpt"]),
        ("caf\u00e9 cafe\u0301", "CAF\u00c9", ["caf\u00e9", "cafe\u0301"]),
        ("caf\u00e9 cafe\u0301 cafe", "cafe", ["cafe"]),
        ("甲㈱乙", "(株)", ["㈱"]),
        ("甲㈱乙", "株", []),
        ("Straße strasse", "STRASSE", ["Straße", "strasse"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("a.c abc", "a.c", ["a.c"]),
        ("好", "", []),
        ("𠮷野家𠮷", "𠮷", ["𠮷", "𠮷"]),
    ],
)
def test_plain(text: str, wanted: str, there: list[str]) -> None:
    assert found(text, wanted) == there


@pytest.mark.parametrize(
    ("folding", "there"),
    [
        (EXACT, ["軟体Ａ"]),
        (Folding(width=False, case=False), ["軟体Ａ", "软体Ａ"]),
        (Folding(script=False, case=False), ["軟体Ａ", "軟体A"]),
        (Folding(script=False, width=False), ["軟体Ａ", "軟体ａ"]),
    ],
)
def test_each_difference_counts_or_not(folding: Folding, there: list[str]) -> None:
    assert found("軟体Ａ 软体Ａ 軟体A 軟体ａ", "軟体Ａ", folding=folding) == there


@pytest.mark.parametrize(
    ("text", "wanted", "there"),
    [
        ("数学家说数学很难", "数学", ["数学"]),
        ("软件", "件", []),
        ("concatenate cat", "cat", ["cat"]),
        ("GPT-4 GPT", "gpt", ["GPT"]),
        ("做fine-tune的", "fine-tune", ["fine-tune"]),
        ("learning engineer", "learning engineer", ["learning engineer"]),
    ],
)
def test_whole_words(text: str, wanted: str, there: list[str]) -> None:
    assert found(text, wanted, word=True) == there


@pytest.mark.parametrize(
    ("text", "wanted", "there"),
    [
        ("GPT3和gpt-4", r"gpt-?\d", ["GPT3", "gpt-4"]),
        ("軟件 软体", "[软硬][件体]", ["軟件", "软体"]),
        ("（好）(好)", "（好）", ["（好）", "(好)"]),  # two marks, and no group
        ("（好", r"\（", ["（"]),
        ("一\n二", "^.$", ["一", "二"]),
        ("龜a", "[一-龥]", ["龜"]),  # the ends of a range are not folded
        ("ab", "x*", ["", "", ""]),
    ],
)
def test_expressions(text: str, wanted: str, there: list[str]) -> None:
    assert found(text, wanted, regex=True) == there


def test_an_expression_may_be_particular_about_capital_letters() -> None:
    assert found("GPT gpt", "[A-Z]+", regex=True, folding=EXACT) == ["GPT"]


def test_times_and_speakers() -> None:
    query = Query("0:01:0", Options(everywhere=True))
    cue = Cue(0, 61_000, 62_500, "0:01:0", speaker="李明")
    row = Preparer(query.options).row(cue)
    assert [at.field for at in Matcher(query).matches(row, Deadline(5))] == ["start", "end", "text"]
    (at,) = Matcher(Query("李", query.options)).matches(row, Deadline(5))
    assert at == ("speaker", 0, 1)


def test_what_is_no_expression_says_where() -> None:
    with pytest.raises(UserError) as caught:
        Matcher(Query("好(", Options(regex=True)))
    assert dict(caught.value.problem.facts) == {"place": 3}


def test_an_expression_that_explodes_is_stopped() -> None:
    query = Query("(a|aa)+$", Options(regex=True))
    rows = [Preparer(query.options).row(Cue(n, 0, 1, text)) for n, text in enumerate(TEXTS)]
    assert Matcher(query).all(rows, UNHEARD, Deadline(1)) == [(("text", 0, 2),)]


TEXTS = ["aa", "a" * 60 + "b", "aa"]


def replaced(text: str, wanted: str, instead: str, **options: object) -> str:
    query = Query(wanted, Options(**options))  # type: ignore[arg-type]
    (each,) = Preparer(query.options).row(Cue(0, 0, 1_000, text))
    return Matcher(query).replaced(each, instead, Deadline(5))


@pytest.mark.parametrize(
    ("text", "wanted", "instead", "after"),
    [
        ("Ａ軟件B", "([ab])(软件)", r"$2-\1", "軟件-ＡB"),
        ("一二", "(?P<x>一)(二)?", r"${x}\g<x>$2", "一一二"),
        ("一", "(一)|(二)", "[$2]", "[]"),
        ("一", "一", r"$$1\n\\n$&", "$1\n\\n一"),
        ("一\n二", "^", "- ", "- 一\n- 二"),
    ],
)
def test_groups_are_of_the_text_as_it_stands(
    text: str, wanted: str, instead: str, after: str
) -> None:
    assert replaced(text, wanted, instead, regex=True) == after


def test_a_plain_replacement_is_taken_as_it_is() -> None:
    assert replaced("GPT。gpt", "gpt", r"\1$1") == r"\1$1。\1$1"


def test_a_group_that_is_not_there_is_told() -> None:
    with pytest.raises(UserError, match="group"):
        replaced("一", "一", "$1", regex=True)


def test_one_match_alone_is_replaced() -> None:
    query = Query("一")
    (each,) = Preparer(query.options).row(Cue(0, 0, 1_000, "一一一"))
    assert Matcher(query).replaced(each, "二", Deadline(5), only=(1, 2)) == "一二一"


def test_a_busy_machine_is_not_the_fault_of_an_expression() -> None:
    answers: Iterator[type[TimeoutError] | str] = iter([TimeoutError, TimeoutError, "found"])

    def task(seconds: float) -> str:
        assert 0 < seconds <= 2
        answer = next(answers)
        if isinstance(answer, str):
            return answer
        raise answer

    assert Deadline(2, lambda: 0).within(task) == "found"  # nothing was worked in the meantime
    answers = iter([TimeoutError] * 9)
    with pytest.raises(TimeoutError):
        Deadline(2, itertools.count().__next__).within(task)
    assert len(list(answers)) == 7
