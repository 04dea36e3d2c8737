# SPDX-License-Identifier: GPL-3.0-or-later
"""Listening by doubt: recorded from a sound card, and in the real window."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core.doubt import Doubt, Spoken
from editor.settings import MANNER, MODEL
from tests.desk import srt
from tests.end2end.rig import MS, medium
from tests.end2end.robot import Robot
from tests.end2end.story import make_medium
from tests.program import ROOT
from tests.sound_card import MISSING, RATE, Recording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.end2end.rig import Samples
    from tests.sound_card import SoundCard

CUES = [(0, 2000, -0.5, (900, 1100)), (2000, 4000, -9.0, (2800, 3200)), *(
    (2000 * n, 2000 * n + 2000, -0.5, (2000 * n + 900, 2000 * n + 1100)) for n in (2, 3)
)]  # fmt: skip
WORD = (2550, 3400)
"""What is heard with the doubtful word: a quarter of a second before, a fifth behind."""

LOW, HIGH = 300, 1200
"""Hz: of what is around the word, and of the word."""


def tones() -> Samples:
    """Eight seconds, low but for the surroundings of the doubtful word."""
    times = np.arange(8 * RATE) / RATE
    inside = (times * 1000 >= WORD[0]) & (times * 1000 < WORD[1])
    wave = np.where(inside, np.sin(2 * np.pi * HIGH * times), np.sin(2 * np.pi * LOW * times))
    made: Samples = np.rint(8000 * wave).astype(np.int16)
    return made


def pitches(heard: Samples) -> list[int]:
    """The loudest pitch of each 20 ms."""
    size = 20 * MS
    frames = heard[: len(heard) // size * size].reshape(-1, size) * np.hanning(size)
    loudest = np.abs(np.fft.rfft(frames)).argmax(axis=1)
    return [int(place) * RATE // size for place in loudest]


@pytest.mark.alone
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_the_word_is_heard_twice_and_all_else_in_half_the_time(
    card: SoundCard, tmp_path: Path
) -> None:
    path = medium(tmp_path, tones())
    with Recording(card) as recording:
        subprocess.run(
            [sys.executable, "-m", "tests.end2end.doubter", str(path), json.dumps(CUES)],
            cwd=ROOT,
            env=card.environment,
            check=True,
            timeout=60,
        )
        found = pitches(recording.heard())
    high = [abs(pitch - HIGH) < 100 for pitch in found]
    edges = [0, *np.flatnonzero(np.diff(high)) + 1, len(high)]
    runs = [(high[a], (b - a) * 20) for a, b in pairwise(edges) if b - a > 3]
    length = WORD[1] - WORD[0]
    # Both times the word is one run, or two where the jump back is heard between.
    twice = sum(ms for is_high, ms in runs if is_high)
    assert twice == pytest.approx(length + length / 0.75, abs=150)
    around = sum(ms for is_high, ms in runs if not is_high)
    assert around == pytest.approx((8000 - length) / 2, abs=200)
    assert all(abs(pitch - HIGH) < 100 or abs(pitch - LOW) < 100 for pitch in found[2:-2])


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """Four cues of two seconds with their film."""
    del qtbot  # it watches what Qt says
    rows = [(start, end, f"第{n}句") for n, (start, end, *_) in enumerate(CUES)]
    (tmp_path / "talk.srt").write_text(srt(*rows), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt", make_medium(tmp_path / "talk.mp4", 8, silent=True))
    robot.wait(lambda: robot.program.context.playback.has_medium, "medium")
    robot.wait_idle()
    yield robot
    robot.close()


def switch(robot: Robot) -> None:
    """As its entry in the menu does."""
    robot.program.commands.actions["play.by-doubt"].trigger()


def test_it_is_refused_until_a_model_has_listened(robot: Robot, tmp_path: Path) -> None:
    switch(robot)
    assert "no speech model yet" in robot.notice
    robot.settings[MODEL] = str(tmp_path / "ggml-base.bin")
    switch(robot)
    assert robot.notice.startswith("What is doubtful is not known yet")
    assert not robot.program.commands.actions["play.by-doubt"].isChecked()
    assert robot.program.status.manner.text() == "Step"


def judge(robot: Robot) -> None:
    """As a model has found that has listened to all."""
    ear = robot.program.context.listening
    doubts = [
        Doubt(cue, score, (0, 1), spoken=(Spoken(word[0], word[1], score),))
        for cue, (_, _, score, word) in zip(robot.cues, CUES, strict=True)
    ]
    ear.doubts = {doubt.cue.id: doubt for doubt in doubts}
    ear.list.put("ear", doubts[1:2])


def test_tapping_ends_it_and_it_ends_tapping(robot: Robot) -> None:
    by_doubt, tapping = robot.program.context.by_doubt, robot.program.context.tapping
    judge(robot)
    switch(robot)
    assert by_doubt.on
    robot.press("Ctrl+F9")
    assert (by_doubt.on, tapping.mode) == (False, "tap")
    switch(robot)
    assert (by_doubt.on, tapping.mode) == (True, "")


def test_the_status_tells_what_is_left_and_a_click_ends_it(robot: Robot) -> None:
    context, status = robot.program.context, robot.program.status
    judge(robot)
    robot.session.give_up()  # who only looks may listen, too
    switch(robot)
    assert robot.program.commands.actions["play.by-doubt"].isChecked()
    assert robot.settings[MANNER] == "flow"
    robot.wait(lambda: status.manner.text() == "By doubt · 1 min left, about 1 wrong", "told")
    places: list[int] = []
    context.playback.moved.connect(places.append)
    robot.press("F5")
    robot.wait(lambda: context.playback.position > 4500, "playing on")
    assert sum(b < a - 500 for a, b in pairwise(places)) == 1, "the word was heard twice"
    assert robot.session.selection.current == 2
    robot.wait(lambda: status.manner.text() == "By doubt · 1 min left, about 0 wrong", "told")
    status.manner.click()
    robot.wait(lambda: status.manner.text() == "Flow", "Flow")
    assert context.playback.playing
