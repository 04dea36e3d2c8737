# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which clocks are broken is found out from what it can be found out from."""

from dataclasses import replace
from random import Random

import pytest

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.progress import UNHEARD, Progress
from editor.repair.ambiguity import doubtful
from editor.repair.candidate import Candidate
from editor.repair.chunks import find_chunks
from editor.repair.diagnosis import Diagnosis, diagnose, repair
from editor.repair.evidence import Evidence
from editor.repair.witness import SpeechWitness
from tests.clock_families import FAMILIES
from tests.clocks import Case, cut, heard, restarted, talk
from tests.making import document, seconds

EVIDENCE = ("length", "speech", "reference")
VARIANTS = 2
SOLVED = {(): 1.0, ("length",): 0.99, ("length", "speech"): 0.95, ("length", "reference"): 0.9}


def case_of(name: str, variant: int) -> Case:
    return FAMILIES[name].make(Random(f"{name} {variant}"), variant)  # noqa: S311 - made talk


def looked_at(case: Case, *wanted: str, progress: Progress = UNHEARD) -> Diagnosis:
    return diagnose(case.cues, case.evidence(Random(1), *wanted), progress)  # noqa: S311 - made talk


def repaired(case: Case, diagnosis: Diagnosis) -> Document:
    """As `--clock auto` does it: what is of low confidence is left alone."""
    before = document(case.cues)
    if not diagnosis.interpretations or diagnosis.confidence == "low":
        return before
    return repair(before, diagnosis.interpretations[0].candidate).apply(before)


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
        assert diagnosis.interpretations == ()
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
    if not diagnosis.interpretations or diagnosis.confidence == "low":
        return before.cues
    return repair(before, diagnosis.interpretations[0].candidate).apply(before).cues


def music(case: Case) -> tuple[list[int], list[int]]:
    """What a detector makes of music that drowns the talk."""
    random = Random("music")  # noqa: S311 - the same every time
    starts, ends, time = list[int](), list[int](), 0
    while time < case.length:
        starts.append(time + random.randrange(120, 700))
        ends.append(starts[-1] + random.randrange(80, 1_500))
        time = ends[-1]
    return starts, ends


@pytest.mark.parametrize("name", ["fixed windows", "other zero", "overlapping windows", "parts"])
@pytest.mark.parametrize("wanted", [(), ("length",)], ids="+".join)
@pytest.mark.parametrize("hum", [True, False], ids=["a hum", "music"])
def test_sound_that_tells_nothing_makes_nothing_doubtful(
    name: str, wanted: tuple[str, ...], *, hum: bool
) -> None:
    case = case_of(name, 0)
    evidence = case.evidence(Random(1), *wanted)  # noqa: S311 - made talk
    alone = diagnose(case.cues, evidence)
    drowned = ([0], [case.length]) if hum else music(case)
    diagnosis = diagnose(case.cues, replace(evidence, speech=drowned))
    assert diagnosis.confidence == alone.confidence != "low"
    assert [one.candidate for one in diagnosis.interpretations] == [
        one.candidate for one in alone.interpretations
    ]
    assert diagnosis.interpretations[0].reason.text == (
        f"{alone.interpretations[0].reason.text} "
        "The audio did not help: nothing matches it better than chance."
    )


def test_sound_that_tells_nothing_finds_nothing_wrong_with_a_clock_that_runs_through() -> None:
    case = case_of("clean", 0)
    diagnosis = diagnose(case.cues, Evidence(speech=music(case)))
    assert diagnosis.interpretations == ()
    assert diagnosis.confidence == "low"
    assert diagnosis.finding.text == (
        "Times run in order. Whether they match the media could not be told from the audio."
    )


def test_a_few_lines_that_are_heard_elsewhere_do_not_make_a_rule_doubtful() -> None:
    """Four lines are heard 0.4 s late, and a free fit has them there; the rule has all others."""
    random = Random("four lines")  # noqa: S311 - made talk
    lines = talk(random, 4.2, silences=[(95_000, 66_000)])
    last = lines[-1].start // 30_000 * 30_000
    few = [line for line in lines if line.start >= last][:4]
    lines = [line for line in lines if line.start < last]
    case = restarted(Case(lines), cut([*lines, *few], 30_000))
    late = [line._replace(voice=(line.voice[0] + 400, line.voice[1] + 400)) for line in few]
    speech = heard(random, [*lines, *late])
    diagnosis = diagnose(case.cues, Evidence(few[-1].end + 5_000, speech=speech))
    assert diagnosis.interpretations[0].candidate.model == "skipping:30"
    assert diagnosis.confidence == "medium"
    assert share_right(case, repaired(case, diagnosis).cues) == 1.0


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
    interpretation = looked_at(case).interpretations[0]
    assert interpretation.candidate.model == "stride:25"
    assert interpretation.candidate.dropped == {
        row for row, true in enumerate(case.truth) if true is None
    }


def test_a_long_analysis_can_be_called_off() -> None:
    class Impatient:
        def report(self, done: float, total: float | None = None) -> None:
            raise KeyboardInterrupt(done, total)

    with pytest.raises(KeyboardInterrupt):
        looked_at(case_of("voice chunks", 0), "speech", progress=Impatient())


@pytest.mark.parametrize("name", ["voice chunks", "steps", "silent windows"])
def test_a_search_can_be_called_off_at_any_cue(name: str) -> None:
    """Else one who types while it is made waits seconds for the end of a model."""

    class Count:
        reports = 0

        def report(self, done: float, total: float | None = None) -> None:
            del done, total
            self.reports += 1

    case, count = case_of(name, 0), Count()
    looked_at(case, "speech", progress=count)
    assert count.reports > len(case.cues)
