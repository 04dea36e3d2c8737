# SPDX-License-Identifier: GPL-3.0-or-later
"""Find by ear. The model is of random numbers, so it tells one noise from another, and no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.actions import spotting
from editor.ear import fit as fits
from editor.ear import spotted
from editor.project.journal_port import NoJournal
from editor.settings import MODEL
from tests import tiny_whisper
from tests.making import REAL, written
from tests.media import write_wave

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.desk import Desk

RATE = 16_000
CUES = [(500, 2_900, "the end one"), (3_500, 5_900, "the end two"), (6_500, 8_900, "the end six")]
SPOKEN = [1_000, 4_600, 7_600]
"""Where the same is heard, in ms."""


def sound() -> NDArray[np.int16]:
    """Tones that change all the time, with one tune of 1 s in three places."""

    def tones(seed: int, ms: int) -> NDArray[np.float64]:
        chance = np.random.default_rng(seed)
        each = 50 * RATE // 1000
        pitch = np.repeat(chance.uniform(200, 3_500, ms // 50), each)
        return 6_000 * np.sin(2 * np.pi * np.cumsum(pitch) / RATE)

    whole, tune = tones(1, 9_000), tones(2, 1_000)
    for start in SPOKEN:
        first = start * RATE // 1000
        whole[first : first + len(tune)] = tune
    return whole.astype(np.int16)


@pytest.fixture
def opened(desk: Desk, tmp_path: Path) -> Desk:
    made = tiny_whisper.tensors()
    # So that it sounds alike wherever it is.
    made["encoder.positional_embedding"] *= 0
    for layer in range(tiny_whisper.DIMS.encoder_layers):
        made[f"encoder.blocks.{layer}.attn.out.weight"] *= 0
    (tmp_path / "model").mkdir()
    tiny_whisper.write_safetensors(tmp_path / "model", made)
    desk.session.open(written(*CUES), journal=NoJournal())
    desk.session.set_media(write_wave(tmp_path / "talk.wav", sound(), rate=RATE))
    desk.until(lambda: desk.context.medium.sound and desk.context.medium.sound.complete)
    desk.context.settings[MODEL] = str(tmp_path / "model")
    return desk


def find(desk: Desk) -> None:
    spotting.find_by_ear(desk.context)
    desk.look()


@pytest.mark.long
def test_a_marked_word_is_found_where_something_else_stands(opened: Desk) -> None:
    opened.views.range = (SPOKEN[0], SPOKEN[0] + 1_000)
    opened.ask.will_answer("ten", "end", None)
    find(opened)
    (shown,) = opened.views.work
    assert shown.title == "Find by ear"
    assert {row for each in shown.proposals for row, _ in each.fix} <= {1, 2}
    assert shown.proposals
    before = opened.texts
    shown.accept()
    assert any("ten" in text for text in opened.texts[1:])
    opened.session.undo()
    assert opened.texts == before
    find(opened)  # it stands there: "end" is in all texts
    assert "rightly written: 2" in opened.said
    find(opened)  # nobody says how it is written
    assert len(opened.views.work) == 1


@pytest.mark.long
def test_a_selected_word_that_is_not_heard_is_no_example(
    opened: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.session.select(opened.session.selection.at(0).with_caret(7, 4))
    find(opened)
    assert "not heard where it stands" in opened.said
    monkeypatch.setattr(spotted, "HEARD", fits.HEARD - 99)
    find(opened)
    assert "not heard" not in opened.said


def test_what_is_missing_is_told(opened: Desk) -> None:
    find(opened)
    assert "Select a word" in opened.said
    opened.views.range = (SPOKEN[0], SPOKEN[0] + 100)
    opened.ask.will_answer("ten")
    find(opened)
    assert "too short" in opened.said
    opened.views.range = None
    opened.context.settings[MODEL] = ""
    find(opened)
    assert "The manual says how to get one" in opened.said
    opened.look_only()
    find(opened)
    assert "another Jiaozi window" in opened.said


def test_times_that_are_not_those_of_the_sound_are_repaired_first(opened: Desk) -> None:
    media = opened.session.media
    opened.open(REAL)
    opened.session.set_media(media)
    find(opened)
    assert opened.views.notices[-1][1] == ("tools.repair",)
