# SPDX-License-Identifier: GPL-3.0-or-later
"""What was heard afresh is kept, and not heard again. The model is of random numbers."""

from __future__ import annotations

from multiprocessing import active_children
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core.progress import UNHEARD, Cancelled
from editor.core.words import Word
from editor.ear.aligning import Listener
from editor.ear.drafting import Drafted
from editor.ear.drafts import Afresh, body_of, draft_key, drafted_of, heard
from editor.media.headless_sound import Decoded
from editor.media.sound import SAMPLES_FILE
from editor.media.speech import Speech
from tests import tiny_whisper

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.state import Json

RATE = 16_000
SPEECH = Speech(np.arange(0, 40_000, 10_000), np.arange(5_000, 45_000, 10_000), 40_000)


@pytest.fixture
def wanted(tmp_path: Path) -> Afresh:
    """Four stretches of speech, all of which are to be heard."""
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    noise = np.random.default_rng(3).normal(0, 1000, 40 * RATE).astype(np.int16)
    noise.tofile(tmp_path / SAMPLES_FILE)
    sound = Decoded(tmp_path, RATE)
    listener = Listener(tmp_path / "ggml-tiny.bin", sound, (), lambda: 1)
    return Afresh(listener, "talk", [(0, 1 << 53)], SPEECH, {})


class AfterOne:
    """Progress that is cancelled when a window was heard."""

    def report(self, done: float, total: float | None = None) -> None:
        del total
        if done >= 1:
            raise Cancelled


@pytest.mark.long
def test_a_pass_that_was_ended_goes_on_where_it_was(wanted: Afresh) -> None:
    kept: dict[str, Json] = {}
    with pytest.raises(Cancelled):
        heard(wanted, lambda row: kept.update([row]), AfterOne())
    assert not active_children()
    assert len(kept) == 1
    rest: dict[str, Json] = {}
    found = heard(wanted._replace(kept=kept), lambda row: rest.update([row]), UNHEARD)
    assert [one.start for one in found] == [0, 9_800, 19_800, 29_800]
    assert len(rest) == 3
    assert not kept.keys() & rest.keys()


@pytest.mark.long
def test_only_speech_in_the_ranges_is_heard(wanted: Afresh) -> None:
    ranges = [(31_000, 36_000), (0, 3_000), (3_200, 9_000), (6_000, 9_000)]
    found = heard(wanted._replace(ranges=ranges), lambda _: None, UNHEARD)
    assert [(one.start, one.end) for one in found] == [(0, 5_200), (30_800, 35_200)]
    assert heard(wanted._replace(ranges=[(6_000, 9_000)]), lambda _: None, UNHEARD) == []


def test_what_was_heard_is_kept_and_damage_is_none() -> None:
    drafted = Drafted(
        1000, 3000, (Word(1000, 1300, "今天", 0.9), Word(1300, 1600, "聊", 0.25)), "你不明白"
    )
    body = body_of(drafted)
    assert drafted_of(body) == drafted
    assert isinstance(body, dict)
    damaged: list[Json] = [None, [], {**body, "words": [[1, 2]]}, {**body, "start": "x"}]
    for broken in damaged:
        assert drafted_of(broken) is None
    keys = {
        draft_key(medium, model, terms, window)
        for medium in "ab"
        for model in "cd"
        for terms in ((), ("权重",))
        for window in ((0, 1), (1, 2))
    }
    assert len(keys) == 16
