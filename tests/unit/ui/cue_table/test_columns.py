# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetricsF

from editor.checks.profiles import profile
from editor.core.cue import Cue
from editor.ui.cue_table.columns import Extent, Speed, least_width, places, speed_of, time_text
from editor.ui.fonts import digits_font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

NETFLIX = profile("netflix-zh-hans")  # 9 characters a second, each counts 1


def test_reading_speed_within_the_limit_near_it_and_beyond() -> None:
    cue = Cue(0, 0, 1000, "一二三四五六")
    assert speed_of(cue, NETFLIX) == Speed("6.0", 6 / 13.5, 0)
    assert speed_of(replace(cue, text="一二三四五六七八"), NETFLIX).level == 1
    assert speed_of(replace(cue, text="一二三四五六七八九"), NETFLIX).level == 1
    assert speed_of(replace(cue, text="一二三四五六七八九十"), NETFLIX).level == 2


def test_the_bar_has_an_end() -> None:
    assert speed_of(Cue(0, 0, 100, "字" * 50), NETFLIX) == Speed("99.9", 1, 2)


def test_without_text_or_time_there_is_no_speed() -> None:
    assert speed_of(Cue(0, 1000, 1000, "字"), NETFLIX).text == ""
    assert speed_of(Cue(0, 2000, 1000, "字"), NETFLIX).text == ""
    assert speed_of(Cue(0, 0, 1000, ""), NETFLIX).text == ""


def test_without_a_limit_nothing_is_too_fast() -> None:
    assert speed_of(Cue(0, 0, 1000, "字" * 30), profile("ted-zh")).level == 0


def test_times_of_a_damaged_file_can_be_read_too() -> None:
    assert time_text(3_723_004) == "1:02:03.004"
    assert time_text(-1500) == "-0:00:01.500"


@pytest.mark.parametrize(
    ("width", "gone"),
    [
        (1280, set()),
        (700, {"end"}),
        (645, {"end", "length"}),
        (1, {"end", "length", "cps", "speaker", "start"}),
    ],
)
def test_columns_give_way_to_the_text(qapp: QApplication, width: int, gone: set[str]) -> None:
    del qapp
    digits, em = QFontMetricsF(digits_font(11)), 17.0
    extent = Extent.of(906, 2_000_000, speakers=False)
    found = places(extent, digits, em, width, hidden=())
    shown = {"number", "checked", "label", "start", "end", "length", "cps", "problem", "text"}
    assert set(found) == shown - gone
    assert found["text"].width >= 10 * em
    text = found["text"]
    if width > least_width(extent, digits, em):
        assert text.right <= width, "the text is not cut off"


def test_a_column_that_is_hidden_does_not_come_back(qapp: QApplication) -> None:
    del qapp
    digits = QFontMetricsF(digits_font(11))
    found = places(Extent.of(9, 9_000, speakers=True), digits, 17.0, 2_000, hidden={"cps"})
    assert "cps" not in found
    assert "speaker" in found
