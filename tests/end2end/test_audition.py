# SPDX-License-Identifier: GPL-3.0-or-later
"""What is heard of a cue: recorded from a sound card, and compared sample by sample."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pytest

from tests.program import ROOT
from tests.sound_card import MISSING, RATE, Recording, SoundCard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)

MS = RATE // 1000
FADE = 4 * MS
SECONDS = 12


class Player:
    """The program that plays; ends with the block."""

    def __init__(self, card: SoundCard, medium: Path) -> None:
        command = [sys.executable, "-m", "tests.end2end.listener", str(medium)]
        self._program = subprocess.Popen(
            [*command, str(medium.parent / "cache")],
            cwd=ROOT,
            env=card.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.begun = self._answer()

    def tell(self, command: str, *numbers: float | None) -> dict[str, Any]:
        """Have it done, and see what there is to see then."""
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps([command, *numbers]) + "\n")
        self._program.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._program.stdout is not None
        answer: dict[str, Any] = json.loads(self._program.stdout.readline())
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.communicate(timeout=30)
        assert self._program.returncode == 0


@pytest.fixture(scope="module")
def noise() -> Samples:
    """No two moments of it are alike, and no sample is 0: each tells where it stands."""
    drawn = np.random.default_rng(7).integers(-20_000, 20_000, SECONDS * RATE)
    return (drawn | 1).astype(np.int16)


@pytest.fixture
def card() -> Iterator[SoundCard]:
    with SoundCard() as card:
        yield card


def medium(folder: Path, samples: Samples) -> Path:
    path = folder / "medium.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


def place(heard: Samples, noise: Samples) -> int:
    """Which sample of `noise` the first one heard is, told by what comes after the fade."""
    known = heard[FADE : FADE + 8]
    found = [
        int(at)
        for at in np.flatnonzero(noise == known[0])
        if np.array_equal(noise[at : at + len(known)], known)
    ]
    assert len(found) == 1
    return found[0] - FADE


def holds(heard: Samples, noise: Samples, start: int, end: int) -> None:
    """`heard` is [start, end) ms, apart from the fades.

    The outermost samples of a fade round to 0, so a few may seem to be missing.
    """
    first = place(heard, noise)
    gaps = np.flatnonzero(heard[FADE:-FADE] == 0)
    assert not len(gaps), f"{len(gaps)} samples of silence from {gaps[0] / MS:.1f} ms on"
    assert 0 <= first - start * MS < 5
    assert 0 <= end * MS - first - len(heard) < 5
    inner = slice(FADE, len(heard) - FADE)
    assert np.array_equal(heard[inner], noise[first : first + len(heard)][inner])
    assert abs(int(heard[0])) < 600 > abs(int(heard[-1]))


def test_cues_are_heard_from_their_first_sample_to_their_last(
    card: SoundCard, noise: Samples, tmp_path: Path
) -> None:
    with Player(card, medium(tmp_path, noise)) as player, Recording(card) as recording:
        assert (player.begun["name"], player.begun["problem"]) == ("Sound", None)
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


GONE = "The connection to the sound system broke off; nothing is heard until it is back."


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
            assert player.begun["name"] == "Silent"
            assert "No sound device was found" in player.begun["problem"]
            assert player.tell("play", 1000, 1100)["finished"] == [[1000, 1100]]
        assert capfd.readouterr().err == ""
