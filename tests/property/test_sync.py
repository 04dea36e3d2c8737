# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the cues, what is within limits stays so, and no text is lost; see `test_tools` too."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.proposal import Proposal, accepted
from editor.repair.resegment import Limits, joined, parted
from editor.repair.snap import close_gaps, keep_gaps, keep_lengths, to_speech
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
