# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which clocks are broken is found out from what it can be found out from."""

from random import Random

import pytest

from editor.core.cue import Cue
from editor.core.document import Document
from editor.repair.candidate import Candidate
from editor.repair.chunks import find_chunks
from editor.repair.doubts import doubtful
from editor.repair.offsets import Diagnosis, diagnose, repair
from editor.repair.witness import SpeechWitness
from tests.clock_families import FAMILIES
from tests.clocks import Case
from tests.making import document, seconds

EVIDENCE = ("length", "speech", "reference")
VARIANTS = 2
SOLVED = {(): 1.0, ("length",): 0.99, ("length", "speech"): 0.95, ("length", "reference"): 0.9}


def case_of(name: str, variant: int) -> Case:
    return FAMILIES[name].make(Random(f"{name} {variant}"), variant)  # noqa: S311 - made talk


def looked_at(case: Case, *wanted: str) -> Diagnosis:
    return diagnose(case.cues, case.evidence(Random(1), *wanted))  # noqa: S311 - made talk


def repaired(case: Case, diagnosis: Diagnosis) -> Document:
    """As `--clock auto` does it: what is of low confidence is left alone."""
    before = document(case.cues)
    if not diagnosis.readings or diagnosis.confidence == "low":
        return before
    return repair(before, diagnosis.readings[0].candidate).apply(before)


def share_right(case: Case, cues: tuple[Cue, ...]) -> float:
    return case.right({cue.id: (cue.start, cue.end) for cue in cues})


SOLVABLE = [
    pytest.param(name, variant, wanted, id=f"{name} {variant} {'+'.join(wanted) or 'times'}")
    for name, family in FAMILIES.items()
    for variant in range(VARIANTS)
    for wanted in SOLVED
    if not family.needs or set(family.needs) & set(wanted)
]


@pytest.mark.parametrize(("name", "variant", "wanted"), SOLVABLE)
def test_a_broken_clock_is_repaired(name: str, variant: int, wanted: tuple[str, ...]) -> None:
    case = case_of(name, variant)
    diagnosis = looked_at(case, *wanted)
    assert share_right(case, repaired(case, diagnosis).cues) >= SOLVED[wanted]


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("wanted", [(), ("length",), ("length", "speech")], ids="+".join)
def test_what_is_highly_sure_is_right(name: str, wanted: tuple[str, ...]) -> None:
    for variant in range(VARIANTS):
        case = case_of(name, variant)
        diagnosis = looked_at(case, *wanted)
        if diagnosis.confidence == "high":
            assert share_right(case, repaired(case, diagnosis).cues) >= 0.95


@pytest.mark.parametrize("name", ["clean", "out of order"])
@pytest.mark.parametrize("wanted", [(), *((one,) for one in EVIDENCE), EVIDENCE], ids="+".join)
def test_a_right_clock_is_never_touched(name: str, wanted: tuple[str, ...]) -> None:
    for variant in range(VARIANTS):
        diagnosis = looked_at(case_of(name, variant), *wanted)
        assert diagnosis.readings == ()
        assert diagnosis.confidence == (
            "high" if {"speech", "reference"} & set(wanted) else "medium"
        )


OTHERS = [name for name in FAMILIES if name not in {"hours", "skewed", "lost hour", "long windows"}]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("kind", ["speech", "reference"])
def test_the_sound_of_another_talk_proves_nothing(name: str, kind: str) -> None:
    """A model that may put every chunk where it likes finds speech anywhere."""
    case = case_of(name, 0)
    case.anchors = case.parts = ()
    case.lines = case_of("voice chunks", 5).lines
    assert looked_at(case, kind).confidence != "high"


@pytest.mark.parametrize("name", OTHERS)
def test_what_was_repaired_is_left_alone(name: str) -> None:
    case = case_of(name, 0)
    evidence = case.evidence(Random(1), "length", "speech")  # noqa: S311 - made talk
    after = repaired(case, diagnose(case.cues, evidence))
    case.anchors = case.parts = ()
    again = diagnose(after.cues, case.evidence(Random(1), "length", "speech"))  # noqa: S311
    assert share_right(case, repaired_again(after, again)) == share_right(case, after.cues)


def repaired_again(before: Document, diagnosis: Diagnosis) -> tuple[Cue, ...]:
    if not diagnosis.readings or diagnosis.confidence == "low":
        return before.cues
    return repair(before, diagnosis.readings[0].candidate).apply(before).cues


def test_a_chunk_that_fits_in_two_places_is_known() -> None:
    """Between the first and the last one somebody speaks twice; the middle one may be either."""
    cues = seconds((0, 2), (2, 5), (0, 1), (0, 2), (2, 5))
    chunks = find_chunks(cues)
    assert [chunk.first for chunk in chunks] == [0, 2, 3]
    candidate = Candidate("pauses", chunks, (0, 7_000, 15_000))
    either = SpeechWitness([0, 2_000, 7_000, 10_000, 15_000], [1_900, 5_000, 8_000, 11_000, 20_000])
    assert doubtful(cues, candidate, either) == {1}
    only = SpeechWitness([0, 2_000, 7_000, 15_000], [1_900, 5_000, 8_000, 20_000])
    assert doubtful(cues, candidate, only) == frozenset()


def test_the_second_copy_of_an_overlap_goes() -> None:
    case = case_of("overlapping windows", 0)
    reading = looked_at(case).readings[0]
    assert reading.candidate.model == "stride:25"
    assert reading.candidate.dropped == {row for row, true in enumerate(case.truth) if true is None}


def test_a_long_analysis_can_be_called_off() -> None:
    class Impatient:
        def report(self, done: float, total: float | None = None) -> None:
            raise KeyboardInterrupt(done, total)

    case = case_of("voice chunks", 0)
    evidence = case.evidence(Random(1), "speech")  # noqa: S311 - made talk
    with pytest.raises(KeyboardInterrupt):
        diagnose(case.cues, evidence, Impatient())
