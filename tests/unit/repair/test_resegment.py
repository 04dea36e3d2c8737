# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace
from itertools import pairwise

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.proposal import Proposal, accepted
from editor.core.text import units
from editor.core.words import Word, Words
from editor.repair.resegment import Limits, joined, parted
from tests.making import REAL, document, written

LIMITS = Limits()


def done(before: Document, found: list[Proposal]) -> tuple[Cue, ...]:
    change = accepted(before, "…", [proposal.fix for proposal in found])
    after = change.apply(before)
    assert change.invert().apply(after) == before
    assert len({cue.id for cue in after.cues}) == len(after.cues)
    return after.cues


def joined_texts(*rows: tuple[int, int, str], limits: Limits = LIMITS) -> list[str]:
    before = written(*rows)
    return [cue.text for cue in done(before, joined(before, limits))]


def parted_texts(text: str, end: int = 6_000, limits: Limits = LIMITS) -> list[str]:
    before = written((0, end, text))
    return [cue.text for cue in done(before, parted(before, limits))]


def test_fragments_are_joined_across_what_was_a_border() -> None:
    rows = [(0, 1_400, "这个语言"), (1_400, 1_900, "模型的训练"), (5_000, 7_000, "我们明天再说")]
    assert joined_texts(*rows) == ["这个语言模型的训练", "我们明天再说"]


def test_a_break_before_a_particle_is_ticked_and_others_are_for_a_person() -> None:
    before = written(
        (0, 2_000, "我们的模型"),
        (2_000, 2_400, "的权重"),
        (9_000, 9_400, "其实"),
        (9_400, 11_000, "它很大"),
    )
    assert [proposal.sure for proposal in joined(before, Limits())] == [True, False]


def test_answers_pauses_speakers_and_ends_of_sentences_stay() -> None:
    assert len(joined_texts((0, 300, "对"), (300, 2_000, "我们继续"))) == 2
    assert len(joined_texts((0, 400, "我们"), (1_000, 2_000, "继续"))) == 2
    assert len(joined_texts((0, 400, "走吧。"), (400, 2_000, "我们继续"))) == 2
    before = written((0, 400, "我们"), (400, 2_000, "继续"))
    other = replace(before.cues[1], speaker="乙")
    assert joined(document((before.cues[0], other)), Limits()) == []


def test_nothing_is_joined_beyond_the_limits() -> None:
    long = "这一句已经有十六个汉字那么长了吧"
    assert len(joined_texts((0, 4_000, long), (4_000, 4_500, "是不是呢"))) == 2
    limits = Limits(longest=1_000)
    assert len(joined_texts((0, 900, "我们"), (900, 1_500, "继续"), limits=limits)) == 2


def test_a_long_cue_is_parted_at_a_conjunction() -> None:
    assert parted_texts("我们训练了一个很大的语言模型但是它在这个任务上不太好用") == [
        "我们训练了一个很大的语言模型",
        "但是它在这个任务上不太好用",
    ]


def test_a_space_for_a_pause_is_a_good_place() -> None:
    assert (
        parted_texts("今天我们请到了两位嘉宾 他们来自西雅图的一家公司")[0]
        == "今天我们请到了两位嘉宾"
    )


def test_no_word_is_cut_and_no_character_is_lost() -> None:
    text = "用OpenAI的ChatGPT来做in-context learning的时候我们发现它的效果比fine-tuning还要好一些"
    pieces = parted_texts(text)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert any("ChatGPT" in piece for piece in pieces)
    assert any("in-context" in piece for piece in pieces)
    assert all(units(piece) <= 18 for piece in pieces)


def test_a_cue_too_long_in_time_is_parted_too() -> None:
    assert len(parted_texts("我们先看一看这个例子", end=9_000)) == 2


def test_what_is_within_the_limits_is_not_touched() -> None:
    assert parted(written((0, 3_000, "这一句不长"), (3_000, 6_000, "两行\n也不动")), Limits()) == []


def test_word_times_say_where_the_pieces_part() -> None:
    text = "我们训练了一个很大的语言模型但是它在这个任务上不太好用"
    words = [Word(at * 100, at * 100 + 100, sign) for at, sign in enumerate(text)]
    words[14:] = [word._replace(start=word.start + 900, end=word.end + 900) for word in words[14:]]
    cue = Cue(0, 0, words[-1].end, text, words=Words(words))
    first, second = done(document((cue,)), parted(document((cue,)), Limits()))
    assert (first.end, second.start) == (2_300, 2_300)
    assert first.words is not None
    assert [word.text for word in first.words] == list(text[:14])


def test_the_real_transcript() -> None:
    before = formats.read(REAL.read_bytes())
    found = parted(before, Limits())
    after = done(before, found)
    assert sum(units(cue.text) > 18 for cue in before.cues) == 158
    assert sum(units(cue.text) > 18 for cue in after) < 10
    assert "".join(cue.text for cue in after).replace(" ", "") == (
        "".join(cue.text for cue in before.cues).replace(" ", "")
    )
    for proposal in found:
        pieces = [cue for _, cue in proposal.fix if cue is not None]
        assert all(one.end == other.start for one, other in pairwise(pieces))
        assert all(cue.duration >= 300 for cue in pieces)
