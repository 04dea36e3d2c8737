# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays cues; prints a line of JSON for each, with the key's time and the playhead's positions.

Arguments: ``window``, ``vlc`` or ``bare``; a home folder; then the medium and its transcript.
``window`` is the real window with real key events. ``vlc`` polls libVLC's position as often, and
pauses at a cue's end. ``bare`` only plays bursts on a `QAudioSink`.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest

from editor import formats
from editor.formats.files import read_bytes
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Callable

SPEEDS = (1.0, 0.5, 2.0)
KEYS = {1.0: 40, 0.5: 10, 2.0: 10}
"""Number of cues played at each speed."""

_REST = 300
"""ms of silence after each cue."""

_POLL = 10
_PATIENCE = 4.0
"""Time-out in seconds, because libVLC sometimes never reaches the end."""

_TURN = 0.0005  # as `app.main` has it


def main() -> None:
    """Run what the arguments say."""
    sys.setswitchinterval(_TURN)
    how, home, *files = sys.argv[1:]
    if how == "bare":
        _bare()
    else:
        play = _window if how == "window" else _vlc
        play(Path(home), *map(Path, files))


def _tell(speed: float, start: int, end: int, pressed: float, places: list[Any]) -> None:
    told = {"speed": speed, "start": start, "end": end, "pressed": pressed, "places": places}
    print(json.dumps(told), flush=True)


def _window(home: Path, medium: Path, transcript: Path) -> None:
    robot = Robot(home)
    robot.start(transcript, medium)
    playback = robot.program.context.playback
    robot.wait(lambda: robot.session.is_open and playback.has_medium, "medium")
    robot.wait(lambda: robot.program.context.medium.decoding is None, "decoding")
    robot.wait_idle()
    row = 0
    for speed in SPEEDS:
        playback.set_rate(speed)
        for _ in range(KEYS[speed]):
            row += 1
            robot.go_to(row)
            QTest.qWait(_REST)
            cue = robot.session.document.cues[row - 1]
            pressed = time.monotonic()
            robot.press("Tab")
            places = _watched(lambda: playback.position, lambda: playback.playing)
            _tell(speed, cue.start, cue.end, pressed, places)
    QTest.qWait(_REST)
    robot.close()


def _vlc(_home: Path, medium: Path, transcript: Path) -> None:
    import vlc  # type: ignore[import-untyped]

    app = QCoreApplication([])
    cues = formats.read(read_bytes(str(transcript)), transcript.name).cues
    player = vlc.Instance("--quiet", "--no-video").media_player_new(str(medium))
    player.play()
    while player.get_time() <= 0:
        QTest.qWait(_POLL)
    player.set_pause(1)
    row = 0
    for speed in SPEEDS:
        player.set_rate(speed)
        for _ in range(KEYS[speed]):
            cue, row = cues[row], row + 1
            QTest.qWait(_REST)
            pressed = time.monotonic()
            player.set_time(cue.start)
            player.set_pause(0)
            places = _watched(player.get_time, partial(_before, player, cue.end))
            player.set_pause(1)
            _tell(speed, cue.start, cue.end, pressed, places)
    QTest.qWait(_REST)
    player.stop()
    app.quit()


def _before(player: Any, end: int) -> bool:
    return bool(player.get_time() < end)


def _watched(position: Callable[[], int], playing: Callable[[], bool]) -> list[tuple[float, int]]:
    places: list[tuple[float, int]] = []
    last = time.monotonic() + _PATIENCE
    while playing() and time.monotonic() < last:
        places.append((time.monotonic(), position()))
        QTest.qWait(_POLL)
    return places


def _bare() -> None:
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

    app = QCoreApplication([])
    form = QAudioFormat()
    form.setSampleRate(48_000)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    sink = QAudioSink(QMediaDevices.defaultAudioOutput(), form)
    sink.setBufferSize(96_000)
    burst = b"\0\x20" * 9_600
    for number in range(KEYS[1.0] + 1):
        QTest.qWait(_REST)
        pressed = time.monotonic()
        sink.start().write(burst + bytes(48_000))
        if number:  # the first burst only opens the device
            _tell(1.0, 0, 200, pressed, [])
        QTest.qWait(_REST + 200)
        sink.reset()
    app.quit()


if __name__ == "__main__":
    main()
