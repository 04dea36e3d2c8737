# SPDX-License-Identifier: GPL-3.0-or-later
"""Corrections survive when the file is cut differently, or read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.carrying import carried
from editor.core.document import Document, Source
from editor.core.merging import brought
from editor.core.text_merge import merged
from tests.making import written

if TYPE_CHECKING:
    from editor.core.cue import Cue

    Cues = tuple[Cue, ...]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "text", "clean"),
    [
        ("我们的模形很好", "我们的模型很好", "我们的模形很好。", "我们的模型很好。", True),
        ("今天将字幕", "今天讲字幕", "今天将自幕", "今天讲自幕", True),
        ("甲乙丙", "甲丁丙", "甲戊丙", "甲戊丙", False),
        ("甲乙丙", "甲丁丙", "甲丁丙", "甲丁丙", True),
        ("甲乙丙", "甲丙", "甲乙丙丁", "甲丙丁", True),
        ("甲", "甲一", "甲二", "甲二", False),
        ("", "一", "", "一", True),
    ],
)
def test_two_edits_of_a_text(base: str, ours: str, theirs: str, text: str, clean: bool) -> None:  # noqa: FBT001
    assert merged(base, ours, theirs) == (text, clean)


TEXTS = st.text("我们的模型ab ", max_size=12)


@given(TEXTS, TEXTS)
def test_one_edit_alone_is_the_text(base: str, text: str) -> None:
    assert merged(base, text, base) == (text, True)
    assert merged(base, base, text) == (text, True)
    assert merged(base, text, text) == (text, True)


BASE = written(
    (0, 2_000, "我们的模形很好"), (2_000, 4_000, "今天将字幕"), (4_000, 6_000, "在见")
).cues
OURS = (
    replace(
        BASE[0].saying("我们的模型很好"), speaker="小王", note="术语", checked=True, mark="red"
    ),
    replace(BASE[1].saying("今天讲字幕"), speaker="小李", second="Subtitles today", checked=True),
    BASE[2].saying("再见"),
)


def texts(cues: Cues) -> list[str]:
    return [cue.text for cue in cues]


def test_a_cue_that_was_split_there_has_our_words_in_both_parts() -> None:
    theirs = written((0, 1_000, "我们的"), (1_000, 2_000, "模形很好")).cues
    cues, clean = carried(BASE[:1], OURS[:1], theirs, 50)
    assert clean
    assert texts(cues) == ["我们的", "模型很好"]
    assert [(cue.id, cue.start, cue.end) for cue in cues] == [(50, 0, 1_000), (51, 1_000, 2_000)]
    assert [cue.speaker for cue in cues] == ["小王", "小王"]
    assert [cue.checked for cue in cues] == [True, True]
    assert sorted(cue.note for cue in cues) == ["", "术语"]


def test_cues_that_were_joined_there_have_all_our_words() -> None:
    theirs = written((0, 4_000, "我们的模形很好今天将字幕")).cues
    cues, clean = carried(BASE[:2], OURS[:2], theirs, 50)
    assert clean
    assert texts(cues) == ["我们的模型很好今天讲字幕"]
    assert (cues[0].note, cues[0].second, cues[0].mark) == ("术语", "Subtitles today", "red")
    assert cues[0].speaker == "小王"


def test_borders_that_were_moved_there_and_words_that_were_changed_there() -> None:
    theirs = written((0, 2_500, "我们的模形很好今天"), (2_500, 6_000, "将字幕吧在见")).cues
    cues, clean = carried(BASE, OURS, theirs, 50)
    assert clean
    assert texts(cues) == ["我们的模型很好今天", "讲字幕吧再见"]
    assert [cue.speaker for cue in cues] == ["小王", "小李"]


def test_times_that_were_repaired_here_stay_so() -> None:
    ours = tuple(cue.shifted(30_000) for cue in OURS)
    theirs = written((0, 1_000, "我们的"), (1_000, 2_000, "模形很好")).cues
    cues, _ = carried(BASE[:1], ours[:1], theirs, 50)
    assert [(cue.start, cue.end) for cue in cues] == [(30_000, 31_000), (31_000, 32_000)]


def test_what_cannot_be_kept_is_told() -> None:
    theirs = written((0, 1_000, "完全不同"), (1_000, 2_000, "的话")).cues
    cues, clean = carried(BASE[:1], OURS[:1], theirs, 50)
    assert texts(cues) == ["完全不同", "的话"]
    assert not clean
    assert carried(BASE[:1], OURS[:1], (), 50) == ((), False)
    assert carried(BASE[:1], BASE[:1], (), 50) == ((), True)


@given(st.data())
def test_however_it_is_cut_no_corrected_word_is_lost(data: st.DataObject) -> None:
    """Letters of the base in any other cut: our letters come out in the same order."""
    letters = "".join(texts(BASE))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(letters) - 1), max_size=6)))
    spans = list(zip([0, *cuts], [*cuts, len(letters)], strict=True))
    theirs = written(
        *[(n * 900, n * 900 + 900, letters[a:b]) for n, (a, b) in enumerate(spans)]
    ).cues
    cues, clean = carried(BASE, OURS, theirs, 50)
    assert clean
    assert "".join(texts(cues)) == "".join(texts(OURS))
    assert {cue.note for cue in cues if cue.note} == {"术语"}


def read(cues: Cues) -> Document:
    return Document(cues, source=Source("srt", b"", cues=cues), next_id=len(cues))


def test_a_file_that_is_read_again_keeps_what_was_corrected() -> None:
    garbled = read(written((0, 900, "ÎÒÃÇ"), (1_000, 1_900, "½ñÌì"), (2_000, 2_900, "×Ö")).cues)
    corrected = replace(
        garbled,
        cues=(
            replace(garbled.cues[0], checked=True, speaker="小王", note="听"),
            garbled.cues[1].saying("今儿"),
            garbled.cues[2].retimed(2_100, 2_900),
        ),
    )
    again = read(written((0, 900, "我们"), (1_000, 1_900, "今天"), (2_000, 2_900, "字")).cues)
    change, lost = brought(corrected, again)
    after = change.apply(again).cues
    assert lost == 0
    assert texts(after) == ["我们", "今儿", "字"], "what was typed counts"
    assert (after[0].checked, after[0].speaker, after[0].note) == (True, "小王", "听")
    assert (after[2].start, after[2].end) == (2_100, 2_900)


def test_what_fits_nowhere_after_reading_again_is_counted() -> None:
    before = read(written((0, 900, "一"), (1_000, 1_900, "二")).cues)
    corrected = replace(before, cues=(before.cues[0].saying("壹"), before.cues[1].saying("贰")))
    again = read(written((1_000, 1_900, "二"), (5_000, 5_900, "五"), (7_000, 7_900, "七")).cues)
    change, lost = brought(corrected, again)
    assert texts(change.apply(again).cues) == ["贰", "五", "七"]
    assert lost == 1
