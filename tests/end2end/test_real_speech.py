# SPDX-License-Identifier: GPL-3.0-or-later
"""Clocks are repaired by the sound of a person: decoded, listened to and weighed as users do it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest

from editor.media.voice_activity import find_speech
from tests.broken_recordings import EXACT, RULES, repaired, write_recording
from tests.recordings import RATE, Recording, in_a_room, mixed, phrases_in, recorded

PROMPTS = Path(__file__).parents[1] / "data" / "prompts.ogg"
MINUTES = 8
IN_PIECES = "silence cut out"
"""Each of so many small pieces is told by few starts: nothing is highly sure then."""
PAUSE = 200
"""ms that surely are a pause."""


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Eight minutes of a woman's talk, with 65 s in which she says nothing."""
    phrases = phrases_in(PROMPTS)
    assert len(phrases) > 20
    return recorded(chance("talk"), [[phrase] for phrase in phrases], MINUTES, [(3, 65)])


@pytest.fixture(scope="module", params=["room", "noise"])
def medium(
    recording: Recording, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The talk in a room, 30 dB above its noise, or half as far."""
    noise = {"room": 30, "noise": 15}[request.param]
    heard = in_a_room(chance(request.param), recording.samples, noise, 0)
    return write_recording(tmp_path_factory.mktemp("sound") / "talk.wav", heard)


def chance(name: str) -> Random:
    return Random(name)  # noqa: S311 - the same talk every time


@pytest.mark.parametrize("rule", RULES)
def test_a_clock_is_repaired_by_what_is_heard(
    rule: str, recording: Recording, medium: Path, tmp_path: Path
) -> None:
    outcome = repaired(RULES[rule](recording.lines, chance(rule)), medium, tmp_path)
    assert outcome.confidence == ("medium" if rule == IN_PIECES else "high")
    assert outcome.exact >= 0.95
    assert np.median(outcome.errors) <= EXACT / 2


def test_talk_is_told_from_other_people_in_the_background() -> None:
    """As many voices as in a café, 15 dB below: like music, they are never still."""
    phrases = phrases_in(PROMPTS)
    talk = recorded(chance("in a café"), [[phrase] for phrase in phrases], 3)
    others = [np.roll(np.concatenate(phrases), 39_595 * guest) for guest in range(8)]
    sound = in_a_room(chance("café"), talk.samples, 40, 0)
    heard = mixed(sound, np.resize(np.sum(others, axis=0), len(sound)), 15)
    speech = find_speech(heard.clip(-32_768, 32_767).astype(np.int16), RATE)
    voices = sorted({line.voice for line in talk.lines})
    begun = [now[0] for before, now in pairwise(voices) if now[0] - before[1] >= PAUSE]
    late = [np.abs(speech.starts - start).min() for start in begun]
    assert np.mean(np.array(late) <= 100) > 0.6


def test_what_another_person_says_proves_nothing(recording: Recording, tmp_path: Path) -> None:
    other = recorded(chance("other"), [[phrase] for phrase in phrases_in(PROMPTS)], MINUTES)
    medium = write_recording(
        tmp_path / "other.wav", in_a_room(chance("other"), other.samples, 30, 0)
    )
    for rule in ("voice chunks", "shifted", "moving window"):
        outcome = repaired(RULES[rule](recording.lines, chance(rule)), medium, tmp_path)
        assert outcome.confidence != "high"
