# SPDX-License-Identifier: GPL-3.0-or-later
"""Who plays which medium, and how one hands over to the other."""

from __future__ import annotations

import socket
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from editor.core.errors import Problem
from editor.media import libvlc
from editor.media.cache import Cache
from editor.playback.audio_output import AudioOutput
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import Settings
from tests.making import written
from tests.media import clicks, write_medium, write_module, write_wave
from tests.movies import PERIOD, make_movie, number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

DOCUMENT = written((0, 900, "大家好"), (1000, 1900, "我是"), (2000, 2900, "再见"))
BROKEN = Problem("libVLC is on holiday.")

needs_libvlc = pytest.mark.skipif(
    libvlc.missing() is not None, reason="there is no libVLC on this machine"
)


class Stage:
    """A session with a medium, what plays it, and what was said of it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.wait = qtbot.waitUntil
        self.session = Session()
        cache = Cache(folder / "cache", 1 << 30)
        settings = Settings(folder / "settings")
        self.medium = OpenMedium(self.session, settings, cache)
        self.playback = Playback(self.session, self.medium, AudioOutput(settings))
        self.said: list[str] = []
        self.pictures: list[QImage] = []
        self.medium.player_choice.failed.connect(lambda problem: self.said.append(str(problem)))
        self.playback.screen.picture.connect(self.pictures.append)
        self.session.open(DOCUMENT, journal=NoJournal())

    def open(self, path: Path) -> Playback:
        self.session.set_media(path)
        self.wait(lambda: self.playback.has_medium or bool(self.said))
        return self.playback


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qtbot, tmp_path)
    yield stage
    stage.playback.close()


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return write_medium(tmp_path / "talk.mp4", clicks(4, 1, 2), pictures=100)


@needs_libvlc
def test_what_pyav_can_not_play_libvlc_plays(stage: Stage, tmp_path: Path) -> None:
    playback = stage.open(write_module(tmp_path / "曲 1.mod"))
    assert (playback.player_name, stage.medium.length, stage.said) == ("VLC", 7680, [])
    assert "its timing is not exact" in str(playback.problems[0])
    playback.play_cue(1)
    stage.wait(lambda: playback.position > 1100)
    assert playback.playing
    stage.wait(lambda: not playback.playing)
    assert playback.position == 1900
    playback.play_on(7_000)
    stage.wait(lambda: not playback.playing)
    assert playback.position == 7_680


@needs_libvlc
def test_what_libvlc_alone_plays_is_held_moved_and_repeated(stage: Stage, tmp_path: Path) -> None:
    playback = stage.open(write_module(tmp_path / "a.mod"))
    playback.play_on(1_000)
    stage.wait(lambda: playback.position > 1_100)
    playback.seek(4_000)
    stage.wait(lambda: playback.position > 4_100)
    playback.toggle()
    held = playback.position
    assert not playback.playing
    playback.toggle()
    stage.wait(lambda: playback.position > held + 50)
    playback.set_looping(True)
    passed: list[int] = []
    playback.moved.connect(passed.append)
    playback.play_range(500, 900)
    stage.wait(lambda: any(a > 750 > b for a, b in pairwise(passed)))
    assert playback.playing


def test_seeking_at_rest_moves_the_playhead_once_and_changes_nothing_else(
    stage: Stage, talk: Path
) -> None:
    playback = stage.open(talk)
    moved: list[int] = []
    states: list[bool] = []
    playback.moved.connect(moved.append)
    playback.state_changed.connect(lambda: states.append(playback.playing))
    playback.seek(1_000)
    assert (moved, states, playback.position) == ([1_000], [], 1_000)


@needs_libvlc
def test_one_watches_by_libvlc_and_any_cue_takes_it_back(stage: Stage, talk: Path) -> None:
    playback = stage.open(talk)
    before = playback.player_name
    playback.seek(1_000)
    playback.set_watching(True)
    assert (playback.player_name, playback.watching, playback.playing) == ("VLC", True, True)
    stage.wait(lambda: playback.position > 1_200)
    playback.toggle()
    assert (playback.watching, playback.playing) == (True, False)
    playback.play_cue(2)
    assert (playback.player_name, playback.watching) == (before, False)
    stage.wait(lambda: not playback.playing)
    assert playback.position == 2_900


@needs_libvlc
def test_at_the_end_one_corrects_again(stage: Stage, talk: Path) -> None:
    playback = stage.open(talk)
    playback.seek(3_300)
    playback.set_watching(True)
    stage.wait(lambda: not playback.watching)
    assert not playback.playing
    assert 3_300 < playback.position <= 4_100


def test_without_libvlc_our_own_player_plays_while_one_watches(stage: Stage, talk: Path) -> None:
    playback = stage.open(talk)
    playback.set_watch_problem(BROKEN)
    assert BROKEN not in playback.problems
    playback.seek(3_000)
    playback.set_watching(True)
    assert playback.player_name != "VLC"
    assert BROKEN in playback.problems
    stage.wait(lambda: playback.position > 3_100)
    assert (playback.watching, playback.at_rest) == (True, False)
    stage.wait(lambda: not playback.watching)  # at the end
    assert playback.position == stage.medium.length


@needs_libvlc
def test_where_libvlc_fails_our_own_player_plays_on(stage: Stage, tmp_path: Path) -> None:
    path = write_wave(tmp_path / "a.wav", clicks(4))
    playback = stage.open(path)
    stage.wait(lambda: stage.medium.decoding is None)
    path.unlink()  # what is decoded can be heard still
    playback.seek(1_000)
    playback.set_watching(True)
    stage.wait(lambda: playback.player_name != "VLC")
    assert "VLC cannot play" in " ".join(map(str, playback.problems))
    stage.wait(lambda: playback.position > 1_300)
    assert (playback.watching, playback.playing) == (True, True)


@needs_libvlc
@pytest.mark.parametrize("name", ["talk.mp4", "talk.mod", "talk.m3u8"])
def test_a_list_in_disguise_opens_no_connection(stage: Stage, tmp_path: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.ts"
        rows = ["#EXTM3U", "#EXT-X-VERSION:3", "#EXT-X-TARGETDURATION:9", "#EXTINF:9,", address]
        path = tmp_path / name
        path.write_text("\n".join([*rows, "#EXT-X-ENDLIST"]), "utf-8")
        playback = stage.open(path)
        stage.wait(lambda: bool(stage.said))
        assert not playback.has_medium
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_jump_while_it_plays_ends_at_the_picture_of_the_position(
    stage: Stage, tmp_path: Path
) -> None:
    times = range(0, 9_600, 40)  # after one keyframe
    playback = stage.open(make_movie(tmp_path / "a.mp4", times, sound=True, codec="libx264"))
    playback.play_on(0)
    stage.wait(lambda: playback.position > 100)
    playback.seek(8_000)
    stage.wait(lambda: playback.position > 8_200)
    playback.pause()
    held = playback.position
    stage.wait(lambda: number(stage.pictures[-1]) == held // 40 % PERIOD)
    for back in range(1, 9):
        playback.step_frame(-1)
        stage.wait(lambda: number(stage.pictures[-1]) == (held // 40 - back) % PERIOD)  # noqa: B023 - at once


def test_pictures_without_a_sound_go_by_the_clock(stage: Stage, tmp_path: Path) -> None:
    playback = stage.open(make_movie(tmp_path / "a.mkv", [n * 40 for n in range(50)]))
    assert playback.player_name == "No audio"
    assert playback.screen.has_picture
    assert playback.screen.can_step
    playback.play_range(0, 400)
    stage.wait(lambda: not playback.playing)
    assert playback.position == 400
    stage.wait(lambda: len([image for image in stage.pictures if not image.isNull()]) > 3)
