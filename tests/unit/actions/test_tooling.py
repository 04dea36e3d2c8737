# SPDX-License-Identifier: GPL-3.0-or-later
"""What tools propose, from what is given and what their fields hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from editor.actions.tooling import cuts, edges, moving, tracks
from editor.actions.tooling.fields import Choice, Given, Tool, anchors_of
from editor.actions.tooling.proposing import Proposing
from editor.actions.tooling.scope import rows_of
from editor.actions.tooling.table import TOOLS
from editor.checks.profiles import profile
from editor.core.document import Source
from editor.core.errors import Problem, UserError
from editor.core.proposal import Proposal, accepted
from editor.core.selection import Selection
from editor.jobs import Jobs
from editor.repair.evidence import Evidence
from tests.making import times, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from tests.desk import Desk

TALK = written(
    (0, 1_500, "大家好"),
    (2_000, 3_500, "今天 Sub 字幕"),
    (4_000, 5_500, "怎么校对"),
    (6_000, 7_500, "再见"),
)


def given(row: int = 0, evidence: Evidence | None = None) -> Given:
    return Given(TALK, Selection().at(row), evidence or Evidence(), profile("bilibili"))


def done(tool: Tool, now: Given, **values: Any) -> list[tuple[int, int]]:
    fixes = [proposal.fix for proposal in tool.propose(now, values)]
    return times(accepted(now.document, "", fixes).apply(now.document).cues)


def test_the_scope_is_all_or_the_chosen_or_those_from_the_current_one_on() -> None:
    chosen = replace(given(), selection=Selection().at(3).toggled(1))
    assert [rows_of(chosen, scope) for scope in (0, 1)] == [[0, 1, 2, 3], [1, 3]]
    assert rows_of(given(2), 2) == [2, 3]


def test_shifting_keeps_lengths() -> None:
    assert done(moving.SHIFT, given(), scope=0, by=0.25) == [
        (start + 250, end + 250) for start, end in times(TALK.cues)
    ]


def test_two_points_stretch_all() -> None:
    at = {"first": 1, "first-at": "0:10", "last": 4, "last-at": "0:22"}
    assert [start for start, _ in done(moving.STRETCH, given(), **at)] == [
        10_000,
        14_000,
        18_000,
        22_000,
    ]


@pytest.mark.parametrize("number", [0, 5])
def test_a_point_must_be_a_cue_that_there_is(number: int) -> None:
    at = {"first": number, "first-at": "0:10", "last": 4, "last-at": "0:22"}
    with pytest.raises(UserError, match=f"no cue {number}"):
        moving.STRETCH.propose(given(), at)
    with pytest.raises(UserError, match=f"no cue {number}"):
        moving.BEND.propose(given(), {"anchors": f"{number}=0:10"})


def test_known_starts_carry_what_lies_between_them_along() -> None:
    bent = done(moving.BEND, given(), anchors="1=0:01, 3=0:06")
    assert [bent[0][0], bent[2][0]] == [1_000, 6_000]
    assert 1_000 < bent[1][0] < 6_000
    assert moving.BEND.propose(given(), {"anchors": ""}) == []


def test_another_frame_rate_stretches_by_their_ratio() -> None:
    field = moving.RATE.fields[0]
    assert isinstance(field, Choice)
    was, shall = field.answers.index("25"), field.answers.index("24")
    assert done(moving.RATE, given(), was=was, shall=shall)[3][0] == 6_250


def test_the_times_of_the_file_come_back_and_need_a_file() -> None:
    with pytest.raises(UserError, match="not opened from a file"):
        moving.ORIGINAL.propose(given(), {})
    source = Source("srt", b"", cues=tuple(cue.shifted(900) for cue in TALK.cues))
    now = replace(given(), document=replace(TALK, source=source))
    assert done(moving.ORIGINAL, now) == times(source.cues)


def test_edges_move_to_speech_and_need_it() -> None:
    values = {"scope": 0, "start": 300, "end": 300, "lead": 0, "tail": 0}
    with pytest.raises(UserError, match="Speech has not been detected yet"):
        edges.SNAP.propose(given(), values)
    heard = Evidence(9_000, speech=([100, 2_200], [1_400, 3_600]))
    assert done(edges.SNAP, given(evidence=heard), **values)[:2] == [(100, 1_400), (2_200, 3_600)]


def test_gaps_are_closed_and_lengths_kept() -> None:
    values = {"scope": 0, "close": 600, "gap": 0, "shortest": 500, "longest": 7_000}
    assert done(edges.GAPS, given(), **values)[:3] == [(0, 2_000), (2_000, 4_000), (4_000, 6_000)]
    with pytest.raises(UserError, match="must not exceed the maximum duration"):
        edges.GAPS.propose(given(), {**values, "shortest": 8_000})


@pytest.mark.parametrize(("what", "count"), [(0, 3), (1, 2), (2, 4)])
def test_cutting_anew_joins_fragments_and_parts_long_cues(what: int, count: int) -> None:
    document = written(
        (0, 500, "我们"),
        (500, 1_500, "在这里说话"),
        (5_000, 9_000, "今天我们在这里讨论一个非常有意思的问题，但是时间不多"),
    )
    now = replace(given(), document=document)
    values = {"what": what, "units": 18, "longest": 7.0, "least": 3, "pause": 300}
    assert len(done(cuts.RECUT, now, stops=False, **values)) == count


def test_cutting_anew_ends_cues_at_full_stops() -> None:
    document = written(
        (0, 3000, "今天很好。我们"),
        (3000, 5000, "继续讲。"),
        (5000, 5400, "那么"),
        (5400, 7000, "开始"),
    )
    now = replace(given(), document=document)
    values = {"what": 1, "units": 18, "longest": 7.0, "least": 3, "pause": 300}
    fixes = [one.fix for one in cuts.RECUT.propose(now, {**values, "stops": True})]
    after = accepted(document, "", fixes).apply(document)
    assert [cue.text for cue in after.cues] == ["今天很好。", "我们继续讲。", "那么开始"]


def test_known_starts_are_read_as_people_write_them() -> None:
    assert anchors_of("12=1:30.5， 40 = 3:20,") == {11: 90_500, 39: 200_000}
    with pytest.raises(UserError, match="is not a start time"):
        anchors_of("12-1:30")


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_asks_for_each_value_under_one_name(name: str) -> None:
    ids = [field.id for field in TOOLS[name].fields]
    assert len(ids) == len(set(ids))


class Slow:
    """A long tool that proposes what it was given, and the document it works on."""

    def __init__(self) -> None:
        self.now = given()
        self.tool = Tool("Slow", (), self._propose, long=True)
        self.got: list[tuple[list[str], str | None]] = []
        self.proposing = Proposing(self.tool, lambda: self.now, Jobs())

    def _propose(self, now: Given, values: Any) -> list[Proposal]:
        if "wrong" in values:
            raise UserError("That makes no sense.")
        reason = Problem("…")
        text = f"{values['text']} {len(now.document.cues)}"
        return [Proposal(((0, None),), "", text, reason, reason, sure=True)]

    def then(self, made: Sequence[Proposal], problem: Problem | None) -> None:
        self.got.append(([one.after for one in made], problem.text if problem else None))


def test_a_long_tool_proposes_on_another_thread_and_the_last_question_counts(
    qtbot: QtBot,
) -> None:
    slow = Slow()
    for text in ("one", "two"):
        slow.proposing.propose({"text": text}, slow.then)
        assert slow.proposing.busy
    qtbot.waitUntil(lambda: not slow.proposing.busy)
    assert slow.got == [(["two 4"], None)]


def test_a_document_that_changed_meanwhile_is_proposed_for_anew(qtbot: QtBot) -> None:
    slow = Slow()
    slow.proposing.propose({"text": "one"}, slow.then)
    slow.now = replace(slow.now, document=written((0, 900, "好")))
    qtbot.waitUntil(lambda: bool(slow.got))
    assert slow.got == [(["one 1"], None)]


def test_what_is_wrong_with_the_fields_is_handed_on_and_closing_calls_off(qtbot: QtBot) -> None:
    slow = Slow()
    slow.proposing.propose({"wrong": True}, slow.then)
    qtbot.waitUntil(lambda: bool(slow.got))
    assert slow.got == [([], "That makes no sense.")]
    slow.proposing.propose({"text": "one"}, slow.then)
    slow.proposing.close()
    assert not slow.proposing.busy


def test_a_quick_tool_answers_at_once(desk: Desk) -> None:
    session = desk.session
    now = Given(session.document, session.selection, Evidence(), profile("bilibili"))
    got: list[int] = []
    proposing = Proposing(moving.SHIFT, lambda: now, desk.context.jobs)
    proposing.propose({"scope": 0, "by": 1}, lambda made, _: got.append(len(made)))
    assert (got, proposing.busy) == ([4], False)


BOTH = written(
    *((2_000 * n, 2_000 * n + 1_300, f"第{n}句话") for n in range(6)),
    *((2_000 * n, 2_000 * n + 1_300, f"line {n}") for n in range(6)),
)


def test_tracks_are_merged_or_one_is_kept() -> None:
    now = replace(given(), document=BOTH)
    assert done(tracks.TRACKS, now, what=0, number=1) == times(BOTH.cues[:6])
    for number, kept in ((1, BOTH.cues[:6]), (2, BOTH.cues[6:])):
        fixes = [row.fix for row in tracks.TRACKS.propose(now, {"what": 1, "number": number})]
        assert accepted(BOTH, "", fixes).apply(BOTH).cues == kept


def test_a_track_that_is_not_there_is_told() -> None:
    with pytest.raises(UserError, match="There are only 2 tracks"):
        tracks.TRACKS.propose(replace(given(), document=BOTH), {"what": 1, "number": 3})
    with pytest.raises(UserError, match="This is a single file"):
        tracks.TRACKS.propose(given(), {"what": 0, "number": 1})
