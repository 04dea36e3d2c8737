# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever talk is cut into windows, the named model puts every cue back."""

from itertools import accumulate, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from editor.core.cue import Cue
from editor.core.proposal import accepted
from editor.repair.anchors import BY_EAR, FILM_RATES, anchored
from editor.repair.candidate import Candidate
from editor.repair.chunks import find_chunks
from editor.repair.diagnosis import TITLE, Evidence, diagnose, proposals, repair
from editor.repair.models import USUAL_LENGTHS, fixed, running
from editor.repair.past_end import runs_past
from tests.making import Times, document, talk, times


@st.composite
def talks(draw: st.DrawFn, most: int = 60, least: int = 1) -> list[Times]:
    """Contiguous talk on Whisper's grid of 20 ms: lines of 0.2 to 8 s."""
    lengths = draw(
        st.lists(st.integers(10, 400).map(lambda n: n * 20), min_size=least, max_size=most)
    )
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


def brought_back(candidate: Candidate, cues: list[Cue]) -> list[Times]:
    """The times as a model has them; the change that brings them there can be taken back."""
    broken = document(tuple(cues))
    change = repair(broken, candidate)
    repaired = change.apply(broken)
    assert change.invert().apply(repaired) == broken
    return times(repaired.cues)


@given(talks(), st.sampled_from(USUAL_LENGTHS[1:]), st.sampled_from([0, 2_000, 3_600_000]))
def test_the_fixed_model_undoes_fixed_windows_whatever_time_they_count_from(
    lines: list[Times], window: int, clock: int
) -> None:
    whole, shown = fixed_windows(lines, window)
    cues = [cue.shifted(clock) for cue in shown]
    chunks = find_chunks(cues)
    assume(len(chunks) > 2 or clock == 0)  # a clock that never falls back needs no repair
    assert brought_back(fixed(chunks, window), cues) == whole


@given(talks(least=40), st.integers(1, 3))
def test_a_clock_repaired_in_part_is_repaired_whole(lines: list[Times], done: int) -> None:
    """The first windows are right already: together they are one that is longer."""
    whole, shown = fixed_windows(lines, 30_000)
    windows = [start // 30_000 for start, _ in whole]
    cues = [
        cue.shifted(window * 30_000 if window < done else 0)
        for cue, window in zip(shown, windows, strict=True)
    ]
    assume(windows[-1] > done + 1)
    assert brought_back(fixed(find_chunks(cues), 30_000), cues) == whole


@given(st.lists(talks(20), min_size=2, max_size=5), st.data())
def test_parts_put_together_are_told_from_their_lengths(
    pieces: list[list[Times]], data: st.DataObject
) -> None:
    rests = data.draw(st.lists(st.integers(0, 3_000), min_size=len(pieces), max_size=len(pieces)))
    lengths = [piece[-1][1] + rest for piece, rest in zip(pieces, rests, strict=True)]
    cues = list(talk(*(line for piece in pieces for line in piece)))
    true = [
        (start + offset, end + offset)
        for piece, offset in zip(pieces, accumulate(lengths, initial=0), strict=False)
        for start, end in piece
    ]
    assume(len(find_chunks(cues)) == len(pieces))
    first = diagnose(cues, Evidence(sum(lengths), part_lengths=lengths)).interpretations[0]
    assert (first.candidate.kind, first.confidence) == ("parts", "high")
    assert brought_back(first.candidate, cues) == true


@given(talks(), st.sets(st.integers(0, 12), max_size=3))
def test_a_start_heard_after_each_silent_window_restores_fixed_ones(
    lines: list[Times], silent: set[int]
) -> None:
    """Which windows left no line is nowhere in the times; a person who listens knows it."""
    whole, shown = fixed_windows(lines, 30_000)
    windows = [start // 30_000 for start, _ in whole]
    true = []
    for (start, end), window in zip(whole, windows, strict=True):
        late = 30_000 * sum(gap < window for gap in silent)
        true.append((start + late, end + late))
    chunks = find_chunks(shown)
    assume(len(chunks) == windows[-1] + 1 > 1)
    anchors = [(chunk.first, true[chunk.first][0]) for chunk in chunks]
    restored = anchored(shown, fixed(chunks, 30_000), anchors)
    assert brought_back(restored, shown) == true


@given(talks(least=40), st.integers(0, 90_000), st.sampled_from(FILM_RATES))
def test_two_starts_put_a_clock_of_another_film_rate_right(
    lines: list[Times], delta: int, rate: float
) -> None:
    assume(lines[-1][0] > 60_000)  # nearer together, two starts do not tell rates apart
    cues = talk(*((round(start * rate), round(end * rate)) for start, end in lines))
    true = [(start + delta, end + delta) for start, end in lines]
    last = len(lines) - 1
    anchors = [(0, true[0][0]), (last, true[last][0])]
    assume(max(abs(cues[row].start - at) for row, at in anchors) > BY_EAR)
    found = diagnose(cues, Evidence(anchors=anchors)).interpretations
    for at, wanted in zip(brought_back(found[0].candidate, list(cues)), true, strict=True):
        assert max(abs(at[0] - wanted[0]), abs(at[1] - wanted[1])) <= 10


@given(talks(), st.sampled_from([None, 36_000, 3_600_000]))
def test_what_was_repaired_is_left_alone_and_the_repair_can_be_undone(
    lines: list[Times], length: int | None
) -> None:
    broken = document(tuple(whispers_windows(lines)))
    diagnosis = diagnose(broken.cues, Evidence(length))
    for interpretation in (*diagnosis.interpretations, *diagnosis.others):
        change = repair(broken, interpretation.candidate)
        repaired = change.apply(broken)
        assert change.invert().apply(repaired) == broken
        assert [cue.text for cue in repaired.cues] == [cue.text for cue in broken.cues]
        if length is None or not runs_past(repaired.cues, length):
            assert diagnose(repaired.cues, Evidence(length)).interpretations == ()


@given(subtitles())
def test_a_correct_file_is_never_taken_for_a_broken_one(lines: list[Times]) -> None:
    assert diagnose(talk(*lines), Evidence()).interpretations == ()


@given(talks().flatmap(st.permutations))
def test_a_shuffled_file_is_never_taken_for_a_broken_one(lines: list[Times]) -> None:
    assert diagnose(talk(*lines), Evidence()).interpretations == ()


@given(
    st.lists(st.tuples(st.integers(-10_000, 4_000_000), st.integers(-5_000, 60_000)), max_size=40)
)
def test_any_times_get_an_answer(rows: list[Times]) -> None:
    cues = talk(*((start, start + length) for start, length in rows))
    diagnosis = diagnose(cues, Evidence(600_000))
    for interpretation in diagnosis.interpretations:
        assert len(interpretation.candidate.offsets) == len(interpretation.candidate.chunks)
        assert interpretation.reason.text
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


ANY = st.one_of(st.sampled_from([0, 3_599_000, 86_399_000]), st.integers(-5_000, 10**8))


@given(
    st.lists(st.tuples(ANY, ANY), min_size=1, max_size=30),
    st.sampled_from([None, 0, 15_000, 3_600_000]),
)
def test_whatever_the_times_every_reading_keeps_all_cues_and_can_be_undone(
    lines: list[Times], length: int | None
) -> None:
    broken = document(talk(*lines))
    diagnosis = diagnose(broken.cues, Evidence(length))
    assert diagnosis.finding.text
    for interpretation in (*diagnosis.interpretations, *diagnosis.others):
        candidate = interpretation.candidate
        change = repair(broken, candidate)
        repaired = change.apply(broken)
        assert change.invert().apply(repaired) == broken
        assert len(repaired.cues) == len(lines) - len(candidate.dropped)
        assert candidate.kind != "keep" or repaired == broken
        assert interpretation.reason.text
