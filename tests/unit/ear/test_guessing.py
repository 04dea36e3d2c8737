# SPDX-License-Identifier: GPL-3.0-or-later
"""What a model hears in the place of a word: where that begins and ends, and what is no word."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from editor.core.doubt import Candidate
from editor.ear.guessing import heard_word
from editor.ear.windows import Line, windows

if TYPE_CHECKING:
    from editor.ear.ear import Heard
    from editor.ear.whisper import Whisper

LINES = (
    Line(3, 0, 2000, "你好吗"),
    Line(4, 2000, 4000, "我看<i>全中</i>变化"),
    Line(5, 4000, 6000, "the end"),
)


class Writer:
    """Writes what it was told to, from a place that may be a little before the one asked for."""

    def __init__(self, text: str, earlier: int = 0) -> None:
        self.text, self.earlier = text, earlier
        self.asked: tuple[str, str] = ("", "")

    def tokens_of(self, text: str) -> int:
        return 2 * len(text)

    def write_on(
        self, _heard: Heard, text: str, at: int, until: str, most: int, _prompt: str
    ) -> tuple[int, str]:
        assert most > 4
        self.asked = text[:at], until
        return at - self.earlier, text[at - self.earlier : at] + self.text


def heard(
    writer: Writer, row: int, place: tuple[int, int], lines: tuple[Line, ...] = LINES
) -> Candidate | None:
    (window,) = windows(lines, len, 400)
    return heard_word(cast("Whisper", writer), cast("Heard", None), window, row, place)


def test_a_word_ends_where_the_text_goes_on() -> None:
    writer = Writer("权重变化很大")
    assert heard(writer, 4, (5, 7)) == Candidate(5, 7, "权重", 0.0)
    assert writer.asked == ("你好吗 我看", "变化")


def test_without_a_selection_it_is_the_word_at_the_caret() -> None:
    found = heard(Writer("发生改变"), 4, (12, 12))
    assert found is None, "behind the word comes the next cue, which is not written"
    assert heard(Writer("发生 the end"), 4, (12, 12)) == Candidate(11, 13, "发生", 0.0)
    assert heard(Writer("结尾"), 5, (7, 7)) == Candidate(4, 7, "结尾", 0.0), "nothing behind"


def test_a_token_that_begins_before_the_word_widens_it() -> None:
    assert heard(Writer("权重变化", earlier=1), 4, (5, 7)) == Candidate(1, 7, "看权重", 0.0)
    assert heard(Writer("我看", earlier=2), 4, (0, 2)) is None, "into another cue"


@pytest.mark.parametrize(
    "written",
    [
        "全中变化",  # the same
        "变化",  # nothing
        "权重就不一样了",  # never back
        "我们今天要讲的是权重变化",  # another sentence
        "\ufffd变化",  # half a character
    ],
)
def test_what_is_no_other_word(written: str) -> None:
    found = heard(Writer(written), 4, (5, 7))
    assert found is None


def test_it_is_in_the_script_of_the_cue() -> None:
    lines = (Line(4, 0, 2000, "這個權中變化"),)
    assert heard(Writer("权重变化"), 4, (2, 4), lines) == Candidate(2, 4, "權重", 0.0)


def test_a_place_that_nobody_speaks_has_no_word() -> None:
    assert heard(Writer("权重变化"), 4, (2, 5)) is None
