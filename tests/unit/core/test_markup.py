# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from editor.core.markup import Place, Style, styled


def spans(text: str) -> list[tuple[str, set[Style]]]:
    plain, found, _ = styled(text)
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
    shown = styled('<font color="red">红</font><c.yellow>黄</c> 1 < 2 <3')
    assert shown == ("红黄 1 < 2 <3", [], None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一", None),
        (r"{\an8}一", Place(0.5, 0.5, 0, 0)),
        (r"一{\i1\an1}", Place(0, 0, 1, 1)),
        (r"{\an6}一", Place(1, 1, 0.5, 0.5)),
    ],
)
def test_where_a_text_wants_to_stand(text: str, expected: Place | None) -> None:
    assert styled(text).place == expected
