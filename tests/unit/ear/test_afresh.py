# SPDX-License-Identifier: GPL-3.0-or-later
"""What was heard afresh, beside the text that stands there."""

from __future__ import annotations

from dataclasses import replace

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.proposal import Proposal, with_new_cues
from editor.core.words import Word
from editor.ear.afresh import drafted_cues, proposals

ALL = [(0, 100_000)]


def said(start: int, *words: str, each: int = 300, confidence: float = 0.9) -> list[Word]:
    """Words one after the other, of so many ms each."""
    return [
        Word(start + n * each, start + (n + 1) * each, word, confidence)
        for n, word in enumerate(words)
    ]


def document(*cues: Cue) -> Document:
    return Document(cues=cues, next_id=len(cues))


def pairs(found: list[Proposal]) -> list[tuple[str, str]]:
    return [(each.before, each.after) for each in found]


def test_only_cues_that_are_heard_otherwise_are_proposed() -> None:
    given = document(Cue(0, 1000, 2000, "今天 聊字幕"), Cue(1, 2500, 3500, "全中很大"))
    words = [*said(1000, "今天", "聊", "字幕，"), *said(2500, "权重", "很", "大")]
    (found,) = proposals(given, words, ALL)
    assert (found.row, found.before, found.after) == (1, "全中很大", "权重很大")
    assert found.sure
    cue = found.fix[0][1]
    assert cue is not None
    assert cue.heard == "权重很大"
    assert [*(cue.words or ())] == said(2500, "权重", "很", "大")
    assert cue.words is not None
    assert cue.words.of == "hypothesis"


def test_corrections_stay_and_the_rest_is_as_it_is_heard() -> None:
    """课代表 was corrected; 全中 was not, and is heard otherwise now."""
    cue = Cue(0, 1000, 4000, "课代表讲全中", hypothesis="克莱比奥讲全中")
    words = said(1000, "科代表", "讲", "权重")
    (found,) = proposals(document(cue), words, ALL)
    assert found.after == "课代表讲权重"
    assert not found.sure  # both say something else in one place
    new = found.fix[0][1]
    assert new is not None
    assert (new.text, new.hypothesis) == ("课代表讲权重", "科代表讲权重")


def test_what_is_checked_or_uncertain_is_not_ticked() -> None:
    first = Cue(0, 1000, 2000, "全中", checked=True)
    given = document(first, Cue(1, 2500, 3500, "很打"))
    words = [*said(1000, "权重"), *said(2500, "很", "大", confidence=0.3)]
    assert [each.sure for each in proposals(given, words, ALL)] == [False, False]


def test_words_at_a_border_go_where_they_fit_the_text() -> None:
    """The border is 500 ms late: by the times alone, 二 would be the first cue's."""
    given = document(Cue(0, 1000, 2500, "甲乙丙"), Cue(1, 2500, 4000, "二三四"))
    words = said(1100, "甲", "乙", "丙", "二", "三", "五", each=400)
    assert pairs(proposals(given, words, ALL)) == [("二三四", "二三五")]


def test_speech_without_a_cue_gets_one_and_an_empty_cue_its_text() -> None:
    given = document(Cue(0, 1000, 2000, "一"), Cue(1, 3000, 4000, ""), Cue(2, 9000, 9900, "三"))
    words = [*said(1100, "一"), *said(3100, "二"), *said(6000, "新", "的"), *said(9100, "三")]
    found = proposals(given, words, ALL)
    assert pairs(found) == [("", "二"), ("", "新的")]
    assert all(each.sure for each in found)
    after = with_new_cues(given, "", [each.fix for each in found]).apply(given)
    assert [(cue.start, cue.text) for cue in after.cues] == [
        *((1000, "一"), (3000, "二"), (6000, "新的"), (9000, "三"))
    ]
    assert len({cue.id for cue in after.cues}) == 4


def test_new_cues_have_ids_of_their_own_after_others_were_added() -> None:
    given = document(Cue(0, 1000, 2000, "一"), Cue(1, 9000, 9900, "三"))
    found = proposals(given, said(6000, "新"), ALL)
    more = replace(given, cues=(*given.cues, Cue(2, 20_000, 21_000, "四")), next_id=3)
    after = with_new_cues(more, "", [each.fix for each in found]).apply(more)
    assert [cue.text for cue in after.cues] == ["一", "新", "三", "四"]
    assert len({cue.id for cue in after.cues}) == 4


def test_a_cue_that_was_not_listened_to_as_a_whole_stays() -> None:
    given = document(Cue(0, 1000, 3000, "甲乙丙丁"), Cue(1, 3500, 5000, "戊己"))
    words = [*said(2000, "丙", "丁"), *said(3500, "五", "己")]
    found = proposals(given, words, [(1900, 5100)])
    assert pairs(found) == [("戊己", "五己")]


def test_it_is_written_as_the_document_is() -> None:
    """In Traditional, and without the marks of clauses; with them where the document has them."""
    words = [*said(1000, "软件，", "头发。"), *said(6000, "发展。")]
    given = document(Cue(0, 1000, 2000, "軟體很長"), Cue(1, 20_000, 21_000, "這個軟體"))
    assert [each.after for each in proposals(given, words, ALL)] == ["軟件 頭髮", "發展"]
    given = document(Cue(0, 1000, 2000, "软件，"), Cue(1, 20_000, 21_000, "这个。"))
    assert [each.after for each in proposals(given, words, ALL)] == ["软件，头发。", "发展。"]


def test_a_document_is_begun_with_sentences() -> None:
    words = [*said(1000, "今天", "聊", "字幕", "。"), *said(2200, "再见", "。")]
    cues = drafted_cues(Document(), words)
    assert [(cue.id, cue.start, cue.end, cue.text) for cue in cues] == [
        *((0, 1000, 2200, "今天聊字幕。"), (1, 2200, 2800, "再见。"))
    ]
    assert cues[0].words is not None
