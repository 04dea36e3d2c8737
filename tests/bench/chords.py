# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys of a session, counted: what a corrector presses beside the typing itself.

Every gesture is pressed as real key events in the real window and checked by what it did; then the
whole gold sample is corrected, in Step and in Flow. Other editors are counted by their documented
default keys (Subtitle Edit 5: docs/reference; Aegisub: default_hotkey.json): they do not run here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.measure import Figure, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.end2end.robot import Robot

_GOLD = Path(__file__).resolve().parents[1] / "data" / "gold" / "sample.tsv"
_CUE = 400
"""Length of each cue in ms: long enough for the bench to type into it while it plays."""


@dataclass(frozen=True)
class Others:
    """Chords of the same gesture elsewhere; 0.6: Jiaozi before Flow."""

    what: str
    subtitle_edit: int
    aegisub: int
    earlier: int


RIGHT = Others("a right line", 2, 2, 1)
FULL = Others("text, both edges, heard again", 5, 5, 3)
NEIGHBOUR = Others("words to the neighbour", 5, 5, 1)
JOIN = Others("join", 2, 2, 1)
SPLIT = Others("split, and hear the second half", 3, 3, 1)


class Counter:
    """A robot whose chords are counted."""

    def __init__(self, robot: Robot) -> None:
        self.robot = robot
        self.chords = 0

    def press(self, *keys: str) -> None:
        """Press keys that count."""
        self.chords += len(keys)
        self.robot.press(*keys)

    def taken(self) -> int:
        """The chords since the last call."""
        chords, self.chords = self.chords, 0
        return chords

    def fix(self, row: int, right: str) -> None:
        """Type the correction of the current cue; neither typing nor placing the caret counts."""
        while (text := self.robot.cues[row].text) != right:
            codes = SequenceMatcher(None, text, right, autojunk=False).get_opcodes()
            _, first, stop, start, end = next(code for code in codes if code[0] != "equal")
            selection = self.robot.session.selection.at(row).with_caret(stop, first)
            self.robot.session.select(selection)
            if end > start:
                self.robot.type(right[start:end])
            else:
                self.robot.press("Delete")


def main() -> None:
    """Count and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        report("chords", list(_figures(Path(folder))))


def _figures(folder: Path) -> Iterator[Figure]:
    from tests.end2end.robot import Robot
    from tests.end2end.story import make_medium

    rows = [line.split("\t") for line in _GOLD.read_text("utf-8").splitlines()[1:]]
    texts = [(row[2], row[3]) for row in rows]
    medium = make_medium(folder / "talk.mp4", seconds=len(texts) * _CUE // 1000 + 2)
    transcript = folder / "talk.sbv"
    transcript.write_text(
        "\n".join(_cue(n, before) for n, (before, _) in enumerate(texts)), "utf-8"
    )
    robot = Robot(folder / "home")
    robot.start(transcript, medium)
    robot.wait(lambda: robot.program.context.playback.has_medium, "medium")
    robot.wait_idle()
    counter = Counter(robot)
    for others, ours in _gestures(counter):
        yield from _rows(others.what, ours, others)
    wrong = sum(before != after for before, after in texts)
    for name, ours in (("Step", _step(counter, texts)), ("Flow", _flow(counter, texts))):
        whole = Others(f"the gold sample ({len(texts)} lines, {wrong} wrong), {name}",
                       2 * len(texts), 2 * len(texts), len(texts))  # fmt: skip
        yield from _rows(whole.what, ours, whole)
    robot.close()


def _rows(what: str, ours: int, others: Others) -> Iterator[Figure]:
    for name, theirs in (
        ("Subtitle Edit 5", others.subtitle_edit),
        ("Aegisub", others.aegisub),
        ("Jiaozi 0.6", others.earlier),
    ):
        yield Figure(what, name, ours / theirs, ours, theirs, "chords")


def _cue(number: int, text: str) -> str:
    def time(ms: int) -> str:
        return f"0:{ms // 60_000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"

    return f"{time(number * _CUE)},{time(number * _CUE + _CUE)}\n{text}\n"


def _gestures(counter: Counter) -> Iterator[tuple[Others, int]]:
    robot, playback = counter.robot, counter.robot.program.context.playback
    before = robot.cues

    def undone() -> None:
        playback.stop()
        while robot.session.history.done:
            robot.session.undo()
        assert robot.cues == before

    robot.go_to(5)
    counter.press("Return")
    assert robot.cues[4].checked
    assert playback.range == (robot.cues[5].start, robot.cues[5].end)
    yield RIGHT, counter.taken()
    undone()
    robot.go_to(5)
    playback.play_range(robot.cues[4].start, robot.cues[5].end)
    robot.wait(lambda: playback.position > robot.cues[4].start + 260, "playing")
    counter.press("F11")
    robot.wait(lambda: playback.position > robot.cues[4].start + 500, "playing")
    counter.press("F12", "Tab")
    assert (robot.cues[4].start, robot.cues[4].end) != (before[4].start, before[4].end)
    assert playback.range == (robot.cues[4].start, robot.cues[4].end)
    yield FULL, counter.taken()
    undone()
    robot.go_to(5, caret=2)
    counter.press("Ctrl+Shift+Up")
    assert robot.cues[3].text.endswith(before[4].text[:2])
    yield NEIGHBOUR, counter.taken()
    undone()
    robot.go_to(5)
    counter.press("Ctrl+Shift+J")
    assert len(robot.cues) == len(before) - 1
    yield JOIN, counter.taken()
    undone()
    robot.go_to(3, caret=8)
    counter.press("Ctrl+Return")
    assert len(robot.cues) == len(before) + 1
    assert playback.range == (robot.cues[3].start, robot.cues[3].end)
    yield SPLIT, counter.taken()
    undone()


def _step(counter: Counter, texts: list[tuple[str, str]]) -> int:
    robot = counter.robot
    robot.go_to(1)
    for row, (_, right) in enumerate(texts):
        counter.fix(row, right)
        counter.press("Return")
    assert [cue.text for cue in robot.cues] == [right for _, right in texts]
    assert all(cue.checked for cue in robot.cues)
    robot.program.context.playback.stop()
    while robot.session.history.done:
        robot.session.undo()
    return counter.taken()


def _flow(counter: Counter, texts: list[tuple[str, str]]) -> int:
    """One chord begins it, one chooses the mode; then one for each wrong line."""
    robot = counter.robot
    session, playback = robot.session, robot.program.context.playback
    robot.go_to(1)
    counter.press("Shift+F9", "F5")
    for row, (before, right) in enumerate(texts):
        if before == right:
            continue
        _wait_for(robot, row)
        assert session.selection.current == row
        counter.fix(row, right)
        counter.press("Return")
        assert robot.cues[row].checked
    robot.wait(lambda: not playback.playing, "the end")
    assert [cue.text for cue in robot.cues] == [right for _, right in texts]
    unheard = [n + 1 for n, cue in enumerate(robot.cues) if not session.is_heard(cue)]
    assert len(unheard) <= len(texts) // 50, unheard  # an update may come late on a busy machine
    return counter.taken()


def _wait_for(robot: Robot, row: int) -> None:
    robot.wait(lambda: robot.session.selection.current >= row, f"line {row + 1}")


if __name__ == "__main__":
    main()
