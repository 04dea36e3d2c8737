# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import relinking
from editor.core.errors import Problem
from editor.media.identity import identify
from tests.media import noise, write_wave

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk

FAILED = Problem("The medium cannot be opened.")


def failed(desk: Desk) -> None:
    relinking.medium_failed(desk.context, FAILED)
    desk.settle()


def wave(path: Path, seconds: float = 0.1) -> Path:
    return write_wave(path, noise(seconds, 8_000), rate=8_000)


def test_a_medium_that_is_there_has_another_fault_which_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.session.set_media(wave(tmp_path / "talk.wav"))
    failed(desk)
    assert desk.views.notices[-1] == ("The medium cannot be opened.", ())


def test_a_medium_that_was_moved_beside_the_transcript_is_found(desk: Desk, tmp_path: Path) -> None:
    there = wave(tmp_path / "renamed.wav")
    desk.session.set_media(tmp_path / "old place" / "talk.wav")
    desk.session.identify_media(identify(there))
    failed(desk)
    assert desk.session.media == there
    assert "Media file found: " in desk.said


def test_one_that_is_nowhere_is_told_with_what_asks_for_it(desk: Desk, tmp_path: Path) -> None:
    desk.session.set_media(tmp_path / "talk.wav")
    failed(desk)
    assert desk.views.notices[-1] == (
        "“talk.wav” has been moved or deleted.",
        ("file.find-medium",),
    )


def test_where_another_medium_was_chosen_meanwhile_nothing_is_said(
    desk: Desk, tmp_path: Path
) -> None:
    desk.session.set_media(tmp_path / "talk.wav")
    relinking.medium_failed(desk.context, FAILED)
    desk.session.set_media(None)
    desk.settle()
    assert desk.views.notices == []


def test_without_a_medium_the_fault_is_told_as_it_is(desk: Desk) -> None:
    failed(desk)
    assert desk.said == "The medium cannot be opened."


def test_another_medium_than_before_is_taken_and_said(desk: Desk, tmp_path: Path) -> None:
    right, other = wave(tmp_path / "right.wav"), wave(tmp_path / "other.wav", 0.2)
    desk.session.set_media(tmp_path / "gone.wav")
    desk.session.identify_media(identify(right))
    desk.ask.will_answer(None, other)
    relinking.find_medium(desk.context)
    assert desk.session.media == tmp_path / "gone.wav"
    relinking.find_medium(desk.context)
    assert desk.session.media == other
    assert "is not the file that was used before" in desk.said


def test_the_right_medium_is_taken_without_a_word(desk: Desk, tmp_path: Path) -> None:
    right = wave(tmp_path / "right.wav")
    desk.session.set_media(tmp_path / "gone.wav")
    desk.session.identify_media(identify(right))
    desk.ask.will_answer(right)
    relinking.find_medium(desk.context)
    assert (desk.session.media, desk.views.notices) == (right, [])
