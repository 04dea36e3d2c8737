# SPDX-License-Identifier: GPL-3.0-or-later
"""The story of a correction session in the real window, from the dropped transcript to the files.

`python -m tests.end2end.story HOME` tells it in a process of its own, so that it can be told with
and without libVLC, with and without a sound device. What is said is printed; what fails raises.
"""

from __future__ import annotations

import shutil
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PySide6.QtTest import QTest

from editor.ui.repair.page import RepairPage
from editor.ui.review.panel import ReviewPanel
from tests.end2end.doors import Doors
from tests.end2end.robot import Robot

DATA = Path(__file__).parents[1] / "data"
GOLDEN = DATA / "golden"
LENGTH = 36 * 60 + 50
"""Seconds of the medium: where the running interpretation ends."""

_RATE, _SECONDS_A_PICTURE = 16_000, 10


def make_medium(path: Path, seconds: int = LENGTH, *, silent: bool = False) -> Path:
    """A talk's length of sound, and a picture every ten seconds.

    `silent`: without the sound; it plays by the clock, whatever device there is.
    """
    with av.open(str(path), "w") as file:
        sound = None if silent else file.add_stream("aac", rate=_RATE, layout="mono")
        video = file.add_stream("mpeg4", rate=Fraction(1, _SECONDS_A_PICTURE))
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        time = np.arange(_RATE) / _RATE
        second = (8000 * np.sin(2 * np.pi * 220 * time) * (1 - time)).astype(np.int16)
        for number in range(seconds):
            if sound is not None:
                frame = av.AudioFrame.from_ndarray(second[None, :], format="s16", layout="mono")
                frame.sample_rate, frame.pts = _RATE, number * _RATE
                file.mux(sound.encode(frame))
            if number % _SECONDS_A_PICTURE == 0:
                grey = np.full((180, 320, 3), 40 + number // 20, np.uint8)
                picture = av.VideoFrame.from_ndarray(grey, format="rgb24")
                picture.pts = number // _SECONDS_A_PICTURE
                file.mux(video.encode(picture))
        if sound is not None:
            file.mux(sound.encode(None))
        file.mux(video.encode(None))
    return path


class Story:
    """Chapters, in order."""

    def __init__(self, home: Path, medium: Path) -> None:
        self.home, self.medium = home, medium
        self.transcript = home / "onboard-transcript.txt"
        shutil.copy(DATA / "onboard-transcript.txt", self.transcript)
        self.robot = Robot(home)

    def tell(self) -> None:
        self.open()
        self.repair()
        self.simplify()
        self.publish("first")
        self.correct()
        self.listen()
        self.watch()
        self.leave_and_return()

    def open(self) -> None:
        robot = self.robot
        robot.start()
        robot.drop(self.transcript, self.medium)
        robot.wait(lambda: robot.session.is_open, "open")
        robot.wait(lambda: robot.notice.startswith("Times jump back 77 times"), "finding")
        source = robot.program.context.medium
        robot.wait(lambda: source.length, "length of the medium")
        assert len(robot.cues) == 906

    def repair(self) -> None:
        robot = self.robot
        robot.click("Repair timing")
        bench = robot.program.bench
        robot.wait(lambda: isinstance(bench.page, RepairPage), "repair page")
        page = bench.page
        assert isinstance(page, RepairPage)
        robot.wait(lambda: page.length is not None and abs(page.length - LENGTH * 1000) < 100)
        robot.wait(lambda: page.interpretations.cards, "interpretations")
        ends = {
            card.interpretation.candidate.model: card.interpretation.end
            for card in page.interpretations.cards
        }
        assert abs(ends["running"] - 2_209_700) <= 50
        assert abs(ends["fixed:30"] - 2_327_800) <= 50
        chosen = page.chosen
        assert chosen is not None
        assert chosen.candidate.model == "running"
        robot.press("Return")
        assert abs(robot.cues[-1].end - 2_209_700) <= 50
        assert robot.session.history.undo_title == "Repair timing"

    def simplify(self) -> None:
        robot = self.robot
        robot.wait(
            lambda: robot.notice.startswith("Part of the text is in Traditional Chinese"), "script"
        )
        assert "Blocks: 5, cues: 51" in robot.notice
        robot.click("Convert to Simplified")
        robot.wait(lambda: isinstance(robot.program.bench.side, ReviewPanel), "review")
        robot.press("Return")
        assert robot.cues[110].text == "就是一个人工智能"
        robot.wait_idle()

    def publish(self, name: str) -> None:
        """Export for both sites, and compare with what a person has read."""
        for keys, files in (
            ("Ctrl+Shift+Y", (".zh-Hans.srt", ".zh-Hans.vtt", ".zh-Hans.sbv")),
            ("Ctrl+Shift+B", (".zh-Hans.bilibili.srt", ".zh-Hans.bcc")),
        ):
            folder = self.home / name / keys[-1]
            folder.mkdir(parents=True)
            self.robot.answer_file(folder)
            self.robot.press(keys)
            self.robot.wait(lambda: self.robot.notice.startswith("Exported to"), "export")
            self.robot.wait_idle()
            self.robot.program.bench.notice.clear()
            for ending in files:
                written = (folder / f"onboard-transcript{ending}").read_bytes()
                golden = GOLDEN / f"onboard.zh-Hans{Path(ending).suffix}"
                assert written == golden.read_bytes(), ending

    def correct(self) -> None:
        """Type, split, join, hand over, undo and redo: by keys only."""
        robot = self.robot
        before = robot.session.document.cues
        robot.go_to(9, caret=4)
        robot.press("Ctrl+Return")
        assert [cue.text for cue in robot.cues[8:10]] == ["欢迎来到", "onboard"]
        assert robot.session.selection.current == 9
        robot.press("Home", "Backspace")
        assert robot.cues == before
        robot.press("End")
        robot.compose("de")
        robot.press("Return")  # belongs to the input method
        robot.type("的节目")
        assert robot.cues[8].text == "欢迎来到onboard的节目"
        robot.press("Return")
        assert robot.cues[8].checked
        assert robot.session.selection.current == 9
        robot.press("Delete")
        assert robot.cues[9].text == "是Monica"
        robot.press("Ctrl+Z")
        assert robot.cues[9].text == "我是Monica"
        robot.press("Ctrl+Y")
        assert robot.cues[9].text == "是Monica"
        robot.press("End", "Delete")  # joins the next
        assert robot.cues[9].text == "是Monica快点把你整"
        while robot.cues != before:
            robot.press("Ctrl+Z")
        self.publish("again")

    def listen(self) -> None:
        robot, playback = self.robot, self.robot.program.context.playback
        source = robot.program.context.medium
        robot.wait(
            lambda: source.decoding is None and source.sound is not None,
            "decoded",
        )
        robot.wait(lambda: not playback.playing, "what the last key played")
        robot.go_to(20)
        cue = robot.cues[19]
        heard: list[int] = []
        playback.moved.connect(heard.append)
        robot.press("Tab")
        robot.wait(lambda: heard and heard[-1] >= cue.end - 1 and not playback.playing, "played")
        assert all(cue.start - 1 <= position <= cue.end for position in heard)
        assert robot.program.bench.video.has_image
        assert robot.program.bench.video.text == cue.text
        problems = ", ".join(map(str, playback.problems)) or "no problem"
        print("player:", playback.player_name, "|", problems)  # noqa: T201

    def watch(self) -> None:
        robot, playback = self.robot, self.robot.program.context.playback
        pictures: list[object] = []
        robot.press("Ctrl+Shift+W")
        assert playback.watching
        playback.screen.picture.connect(pictures.append)
        start = playback.position
        robot.wait(lambda: playback.position > start + 500 and pictures, "watching")
        print("watching:", playback.player_name, "|", playback.watch_problem)  # noqa: T201
        robot.press("Ctrl+Shift+W")
        assert not playback.watching

    def leave_and_return(self) -> None:
        robot = self.robot
        robot.go_to(500, caret=3)
        robot.type("的")
        cues, selection = robot.cues, robot.session.selection
        robot.close()
        self.robot = robot = Robot(self.home)
        robot.start()
        robot.wait(lambda: robot.session.is_open, "return")
        assert robot.cues == cues
        assert robot.session.selection == selection
        assert robot.session.media == self.medium
        robot.press("Ctrl+Z")
        assert len(robot.cues[499].text) == len(cues[499].text) - 1
        robot.close()


def main() -> None:
    home, medium = Path(sys.argv[1]), Path(sys.argv[2])
    with Doors() as doors:
        Story(home, medium).tell()
        QTest.qWait(0)
    print("doors:", doors.opened or "none")  # noqa: T201
    print("told")  # noqa: T201


if __name__ == "__main__":
    main()
