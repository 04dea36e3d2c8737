# SPDX-License-Identifier: GPL-3.0-or-later
"""The tools of the menu Time, by keys, on a talk whose speech is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.core import editing
from editor.ui.panels.tool import ToolPanel
from tests.end2end.robot import Robot
from tests.making import times
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.making import Times

SPOKEN = [(1_100, 2_300), (2_600, 4_900), (8_200, 10_700)]
TEXT = """1
00:00:01,000 --> 00:00:02,500
你好世界

2
00:00:02,550 --> 00:00:05,000
再见朋友

3
00:00:08,000 --> 00:00:11,000
今天我们在这里讨论一个非常有意思的问题但是时间不多所以大家要抓紧
"""
BEFORE = [(1_000, 2_500), (2_550, 5_000), (8_000, 11_000)]


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    robot = Robot(tmp_path / "home")
    transcript = tmp_path / "talk.srt"
    transcript.write_text(TEXT, "utf-8")
    robot.start(
        transcript, write_wave(tmp_path / "talk.wav", talk(SPOKEN, 12, 16_000), rate=16_000)
    )
    robot.wait(lambda: robot.program.context.inspection.evidence.speech, "speech")
    robot.wait_idle()
    yield robot
    robot.close()


def use(robot: Robot, command: str) -> ToolPanel:
    robot.program.commands.run(command)
    panel = robot.program.bench.side
    assert isinstance(panel, ToolPanel)
    robot.wait(lambda: robot.focus is not None and panel.isAncestorOf(robot.focus), "focus")
    return panel


def previewed(robot: Robot) -> dict[int, tuple[int, int]]:
    return robot.program.bench.timeline.scene.moved


def now(robot: Robot) -> list[Times]:
    return times(robot.cues)


def fill(robot: Robot, panel: ToolPanel, field: str, text: str) -> None:
    panel.fields[field].setFocus()
    robot.press("Ctrl+A", *text)


def test_the_current_cue_and_those_after_it_are_shifted(robot: Robot) -> None:
    robot.go_to(2)
    panel = use(robot, "time.shift")
    fill(robot, panel, "by", "1.5")
    robot.wait(lambda: previewed(robot), "preview")
    assert previewed(robot) == {1: (4_050, 6_500), 2: (9_500, 12_500)}
    assert now(robot) == BEFORE
    robot.press("Return")
    assert now(robot) == [(1_000, 2_500), (4_050, 6_500), (9_500, 12_500)]
    assert previewed(robot) == {}
    assert robot.session.history.undo_title == "Shift times"
    robot.press("Ctrl+Z")
    assert now(robot) == BEFORE


def test_escape_leaves_all_as_it_was(robot: Robot) -> None:
    panel = use(robot, "time.shift")
    fill(robot, panel, "by", "-0.5")
    robot.wait(lambda: previewed(robot), "preview")
    robot.press("Esc")
    assert previewed(robot) == {}
    assert robot.program.bench.side is None
    assert now(robot) == BEFORE


def test_what_comes_from_afar_is_seen_where_it_would_be(robot: Robot) -> None:
    panel = use(robot, "time.shift")
    fill(robot, panel, "by", "600")
    robot.wait(lambda: previewed(robot), "preview")
    timeline = robot.program.bench.timeline
    timeline.show_cue(0)
    assert [block.start for block in timeline.scene.layout.blocks][:1] == [601_000]
    robot.press("Esc")
    timeline.show_cue(0)
    assert [block.start for block in timeline.scene.layout.blocks][:1] == [1_000]


def test_another_panel_in_its_place_ends_the_preview(robot: Robot) -> None:
    panel = use(robot, "time.shift")
    fill(robot, panel, "by", "0.5")
    robot.wait(lambda: previewed(robot), "preview")
    robot.press("Ctrl+Shift+P")
    assert previewed(robot) == {}
    assert now(robot) == BEFORE


def test_the_preview_follows_cues_that_move_to_other_rows(robot: Robot) -> None:
    robot.go_to(2)
    panel = use(robot, "time.shift")
    panel.fields["by"].setValue(1.5)  # type: ignore[union-attr] # a number
    robot.wait(lambda: previewed(robot), "preview")
    robot.session.commit(editing.delete(robot.session.document, [0]))
    assert previewed(robot) == {0: (4_050, 6_500), 1: (9_500, 12_500)}
    robot.session.commit(editing.delete(robot.session.document, [0, 1]))
    assert previewed(robot) == {}


def test_what_makes_no_sense_is_told_and_not_done(robot: Robot) -> None:
    panel = use(robot, "time.shift")
    fill(robot, panel, "by", "-5")
    robot.press("Return")
    assert panel.trouble.text() == "Cue 1 would start before the medium does."
    assert now(robot) == BEFORE


def test_edges_go_to_where_speech_is_heard(robot: Robot) -> None:
    panel = use(robot, "time.snap")
    fill(robot, panel, "tail", "0")
    robot.press("Return")
    for found, spoken in zip(now(robot), SPOKEN, strict=True):
        assert found == pytest.approx(spoken, abs=20)


def test_all_is_fitted_to_where_it_is_spoken(robot: Robot) -> None:
    panel = use(robot, "time.shift")
    panel.fields["scope"].setFocus()
    robot.press("Home")
    fill(robot, panel, "by", "3")
    robot.press("Return")
    use(robot, "time.fit")
    robot.press("Return")
    assert robot.session.history.undo_title == "Fit to speech"
    starts = [start for start, _ in now(robot)]
    assert starts == pytest.approx([start for start, _ in SPOKEN], abs=150)


def test_gaps_are_closed_and_long_cues_cut(robot: Robot) -> None:
    panel = use(robot, "time.gaps")
    assert previewed(robot) == {0: (1_000, 2_550)}
    fill(robot, panel, "longest", "2000")
    robot.press("Return")
    assert now(robot) == [(1_000, 2_550), (2_550, 4_550), (8_000, 10_000)]


def test_two_points_stretch_what_lies_between(robot: Robot) -> None:
    panel = use(robot, "time.stretch")
    fill(robot, panel, "last-at", "0:09.4")
    robot.press("Return")
    assert [start for start, _ in now(robot)] == [1_000, 2_860, 9_400]


def test_starts_that_are_dragged_bend_what_lies_between(robot: Robot) -> None:
    panel = use(robot, "time.bend")
    timeline = robot.program.bench.timeline
    timeline.set_viewport(timeline.scene.viewport.fitting(0, 12_000))
    drag(robot, 1_000, 1_100)
    assert previewed(robot)[2] == (8_100, 11_100)
    drag(robot, 8_100, 9_100)
    assert now(robot) == BEFORE
    starts = [start for start, _ in previewed(robot).values()]
    assert starts[0] == pytest.approx(1_100, abs=30)
    assert starts[2] == pytest.approx(9_100, abs=30)
    assert starts[0] < starts[1] < starts[2]
    wanted = list(previewed(robot).values())
    panel.fields["anchors"].setFocus()
    robot.press("Return")
    assert now(robot) == wanted


def drag(robot: Robot, start: int, end: int) -> None:
    """Drag an edge on the timeline from one time to another, clinging to nothing."""
    timeline = robot.program.bench.timeline
    y = timeline.scene.bands.blocks + 10
    places = [QPoint(round(timeline.scene.viewport.x_of(ms)), y) for ms in (start, end)]
    free = Qt.KeyboardModifier.ControlModifier
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, free, places[0])
    QTest.mouseMove(timeline, places[1])
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, free, places[1])


def test_the_times_of_the_file_can_be_had_again(robot: Robot) -> None:
    panel = use(robot, "time.shift")
    fill(robot, panel, "by", "3")
    robot.press("Return")
    robot.program.commands.run("time.original")
    robot.press("Return")
    assert now(robot) == BEFORE
    assert robot.session.history.undo_title == "Back to the times of the file"


def test_a_long_cue_is_parted_before_a_word_that_begins_a_phrase(robot: Robot) -> None:
    panel = use(robot, "time.recut")
    robot.wait_idle()
    assert panel.review.count.text() == "1 of 1 chosen"
    robot.press("Return")
    texts = [cue.text for cue in robot.cues[2:]]
    assert "".join(texts) == TEXT.splitlines()[-1]
    assert len(texts) > 1
    assert all(len(text) <= 18 for text in texts)
    assert (robot.cues[2].start, robot.cues[-1].end) == (8_000, 11_000)


def test_enter_waits_for_what_is_being_worked_out(robot: Robot) -> None:
    panel = use(robot, "time.recut")
    fill(robot, panel, "units", "12")
    robot.press("Return")
    robot.wait(lambda: len(robot.cues) > 3, "parted")
    assert all(len(cue.text) <= 12 for cue in robot.cues[2:])
    assert robot.program.bench.side is None
    robot.press("Ctrl+Z")
    assert now(robot) == BEFORE


def test_what_is_typed_meanwhile_is_kept(robot: Robot) -> None:
    panel = use(robot, "time.recut")
    robot.go_to(3)
    robot.type("好")
    robot.wait_idle()
    (proposal,) = panel.review.rows.proposals
    assert proposal.before.startswith("好")
    assert panel.review.rows.fits(0)


def test_a_reference_gives_its_times(robot: Robot, tmp_path: Path) -> None:
    other = tmp_path / "right.srt"
    other.write_text(TEXT.replace("00:00:0", "00:00:2").replace("00:00:1", "00:00:3"), "utf-8")
    robot.answer_file(other)
    panel = use(robot, "time.reference")
    assert panel.title.text() == "Fit to a reference"
    robot.press("Return")
    assert now(robot) == [(start + 20_000, end + 20_000) for start, end in BEFORE]
