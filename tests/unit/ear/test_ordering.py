# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of words by text gives way to that by sound."""

from __future__ import annotations

from editor.core.doubt import Candidate
from editor.ear.ordering import by_gain, with_candidates
from editor.language.sound.alternatives import Alternative

TEXT = "看全中变化"


def word(start: int, end: int, text: str) -> Alternative:
    return Alternative(start, end, text, is_term=False, gain=1.0)


FOUND = [word(1, 3, "圈中"), word(1, 3, "权重"), word(2, 3, "钟")]


def test_what_fits_the_sound_better_comes_first() -> None:
    heard = (Candidate(1, 3, "权重", 0.3), Candidate(2, 3, "钟", 0.1))
    found = with_candidates(TEXT, FOUND, heard, (1, 1))
    assert [each.word for each in found] == ["权重", "钟", "圈中"]


def test_what_only_the_sound_has_found_is_added_and_what_is_elsewhere_not() -> None:
    heard = (Candidate(1, 3, "劝众", 0.3), Candidate(3, 5, "变花", 0.2), Candidate(1, 2, "权", 0.1))
    found = with_candidates(TEXT, FOUND, heard, (1, 1))
    assert [each.word for each in found] == ["劝众", "权", "圈中", "权重", "钟"]
    assert (found[0].start, found[0].end) == (1, 3)


def test_the_same_text_is_offered_once() -> None:
    same = Candidate(1, 2, "圈", 0.3)  # another span, the same line
    assert with_candidates(TEXT, FOUND, (same,), (1, 1)) == FOUND


def test_gains_put_in_order_and_ties_stay() -> None:
    gains = [-0.2, 0.4, -0.2]
    assert [each.word for each in by_gain(TEXT, FOUND, gains)] == ["权重", "圈中", "钟"]


def test_what_is_heard_is_ranked_among_them_unless_it_is_one_of_them() -> None:
    gains = [-0.2, 0.4, -0.2]
    heard = Candidate(1, 3, "全都", 0.1)
    words = by_gain(TEXT, FOUND, gains, heard)
    assert [each.word for each in words] == ["权重", "全都", "圈中", "钟"]
    assert [each.is_heard for each in words] == [False, True, False, False]
    same = Candidate(1, 3, "权重", 0.4)
    assert by_gain(TEXT, FOUND, gains, same) == by_gain(TEXT, FOUND, gains)
