# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import wave
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from editor.core.errors import Problem
from editor.media.cache import Cache
from editor.media.medium import Medium
from editor.media.silent_player import SilentPlayer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

WHY = Problem("This file has no audio.")


@pytest.fixture
def medium(qtbot: QtBot, tmp_path: Path) -> Iterator[Medium]:
    """Of two seconds."""
    path = tmp_path / "medium.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 16_000))
    medium = Medium(str(path), Cache(tmp_path / "cache", 1 << 20))
    qtbot.waitUntil(lambda: medium.settled)
    yield medium
    medium.close()


@pytest.fixture
def player(medium: Medium) -> Iterator[SilentPlayer]:
    player = SilentPlayer(medium, WHY)
    yield player
    player.close()


def test_a_range_ends_exactly_once(qtbot: QtBot, player: SilentPlayer) -> None:
    ends: list[tuple[int, int]] = []
    player.finished.connect(lambda start, end: ends.append((start, end)))
    player.play(500, 620)
    assert player.playing
    places = []

    def over() -> bool:
        places.append(player.position)
        return not player.playing

    qtbot.waitUntil(over)
    assert ends == [(500, 620)]
    assert player.position == 620
    assert places == sorted(places)
    assert places[0] < 620
    assert player.problem is WHY


def test_it_plays_to_the_end_of_the_medium_and_not_beyond(
    qtbot: QtBot, player: SilentPlayer
) -> None:
    for start, end in ((1900, None), (1950, 9000)):
        with qtbot.waitSignal(player.finished) as finished:
            player.play(start, end)
        assert finished.args == [start, 2000]
        assert player.position == 2000


def test_a_loop_goes_on(qtbot: QtBot, player: SilentPlayer) -> None:
    player.play(500, 560, loop=True)
    places = [500]

    def thrice() -> bool:
        places.append(player.position)
        return sum(b < a for a, b in pairwise(places)) == 3

    qtbot.waitUntil(thrice)
    assert player.playing
    assert all(500 <= place < 560 for place in places)


def test_held_it_goes_on_from_there_to_the_same_end(qtbot: QtBot, player: SilentPlayer) -> None:
    player.play(500, 700)
    qtbot.waitUntil(lambda: player.position > 550)
    player.pause()
    held = player.position
    assert (player.playing, player.paused) == (False, True)
    assert 550 < held < 700
    with qtbot.waitSignal(player.finished) as finished:
        player.resume()
        assert held <= player.position < 700
    assert finished.args == [500, 700]
    player.resume()
    assert not player.playing


def test_the_playhead_can_be_put_elsewhere(qtbot: QtBot, player: SilentPlayer) -> None:
    player.seek(300)
    assert (player.position, player.playing) == (300, False)
    player.play(500, 1900)
    with qtbot.waitSignal(player.finished) as finished:
        player.seek(1850)
        assert 1850 <= player.position < 1900
    assert finished.args == [500, 1900]
    player.play(500, 600)
    player.seek(900)  # behind the range: nothing of it is left
    assert (player.position, player.playing) == (900, False)


def test_stopped_it_stays_where_it_is(qtbot: QtBot, player: SilentPlayer) -> None:
    ends: list[int] = []
    player.finished.connect(lambda _, end: ends.append(end))
    player.play(500, 1900)
    qtbot.waitUntil(lambda: player.position > 520)
    with qtbot.waitSignal(player.state_changed):
        player.stop()
    place = player.position
    with qtbot.waitSignal(player.finished):
        player.play(0, 30)
    player.resume()
    assert (player.playing, player.paused, ends) == (False, False, [30])
    assert 520 < place < 1900


def test_an_empty_range_does_not_play(player: SilentPlayer) -> None:
    player.play(700, 700)
    assert (player.playing, player.position) == (False, 700)


def test_at_twice_the_speed_it_is_further_than_at_once_the_speed(
    qtbot: QtBot, player: SilentPlayer, medium: Medium
) -> None:
    other = SilentPlayer(medium)
    other.play(0, 100)
    player.play(0)
    player.set_rate(2.0)
    qtbot.waitUntil(lambda: not other.playing)
    assert player.rate == 2.0
    assert player.position >= 195
    other.close()


def test_the_end_can_be_moved_while_it_plays(qtbot: QtBot, player: SilentPlayer) -> None:
    ends: list[tuple[int, int]] = []
    player.finished.connect(lambda start, end: ends.append((start, end)))
    player.play(500, 1900)
    qtbot.waitUntil(lambda: player.position >= 550)
    player.set_range(500, 650)
    qtbot.waitUntil(lambda: not player.playing)
    assert (ends, player.position) == ([(500, 650)], 650)
    player.play(500, 1900)
    qtbot.waitUntil(lambda: player.position >= 560)
    player.set_range(450, 550)  # behind the ear already
    assert (ends[1:], player.playing, player.position) == ([(450, 550)], False, 550)


def test_a_held_range_whose_edges_move_stays_held(qtbot: QtBot, player: SilentPlayer) -> None:
    player.play(500, 1900)
    qtbot.waitUntil(lambda: player.position >= 550)
    player.pause()
    held = player.position
    player.set_range(400, 1000)
    assert (player.paused, player.position) == (True, held)
    with qtbot.waitSignal(player.finished) as finished:
        player.resume()
    assert finished.args == [400, 1000]
