# SPDX-License-Identifier: GPL-3.0-or-later
"""Which player a medium gets, and what is said where none, or not the exact one, can play it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.media import libvlc
from editor.media.cache import Cache
from editor.media.medium import Medium
from editor.media.player_choice import PlayerChoice
from editor.media.sound_server import sound_server
from tests.media import noise, write_medium, write_module, write_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.core.errors import Problem
    from editor.media.player import Player

needs_libvlc = pytest.mark.skipif(
    libvlc.missing() is not None, reason="there is no libVLC on this machine"
)


class Chosen:
    """A choice, and what it told."""

    def __init__(self, qtbot: QtBot, cache: Cache) -> None:
        self.choice = PlayerChoice()
        self.players: list[Player] = []
        self.problems: list[Problem] = []
        self.choice.chosen.connect(self.players.append)
        self.choice.failed.connect(self.problems.append)
        self._qtbot, self._cache = qtbot, cache
        self._medium: Medium | None = None

    def open(self, path: Path) -> Medium:
        """Open a medium, and wait until something was told of it."""
        self.close()
        told = len(self.players) + len(self.problems)
        medium = self._medium = Medium(str(path), self._cache)
        self.choice.begin(medium)
        self._qtbot.waitUntil(lambda: len(self.players) + len(self.problems) > told)
        return medium

    def close(self) -> None:
        if self._medium is not None:
            self.choice.end()
            self._medium.close()
        for player in self.players:
            player.close()


@pytest.fixture
def chosen(qtbot: QtBot, tmp_path: Path) -> Iterator[Chosen]:
    chosen = Chosen(qtbot, Cache(tmp_path / "cache", 1 << 30))
    yield chosen
    chosen.close()


def test_sound_is_played_exactly_where_there_is_a_device(chosen: Chosen, tmp_path: Path) -> None:
    chosen.open(write_wave(tmp_path / "a.wav", noise(1)))
    (player,) = chosen.players
    server = sound_server()
    if server.has_device:
        assert (player.name, player.problem) == ("Audio", None)
    else:
        assert player.name == "No audio"
        assert str(player.problem) in {server.NOTHING, server.BROKEN}
    assert (chosen.choice.length, chosen.choice.problem) == (1000, None)


def test_a_medium_without_sound_plays_silently(
    qtbot: QtBot, chosen: Chosen, tmp_path: Path
) -> None:
    path = write_medium(tmp_path / "silent.mp4", pictures=25)
    chosen.open(path)
    (player,) = chosen.players
    assert player.name == "No audio"
    assert str(player.problem) == "This file has no audio."
    with qtbot.waitSignal(player.finished) as finished:
        player.play(960)
    assert finished.args == [960, 1000]
    qtbot.waitUntil(lambda: bool(chosen.problems))
    assert str(chosen.problems[0]) == f"“{path}” has video but no audio."


@needs_libvlc
def test_what_only_libvlc_can_play_is_played_by_it(chosen: Chosen, tmp_path: Path) -> None:
    path = write_module(tmp_path / "beeps.mod")
    chosen.open(path)
    (player,) = chosen.players
    assert player.name == "VLC"
    assert str(player.problem) == f"Only VLC can play “{path}”; its timing is not exact."
    assert (chosen.choice.length, chosen.choice.problem, chosen.problems) == (7680, None, [])


def test_what_nobody_can_play_is_told_once(chosen: Chosen, tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("这不是电影\n", encoding="utf-8")
    chosen.open(path)
    assert chosen.players == []
    (problem,) = chosen.problems
    assert str(problem) == f"“{path}” is not a readable audio or video file."
    assert chosen.choice.problem == problem


def test_a_missing_file_is_told(chosen: Chosen, tmp_path: Path) -> None:
    chosen.open(tmp_path / "gone.mp3")
    assert chosen.players == []
    assert str(chosen.problems[0]).startswith("The media file “")


def test_another_medium_has_a_choice_of_its_own(chosen: Chosen, tmp_path: Path) -> None:
    chosen.open(tmp_path / "gone.mp3")
    chosen.open(write_wave(tmp_path / "a.wav", noise(2)))
    assert len(chosen.players) == 1
    assert (chosen.choice.length, chosen.choice.problem) == (2000, None)
    chosen.choice.end()
    assert (chosen.choice.length, chosen.choice.problem) == (None, None)
