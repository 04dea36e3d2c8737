# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from editor import formats
from editor.core.document import Document
from editor.repair.diagnosis import Diagnosis, Evidence, diagnose, proposals, repair
from tests.making import REAL

RUNNING_END = 2_209_700  # 36:49.7, the sum of the windows' last ends
FIXED_END = 2_327_839  # 38:47.839, 77 windows of 30 s and the last one's 17.839 s


@pytest.fixture(scope="module")
def real() -> Document:
    return formats.read(REAL.read_bytes())


def with_length(real: Document, minutes: int, seconds: int) -> Diagnosis:
    return diagnose(real.cues, Evidence((minutes * 60 + seconds) * 1000))


def interpretations(diagnosis: Diagnosis) -> dict[str, str]:
    return {
        interpretation.candidate.model: interpretation.confidence
        for interpretation in diagnosis.interpretations
    }


def test_every_line_and_every_window_is_found(real: Document) -> None:
    diagnosis = diagnose(real.cues, Evidence())
    assert len(real.cues) == 906
    assert len(diagnosis.chunks) == 78
    assert diagnosis.chunks[-1].stop == 906
    assert max(chunk.end for chunk in diagnosis.chunks) == 29_879
    assert "falls back 77 times" in diagnosis.finding.text
    assert "78 recogniser windows" in diagnosis.finding.text


def test_without_the_medium_the_running_interpretation_is_chosen(real: Document) -> None:
    best, other = diagnose(real.cues, Evidence()).interpretations
    assert (best.candidate.model, best.confidence) == ("running", "medium")
    assert (other.candidate.model, other.confidence) == ("fixed:30", "low")
    assert best.end == pytest.approx(RUNNING_END, abs=100)
    assert other.end == pytest.approx(FIXED_END, abs=100)
    assert best.reason.text.startswith("2 of 77 windows reach 0:30.0")


def test_a_length_that_fits_one_interpretation_decides(real: Document) -> None:
    assert interpretations(with_length(real, 36, 50)) == {"running": "medium", "fixed:30": "low"}
    assert interpretations(with_length(real, 38, 48)) == {"fixed:30": "medium", "running": "low"}


@pytest.mark.parametrize(("minutes", "seconds"), [(30, 0), (36, 30), (50, 0)])
def test_a_length_that_fits_no_interpretation_leaves_it_open(
    real: Document, minutes: int, seconds: int
) -> None:
    diagnosis = with_length(real, minutes, seconds)
    assert {interpretation.confidence for interpretation in diagnosis.interpretations} == {"low"}


def test_repaired_lines_stand_where_a_person_put_them(real: Document) -> None:
    diagnosis = diagnose(real.cues, Evidence())
    repaired = repair(real, diagnosis.interpretations[0].candidate).apply(real)
    # The first window ends at 28.719 with line 18, the second at 27.719 with line 30.
    assert repaired.cues[:18] == real.cues[:18]
    assert (repaired.cues[18].start, repaired.cues[18].end) == (28_719, 28_719 + 2_240)
    assert repaired.cues[29].end == 28_719 + 27_719
    assert repaired.cues[30].start == 28_719 + 27_719
    assert repaired.end == pytest.approx(RUNNING_END, abs=100)
    assert [cue.text for cue in repaired.cues] == [cue.text for cue in real.cues]


def test_each_window_is_proposed_with_its_times(real: Document) -> None:
    diagnosis = diagnose(real.cues, Evidence())
    first, second, *rest = proposals(real, diagnosis.interpretations[0].candidate)
    assert len(rest) == 76
    assert (first.before, first.after) == ("0:00.0 – 0:28.7", "0:00.0 – 0:28.7")
    assert (second.before, second.after) == ("0:00.0 – 0:27.7", "0:28.7 – 0:56.4")
    assert second.reason.text == "Window 2, cues 19 to 30: 28.72 s later."
    assert all(proposal.sure for proposal in (first, second, *rest))
