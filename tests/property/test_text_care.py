# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a file or an answer holds, it is read as far as it can be, and no cue is lost."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.errors import UserError
from editor.core.proposal import accepted
from editor.language import glossary_file
from editor.language.glossary import Term
from editor.language.home.bringing import TITLE, bring_home
from editor.language.home.document_text import text_of
from editor.language.sound.correcting import corrected
from editor.language.sound.terms import places
from tests.making import written

SIGNS = st.text(st.sampled_from('全中这模型GPT 1２.|\t\n"#~=*`，。term,;<i>\0\ud800'), max_size=40)
TEXTS = st.lists(st.one_of(SIGNS, st.text(max_size=10)), min_size=1, max_size=5)


@given(st.one_of(st.binary(max_size=60), SIGNS.map(lambda text: text.encode("utf-8", "replace"))))
def test_a_glossary_is_read_as_far_as_it_can_be(data: bytes) -> None:
    with suppress(UserError):
        terms, problems = glossary_file.read(data)
        assert len({term.term for term in terms}) == len(terms)
        assert all(term.term.strip() == term.term != "" for term in terms)
        assert all(problem.text for problem in problems)
        assert glossary_file.read(glossary_file.write(terms))[0] == terms or not terms
    with suppress(UserError):
        text_of(data)


@settings(deadline=None)
@given(texts=TEXTS, answer=st.one_of(SIGNS, TEXTS.map("\n".join)))
def test_an_answer_changes_texts_and_nothing_else(texts: list[str], answer: str) -> None:
    before = written(*((row * 1000, row * 1000 + 900, text) for row, text in enumerate(texts)))
    with suppress(UserError):
        home = bring_home(before, answer)
        rows = {row.row for row in home.proposals}
        assert rows.isdisjoint(home.absent)
        change = accepted(before, TITLE, [row.fix for row in home.proposals])
        after = change.apply(before)
        assert [cue.id for cue in after.cues] == [cue.id for cue in before.cues]
        assert change.invert().apply(after).cues == before.cues


@settings(deadline=None)
@given(texts=TEXTS)
def test_terms_are_written_over_what_was_heard_only(texts: list[str]) -> None:
    before = written(*((row * 1000, row * 1000 + 900, text) for row, text in enumerate(texts)))
    found = places(before.cues, [Term("权重"), Term("GPT-4", heard_as=("模型",)), Term("term")])
    taken: set[tuple[int, int]] = set()
    for place in found:
        for part in place.parts:
            assert before.cues[part.row].text[part.start : part.end] in place.text.split("\n") or (
                "\n" in before.cues[part.row].text
            )
            spots = {(part.row, at) for at in range(part.start, part.end)}
            assert taken.isdisjoint(spots)
            taken |= spots
    change = corrected(before, found)
    assert change.invert().apply(change.apply(before)).cues == before.cues
