# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.actions import playing
from editor.actions.action import can_hear
from editor.core.words import Word, Words
from tests.media import noise, write_wave

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desk import Desk


@pytest.fixture
def heard(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Desk:
    """The talk with eight seconds of sound; the second cue is the current one."""
    path = write_wave(tmp_path / "talk.wav", noise(8, 8_000), rate=8_000)
    desk.session.set_media(path)
    playback = desk.context.playback
    qtbot.waitUntil(
        lambda: playback.has_medium and desk.context.medium.length is not None, timeout=20_000
    )
    desk.session.select(desk.session.selection.at(1))
    return desk


def test_without_a_medium_nothing_can_be_heard(desk: Desk) -> None:
    assert not can_hear(desk.context)
    assert not playing.has_medium(desk.context)
    assert not playing.has_marked(desk.context)
    assert not playing.can_step(desk.context)
    assert not playing.has_tracks(desk.context)


def test_commands_play_the_range_they_name(heard: Desk) -> None:
    context = heard.context
    context.playback.set_looping(True)  # so that no range ends while it is looked at
    heard.views.range = (700, 900)
    wanted = {
        playing.replay: (2_000, 3_500),
        playing.last_second: (2_500, 3_500),
        playing.first_second: (2_000, 3_000),
        playing.second_before: (1_000, 2_000),
        playing.second_after: (3_500, 4_500),
        playing.play_marked: (700, 900),
    }
    for play, expected in wanted.items():
        play(context)
        assert context.playback.range == expected, play.__name__
    context.playback.stop()


def test_from_the_caret_on_by_the_share_of_the_text_before_it(heard: Desk) -> None:
    context = heard.context
    context.playback.set_looping(True)
    heard.session.select(heard.session.selection.at(1, 3))  # of six characters
    playing.replay_from_caret(context)
    assert context.playback.range == (2_750, 3_500)
    context.playback.stop()


def test_where_the_recogniser_told_its_words_the_caret_s_word_begins(desk: Desk) -> None:
    cue = desk.session.document.cues[1]
    words = Words(
        [Word(2_000, 2_300, "今天"), Word(2_300, 2_400, "聊聊"), Word(3_000, 3_500, "字幕")]
    )
    cues = list(desk.session.document.cues)
    cues[1] = replace(cue, words=words)
    document = replace(desk.session.document, cues=tuple(cues))
    desk.session.document = document
    desk.session.select(desk.session.selection.at(1))
    assert [playing.time_at(desk.context, caret) for caret in (0, 2, 3, 4)] == [
        2_000,
        2_300,
        2_300,
        3_000,
    ]


def test_stop_never_starts_to_play(heard: Desk) -> None:
    context, playback = heard.context, heard.context.playback
    heard.views.range = (100, 200)
    playing.play_on(context)
    playing.stop(context)
    assert not playback.playing
    assert heard.views.marked() == (100, 200), "one thing for one key press"
    for _ in range(3):
        playing.stop(context)
        assert heard.views.marked() is None
        assert not playback.playing


def test_pause_plays_on_from_the_playhead_and_from_the_cue_once_the_medium_has_ended(
    heard: Desk,
) -> None:
    context, playback = heard.context, heard.context.playback
    playback.seek(6_000)
    playing.pause(context)
    assert playback.playing
    assert playback.position >= 6_000
    playback.stop()
    playback.seek(8_000)
    playing.pause(context)
    assert 2_000 <= playback.position < 6_000, "the current cue is at 2000"
    playback.stop()


def test_pause_holds_and_goes_on(heard: Desk) -> None:
    context, playback = heard.context, heard.context.playback
    playing.play_on(context)
    playing.pause(context)
    assert not playback.playing
    assert not playback.at_rest
    playing.pause(context)
    assert playback.playing
    playback.stop()


def test_speed_goes_through_the_steps_and_stops_at_the_ends(heard: Desk) -> None:
    context, playback = heard.context, heard.context.playback
    assert playback.rate == 1
    rates = []
    for _ in range(20):
        playing.slower(context)
        rates.append(playback.rate)
    assert rates[0] == 0.9
    assert rates[-1] == playing.RATES[0]
    for _ in range(40):
        playing.faster(context)
    assert playback.rate == playing.RATES[-1]


def test_loudness_and_muting(heard: Desk) -> None:
    context = heard.context
    level = context.output.loudness.level
    playing.quieter(context)
    assert context.output.loudness.level == level - 10
    playing.louder(context)
    assert context.output.loudness.level == level
    playing.mute(context)
    assert playing.is_muted(context)
    playing.mute(context)
    assert not playing.is_muted(context)


def test_repeating_is_on_or_off(heard: Desk) -> None:
    playing.loop(heard.context)
    assert playing.is_looping(heard.context)
    playing.loop(heard.context)
    assert not playing.is_looping(heard.context)


def test_decoded_sound_is_cleared_only_when_that_is_confirmed(desk: Desk) -> None:
    desk.ask.will_answer(None, 0)
    playing.clear_sound(desk.context)
    assert desk.views.notices == []
    playing.clear_sound(desk.context)
    assert desk.said == "0 MB of audio cache cleared."
