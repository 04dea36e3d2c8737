# SPDX-License-Identifier: GPL-3.0-or-later
"""Transcribing again at the window. The model is of random numbers and hears nothing; what a good
one would hear is put into what is kept, where a pass that was ended goes on from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import afresh, opening
from editor.core.state import DRAFT
from editor.core.words import Word
from editor.ear.drafts import body_of, drafted_of
from editor.project.journal_port import NoJournal
from editor.settings import MODEL
from tests import tiny_whisper
from tests.making import written
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from pathlib import Path

    from editor.ear.drafting import Drafted
    from tests.desk import Desk

SPOKEN = [(1_000, 2_900), (4_000, 5_900), (7_000, 8_900)]


@pytest.fixture
def opened(desk: Desk, tmp_path: Path) -> Desk:
    """Two cues for three stretches of speech, and a model."""
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    desk.session.open(written((*SPOKEN[0], "甲乙"), (*SPOKEN[2], "丙丁")), journal=NoJournal())
    desk.session.set_media(write_wave(tmp_path / "talk.wav", talk(SPOKEN, 10)))
    desk.until(lambda: desk.context.medium.speech is not None)
    desk.context.settings[MODEL] = str(tmp_path / "ggml-tiny.bin")
    return desk


def drafts(desk: Desk) -> dict[str, Drafted]:
    """What was heard, by its key, in the order of time."""
    rows = desk.session.state.rows(DRAFT).items()
    found = {key: drafted for key, row in rows if (drafted := drafted_of(row)) is not None}
    return dict(sorted(found.items(), key=lambda each: each[1].start))


def kept(desk: Desk) -> list[tuple[int, int]]:
    """The windows that were heard."""
    return [each[:2] for each in drafts(desk).values()]


def hears(desk: Desk, *texts: str) -> None:
    """As if these had been heard in the windows, in the order of time; a space parts words."""
    for (key, drafted), text in zip(drafts(desk).items(), texts, strict=True):
        start = drafted.start + 200
        words = tuple(
            Word(start + 300 * n, start + 300 * n + 300, word, 0.9)
            for n, word in enumerate(text.split())
        )
        desk.session.keep(DRAFT, key, body_of(drafted._replace(words=words)))


def ready(desk: Desk) -> None:
    desk.look()
    desk.until(lambda: not desk.context.jobs.running)


@pytest.mark.long
def test_all_is_heard_once_and_what_differs_is_reviewed(opened: Desk) -> None:
    afresh.hear_all(opened.context)
    ready(opened)
    assert "Nobody is heard" in opened.said
    windows = kept(opened)
    assert len(windows) == 3
    hears(opened, "甲 乙", "新 的", "丙 丑")
    afresh.hear_all(opened.context)
    ready(opened)
    assert kept(opened) == windows
    (shown,) = opened.views.work
    assert [(each.before, each.after) for each in shown.proposals] == [
        *(("", "新的"), ("丙丁", "丙丑"))
    ]
    before = opened.session.document
    shown.accept()
    assert opened.texts == ["甲乙", "新的", "丙丑"]
    opened.session.undo()
    assert opened.session.document.cues == before.cues


@pytest.mark.long
def test_only_what_is_asked_for_is_heard(opened: Desk) -> None:
    context = opened.context
    opened.session.select(opened.session.selection.at(1))
    afresh.hear_here(context)
    ready(opened)
    (window,) = kept(opened)
    assert window[0] <= SPOKEN[2][0] + 200 <= SPOKEN[2][1] - 200 <= window[1]
    afresh.hear_bare(context)
    ready(opened)
    assert len(kept(opened)) == 2
    opened.views.range = (500, 3_200)
    afresh.hear_here(context)
    ready(opened)
    assert len(kept(opened)) == 3
    opened.views.range = None
    before = kept(opened)
    afresh.hear_at(context, 5_000)  # in the gap, which was heard already
    ready(opened)
    assert kept(opened) == before


@pytest.mark.long
def test_a_transcript_is_begun_with_what_is_heard(opened: Desk) -> None:
    media = opened.session.media
    assert media is not None
    opening.new_transcript(opened.context, media)
    assert "ear.afresh-all" in opened.views.notices[-1][1]
    opened.until(lambda: opened.context.medium.speech is not None)
    for texts in ((), ("甲 乙", "新 的", "丙 丁")):
        if texts:
            hears(opened, *texts)
        afresh.hear_all(opened.context)
        ready(opened)
    assert opened.texts == ["甲乙", "新的", "丙丁"]
    assert opened.session.history.undo_title == "Transcribe again"
    assert "to be corrected: 3 cues" in opened.said
    opened.session.undo()
    assert opened.texts == []


def test_what_is_missing_is_told(opened: Desk, tmp_path: Path) -> None:
    context = opened.context
    context.settings[MODEL] = ""
    afresh.hear_all(context)
    ready(opened)
    assert "The manual says how to get one" in opened.said
    (tmp_path / "ggml-broken.bin").write_bytes(b"lmgg" + bytes(100))
    context.settings[MODEL] = str(tmp_path / "ggml-broken.bin")
    afresh.hear_all(context)
    ready(opened)
    assert "no whole model" in opened.said
    opened.look_only()
    context.settings[MODEL] = str(tmp_path / "ggml-tiny.bin")
    afresh.hear_here(context)
    ready(opened)
    assert "another Jiaozi window" in opened.said
    assert not kept(opened)
