# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from editor.core.markup import Place, Style, place, styled


def spans(text: str) -> list[tuple[str, set[Style]]]:
    plain, found = styled(text)
    return [(plain[span.start : span.end], set(span.styles)) for span in found]


def test_tags_are_not_text_but_styles() -> None:
    assert styled("一<i>二三</i>四")[0] == "一二三四"
    assert spans("一<i>二三</i>四") == [("二三", {"italic"})]
    assert spans("<b>粗<i>又斜</i></b>完") == [("粗", {"bold"}), ("又斜", {"bold", "italic"})]
    assert spans("<u>a</u><s>b</s>") == [("a", {"underline"}), ("b", {"strike"})]


def test_switches_of_ass() -> None:
    assert styled(r"{\an8}上{\i1}斜{\i0}面")[0] == "上斜面"
    assert spans(r"{\an8}上{\i1\b1}斜{\i0}面") == [("斜", {"italic", "bold"}), ("面", {"bold"})]


def test_what_is_left_open_holds_to_the_end_and_over_lines() -> None:
    assert spans("<i>一\n二") == [("一\n二", {"italic"})]
    assert spans("一</i>二") == []


def test_markup_without_a_style_and_what_only_looks_like_markup() -> None:
    assert styled('<font color="red">红</font><c.yellow>黄</c> 1 < 2 <3') == ("红黄 1 < 2 <3", [])


@pytest.mark.parametrize(
    ("text", "settings", "expected"),
    [
        ("一", "", Place()),
        (r"{\an8}一", "", Place(0.5, 0.5, 0, 0)),
        (r"{\an1}一", "line:0", Place(0, 0, 1, 1)),
        (r"{\an6}一", "", Place(1, 1, 0.5, 0.5)),
        ("一", "line:0", Place(0.5, 0.5, 0, 0)),
        ("一", "line:-1", Place()),
        ("一", "line:10% align:start position:20%", Place(0.2, 0, 0.1, 0)),
        ("一", "line:80%,end align:right", Place(1, 1, 0.8, 1)),
        ("一", "line:50%,center", Place(0.5, 0.5, 0.5, 0.5)),
        ("一", "line:900% position:300%", Place(1, 0.5, 1, 0)),
        ("一", "line:x align:y position: size:40%", Place()),
    ],
)
def test_where_the_file_wants_a_cue(text: str, settings: str, expected: Place) -> None:
    assert place(text, {"vtt.settings": settings}) == expected
