# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms by sound, clean-up passes, and text that was corrected elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import changing, cleaning, proofreading, sounding, terming, tools
from editor.core import editing
from editor.core.errors import UserError
from editor.language.glossary import Term
from editor.terms import Terms
from tests import word_models
from tests.desk import srt
from tests.word_models import WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.proposal import Proposal
    from tests.desk import Desk

LINES = [
    "我们用GPT4来做这个全中的调整",
    "模型的全中很重要",
    "然后呃我觉得权重不错",
    "好的,谢谢大家",
]


@pytest.fixture
def talk(desk: Desk, tmp_path: Path) -> Desk:
    cues = [(n * 2_000, n * 2_000 + 1_900, text) for n, text in enumerate(LINES)]
    desk.open(tmp_path / "care.srt", srt(*cues))
    desk.look()
    return desk


def texts(desk: Desk) -> list[str]:
    return [cue.text for cue in desk.context.session.document.cues]


def proposed(desk: Desk) -> list[Proposal]:
    """The proposals of the review that was opened last."""
    return list(desk.views.work[-1].proposals)


def test_a_correction_is_made_wherever_the_same_was_misheard_and_is_learned(talk: Desk) -> None:
    session = talk.context.session
    right = LINES[0].replace("全中", "权重")
    changing.commit(talk.context, editing.set_text(session.document, 0, right))
    sounding.make_right(talk.context)
    talk.settle()
    assert [(row.row, row.after) for row in proposed(talk)] == [(1, "模型的权重很重要")]
    assert talk.context.terms.of_document == (Term("权重", heard_as=("全中",)),)
    talk.views.work[-1].accept()
    assert texts(talk)[1] == "模型的权重很重要"
    talk.context.session.undo()
    assert texts(talk)[1] == LINES[1]


def test_without_a_correction_it_says_what_to_do(talk: Desk) -> None:
    sounding.make_right(talk.context)
    assert talk.said.startswith("Nothing was corrected in this cue.")
    assert talk.views.work == []


def test_another_script_than_the_recognisers_is_no_correction(desk: Desk, tmp_path: Path) -> None:
    """It was brought into Simplified, and then corrected by hand."""
    heard = ["這個模型的全中很重要", "這個全中", "那個節目"]
    cues = [(n * 2_000, n * 2_000 + 900, text) for n, text in enumerate(heard)]
    desk.open(tmp_path / "hant.srt", srt(*cues))
    session = desk.context.session
    right = ["这个模型的权重很重要", "这个全中", "那个节目"]
    for row, text in enumerate(right):
        changing.commit(desk.context, editing.set_text(session.document, row, text))
    sounding.make_right(desk.context)
    desk.settle()
    assert [row.after for row in proposed(desk)] == ["这个权重"]
    assert desk.context.terms.of_document == (Term("权重", heard_as=("全中",)),)


def test_the_term_at_the_caret_is_looked_for(talk: Desk) -> None:
    talk.context.terms.set_document((Term("权重"), Term("GPT-4")))
    session = talk.context.session
    session.select(session.selection.at(2, LINES[2].index("权重") + 1))
    sounding.make_right(talk.context)
    talk.settle()
    assert [row.row for row in proposed(talk)] == [0, 1]
    assert all("权重" in row.after for row in proposed(talk))


def test_a_correction_leaves_other_terms_of_the_glossary_alone(desk: Desk, tmp_path: Path) -> None:
    said = ["他说的Fenton", "我们用fine-tune", "还有Fenton"]
    desk.open(tmp_path / "t.srt", srt(*((n * 1000, n * 1000 + 900, x) for n, x in enumerate(said))))
    desk.look()
    desk.context.terms.set_document((Term("fine-tune"),))
    document = desk.session.document
    changing.commit(desk.context, editing.set_text(document, 0, "他说的fine-tuning"))
    sounding.make_right(desk.context)
    desk.settle()
    assert [row.row for row in proposed(desk)] == [2]


def test_one_term_of_the_glossary_is_looked_for(talk: Desk) -> None:
    talk.context.terms.set_document((Term("权重"), Term("GPT-4")))
    sounding.find_term(talk.context, "GPT-4")
    talk.settle()
    assert [(row.row, row.after) for row in proposed(talk)] == [
        (0, LINES[0].replace("GPT4", "GPT-4"))
    ]


def test_what_was_not_ticked_is_not_proposed_again(talk: Desk) -> None:
    talk.context.terms.set_document((Term("权重"),))
    sounding.find_terms(talk.context)
    talk.settle()
    rows = {row.row for row in proposed(talk)}
    assert rows == {0, 1}
    talk.views.work[-1].apply([])
    sounding.find_terms(talk.context)
    talk.settle()
    assert talk.said == "Nothing else sounds like it."
    assert texts(talk) == LINES


def test_without_terms_the_glossary_is_offered(talk: Desk) -> None:
    sounding.find_terms(talk.context)
    assert talk.views.notices[-1] == ("There are no terms yet.", ("view.terms",))


def test_another_word_at_the_caret_is_taken(talk: Desk) -> None:
    session = talk.context.session
    session.select(session.selection.at(1, LINES[1].index("全中") + 1))
    sounding.other_words(talk.context)
    talk.settle()
    words = [word.word for word in talk.views.words]
    assert "权重" in words[:5]
    take = talk.views.take_word
    assert take is not None
    take(talk.views.words[words.index("权重")])
    assert texts(talk)[1] == "模型的权重很重要"
    assert session.selection.caret == len("模型的权重")


def test_words_for_a_cue_that_is_gone_are_not_offered(talk: Desk) -> None:
    session = talk.context.session
    session.select(session.selection.at(len(LINES) - 1, 1))
    sounding.other_words(talk.context)
    session.commit(editing.delete(session.document, [len(LINES) - 1]))
    talk.settle()
    assert talk.views.words == []
    session.select(session.selection.at(1, LINES[1].index("全中") + 1))
    sounding.other_words(talk.context)
    talk.settle()
    take = talk.views.take_word
    assert take is not None
    session.commit(editing.delete(session.document, [1, 2]))
    take(talk.views.words[0])
    assert texts(talk) == [LINES[0]]


def test_what_the_document_says_often_is_offered_without_a_glossary(
    desk: Desk, tmp_path: Path
) -> None:
    lines = ["in-context learning很强", "用in-context learning", "说in-context learning"]
    lines.append("同样的income tax earning的时候")
    cues = [(n * 2_000, n * 2_000 + 900, text) for n, text in enumerate(lines)]
    desk.open(tmp_path / "usual.srt", srt(*cues))
    desk.session.select(desk.session.selection.at(3, 5))
    sounding.other_words(desk.context)
    desk.settle()
    first = desk.views.words[0]
    assert first[:4] == (3, 21, "in-context learning", False)
    desk.session.select(desk.session.selection.at(0, 20))
    sounding.other_words(desk.context)
    desk.settle()
    assert "in-context learning" not in [each.word for each in desk.views.words]


@pytest.mark.parametrize(("row", "caret"), [(0, 3), (0, 4), (1, 2), (1, 3)])
def test_what_was_corrected_before_is_offered_first_where_the_same_stands(
    desk: Desk, tmp_path: Path, row: int, caret: int
) -> None:
    lines = ["这加的好加的好", "他也加的好"]
    cues = [(n * 2_000, n * 2_000 + 900, text) for n, text in enumerate(lines)]
    desk.open(tmp_path / "again.srt", srt(*cues))
    session = desk.session
    changing.commit(desk.context, editing.set_text(session.document, 0, "这接得好加的好"))
    session.select(session.selection.at(row, caret))
    sounding.other_words(desk.context)
    desk.settle()
    first, text = desk.views.words[0], session.document.cues[row].text
    assert (first.word, text[first.start : first.end]) == ("接得", "加的")
    assert not first.is_term  # the glossary does not have it


def test_a_word_model_beside_the_glossary_ranks_the_words(talk: Desk) -> None:
    session = talk.context.session
    session.select(session.selection.at(1, LINES[1].index("全中") + 1))
    model = talk.context.terms.folder / "zh_CN.lm"
    offered = []
    for words in (WORDS | {"权重": -3.0, "群众": -9.0}, WORDS | {"权重": -9.0, "群众": -3.0}):
        word_models.write(model, words, {("模型", "的"): -0.7})
        sounding.other_words(talk.context)
        talk.settle()
        offered.append(talk.views.words[0].word)
    assert offered == ["权重", "群众"]
    model.write_bytes(b"broken")
    sounding.other_words(talk.context)
    talk.settle()
    assert "权重" in [word.word for word in talk.views.words[:5]]


def test_in_a_traditional_line_the_other_words_are_traditional(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "hant.srt", srt((0, 900, "這個模型的全中很重要")))
    session = desk.context.session
    session.select(session.selection.at(0, 6))
    sounding.other_words(desk.context)
    desk.settle()
    assert "權重" in [word.word for word in desk.views.words]


def test_passes_follow_one_another_until_nothing_is_left(talk: Desk) -> None:
    seen: list[str] = []
    cleaning.next_pass(talk.context)
    talk.settle()
    while len(talk.views.work) > len(seen):
        shown = talk.views.work[-1]
        seen.append(shown.title)
        shown.accept()
        talk.settle()
        talk.look()
        assert len(seen) < 20
    assert "Width of marks" in seen
    assert talk.said == "All passes are done: nothing is left to clean up."
    assert texts(talk)[3] != LINES[3]


def test_a_pass_that_finds_nothing_says_so(talk: Desk) -> None:
    cleaning.clean("credits")(talk.context)
    talk.settle()
    assert talk.said == "This pass finds nothing to do."


def test_copied_and_brought_home(talk: Desk) -> None:
    proofreading.copy(talk.context)
    copied = talk.context.views.clipboard()[0]
    assert "1. 我们用GPT4来做这个全中的调整" in copied
    answer = copied.replace("全中", "权重")
    talk.context.views.set_clipboard(answer, b"")
    proofreading.paste(talk.context)
    talk.settle()
    assert [row.row for row in proposed(talk)] == [0, 1]
    talk.views.work[-1].accept()
    assert texts(talk)[:2] == [line.replace("全中", "权重") for line in LINES[:2]]


def test_a_long_text_is_copied_in_parts_and_begins_again(desk: Desk, tmp_path: Path) -> None:
    cues = [(n * 100, n * 100 + 90, f"第{n}句" + "话" * 60) for n in range(400)]
    desk.open(tmp_path / "long.srt", srt(*cues))
    firsts = []
    for _ in range(8):
        proofreading.copy(desk.context)
        firsts.append(desk.said)
    assert firsts[0].startswith("Copied: part 1 of ")
    count = int(firsts[0].split(" of ")[1].split(",")[0])
    assert 1 < count < 8
    assert len(set(firsts[:count])) == count
    assert firsts[count] == firsts[0]


def test_a_text_that_is_about_something_else_is_told(talk: Desk) -> None:
    talk.context.views.set_clipboard("\n".join(["totally unrelated words"] * 9), b"")
    proofreading.paste(talk.context)
    talk.settle()
    assert talk.said == "This text has nothing in common with the cues."
    assert texts(talk) == LINES


def test_an_empty_clipboard_is_told(talk: Desk) -> None:
    talk.context.views.set_clipboard(" ", b"")
    proofreading.paste(talk.context)
    assert talk.said == "There is no text on the clipboard."


def test_a_file_of_any_kind_comes_home_or_is_refused(talk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "answer.md"
    path.write_text("\n".join(LINES).replace("全中", "权重"), "utf-8")
    talk.ask.will_answer(path)
    proofreading.import_file(talk.context)
    talk.settle()
    assert [row.row for row in proposed(talk)] == [0, 1]
    path.write_bytes(b"PK\x03\x04broken")
    talk.ask.will_answer(path)
    proofreading.import_file(talk.context)
    talk.settle()
    assert talk.ask.told


def test_another_version_of_the_subtitles_is_compared(talk: Desk, tmp_path: Path) -> None:
    """A colleague's copy: its words come, its times do not."""
    path = tmp_path / "colleague.vtt"
    lines = [line.replace("全中", "权重") for line in LINES]
    cues = [f"00:{n:02}.100 --> 00:{n:02}.900\n{line}\n" for n, line in enumerate(lines)]
    path.write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    talk.ask.will_answer(path)
    times = [(cue.start, cue.end) for cue in talk.session.document.cues]
    proofreading.import_file(talk.context)
    talk.settle()
    assert [row.row for row in proposed(talk)] == [0, 1]
    talk.views.work[-1].accept()
    assert texts(talk) == lines
    assert [(cue.start, cue.end) for cue in talk.session.document.cues] == times


def test_a_glossary_goes_out_and_comes_in(talk: Desk, tmp_path: Path) -> None:
    terms = (Term("权重", heard_as=("全中",)), Term("GPT-4", keep_script=True))
    talk.context.terms.set_document(terms)
    path = tmp_path / "terms.csv"
    talk.ask.will_answer(path)
    terming.export_file(talk.context)
    talk.settle()
    talk.context.terms.set_document(())
    talk.ask.will_answer(path)
    terming.import_file(talk.context)
    talk.settle()
    assert talk.context.terms.of_document == terms
    assert talk.views.panel == "glossary"


def test_the_users_terms_are_there_for_every_document_and_the_next_program(
    talk: Desk, tmp_path: Path
) -> None:
    talk.context.terms.set_user((Term("Ilya", heard_as=("伊莲娜",)),))
    talk.context.terms.set_document((Term("权重"),))
    talk.open(tmp_path / "other.srt", srt((0, 900, "你好")))
    assert [term.term for term in talk.context.terms.all] == ["Ilya"]
    again = Terms(talk.context.session, talk.context.terms._path)  # noqa: SLF001 - the same file
    assert [term.term for term in again.of_user] == ["Ilya"]


def test_what_is_put_away_stays_so_when_opened_again_until_it_is_wanted(
    talk: Desk, tmp_path: Path
) -> None:
    talk.context.terms.set_document((Term("权重"),))
    sounding.find_terms(talk.context)
    talk.settle()
    talk.views.work[-1].apply([])
    talk.session.commit(editing.set_text(talk.session.document, 3, "好的"))
    talk.open(tmp_path / "other.srt", srt((0, 900, "你好")))
    talk.open(tmp_path / "care.srt")
    sounding.find_terms(talk.context)
    talk.settle()
    assert talk.said == "Nothing else sounds like it."
    cleaning.propose_again(talk.context)
    assert talk.said == "Put away, and proposed again from now on: 2."
    sounding.find_terms(talk.context)
    talk.settle()
    assert {row.row for row in proposed(talk)} == {0, 1}


def test_a_conversion_of_the_script_leaves_terms_that_keep_theirs(
    desk: Desk, tmp_path: Path
) -> None:
    desk.open(
        tmp_path / "hant.srt", srt((0, 900, "周杰倫說這個臺灣的節目"), (1_000, 1_900, "這個節目"))
    )
    desk.context.terms.set_document((Term("周杰倫", keep_script=True),))
    tools.convert("zh-Hans")(desk.context)
    desk.look()
    desk.until(lambda: desk.views.work)
    desk.views.work[-1].accept()
    assert [text[:5] for text in desk.texts] == ["周杰倫说这", "这个节目"]


def test_the_selection_becomes_a_term(talk: Desk) -> None:
    session = talk.context.session
    session.select(session.selection.at(2, 8).with_caret(8, 6))
    terming.add(talk.context)
    assert [term.term for term in talk.context.terms.of_document] == [LINES[2][6:8]]


def test_suggested_terms_are_reviewed_and_taken_back_in_one_step(
    desk: Desk, tmp_path: Path
) -> None:
    lines = ["我用ChaiGBT和LLaMA", "ChaiGBT很好", "LLaMA也好", "还是ChaiGBT", "Siri一次"]
    cues = [(n * 2_000, n * 2_000 + 900, text) for n, text in enumerate(lines)]
    desk.open(tmp_path / "words.srt", srt(*cues))
    terms = desk.context.terms
    terming.start(desk.context)
    desk.settle()
    assert [(row.row, row.after, row.sure) for row in proposed(desk)] == [
        (0, "ChaiGBT", False),
        (0, "LLaMA", False),
    ]
    assert not terms.of_document
    desk.views.work[-1].apply([proposed(desk)[1].fix])
    assert terms.of_document == (Term("LLaMA"),)
    assert texts(desk) == lines
    assert desk.views.notices[-1] == ("Terms added: 1.", ("terms.undo",))
    terming.undo(desk.context)
    assert not terms.of_document
    terming.undo(desk.context)
    assert desk.said == "Nothing was changed in the glossary."


def test_terms_of_both_glossaries_are_taken_back_together(talk: Desk) -> None:
    terms = talk.context.terms
    terms.set_document((Term("权重"), Term("Ilya")))
    terms.set_both((Term("权重"),), (Term("Ilya"),))
    assert terms.undo()
    assert (terms.of_document, terms.of_user) == ((Term("权重"), Term("Ilya")), ())
    again = Terms(talk.context.session, terms._path)  # noqa: SLF001 - the same file
    assert again.of_user == ()


def test_two_windows_share_the_glossary_of_the_user(talk: Desk) -> None:
    ours = talk.context.terms
    theirs = Terms(talk.context.session, ours.folder / "glossary.tsv")
    ours.set_user((Term("Ilya"), Term("GPT-4")))
    assert theirs.of_user == (Term("Ilya"), Term("GPT-4"))
    theirs.set_user((Term("GPT-4", note="模型"), Term("权重")))
    ours.set_user((Term("Ilya"), Term("GPT-4"), Term("RLHF")))
    left = {Term("GPT-4", note="模型"), Term("权重"), Term("RLHF")}
    assert set(ours.of_user) == left
    assert theirs.of_user == (Term("GPT-4", note="模型"), Term("权重"))
    theirs.look_again(talk.context.jobs)
    talk.settle()
    assert set(theirs.of_user) == left
    assert set(Terms(talk.context.session, ours.folder / "glossary.tsv").of_user) == left


def test_a_term_that_is_added_while_the_glossary_is_read_again_stays(talk: Desk) -> None:
    ours = talk.context.terms
    theirs = Terms(talk.context.session, ours.folder / "glossary.tsv")
    ours.set_user((Term("Ilya"),))
    theirs.set_user((Term("Ilya"), Term("权重")))
    ours.look_again(talk.context.jobs)
    ours.set_user((*ours.of_user, Term("RLHF")))
    talk.settle()
    assert set(ours.of_user) == {Term("Ilya"), Term("权重"), Term("RLHF")}


def test_a_glossary_that_cannot_be_read_is_not_replaced(talk: Desk) -> None:
    file = talk.context.terms.folder / "glossary.tsv"
    file.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 8)  # a workbook under that name
    before = file.read_bytes()
    assert not talk.context.terms.of_user
    with pytest.raises(UserError):
        talk.context.terms.set_user((Term("Ilya"),))
    assert file.read_bytes() == before
    assert talk.context.terms.of_user == (Term("Ilya"),)  # until the program ends
