# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the cues, each tool's change can be taken back, and most say nothing a second time."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.proposal import Proposal, accepted
from editor.repair.resegment import Limits, joined, parted
from editor.repair.snap import close_gaps, keep_gaps, keep_lengths, to_speech
from editor.repair.sync import bend, change_rate, shift, stretch
from tests.making import document

Tool = Callable[[Document, list[int]], list[Proposal]]
SPEECH = (list(range(400, 60_000, 2_300)), list(range(2_100, 62_000, 2_300)))

CUES = st.lists(
    st.tuples(
        st.integers(0, 60_000),
        st.integers(-50, 9_000),
        st.text("我们的模型，是 ab。\n", max_size=30),
    ),
    max_size=12,
).map(
    lambda rows: document(
        tuple(Cue(n, start, start + length, text) for n, (start, length, text) in enumerate(rows))
    )
)
MOVING: list[Tool] = [
    lambda before, rows: shift(before, rows, 750),
    lambda before, rows: stretch(before, rows, (0, 500), (10_000, 11_000)),
    lambda before, rows: bend(before, [(row, before.cues[row].start + 300) for row in rows[:3]]),
    lambda before, rows: change_rate(before, rows, 25, 23.976),
]
SETTLING: list[Tool] = [
    lambda before, rows: close_gaps(before, rows, 500),
    lambda before, rows: keep_gaps(before, rows, 80),
    lambda before, rows: keep_lengths(before, rows, 833, 7_000, 40),
    lambda before, _rows: parted(before, Limits()),
]
OTHERS: list[Tool] = [
    lambda before, rows: to_speech(before, rows, SPEECH),
    lambda before, _rows: joined(before, Limits()),
]


def after(before: Document, found: list[Proposal]) -> Document:
    change = accepted(before, "…", [proposal.fix for proposal in found])
    result = change.apply(before)
    assert change.invert().apply(result) == before
    assert len({cue.id for cue in result.cues}) == len(result.cues)
    return result


@given(CUES, st.sampled_from([*MOVING, *SETTLING, *OTHERS]), st.data())
def test_every_change_undoes_to_the_identical_document(
    before: Document, tool: Tool, data: st.DataObject
) -> None:
    try:
        found = tool(before, list(range(len(before.cues))))
    except UserError:
        return
    after(before, found)
    ticked = [proposal for proposal in found if data.draw(st.booleans())]
    after(before, ticked)
    for proposal in found:
        assert proposal.reason.text
        assert proposal.kind.text


@given(CUES, st.sampled_from(SETTLING))
def test_what_is_within_the_limits_stays_so(before: Document, tool: Tool) -> None:
    once = after(before, tool(before, list(range(len(before.cues)))))
    assert tool(once, list(range(len(once.cues)))) == []


@given(CUES, st.sampled_from([*SETTLING, *OTHERS]))
def test_no_text_is_lost_and_no_cue_turns_round(before: Document, tool: Tool) -> None:
    result = after(before, tool(before, list(range(len(before.cues)))))
    assert _letters(result) == _letters(before)
    assert sum(cue.duration <= 0 for cue in result.cues) <= sum(
        cue.duration <= 0 for cue in before.cues
    )


def _letters(document: Document) -> str:
    return "".join("".join(cue.text.split()) for cue in document.cues)
