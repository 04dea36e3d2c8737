# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.media.course import Leg
from editor.media.loudness import Loudness
from editor.media.sound import Sound
from editor.media.stream import Span, Stream
from tests.media import write_kept

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

RATE = 8000  # 8 samples a ms; a fade has 32


@pytest.fixture
def level(tmp_path: Path) -> Sound:
    """Ten seconds of 1000, nothing of which is decoded yet."""
    write_kept(tmp_path, np.full(10 * RATE, 1000, np.int16))
    return Sound(tmp_path, RATE, 10 * RATE)


def whole(sound: Sound) -> Sound:
    sound.fill(0, 10 * RATE)
    sound.finish(10 * RATE)
    return sound


def stream(sound: Sound, span: Span, *, settled: bool = True) -> Stream:
    return Stream(sound, span, lambda: settled)


def rest(stream: Stream) -> Samples:
    pieces = []
    while (piece := stream.read()) is not None:
        pieces.append(piece)
    return np.concatenate(pieces)


def test_a_range_rises_for_4_ms_and_falls_for_4_ms(level: Sound) -> None:
    read = rest(stream(whole(level), Span(100, 350, 100)))
    assert len(read) == 250 * 8
    assert (read[32:-32] == 1000).all()
    assert read[:32].tolist() == [round(1000 * (n + 0.5) / 32) for n in range(32)]
    assert read[-32:].tolist() == read[31::-1].tolist()


def test_a_range_shorter_than_its_fades_rises_and_falls(level: Sound) -> None:
    read = rest(stream(whole(level), Span(100, 105, 100)))
    assert len(read) == 40
    assert read[:20].tolist() == [round(1000 * (n + 0.5) / 20) for n in range(20)]
    assert read[20:].tolist() == read[19::-1].tolist()


def test_it_ends_where_the_sound_does(level: Sound) -> None:
    cut = stream(whole(level), Span(9900, 20_000, 9900))
    assert (len(rest(cut)), cut.end) == (100 * 8, 10_000)
    on = stream(level, Span(9000, None, 9500))
    assert (len(rest(on)), on.end) == (500 * 8, 10_000)
    behind = stream(level, Span(11_000, 12_000, 11_000, loop=True))
    assert (len(rest(behind)), behind.end) == (0, 11_000)


def test_it_waits_for_what_is_not_decoded(level: Sound) -> None:
    waiting = stream(level, Span(0, 300, 0), settled=False)
    assert not waiting.ready
    level.fill(0, 200 * 8)
    assert not waiting.ready
    read = 0
    while (piece := waiting.read()) is not None and len(piece):
        read += len(piece)
    assert read == 200 * 8 - 32  # what may have to fall is kept back
    level.fill(1536, 400 * 8)
    assert waiting.ready
    assert read + len(rest(waiting)) == 300 * 8


def test_what_is_never_decoded_is_the_end(level: Sound) -> None:
    level.fill(0, 200 * 8)
    broken_off = stream(level, Span(0, 300, 0))
    assert broken_off.ready
    assert (len(rest(broken_off)), broken_off.end) == (200 * 8, 200)


def test_what_is_decoded_out_of_turn_is_played_before_the_rest(level: Sound) -> None:
    level.fill(5 * RATE // 256 * 256, 9 * RATE // 256 * 256)
    inside = stream(level, Span(5000, 5200, 5000), settled=False)
    assert inside.ready
    assert len(rest(inside)) == 200 * 8
    assert not stream(level, Span(4000, 4200, 4000), settled=False).ready
    level.fill(9 * RATE // 256 * 256, 10 * RATE)
    assert stream(level, Span(9500, None, 9500), settled=False).ready


def test_times_of_a_loop_begin_again(level: Sound) -> None:
    loop = stream(whole(level), Span(1000, 1100, 1060, loop=True))
    read = 0
    while read < 300 * 8:
        piece = loop.read()
        assert piece is not None
        read += len(piece)
    times = [loop.time_of(ms * 8) for ms in (0, 39, 40, 139, 140, 239)]
    assert times == [1060, 1099, 1000, 1099, 1000, 1099]


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.5, 2.0])
def test_another_speed_changes_the_length_and_keeps_the_pitch(tmp_path: Path, speed: float) -> None:
    tone = 8000 * np.sin(np.arange(10 * RATE) * 2 * np.pi * 440 / RATE)
    write_kept(tmp_path, np.rint(tone).astype(np.int16))
    sound = whole(Sound(tmp_path, RATE, 10 * RATE))
    span = Span(1000, 4000, 1000, speed)
    read = rest(stream(sound, span))
    assert len(read) == 3 * RATE / speed
    spectrum = np.abs(np.fft.rfft(read * np.hanning(len(read))))
    assert abs(int(spectrum.argmax()) * RATE / len(read) - 440) < 1


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_times_of_a_loop_begin_again_at_another_speed(level: Sound, speed: float) -> None:
    loop = stream(whole(level), Span(1000, 1200, 1100, speed, loop=True))
    first, each = round(100 / speed), round(200 / speed)
    read = 0
    while read < (first + 2 * each) * 8:
        piece = loop.read()
        assert piece is not None
        read += len(piece)
    begins = [loop.time_of(ms * 8) for ms in (0, first, first + each)]
    assert begins == [1100, 1000, 1000]
    ends = [loop.time_of(ms * 8 - 1) for ms in (first, first + each, first + 2 * each)]
    assert all(1195 <= end < 1200 for end in ends)
    between = [loop.time_of((first + at) * 8) - (1000 + at * speed) for at in range(each)]
    assert max(map(abs, between)) <= 11


def test_levelled_it_is_as_long_and_louder(tmp_path: Path) -> None:
    draw = np.random.default_rng(1)
    quiet = draw.integers(-500, 500, 10 * RATE).astype(np.int16)
    write_kept(tmp_path, quiet)
    sound = whole(Sound(tmp_path, RATE, 10 * RATE))
    for start, end in ((0, 700), (4000, 4300), (9500, 10_000), (9800, 12_000)):
        read = rest(stream(sound, Span(start, end, start, loudness=Loudness(levelled=True))))
        asked = quiet[start * 8 : end * 8]
        assert len(read) == len(asked)
        inner = slice(32, -32)
        assert np.abs(read[inner] - 10.0 * asked[inner]).max() < 500


def test_a_boosted_range_is_louder_by_the_factor(level: Sound) -> None:
    read = rest(stream(whole(level), Span(100, 350, 100, loudness=Loudness(200))))
    assert np.abs(read[32:-32] - 4000).max() <= 1


COURSE = (Leg(0, 1000, 2.0), Leg(1000, 1500, 1.0), Leg(1200, 1500, 0.75), Leg(1500, None, 2.0))


def test_a_course_is_played_leg_by_leg_and_tells_where_the_ear_is(level: Sound) -> None:
    made = stream(whole(level), Span(0, None, 200, course=COURSE))
    read = rest(made)
    legs = [(200, 800 / 2), (1000, 500), (1200, 300 / 0.75), (1500, 8500 / 2)]
    assert len(read) == sum(ms for _, ms in legs) * 8
    begin = 0.0
    for start, ms in legs:
        assert made.time_of(begin * 8 + 1) == start
        begin += ms
    assert made.end == 10_000


def test_legs_that_follow_one_another_have_no_edge_and_jumps_have_one(level: Sound) -> None:
    read = rest(stream(whole(level), Span(0, None, 200, course=COURSE)))
    back = (400 + 500) * 8
    quiet = np.flatnonzero(read < 900)
    inside = quiet[(quiet > 64) & (quiet < len(read) - 64)]
    assert len(inside)
    assert (abs(inside - back) <= 32).all()


def test_a_course_multiplies_speeds_and_is_for_playing_on_only(level: Sound) -> None:
    sound = whole(level)
    course = (Leg(0, 1000, 2.0), Leg(2000, None, 1.0))
    fast = stream(sound, Span(0, None, 0, speed=2.0, course=course))
    assert len(rest(fast)) == (1000 / 2.5 + 8000 / 2) * 8, "2.5 is the fastest"
    between = stream(sound, Span(0, None, 1500, course=course))
    assert between.time_of(0) == 1500
    assert len(rest(between)) == 8000 * 8
    assert between.time_of(8) == 2001
    a_range = stream(sound, Span(0, 500, 0, course=course))
    assert len(rest(a_range)) == 500 * 8
