# SPDX-License-Identifier: GPL-3.0-or-later
"""`make screenshots`: pictures of the real window at work, for the manual and for looking at.

Each colour scheme and size is one session in a home of its own, told as a user goes through it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from tests.screen import NEEDED, VirtualScreen

if TYPE_CHECKING:
    from tests.end2end.robot import Robot

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "build" / "screenshots"
THEMES = ("light", "dark")
SIZES = ((1280, 800), (1920, 1080))
CUE, CARET = 120, 3
"""Where the picture of correcting is taken: far enough into the talk to have a past."""


def make_talk(path: Path, seconds: int) -> Path:
    """A talk's length of speech, the sample's again and again, before a stage in evening light."""
    rate, pace, width, height = 16_000, 10, 640, 360
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    with av.open(str(ROOT / "resources" / "sample" / "sample.ogg")) as sample:
        pieces = [
            piece.to_ndarray()[0]
            for frame in sample.decode(audio=0)
            for piece in resampler.resample(frame)
        ]
    speech = np.resize(np.concatenate(pieces), seconds * rate)
    down, across = np.mgrid[0:height, 0:width] / height
    light = np.exp(-((across - 0.9) ** 2 + (down - 0.35) ** 2) * 3)
    stage = (light[..., None] * (96, 112, 150) + (28, 30, 44)).astype(np.uint8)
    with av.open(str(path), "w") as file:
        sound = file.add_stream("aac", rate=rate, layout="mono")
        video = file.add_stream("mpeg4", rate=Fraction(1, pace))
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        for second in range(seconds):
            samples = speech[None, second * rate : (second + 1) * rate]
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate, second * rate
            file.mux(sound.encode(frame))
            if second % pace == 0:
                picture = av.VideoFrame.from_ndarray(stage, format="rgb24")
                picture.pts = second // pace
                file.mux(video.encode(picture))
        file.mux(sound.encode(None))
        file.mux(video.encode(None))
    return path


class Session:
    """A session in one colour scheme and size; each picture is taken where it is earned."""

    def __init__(self, robot: Robot, folder: Path, prefix: str) -> None:
        self.robot, self.folder, self.prefix = robot, folder, prefix

    def take(self, name: str) -> None:
        self.robot.screenshot(self.folder / f"{self.prefix}-{name}.png")

    def tell(self, transcript: Path, medium: Path) -> None:
        robot = self.robot
        robot.start()
        self.take("start")
        robot.drop(transcript, medium)
        playback, source = robot.program.context.playback, robot.program.context.medium
        robot.wait(lambda: robot.session.is_open, "open")
        robot.wait(lambda: robot.notice, "finding")
        robot.wait(lambda: playback.has_medium and source.decoding is None, "decoded")
        robot.wait_idle()
        self.take("opened")
        robot.program.bench.show_strip(None)
        self.do("tools.repair")
        robot.wait(lambda: robot.program.bench.page is not robot.program.bench.table, "repair")
        robot.wait_idle()
        self.take("repair")
        robot.press("Return")
        robot.wait_idle()
        self.do("tools.zh-Hans")
        robot.wait(lambda: robot.program.bench.side, "review")
        robot.wait_idle()
        self.take("review")
        robot.press("Return")
        robot.wait_idle()
        robot.program.bench.notice.clear()
        self.correct()
        self.flow()
        self.find()
        self.panels()
        self.layout()
        self.do("file.close")
        robot.wait(lambda: not robot.session.is_open, "closed")
        self.take("recent")

    def correct(self) -> None:
        """A few cues accepted, one changed and heard."""
        robot, playback = self.robot, self.robot.program.context.playback
        robot.go_to(CUE - 4)
        robot.press("Return", "Return", "Return", "Return")
        robot.press("End")
        robot.type("对")
        robot.press("Home", *["Right"] * CARET)
        robot.press("Tab")
        robot.wait(lambda: playback.playing, "playing")
        robot.wait(lambda: not playback.playing, "played")
        robot.wait_idle()
        self.take("correct")
        robot.program.commands.run("view.originals")
        robot.wait_idle()
        self.take("original")
        robot.program.commands.run("view.originals")

    def flow(self) -> None:
        """Playing runs on; cues are heard, one is marked and noted."""
        robot, playback = self.robot, self.robot.program.context.playback
        robot.press("Shift+F9", "F5")
        start = robot.session.selection.current
        robot.wait(lambda: robot.session.selection.current >= start + 4, "flow")
        robot.press("Esc")
        self.take("flow")
        robot.press("Shift+F9")
        playback.stop()

    def find(self) -> None:
        """A search that finds both scripts, then only what was found."""
        robot = self.robot
        search, overview = robot.program.context.search, robot.program.bench.overview
        before = overview.grab().toImage()
        robot.press("Ctrl+F")
        robot.type("这个")
        robot.wait(lambda: search.places.total and not search.busy, "matches")
        robot.wait(lambda: overview.grab().toImage() != before, "their places in the whole talk")
        robot.wait_idle()
        self.take("find")
        robot.press("Esc")
        self.do("filter.unchecked")
        self.take("filter")
        self.do("filter.none")

    def panels(self) -> None:
        """The panels beside the table."""
        for name in ("problems", "history", "statistics"):
            self.do(f"view.{name}")
            self.robot.wait(lambda: self.robot.program.bench.side, name)
            self.robot.wait_idle()
            self.take(name)

    def layout(self) -> None:
        """Fewer parts of the window, and the manual."""
        from editor.ui.manual import Manual

        robot = self.robot
        for name in ("view.focus", "view.full-picture"):
            self.do(name)
            robot.wait_idle()
            self.take(name.removeprefix("view."))
            self.do(name)
            robot.wait_idle()
        self.do("view.move-panel")
        robot.wait_idle()
        self.take("below")
        self.do("view.move-panel")
        self.do("help.manual")
        manual = robot.window.findChild(Manual)
        assert isinstance(manual, Manual)
        robot.type("F5")
        manual.grab().save(str(self.folder / f"{self.prefix}-manual.png"))
        manual.close()

    def do(self, action: str) -> None:
        self.robot.program.commands.run(action)


def take_all(language: str, folder: Path) -> None:
    from editor.settings import LANGUAGE, THEME, Settings
    from tests.end2end.robot import Robot
    from tests.end2end.story import DATA, LENGTH

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        medium = make_talk(Path(made) / "onboard-transcript.mp4", LENGTH)
        transcript = Path(shutil.copy(DATA / "onboard-transcript.txt", made))
        for theme in THEMES:
            for width, height in SIZES:
                home = Path(made) / f"{theme}-{width}"
                settings = Settings(home / "settings.json")
                settings[LANGUAGE], settings[THEME] = language, theme
                settings.wait()
                robot = Robot(home, newcomer=True)
                robot.window.resize(width, height)
                Session(robot, folder, f"{theme}-{width}x{height}").tell(transcript, medium)
                robot.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="zh_Hans", choices=("zh_Hans", "zh_Hant", "en"))
    parser.add_argument("--out", type=Path, default=OUTPUT, help="folder, made where missing")
    chosen = parser.parse_args()
    screen = None
    if NEEDED:
        screen = VirtualScreen()
        os.environ |= {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
    try:
        take_all(chosen.language, chosen.out)
    finally:
        if screen is not None:
            screen.close()
    sys.stdout.write(f"{len(list(chosen.out.glob('*.png')))} pictures in {chosen.out}\n")


if __name__ == "__main__":
    main()
