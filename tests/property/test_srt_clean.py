# SPDX-License-Identifier: GPL-3.0-or-later
"""The fast reader of SubRip gives what the tolerant one gives, or leaves the file to it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.core.errors import UserError
from editor.core.options import DEFAULTS
from editor.formats import srt
from editor.formats.srt_clean import read_clean

if TYPE_CHECKING:
    from editor.formats.format import Parsed

TWO = "1\n00:00:01,000 --> 00:00:02,000\n好\n再来\n\n2\n00:00:02,500 --> 00:01:04,050\n12\n"

# Mostly what cues are made of, and what makes a file unclean.
ENDS = st.sampled_from(["\n", "\n", "\n", "\n", "\r\n", "\n\n", " \n", "\r", "", "\n\ufeff"])
LINES = st.sampled_from(
    ["好", "a -> b", "12", "3", "<i>好</i>", " 好", "好 ", "", "\t", "00:00:03,000", "a\x1ab", "１",
     "00:00:03,000 --> 00:00:04,000", "00:00:03.0 --> 00:00:04", "字\u2028幕", "→", "\ufeff", "1:2"]
)  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> str:
    parts = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        parts.append(draw(st.sampled_from([str(number)] * 6 + ["", "0", "7", f"0{number}", "二"])))
        start = draw(st.integers(0, 3_700_000))
        times = [start, start + draw(st.integers(-1, 5000))]
        parts.append(" --> ".join(_clock(max(0, ms)) for ms in times))
        parts += draw(st.lists(LINES, min_size=1, max_size=3))
        parts.append(draw(st.sampled_from([""] * 5 + ["\n", "x", "9"])))
    end = draw(ENDS) if draw(st.booleans()) else "\n"
    return "".join(part + (draw(ENDS) if draw(st.integers(0, 9)) == 0 else end) for part in parts)


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"


@given(files())
@example(TWO.replace("12\n", "12"))
@example(TWO.replace("12\n", "12\n\n\n"))
@example(TWO.replace("\n", "\r\n"))
@example(TWO.replace("\n\n", "\n\n\n\n"))
@example(TWO.replace("\n\n", "\n\r\n"))
@example(TWO + "\n3\n")
def test_nothing_but_the_speed_depends_on_it(text: str) -> None:
    with patch.object(srt, "read_clean", return_value=None):
        expected = _result(text)
    assert _result(text) == expected


def _result(text: str) -> Parsed | str:
    try:
        return srt.read(text, DEFAULTS)
    except UserError as error:
        return str(error)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_faultless_file_is_read_fast(ending: str) -> None:
    parsed = read_clean(TWO.replace("\n", ending))
    assert parsed is not None
    assert [(cue.start, cue.end, cue.text) for cue in parsed.cues] == [
        (1000, 2000, "好\n再来"),
        (2500, 64_050, "12"),
    ]
