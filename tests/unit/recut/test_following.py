# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues follow their speech into media that were edited again."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.words import Word, Words
from editor.recut.following import Recut, recut
from editor.recut.proposing import followed, proposals
from editor.recut.sounding import Sounding, sounding
from tests.recuts import (
    RATE,
    Edited,
    Kept,
    Sound,
    Talk,
    babble,
    edited,
    music,
    over,
    samples_of,
    talk,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Cut = list[Kept | Sound]

NEAR = 20
"""ms by which a cue may be off."""


class Old(NamedTuple):
    """A talk of a minute and a half, what is heard in it, and its cues."""

    talk: Talk
    heard: Sounding
    document: Document


@pytest.fixture(scope="module")
def old() -> Old:
    chance = Random(906)  # noqa: S311 - made talk
    said = talk(chance, babble(chance), 95)
    cues = tuple(Cue(n, start, end, f"第{n}句") for n, (start, end) in enumerate(said.cues))
    return Old(said, sounding(samples_of(said.samples), RATE), Document(cues, next_id=len(cues)))


@pytest.fixture(scope="module")
def others() -> Sound:
    """Half a minute of another talk."""
    chance = Random("others")  # noqa: S311 - made talk
    return talk(chance, babble(chance), 30).samples


def followed_into(old: Old, new: Edited) -> Recut:
    return recut(old.heard, sounding(samples_of(new.samples), RATE))


def off(old: Old, new: Edited, found: Recut) -> list[float]:
    """By how many ms each cue that is whole in the new medium is off; all others are checked."""
    misses = []
    for one in found.follow(old.document.cues):
        cue = old.document.cues[one.row]
        places = new.places(cue.start, cue.end)
        most = max((share for _, _, share in places), default=0)
        if most > 0.97:
            assert one.fate == "kept", f"cue {one.row} is {one.fate}"
            misses.append(
                min(
                    max(abs(one.cue.start - start), abs(one.cue.end - end))
                    for start, end, share in places
                    if share > 0.97
                )
            )
        elif not places:
            assert one.fate == "gone"
            assert one.cue.left_out
    return misses


def jump_cuts(said: Talk) -> Cut:
    """The talk with each pause of more than 350 ms cut down to 160 ms."""
    parts: Cut = []
    at = 0
    for (_, end), (start, _) in pairwise(said.cues):
        if start - end > 350:
            parts.append(Kept(at, end + 80))
            at = start - 80
    return [*parts, Kept(at, said.length)]


EDITS: dict[str, Callable[[int, Sound], Cut]] = {
    "an intro": lambda length, other: [other[: 9 * RATE], Kept(0, length)],
    "cuts": lambda length, _: [Kept(4_300, 31_000), Kept(52_000, 80_250), Kept(80_900, length)],
    "insertions": lambda length, other: [
        *(Kept(0, 20_000), other[: 7 * RATE], Kept(20_000, 60_000)),
        *(np.zeros(3 * RATE, np.float32), Kept(60_000, length), other[8 * RATE : 20 * RATE]),
    ],
    "moved pieces": lambda length, _: [
        *(Kept(50_000, 72_000), Kept(0, 20_000), Kept(72_000, length), Kept(20_000, 50_000)),
    ],
    "a part of it": lambda _length, _: [Kept(41_000, 88_000)],
}


@pytest.mark.parametrize(
    ("name", "speed"),
    [
        *[("an intro", 1.0), ("cuts", 0.95), ("insertions", 1.0)],
        *[("moved pieces", 1.05), ("a part of it", 1.0)],
    ],
)
def test_cues_follow_their_speech(name: str, speed: float, old: Old, others: Sound) -> None:
    new = edited(old.talk, EDITS[name](old.talk.length, others), speed)
    found = followed_into(old, new)
    misses = off(old, new, found)
    assert misses
    assert max(misses) <= NEAR


@pytest.mark.parametrize("below", [20, 10])
def test_music_beneath_does_not_matter(below: float, old: Old, others: Sound) -> None:
    new = edited(old.talk, EDITS["cuts"](old.talk.length, others))
    beneath = music(Random(below), len(new.samples))  # noqa: S311 - made music
    new = new._replace(samples=over(new.samples, beneath, below))
    assert max(off(old, new, followed_into(old, new))) <= NEAR


def test_loudness_does_not_matter(old: Old, others: Sound) -> None:
    new = edited(old.talk, EDITS["moved pieces"](old.talk.length, others))
    swell = 10 ** (-np.abs(np.linspace(-25, 25, len(new.samples))) / 20)
    new = new._replace(samples=(new.samples * swell).astype(np.float32))
    assert max(off(old, new, followed_into(old, new))) <= NEAR


def test_pauses_cut_out(old: Old) -> None:
    new = edited(old.talk, jump_cuts(old.talk))
    assert max(off(old, new, followed_into(old, new))) <= NEAR


def share(span: tuple[int, int], other: tuple[int, int]) -> int:
    """How many ms two stretches have in common."""
    return max(0, min(span[1], other[1]) - max(span[0], other[0]))


def test_what_was_removed_and_put_in_is_told(old: Old, others: Sound) -> None:
    length = old.talk.length
    parts: Cut = [Kept(0, 20_000), others[: 7 * RATE], Kept(33_000, 70_000), Kept(71_000, length)]
    found = followed_into(old, edited(old.talk, parts))
    removed = [one.old for one in found.stretches if one.kind == "removed" and one.old]
    assert sum(share(one, (20_000, 33_000)) for one in removed) > 11_500
    assert sum(share(one, (70_000, 71_000)) for one in removed) > 900
    assert sum(end - start for start, end in removed) < 14_500
    inserted = [one for one in found.stretches if one.kind == "inserted"]
    assert sum(share(one.new, (20_000, 27_000)) for one in inserted) > 5_500
    assert all(share(one.new, (19_700, 27_300)) for one in inserted)
    assert sum(one.speech for one in inserted) > 3_000


def test_pieces_that_moved_are_told(old: Old, others: Sound) -> None:
    new = edited(old.talk, EDITS["moved pieces"](old.talk.length, others))
    kinds = {one.kind for one in followed_into(old, new).stretches if one.speech > 300}
    assert kinds == {"kept", "moved"}


def test_the_same_medium_is_the_same(old: Old) -> None:
    louder = edited(old.talk, [Kept(0, old.talk.length)])
    assert followed_into(old, louder).is_same


def test_another_talk_has_nothing_in_common(old: Old, others: Sound) -> None:
    found = recut(old.heard, sounding(samples_of(others), RATE))
    assert found.shared == 0
    assert {one.kind for one in found.stretches} == {"removed", "inserted"}


def test_silence_is_no_evidence(old: Old) -> None:
    silence = sounding(np.zeros(20 * RATE, np.int16), RATE)
    assert recut(old.heard, silence).shared == 0
    assert recut(silence, silence).shared == 0


def test_words_move_with_their_cue(old: Old) -> None:
    row = next(row for row, cue in enumerate(old.document.cues) if cue.start > 30_000)
    cue = old.document.cues[row]
    word = Word(cue.start + 100, cue.start + 300, "第", 0.5)
    cues = list(old.document.cues)
    cues[row] = Cue(cue.id, cue.start, cue.end, cue.text, words=Words([word]))
    new = edited(old.talk, [Kept(10_000, old.talk.length)])
    after = followed_into(old, new).follow(cues)[row].cue
    assert after.words is not None
    (moved,) = after.words
    assert moved.start == pytest.approx(word.start - 10_000, abs=NEAR)
    assert moved.confidence == 0.5


def test_the_change_puts_cues_in_order_of_time_and_is_undone(old: Old, others: Sound) -> None:
    new = edited(old.talk, EDITS["moved pieces"](old.talk.length, others))
    rows = proposals(old.document, followed_into(old, new))
    change = followed(old.document, [row.fix for row in rows])
    after = change.apply(old.document)
    starts = [cue.start for cue in after.cues]
    assert starts == sorted(starts)
    assert {cue.id for cue in after.cues} == {cue.id for cue in old.document.cues}
    assert change.invert().apply(after) == old.document


def test_new_speech_gets_empty_cues(old: Old, others: Sound) -> None:
    new = edited(old.talk, EDITS["an intro"](old.talk.length, others))
    rows = proposals(old.document, followed_into(old, new))
    (added,) = [row for row in rows if row.kind.text == "New speech"]
    after = followed(old.document, [row.fix for row in rows]).apply(old.document)
    empty = [cue for cue in after.cues if not cue.text]
    assert len(empty) == len(added.fix) > 0
    assert all(cue.end <= 9_100 for cue in empty)
    assert after.cues[: len(empty)] == tuple(empty)


def test_what_is_heard_twice_gets_copies(old: Old) -> None:
    first = next(cue for cue in old.document.cues if cue.start > 60_000)
    teaser = Kept(first.start - 40, first.start + 9_000)
    new = edited(old.talk, [teaser, Kept(0, old.talk.length)])
    rows = proposals(old.document, followed_into(old, new))
    (again,) = [row for row in rows if row.kind.text == "Heard again"]
    copy = again.fix[0][1]
    assert copy is not None
    assert (copy.text, copy.id) == (first.text, old.document.next_id)
    assert copy.start == pytest.approx(40, abs=NEAR)
