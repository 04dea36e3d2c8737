# SPDX-License-Identifier: GPL-3.0-or-later
"""What is heard of a cue: recorded from a sound card, and compared sample by sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.end2end.rig import FADE, MS, SECONDS, Player, holds, medium, parts, place
from tests.sound_card import MISSING, RATE, Recording

if TYPE_CHECKING:
    from pathlib import Path

    from tests.end2end.rig import Samples
    from tests.sound_card import SoundCard

pytestmark = [pytest.mark.alone, pytest.mark.skipif(bool(MISSING), reason=MISSING)]

CUES = 50
PAUSE = 20 * MS
"""More silence than there is in a cue, and less than there is between two."""


def test_cues_are_heard_from_their_first_sample_to_their_last(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        assert (player.begun["name"], player.begun["problem"]) == ("Audio", None)
        for start, end in ((1000, 1400), (5123, 5978), (0, 30), (300, 1511)):
            before = len(recording.samples)
            then = player.tell("play", start, end)
            assert then["finished"] == [[start, end]]
            assert (then["position"], then["playing"]) == (end, False)
            assert then["places"] == sorted(then["places"])
            holds(recording.heard(before), noise, start, end)


def test_it_plays_on_to_the_end_of_the_medium(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        then = player.tell("play", 8500, None)
        assert then["finished"] == [[8500, SECONDS * 1000]]
        assert then["position"] == SECONDS * 1000
        holds(recording.heard(), noise, 8500, SECONDS * 1000)
        before = len(recording.samples)
        assert player.tell("play", 11_500, 15_000)["finished"] == [[11_500, SECONDS * 1000]]
        holds(recording.heard(before), noise, 11_500, SECONDS * 1000)


def test_a_loop_has_no_gap(card: SoundCard, noise: Samples, tmp_path: Path) -> None:
    start, end = 2000, 2150
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        then = player.tell("loop", start, end, 8)
        assert (then["finished"], then["playing"]) == ([], False)
        assert all(start <= at <= end for at in then["places"][1:])
        heard = recording.heard()
    length = (end - start) * MS
    heard = np.concatenate((np.zeros(place(heard, noise) - start * MS, np.int16), heard))
    whole = len(heard) // length
    assert whole >= 5
    inner = slice(FADE, length - FADE)
    for repetition in heard[: whole * length].reshape(whole, length):
        assert np.array_equal(repetition[inner], noise[start * MS : end * MS][inner])


def test_a_busy_window_is_not_heard(card: SoundCard, noise: Samples, tmp_path: Path) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        player.tell("play_till", 3000, 4500, 3200)
        assert player.tell("freeze", 500)["playing"]
        assert player.tell("wait")["finished"] == [[3000, 4500]]
        holds(recording.heard(), noise, 3000, 4500)


def test_stopped_it_is_silent_at_once_and_another_cue_takes_over(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        player.tell("play_till", 1000, 9000, 1500)
        then = player.tell("stop")
        assert (then["playing"], then["finished"]) == (False, [])
        heard = recording.heard()
        assert abs(place(heard, noise) - 1000 * MS) < 5
        # What was on its way to the card is dropped, too.
        assert -300 * MS < len(heard) - (then["position"] - 1000) * MS < 10 * MS
        before = len(recording.samples)
        player.tell("play_till", 1000, 9000, 1500)
        assert player.tell("play", 6000, 6400)["finished"] == [[6000, 6400]]
        heard = recording.heard(before)
        holds(heard[heard.shape[0] - 400 * MS :], noise, 6000, 6400)


def test_held_it_goes_on_where_the_ear_was(card: SoundCard, noise: Samples, tmp_path: Path) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        player.tell("play_till", 1000, 2000, 1400)
        held = player.tell("pause")
        assert not held["playing"]
        recording.heard()
        before = len(recording.samples)
        assert player.tell("resume")["finished"] == [[1000, 2000]]
        holds(recording.heard(before), noise, held["position"], 2000)
        before = len(recording.samples)
        player.tell("play_till", 1000, 2000, 1500)
        player.tell("pause")
        player.tell("seek", 1700)
        recording.heard(before)
        before = len(recording.samples)
        player.tell("resume")
        holds(recording.heard(before), noise, 1700, 2000)


def test_slower_it_keeps_the_pitch(card: SoundCard, tmp_path: Path) -> None:
    tone = np.rint(8000 * np.sin(np.arange(3 * RATE) * 2 * np.pi * 440 / RATE)).astype(np.int16)
    with Player(card, medium(tmp_path, tone)) as player, Recording(card) as recording:
        player.tell("rate", 0.75)
        then = player.tell("play", 500, 2000)
        assert (then["finished"], then["position"]) == ([[500, 2000]], 2000)
        heard = recording.heard()
    assert abs(len(heard) / RATE - 1.5 / 0.75) < 0.05
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert abs(int(spectrum.argmax()) * RATE / len(heard) - 440) < 1


@pytest.mark.parametrize("speed", [0.5, 2.0, 2.5])
def test_at_any_speed_the_first_and_the_last_of_a_cue_are_heard(
    card: SoundCard, tmp_path: Path, speed: float
) -> None:
    clicks = np.full(3 * RATE, 40, np.int16)  # no silence: begin and end can be told
    inside = 6 * MS
    clicks[[1000 * MS + inside, 1600 * MS - inside]] = 20_000
    with Player(card, medium(tmp_path, clicks)) as player, Recording(card) as recording:
        player.tell("rate", speed)
        assert player.tell("play", 1000, 1600)["finished"] == [[1000, 1600]]
        heard = recording.heard()
    assert abs(len(heard) - 600 * MS / speed) < 2 * MS
    loud = np.flatnonzero(heard > 5000)
    assert len(loud) == 2
    assert abs(loud[0] - inside / speed) < 10 * MS
    assert abs(len(heard) - loud[1] - inside / speed) < 10 * MS


def test_fifty_cues_anywhere_are_exactly_what_is_heard(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    draw = np.random.default_rng(50)
    starts = draw.integers(0, SECONDS * 1000 - 400, CUES).tolist()
    cues = [(start, start + int(draw.integers(60, 300))) for start in starts]
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        then = player.tell("play_many", *(ms for cue in cues for ms in cue))
        heard = parts(recording.heard(), PAUSE)
    assert then["finished"] == [list(cue) for cue in cues]
    assert len(heard) == CUES
    for part, (start, end) in zip(heard, cues, strict=True):
        holds(part, noise, start, end)


def test_the_end_is_moved_while_it_plays(card: SoundCard, noise: Samples, tmp_path: Path) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        for moved in (1900, 1400):  # later and earlier
            before = len(recording.samples)
            player.tell("play_till", 1000, 1600, 1200)
            player.tell("set_range", 1000, moved)
            then = player.tell("wait")
            assert (then["finished"], then["position"]) == ([[1000, moved]], moved)
            last = parts(recording.heard(before), RATE)[-1]
            resumed = last[-(moved - 1400 + 150) * MS :]
            assert np.array_equal(resumed[FADE:-FADE], ending(noise, moved, len(resumed)))
        player.tell("play_till", 1000, 3000, 1300)
        then = player.tell("set_range", 900, 1250)  # behind the ear
        assert (then["finished"], then["playing"]) == ([[900, 1250]], False)


def ending(noise: Samples, end: int, length: int) -> Samples:
    """The `length` samples before `end` ms, without as much as a fade on either side."""
    return noise[end * MS - length + FADE : end * MS - FADE]


def test_a_loop_keeps_to_edges_that_are_moved(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        player.tell("loop_till", 2000, 2400, 2200)
        player.tell("set_range", 2100, 2300)
        player.tell("go_round", 8)
        heard = recording.heard()
    inside = noise[2100 * MS + FADE : 2300 * MS - FADE]
    begins = [
        int(at)
        for at in np.flatnonzero(heard == inside[0])
        if np.array_equal(heard[at : at + len(inside)], inside)
    ]
    assert len(begins) >= 4
    assert set(np.diff(begins)) == {200 * MS}


def test_quieter_is_heard_at_once_and_louder_is_bent(card: SoundCard, tmp_path: Path) -> None:
    tone = np.rint(10_000 * np.sin(np.arange(4 * RATE) * 2 * np.pi * 500 / RATE)).astype(np.int16)
    with Player(card, medium(tmp_path, tone)) as player, Recording(card) as recording:

        def loudest(level: int) -> int:
            player.tell("level", level)
            before = len(recording.samples)
            player.tell("play", 500, 800)
            return int(np.abs(recording.heard(before)[FADE:-FADE]).max())

        assert loudest(100) == 10_000
        assert abs(loudest(50) - 2500) < 5
        assert abs(loudest(140) - 19_600) < 5
        assert 0.7 * 32_767 < loudest(200) < 32_767  # would be 40,000


def test_muted_while_it_plays_it_is_silent_and_goes_on(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        player.tell("play_till", 1000, 2500, 1300)
        player.tell("level", 0)
        player.tell("play_till_again", 1900)
        player.tell("level", 100)
        then = player.tell("wait")
        assert then["finished"] == [[1000, 2500]]
        first, last = parts(recording.heard(), 100 * MS)
    assert np.array_equal(last[-200 * MS :][:-FADE], noise[2300 * MS : 2500 * MS][:-FADE])
    assert abs(place(first, noise) - 1000 * MS) < 5


def test_quiet_speakers_come_up_in_their_place(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    quiet = (noise // 16) | 1
    with Player(card, medium(tmp_path, quiet)) as player, Recording(card) as recording:
        player.tell("level", 100, 1)
        assert player.tell("play", 4000, 4700)["finished"] == [[4000, 4700]]
        heard = recording.heard()
    asked = quiet[4000 * MS : 4700 * MS]
    assert abs(len(heard) - len(asked)) < 5
    gain = np.median(heard[FADE:-FADE] / asked[FADE : len(heard) - FADE])
    assert 8 < gain <= 10.1
