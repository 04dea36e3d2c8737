# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits against what one would do by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.core import editing
from editor.core.change import Change, replaced
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.head import Head
from editor.core.history import History, Step
from editor.core.words import Word, Words

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT = Document(
    (
        Cue(0, 1000, 3000, "你好世界", hypothesis="你号世界"),
        Cue(1, 3000, 4000, "hello", checked=True, note="a"),
        Cue(2, 4000, 6000, "再见 GPT", speaker="乙", note="b"),
    ),
    next_id=3,
)


def rows(change: Change) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in change.apply(DOCUMENT).cues]


REST = [(3000, 4000, "hello"), (4000, 6000, "再见 GPT")]


def test_split_shares_the_time_by_what_is_said() -> None:
    change = editing.split(DOCUMENT, 0, 1)
    # 你: 1 and the breath, 好世界: 3 and the breath; a third of two seconds
    assert rows(change) == [(1000, 1667, "你"), (1667, 3000, "好世界"), *REST]
    left, right = change.apply(DOCUMENT).cues[:2]
    assert (left.id, left.hypothesis) == (0, "你")
    assert (right.id, right.hypothesis) == (3, "号世界")


def test_split_at_a_given_time() -> None:
    assert rows(editing.split(DOCUMENT, 0, 2, at=1100))[:2] == [
        (1000, 1100, "你好"),
        (1100, 3000, "世界"),
    ]


def test_split_goes_by_the_words_where_they_are_known() -> None:
    words = Words([Word(1000, 1200, "你"), Word(1200, 1400, "好"), Word(2500, 3000, "世界")])
    document = Document((Cue(0, 1000, 3000, "你好世界", words=words),), next_id=1)
    left, right = editing.split(document, 0, 2).apply(document).cues
    assert (left.end, right.start) == (2500, 2500)
    assert [word.text for word in left.words or ()] == ["你", "好"]
    assert [word.text for word in right.words or ()] == ["世界"]


def test_join() -> None:
    joined = editing.join(DOCUMENT, 0, 3).apply(DOCUMENT)
    (cue,) = joined.cues
    assert (cue.start, cue.end, cue.text) == (1000, 6000, "你好世界hello再见 GPT")
    assert (cue.hypothesis, cue.speaker, cue.checked, cue.note) == (
        "你号世界hello再见 GPT",
        "乙",
        False,
        "a\nb",
    )


def test_hand_to_previous_moves_the_cut() -> None:
    change = editing.hand_to_previous(DOCUMENT, 2, 2)
    # 再见: 2 and the breath, GPT: 1.5 and the breath, of two seconds
    assert rows(change)[1:] == [(3000, 5091, "hello再见"), (5091, 6000, "GPT")]


def test_hand_to_next_moves_the_cut() -> None:
    change = editing.hand_to_next(DOCUMENT, 0, 2)
    assert rows(change)[:2] == [(1000, 2000, "你好"), (2000, 4000, "世界hello")]


def test_delete_insert_shift_retime() -> None:
    assert rows(editing.delete(DOCUMENT, [2, 0])) == [(3000, 4000, "hello")]
    assert len(editing.delete(DOCUMENT, [0, 1]).splices) == 1
    assert rows(editing.insert(DOCUMENT, 3, 7000, 8000, "末"))[3] == (7000, 8000, "末")
    assert rows(editing.shift(DOCUMENT, [0, 2], -1000)) == [
        (0, 2000, "你好世界"),
        (3000, 4000, "hello"),
        (3000, 5000, "再见 GPT"),
    ]
    assert rows(editing.retime(DOCUMENT, 1, 3100, 3900))[1] == (3100, 3900, "hello")


def test_what_changes_nothing_is_no_change() -> None:
    assert not editing.set_text(DOCUMENT, 0, "你好世界")
    assert not editing.delete(DOCUMENT, [])
    assert not editing.shift(DOCUMENT, [0], 0)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda d: editing.retime(d, 0, -1, 5), "A cue cannot start before 0:00."),
        (lambda d: editing.retime(d, 0, 5, 5), "A cue must end after it starts."),
        (lambda d: editing.shift(d, [0, 1], -1001), "The first of these cues starts at 0:01.0;"),
        (lambda d: editing.insert(d, 0, 5, 4), "A cue must end after it starts, and"),
        (lambda d: editing.split(d, 0, 0), "Both parts need text; move the cursor into the text."),
        (lambda d: editing.split(d, 1, 2), "Both parts need text; move the cursor into the text."),
        (lambda d: editing.split(d, 0, 2, at=3000), "The split point must be inside the cue."),
        (lambda d: editing.join(d, 0, 1), "There is no other cue to join."),
        (lambda d: editing.hand_to_previous(d, 0, 2), "There is no cue before this one."),
        (lambda d: editing.hand_to_next(d, 2, 2), "There is no cue after this one."),
        (lambda d: editing.hand_to_next(d, 0, 4), "Some text must stay in this cue."),
    ],
)
def test_what_cannot_be_done_says_why(edit: Callable[[Document], Change], sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        edit(DOCUMENT)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("end", [1001, 1000, 900])
def test_a_cue_without_time_cannot_be_split(end: int) -> None:
    document = Document((Cue(0, 1000, end, "你好"),), next_id=1)
    with pytest.raises(UserError, match="too short to be split"):
        editing.split(document, 0, 1)


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: editing.set_text(d, 3, "x"),
        lambda d: editing.insert(d, 4, 1, 2),
        lambda d: editing.join(d, 2),
        lambda d: editing.join(d, -1),
        lambda d: editing.delete(d, [7]),
    ],
)
def test_rows_that_are_not_there(edit: Callable[[Document], Change]) -> None:
    with pytest.raises(IndexError):
        edit(DOCUMENT)


def test_a_change_does_not_fit_another_document() -> None:
    change = editing.set_text(DOCUMENT, 0, "x")
    with pytest.raises(ValueError, match="does not fit"):
        change.apply(change.apply(DOCUMENT))


@pytest.mark.parametrize("count", [2, 40])
def test_a_change_that_does_not_fit_leaves_the_cues_as_they_are(count: int) -> None:
    """Many splices are made in one pass, few in place; the last one does not fit."""
    cues = [Cue(n, n * 1000, n * 1000 + 900, "甲") for n in range(count)]
    document = Document(tuple(cues), next_id=count)
    change = replaced(document, "…", [(n, replace(cues[n], text="乙")) for n in range(0, count, 2)])
    assert len(change.splices) == count // 2
    there = [*cues[:-2], replace(cues[-2], text="丙"), cues[-1]]
    before = list(there)
    with pytest.raises(ValueError, match="does not fit"):
        change.splice(there)
    assert there == before
    change.splice(cues)
    assert [cue.text for cue in cues] == ["乙", "甲"] * (count // 2)


def test_a_split_copies_neither_note_nor_name() -> None:
    """A name in WebVTT belongs to one cue, and a remark need not be made twice."""
    extras = {"vtt.id": "第一句", "vtt.settings": "line:0%"}
    cue = Cue(0, 0, 4000, "你好世界", note="听不清", extras=extras)
    left, right = editing.split(Document((cue,), next_id=1), 0, 2).splices[0].inserted
    assert (left.note, left.extras) == ("听不清", extras)
    assert (right.note, right.extras) == ("", {"vtt.settings": "line:0%"})


def test_handing_over_between_shuffled_cues_turns_no_time_round() -> None:
    later, earlier = Cue(0, 9000, 10_000, "后面"), Cue(1, 1000, 3000, "前面的话")
    changed = editing.hand_to_previous(Document((later, earlier), next_id=2), 1, 2)
    assert all(cue.end > cue.start for cue in changed.splices[0].inserted)
    changed = editing.hand_to_next(Document((later, earlier), next_id=2), 0, 1)
    assert all(cue.end > cue.start for cue in changed.splices[0].inserted)


@pytest.mark.parametrize("hand", [editing.hand_to_previous, editing.hand_to_next])
def test_handing_over_text_leaves_notes_and_names_where_they_are(
    hand: Callable[[Document, int, int], Change],
) -> None:
    cues = tuple(
        Cue(n, n * 2000, n * 2000 + 2000, "你好世界", note=f"记{n}", extras={"vtt.id": f"句{n}"})
        for n in range(3)
    )
    changed = hand(Document(cues, next_id=3), 1, 2).apply(Document(cues, next_id=3)).cues
    assert [cue.note for cue in changed] == ["记0", "记1", "记2"]
    assert [cue.extras["vtt.id"] for cue in changed] == ["句0", "句1", "句2"]
    assert [cue.id for cue in changed] == [0, 1, 2]


def test_cues_without_times_have_none_after_shifting() -> None:
    document = Document((Cue(0, 0, 0, "甲"), Cue(1, 900, 1_500, "乙")))
    for delta in (500, -500):
        after = editing.shift(document, [0, 1], delta).apply(document)
        assert [(cue.start, cue.end) for cue in after.cues] == [
            (0, 0),
            (900 + delta, 1_500 + delta),
        ]


def test_shifting_later_helps_a_cue_that_begins_before_zero() -> None:
    changed = editing.shift(Document((Cue(0, -1000, 500, "早"),)), [0], 500)
    assert (changed.splices[0].inserted[0].start, changed.splices[0].inserted[0].end) == (
        -500,
        1000,
    )


@pytest.mark.parametrize(
    ("position", "left", "right"),
    [(5, "你好", "<i>世界</i> 再见"), (7, "你好<i>世界</i>", "再见")],
)
def test_a_split_at_a_tag_leaves_no_empty_one(position: int, left: str, right: str) -> None:
    cue = Cue(0, 0, 4000, "你好<i>世界</i> 再见")
    halves = editing.split(Document((cue,), next_id=1), 0, position).splices[0].inserted
    assert [half.text for half in halves] == [left, right]


def test_a_change_that_changes_nothing_is_not_remembered() -> None:
    document = Document((Cue(0, 0, 1000, "甲"),), next_id=1)
    history = History()
    history.record(Step(editing.set_text(document, 0, "乙")))
    history.undo()
    history.record(Step(editing.set_text(document, 0, "甲")))
    assert history.redo_title == "Edit text"
    assert history.undo_title is None
    assert history.at_saved


FULL = Cue(
    0,
    0,
    4000,
    "你好世界",
    second="Hello, world",
    second_checked=True,
    mark="red",
    chapter="开场",
    left_out=True,
)


def test_a_split_cuts_the_second_text_too() -> None:
    """At the same share of it, since no character is the same; the words of it stay whole."""
    left, right = editing.split(Document((FULL,), next_id=1), 0, 2).splices[0].inserted
    assert (left.second, right.second) == ("Hello,", "world")
    assert not left.second_checked
    assert not right.second_checked
    assert (left.chapter, right.chapter) == ("开场", None)
    assert (left.mark, right.mark, left.left_out, right.left_out) == ("red", "red", True, True)


def test_a_split_finds_in_the_second_text_what_both_have() -> None:
    cue = Cue(0, 0, 4000, "这里有 GPT 的问题", second="about GPT")
    left, right = editing.split(Document((cue,), next_id=1), 0, 4).splices[0].inserted
    assert (left.text, left.second) == ("这里有", "about")
    assert (right.text, right.second) == ("GPT 的问题", "GPT")


def test_a_join_keeps_both_texts() -> None:
    other = Cue(1, 4000, 5000, "再见", second="Good-bye", mark="blue", chapter="收尾")
    (whole,) = editing.join(Document((FULL, other)), 0).splices[0].inserted
    assert (whole.text, whole.second) == ("你好世界再见", "Hello, world Good-bye")
    assert (whole.mark, whole.chapter) == ("red", "开场")
    assert (whole.second_checked, whole.left_out) == (False, False)


def test_handing_text_over_takes_its_second_text_along() -> None:
    other = Cue(1, 4000, 6000, "再见", second="Good-bye", mark="blue", chapter="收尾")
    document = Document((FULL, other), next_id=2)
    first, second = editing.hand_to_next(document, 0, 2).apply(document).cues
    assert [(cue.text, cue.second) for cue in (first, second)] == [
        ("你好", "Hello,"),
        ("世界再见", "world Good-bye"),
    ]
    assert [(cue.mark, cue.chapter, cue.left_out) for cue in (first, second)] == [
        ("red", "开场", True),
        ("blue", "收尾", False),
    ]


def test_another_text_leaves_the_second_one_unchecked() -> None:
    document = Document((FULL,), next_id=1)
    (cue,) = editing.set_text(document, 0, "你好，世界").splices[0].inserted
    assert (cue.second, cue.second_checked) == ("Hello, world", False)


def test_a_chapter_whose_first_cue_is_deleted_starts_with_the_next() -> None:
    cues = tuple(
        Cue(n, n * 1000, n * 1000 + 900, str(n), chapter=chapter)
        for n, chapter in enumerate(["开场", None, "答问", None])
    )
    document = Document(cues, next_id=4)

    def chapters(*rows: int) -> list[str | None]:
        return [cue.chapter for cue in editing.delete(document, rows).apply(document).cues]

    assert chapters(0) == ["开场", "答问", None]
    assert chapters(0, 1) == ["答问", None]
    assert chapters(1, 2) == ["开场", "答问"]
    assert chapters(2, 3) == ["开场", None]


def test_words_stay_inside_a_cue_that_is_made_shorter() -> None:
    words = Words([Word(1000, 1400, "你", 0.25), Word(1400, 2000, "好")])
    document = Document((Cue(0, 1000, 2000, "你好", words=words),), next_id=1)
    (cue,) = editing.retime(document, 0, 1500, 1900).splices[0].inserted
    assert cue.words == Words([Word(1500, 1500, "你", 0.25), Word(1500, 1900, "好")])


def test_words_go_along_with_a_cue_that_is_moved() -> None:
    words = Words([Word(1000, 1400, "你"), Word(1400, 2000, "好")])
    document = Document((Cue(0, 1000, 2000, "你好", words=words),), next_id=1)
    (cue,) = editing.retime(document, 0, 1300, 2300).splices[0].inserted
    assert cue.words == words.shifted(300)


def test_words_of_a_text_go_where_they_stand_in_it_no_more() -> None:
    words = [Word(0, 400, "大家"), Word(400, 600, "号"), Word(600, 900, "啊")]
    cue = Cue(0, 0, 900, "大家号啊", words=Words(words, "text"))
    (changed,) = editing.set_text(Document((cue,)), 0, "大家好啊").splices[0].inserted
    assert changed.words == Words([words[0], words[2]], "text")
    heard = Cue(0, 0, 900, "大家号啊", hypothesis="大家号啊", words=Words(words))
    (changed,) = editing.set_text(Document((heard,)), 0, "大家好啊").splices[0].inserted
    assert changed.words == heard.words


def test_a_split_goes_by_the_words_that_are_left() -> None:
    words = [Word(0, 400, "大家"), Word(600, 900, "啊"), Word(900, 1500, "再见")]
    cue = Cue(0, 0, 1500, "大家好啊再见", words=Words(words, "text"))
    left, right = editing.split(Document((cue,), next_id=1), 0, 4).splices[0].inserted
    assert left.end == 900
    assert [word.text for word in left.words or ()] == ["大家", "啊"]
    assert [word.text for word in right.words or ()] == ["再见"]


def test_a_repaired_head_is_undone_with_its_step() -> None:
    document = Document(DOCUMENT.cues, head=Head("zh-Hans", styles={"正文": {"Fontsize": "60"}}))
    other = replace(document.head, language="zh-Hant", second_language="en")
    change = Change("Convert", (), head=(document.head, other))
    assert change
    assert change.apply(document).head == other
    assert change.invert().apply(change.apply(document)) == document
    with pytest.raises(ValueError, match="head"):
        change.apply(DOCUMENT)
