# SPDX-License-Identifier: GPL-3.0-or-later
"""A recogniser's log that is read fast reads as it does after a look at unusual times."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from editor import formats
from editor.core.errors import UserError
from editor.formats import unpacking

SAID = st.sampled_from(
    ["好", "你好 hello", "12", "a -> b", "00:00:03.000", "三点二十分", "第1集", "3:20 见", "→",
     "（笑）", "张三：好", "<i>好</i>", "&gt;", "<00:00:01.200>", "1.5秒", "00:00:03,000 --> 好",
     "|", "\t好", "1小时5分", "二十三", "“00:01”", "{好}", "[00:00:03.000 -> 00:00:04.000] 好"]
)  # fmt: skip
GAPS = st.sampled_from(["\n"] * 8 + ["\n\n", "\n \n", "\r\n", "\n好\n", "\n#\n", "\n00:01\n"])


@st.composite
def logs(draw: st.DrawFn) -> str:
    begin, arrow = draw(st.sampled_from(["", "\ufeff"])), draw(st.sampled_from(["->", "-->"]))
    lines = []
    for number in range(draw(st.integers(1, 6))):
        said = "".join(draw(st.lists(SAID, min_size=1, max_size=3)))
        lines.append(f"[00:00:{number:02}.000 {arrow} 00:00:{number:02}.900] {said}{draw(GAPS)}")
    return begin + "".join(lines)


@given(logs())
@example("[00:00.000 --> 00:01.000] 好\n[00:01.000 --> 00:02.000] 好")
def test_nothing_but_the_speed_depends_on_it(text: str) -> None:
    with patch.object(unpacking, "is_usual_log", return_value=False):
        expected = _result(text)
    assert _result(text) == expected


def _result(text: str) -> object:
    try:
        document = formats.read(text.encode(), "a.txt")
    except UserError as error:
        return str(error)
    cues = [(cue.start, cue.end, cue.text, cue.speaker) for cue in document.cues]
    return cues, [(str(problem), problem.line) for problem in document.problems]
