# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound devices that are chosen, vanish and come back: heard, on cards that can be recorded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.end2end.rig import Player, holds, medium, parts
from tests.sound_card import MISSING, Recording, SoundCard

if TYPE_CHECKING:
    from tests.end2end.rig import Samples

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.alone, pytest.mark.skipif(bool(MISSING), reason=MISSING)]

GONE = "The connection to the audio system was lost; there is no sound until it is back."


def test_a_sound_server_that_ends_is_survived(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player:
        player.tell("play_till", 1000, None, 1200)
        card.pull_out()
        then = player.tell("wait")
        assert (then["playing"], then["finished"], then["problem"]) == (False, [], GONE)
        assert 1200 <= then["position"] < 2000
        assert player.tell("play", 1000, 1400)["problem"] == GONE
        assert player.tell("open_again")["problem"] == GONE
        assert player.tell("play", 1000, 1100)["finished"] == [[1000, 1100]]


def test_a_sound_server_that_ends_while_nothing_plays_is_survived(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player:
        player.tell("play", 1000, 1100)
        card.pull_out()
        then = player.tell("play", 1000, 1400)
        assert (then["playing"], then["finished"], then["problem"]) == (False, [], GONE)


def test_without_a_sound_server_there_is_no_noise_about_it(
    noise: Samples, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with SoundCard() as card:
        card.pull_out()
        with Player(card, medium(tmp_path, noise)) as player:
            assert player.begun["name"] == "No audio"
            assert "No audio device was found" in player.begun["problem"]
            assert player.tell("play", 1000, 1100)["finished"] == [[1000, 1100]]
        assert capfd.readouterr().err == ""


def test_a_sound_server_that_is_started_again_is_heard_again(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player:
        player.tell("play_till", 1000, None, 1200)
        card.pull_out()
        assert player.tell("wait")["problem"] == GONE
        card.plug_in()
        assert player.tell("wait_for_sound")["output"] == "card"
        with Recording(card) as recording:
            assert player.tell("play", 3000, 3400)["finished"] == [[3000, 3400]]
            holds(recording.heard(), noise, 3000, 3400)


def test_the_chosen_device_is_played_on_and_the_default_one_when_it_is_gone(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    second = card.add("headset")
    with Player(card, medium(tmp_path, noise)) as player:
        assert player.begun["output"] == "card"
        with Recording(card) as default, Recording(card, "headset") as chosen:
            assert player.tell("choose", "headset")["output"] == "headset"
            player.tell("play", 1000, 1300)
            holds(chosen.heard(), noise, 1000, 1300)
            assert not default.samples.any()
            player.tell("begin", 2000, 4000)
            player.tell("play_till_again", 2500)
            card.remove(second)  # the server lets what plays go on on the other card
            assert player.tell("wait")["finished"] == [[2000, 4000]]
            last = parts(default.heard(), 4800)[-1]
            holds(last[-48_000:], noise, 3000, 4000, begins=False)
            before = len(default.samples)
            then = player.tell("play", 5000, 5400)
            assert (then["output"], then["finished"]) == ("card", [[5000, 5400]])
            assert "is not connected; playing on" in then["problem"]
            holds(default.heard(before), noise, 5000, 5400)
        card.add("headset")
        then = player.tell("wait_for_sound")
        assert then["output"] == "headset"
        with Recording(card, "headset") as chosen:
            player.tell("play", 5000, 5300)
            holds(chosen.heard(), noise, 5000, 5300)


def test_another_default_device_takes_over_while_it_plays(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    card.add("headset")
    with Player(card, medium(tmp_path, noise)) as player, Recording(card, "headset") as other:
        player.tell("begin", 2000, 4000)
        player.tell("play_till_again", 2500)
        card.control("set-default-sink", "headset")
        then = player.tell("wait")
        assert (then["output"], then["finished"]) == ("headset", [[2000, 4000]])
        holds(other.heard()[-48_000:], noise, 3000, 4000, begins=False)


def test_sound_and_window_never_wait_for_each_other(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    """Qt and Python have a lock each: two threads that take them in opposite orders hang."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.hush_guest", str(medium(tmp_path, noise))],
        env=card.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "300\n"), done.stderr
