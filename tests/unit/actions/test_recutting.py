# SPDX-License-Identifier: GPL-3.0-or-later
"""A new edit of the medium is chosen, and the cues go where they are spoken there."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from editor.actions import recutting
from editor.core.cue import Cue
from editor.core.document import Document
from editor.project.journal_port import NoJournal
from tests.media import write_wave
from tests.recuts import RATE, Kept, Talk, babble, edited, samples_of, talk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


@pytest.fixture(scope="module")
def said() -> Talk:
    chance = Random("window")  # noqa: S311 - made talk
    return talk(chance, babble(chance), 40)


@pytest.fixture
def opened(desk: Desk, said: Talk, tmp_path: Path) -> Desk:
    cues = tuple(Cue(n, start, end, f"第{n}句") for n, (start, end) in enumerate(said.cues))
    desk.session.open(Document(cues, next_id=len(cues)), journal=NoJournal())
    desk.session.set_media(write_wave(tmp_path / "old.wav", samples_of(said.samples), rate=RATE))
    return desk


def test_cues_follow_in_one_step_and_the_new_medium_is_opened(
    opened: Desk, said: Talk, tmp_path: Path
) -> None:
    new = edited(said, [Kept(9_000, said.length)])
    path = write_wave(tmp_path / "new.wav", samples_of(new.samples), rate=RATE)
    before = opened.session.document
    opened.ask.will_answer(path)
    recutting.follow(opened.context)
    opened.settle()
    opened.views.work[-1].accept()
    after = opened.session.document
    assert opened.session.media == path
    for cue in before.cues:
        now = next(one for one in after.cues if one.id == cue.id)
        if cue.start >= 9_000:
            assert now.start == pytest.approx(cue.start - 9_000, abs=20)
        elif cue.end <= 9_000:
            assert now.left_out
    opened.session.undo()
    assert opened.session.document == before


def test_another_talk_is_refused(opened: Desk, tmp_path: Path) -> None:
    chance = Random("another")  # noqa: S311 - made talk
    other = talk(chance, babble(chance), 15)
    path = write_wave(tmp_path / "other.wav", samples_of(other.samples), rate=RATE)
    opened.ask.will_answer(path)
    recutting.follow(opened.context)
    opened.settle()
    assert "no speech in common" in opened.said
    assert opened.session.media == tmp_path / "old.wav"


def test_what_is_no_medium_is_told(opened: Desk, tmp_path: Path) -> None:
    opened.ask.will_answer(tmp_path / "gone.wav")
    recutting.follow(opened.context)
    opened.settle()
    assert "“" in opened.said
    assert "does not exist" in opened.said
