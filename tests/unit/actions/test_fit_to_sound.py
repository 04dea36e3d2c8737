# SPDX-License-Identifier: GPL-3.0-or-later
"""Fit to sound: edges and word times. The model is of random numbers, so where it hears a word
means nothing; what becomes of that does."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from editor.actions import timing
from editor.actions.tooling.proposing import Proposing
from editor.actions.tooling.table import TOOLS
from editor.ear import placing
from editor.project.journal_port import NoJournal
from editor.settings import MODEL
from tests import tiny_whisper
from tests.making import REAL, written
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.core.errors import Problem
    from editor.core.proposal import Proposal
    from tests.desk import Desk

SPOKEN = [(1_000, 2_900), (3_500, 5_400), (6_000, 7_900)]
TEXT = "the end of all"


@pytest.fixture
def opened(desk: Desk, tmp_path: Path) -> Desk:
    """Three cues whose sound is decoded, and a model."""
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    desk.session.open(written(*((*each, TEXT) for each in SPOKEN)), journal=NoJournal())
    desk.session.set_media(write_wave(tmp_path / "talk.wav", talk(SPOKEN, 9)))
    desk.until(lambda: desk.context.medium.sound and desk.context.medium.sound.complete)
    desk.context.settings[MODEL] = str(tmp_path / "ggml-tiny.bin")
    return desk


def proposed(desk: Desk, **values: Any) -> tuple[Sequence[Proposal], Problem | None]:
    """What the tool that is open proposes, by the same door as the panel."""
    shown = desk.views.work[-1]
    assert shown.given is not None
    made: list[tuple[Sequence[Proposal], Problem | None]] = []
    tool = Proposing(TOOLS["speech"], shown.given, desk.context.jobs)
    tool.propose({"scope": 0, "most": 1_000} | values, lambda *told: made.append(told))
    desk.until(lambda: made)
    return made[0]


def fitted(desk: Desk, monkeypatch: pytest.MonkeyPatch, **values: Any) -> Sequence[Proposal]:
    """The same where all cues count as spoken."""
    monkeypatch.setattr(placing, "HEARD", -99.0)
    timing.fit_to_sound(desk.context)
    desk.look()
    found, problem = proposed(desk, **values)
    assert problem is None
    return found


@pytest.mark.long
def test_words_get_times_and_no_edge_moves_too_far_nor_past_a_neighbour(
    opened: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = fitted(opened, monkeypatch, most=300)
    assert [each.row for each in found] == [0, 1, 2]
    before = opened.times
    opened.views.work[-1].apply([each.fix for each in found])
    cues = opened.session.document.cues
    for (start, end), cue in zip(before, cues, strict=True):
        assert abs(cue.start - start) <= 300
        assert abs(cue.end - end) <= 300
        assert cue.words is not None
        assert cue.words.of == "text"
        assert [word.text for word in cue.words] == TEXT.split()
        times = [time for word in cue.words for time in (word.start, word.end)]
        assert times == sorted(times)
        assert cue.start == times[0]
        assert cue.end == times[-1]
    assert all(a.end <= b.start for a, b in pairwise(cues))
    assert opened.session.history.undo_title == "Fit to sound"
    opened.session.undo()
    assert opened.times == before
    assert all(cue.words is None for cue in opened.session.document.cues)


@pytest.mark.long
def test_only_the_selected_cues_are_fitted(opened: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.session.select(opened.session.selection.at(1))
    assert [each.row for each in fitted(opened, monkeypatch, scope=1)] == [1]


@pytest.mark.long
def test_cues_that_nobody_says_stay(opened: Desk) -> None:
    timing.fit_to_sound(opened.context)
    opened.look()
    assert proposed(opened) == ([], None)


def test_what_is_missing_is_told(opened: Desk, tmp_path: Path) -> None:
    context = opened.context
    context.settings[MODEL] = ""
    timing.fit_to_sound(context)
    opened.look()
    assert "The manual says how to get one" in opened.said
    assert "ear.model" in opened.views.notices[-1][1]
    (tmp_path / "ggml-broken.bin").write_bytes(b"lmgg" + bytes(100))
    context.settings[MODEL] = str(tmp_path / "ggml-broken.bin")
    timing.fit_to_sound(context)
    opened.look()
    found, problem = proposed(opened)
    assert not found
    assert problem is not None
    assert "no whole model" in problem.text


def test_times_that_are_not_those_of_the_sound_are_repaired_first(opened: Desk) -> None:
    media = opened.session.media
    opened.open(REAL)
    opened.session.set_media(media)
    timing.fit_to_sound(opened.context)
    opened.look()
    assert opened.views.notices[-1][1] == ("tools.repair",)
    assert not opened.views.work


def test_a_looking_window_refuses(opened: Desk) -> None:
    opened.look_only()
    timing.fit_to_sound(opened.context)
    opened.look()
    assert not opened.views.work
    assert "another Jiaozi window" in opened.said
