# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever talk is cut into windows, the named model puts every cue back."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from editor.core.cue import Cue
from editor.core.proposal import accepted
from editor.repair.chunks import find_chunks
from editor.repair.models import fixed, running
from editor.repair.offsets import TITLE, Evidence, diagnose, proposals, repair
from tests.making import Times, document, talk, times


@st.composite
def talks(draw: st.DrawFn, most: int = 60) -> list[Times]:
    """Contiguous talk on Whisper's grid of 20 ms: lines of 0.2 to 8 s."""
    lengths = draw(st.lists(st.integers(10, 400).map(lambda n: n * 20), min_size=1, max_size=most))
    borders = [0]
    for length in lengths:
        borders.append(borders[-1] + length)
    return list(pairwise(borders))


@st.composite
def subtitles(draw: st.DrawFn) -> list[Times]:
    """A correct file: pauses, and now and then somebody who speaks too early."""
    lines: list[Times] = []
    for start, end in draw(talks()):
        most = min(400, (end - start) // 2, start - lines[-1][0]) if lines else 0
        lines.append((start - draw(st.integers(0, most)), end))
    return lines


def whispers_windows(lines: list[Times], window: int = 30_000) -> list[Cue]:
    """Each window takes the lines that end inside it and begins where the last one ended."""
    begin = 0
    shown = []
    end = 0
    for line in lines:
        if line[1] > begin + window:
            begin = end
        shown.append((line[0] - begin, line[1] - begin))
        end = line[1]
    return list(talk(*shown))


def fixed_windows(lines: list[Times], window: int) -> tuple[list[Times], list[Cue]]:
    """A line over a window's end is cut there; times before, and as the windows show them."""
    whole = []
    for start, end in lines:
        cuts = [start, *range((start // window + 1) * window, end, window), end]
        whole += list(pairwise(cuts))
    shown = [(start % window, start % window + end - start) for start, end in whole]
    return whole, list(talk(*shown))


@given(talks())
def test_the_running_model_undoes_whispers_windows(lines: list[Times]) -> None:
    broken = document(tuple(whispers_windows(lines)))
    chunks = find_chunks(broken.cues)
    assert times(repair(broken, running(chunks)).apply(broken).cues) == lines


@given(talks(), st.sampled_from([10_000, 15_000, 30_000, 60_000]))
def test_the_fixed_model_undoes_fixed_windows(lines: list[Times], window: int) -> None:
    whole, shown = fixed_windows(lines, window)
    broken = document(tuple(shown))
    chunks = find_chunks(broken.cues)
    assert times(repair(broken, fixed(chunks, window)).apply(broken).cues) == whole


@given(talks(), st.sampled_from([None, 36_000, 3_600_000]))
def test_what_was_repaired_is_left_alone_and_the_repair_can_be_undone(
    lines: list[Times], length: int | None
) -> None:
    broken = document(tuple(whispers_windows(lines)))
    diagnosis = diagnose(broken.cues, Evidence(length))
    for reading in diagnosis.readings:
        change = repair(broken, reading.candidate)
        repaired = change.apply(broken)
        assert change.invert().apply(repaired) == broken
        assert [cue.text for cue in repaired.cues] == [cue.text for cue in broken.cues]
        assert diagnose(repaired.cues, Evidence(length)).readings == ()


@given(subtitles())
def test_a_correct_file_is_never_taken_for_a_broken_one(lines: list[Times]) -> None:
    assert diagnose(talk(*lines), Evidence()).readings == ()


@given(talks().flatmap(st.permutations))
def test_a_shuffled_file_is_never_taken_for_a_broken_one(lines: list[Times]) -> None:
    assert diagnose(talk(*lines), Evidence()).readings == ()


@given(
    st.lists(st.tuples(st.integers(-10_000, 4_000_000), st.integers(-5_000, 60_000)), max_size=40)
)
def test_any_times_get_an_answer(rows: list[Times]) -> None:
    cues = talk(*((start, start + length) for start, length in rows))
    diagnosis = diagnose(cues, Evidence(600_000))
    for reading in diagnosis.readings:
        assert len(reading.candidate.offsets) == len(reading.candidate.chunks)
        assert reading.reason.text
    assert sum(chunk.stop - chunk.first for chunk in diagnosis.chunks) == len(cues)


@given(talks(), st.data())
def test_accepting_proposals_is_repairing(lines: list[Times], data: st.DataObject) -> None:
    broken = document(tuple(whispers_windows(lines)))
    chunks = find_chunks(broken.cues)
    found = proposals(broken, running(chunks))
    whole = repair(broken, running(chunks))
    assert len(found) == len(chunks)
    assert accepted(broken, TITLE, [proposal.fix for proposal in found]) == whole
    ticks = [data.draw(st.booleans()) for _ in found]
    fixes = [proposal.fix for proposal, tick in zip(found, ticks, strict=True) if tick]
    after = accepted(broken, TITLE, fixes).apply(broken).cues
    repaired = whole.apply(broken).cues
    for chunk, tick in zip(chunks, ticks, strict=True):
        rows = slice(chunk.first, chunk.stop)
        assert after[rows] == (repaired if tick else broken.cues)[rows]
