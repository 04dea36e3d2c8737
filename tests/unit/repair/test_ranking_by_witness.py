# SPDX-License-Identifier: GPL-3.0-or-later
"""Candidates are ranked by speech, and by how much better they fit it than by chance."""

from __future__ import annotations

from random import Random

from editor.core.cue import Cue
from editor.core.errors import Problem
from editor.core.progress import UNHEARD
from editor.repair.chunks import find_chunks
from editor.repair.interpretation import Interpretation
from editor.repair.models import fixed, running
from editor.repair.ranking_by_witness import Model, by_witness, unheard
from editor.repair.witness import SpeechWitness
from tests.clocks import Line, cut, talk

LINES = talk(Random(906), 8, pauses=0.3)  # noqa: S311 - made talk
WINDOWS = cut(LINES, 30_000)
CUES = tuple(
    Cue(row, line.start - begin, line.end - begin, line.text)
    for row, (begin, line) in enumerate((begin, line) for begin, part in WINDOWS for line in part)
)
CHUNKS = find_chunks(CUES)


def heard(lines: list[Line]) -> SpeechWitness:
    return SpeechWitness([line.voice[0] for line in lines], [line.voice[1] for line in lines])


RUNNING, FIXED = (
    Interpretation(candidate, candidate.end, "medium", Problem("By its times."))
    for candidate in (running(CHUNKS), fixed(CHUNKS, 30_000))
)


def test_what_lies_on_the_speech_is_first_and_highly_sure() -> None:
    found = by_witness(CUES, (RUNNING, FIXED), (), heard(LINES), UNHEARD)
    assert [one.candidate.model for one in found] == ["fixed:30", "running"]
    assert (found[0].confidence, found[1].confidence) == ("high", "low")
    assert "of cues start where speech starts; best alternative" in found[0].reason.text


def test_a_model_that_is_fitted_to_the_speech_is_ranked_as_well() -> None:
    model = Model("fixed", lambda _: fixed(CHUNKS, 30_000))
    found = by_witness(CUES, (RUNNING,), [model], heard(LINES), UNHEARD)
    assert found[0].candidate.model == "fixed:30"


def test_a_model_may_not_fit() -> None:
    found = by_witness(
        CUES, (RUNNING, FIXED), [Model("line", lambda _: None)], heard(LINES), UNHEARD
    )
    assert [one.candidate.model for one in found] == ["fixed:30", "running"]


def test_speech_of_another_talk_changes_nothing() -> None:
    other = heard(talk(Random(4), 8))  # noqa: S311 - made talk
    before = (RUNNING, FIXED)
    found = by_witness(CUES, before, (), other, UNHEARD)
    assert [one.candidate for one in found] == [one.candidate for one in before]
    assert "The audio did not help" in found[0].reason.text


def test_what_the_sound_could_not_tell_stays_as_it_was() -> None:
    first, second = unheard([RUNNING, FIXED])
    assert (first.candidate, first.confidence) == (RUNNING.candidate, "medium")
    assert first.reason.text.startswith("By its times. The audio did not help")
    assert second == FIXED
