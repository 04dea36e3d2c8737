# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues against the stretches in which somebody speaks: at each limit and one step beside."""

from __future__ import annotations

from editor.checks.profiles import Profile
from tests.checking import Row, Speech, found, rows
from tests.making import written

PLAIN = Profile("plain", "Plain")


def of(rule: str, speech: Speech, *cues: Row, limits: str | Profile = PLAIN) -> list[int | None]:
    return rows(rule, written(*cues), limits, speech)


def test_nothing_is_told_without_speech_or_while_times_jump_back() -> None:
    cue = (10_000, 12_000, "甲")
    assert rows("no-speech", written(cue), PLAIN) == []
    assert of("no-speech", ([0], [1000]), cue) == [0]
    assert of("no-speech", ([0], [1000]), cue, (0, 1000, "乙")) == []


def test_text_over_silence() -> None:
    assert of("no-speech", ([0], [1000]), (1300, 3000, "甲")) == [0]
    assert of("no-speech", ([0], [1000]), (1299, 3000, "甲")) == []
    assert of("no-speech", ([3300], [4000]), (1000, 3000, "甲")) == [0]
    assert of("no-speech", ([3299], [4000]), (1000, 3000, "甲")) == []
    assert of("no-speech", ([0], [1000]), (2000, 3000, " "), (4000, 4000, "乙")) == []


def test_speech_without_text() -> None:
    cues = (0, 1000, "甲"), (9000, 10_000, "乙")
    assert of("no-text", ([2000], [3501]), *cues) == [0]
    assert of("no-text", ([2000], [3500]), *cues) == []
    assert of("no-text", ([2000, 5000], [3000, 5501]), *cues) == [0]
    assert of("no-text", ([500], [2801]), *cues) == [0], "what is near the cue is its own"
    assert of("no-text", ([500], [2800]), *cues) == []
    assert of("no-text", ([500], [12_000]), cues[1]) == [0, 0]
    late = found("no-text", written(*cues), PLAIN, ([11_000], [14_000]))
    assert [(one.row, one.message.text) for one in late] == [
        (1, "After this cue somebody speaks for 3.0 s without a text.")
    ]


def test_speech_under_cues_that_overlap_has_a_text() -> None:
    assert of("no-text", ([0], [9000]), (0, 9000, "甲"), (1000, 2000, "乙")) == []


def test_shown_too_early() -> None:
    assert of("lead-in", ([4001], [5000]), (1000, 5000, "甲")) == [0]
    assert of("lead-in", ([4000], [5000]), (1000, 5000, "甲")) == []
    assert of("lead-in", ([1201], [3000]), (1000, 3000, "A"), limits="ted-en") == [0]
    assert of("lead-in", ([1200], [3000]), (1000, 3000, "A"), limits="ted-en") == []
    (finding,) = found("lead-in", written((1000, 5000, "甲")), PLAIN, ([4500], [5000]))
    assert [(cue.start, cue.end) for _, cue in finding.fix if cue] == [(4500, 5000)]
    assert not finding.is_fixable


def test_shown_too_long() -> None:
    assert of("hang", ([1000], [2000]), (1000, 5001, "甲")) == [0]
    assert of("hang", ([1000], [2000]), (1000, 5000, "甲")) == []
    assert of("hang", ([1000], [2000]), (1000, 3601, "A"), limits="bbc") == [0]
    assert of("hang", ([1000], [2000]), (1000, 3600, "A"), limits="bbc") == []
    (finding,) = found("hang", written((1000, 6000, "甲")), PLAIN, ([1000], [2000]))
    assert [(cue.start, cue.end) for _, cue in finding.fix if cue] == [(1000, 2300)]


def test_a_cue_over_a_long_silence() -> None:
    (finding,) = found("hang", written((1000, 7000, "甲")), PLAIN, ([1000, 5001], [2000, 7000]))
    assert (finding.row, finding.fix) == (0, ())
    assert finding.message.text == "This cue hangs over a silence of 3.0 s, from 0:02.0 on."
    assert of("hang", ([1000, 5000], [2000, 7000]), (1000, 7000, "甲")) == []
    assert of("hang", ([1000, 5001], [2000, 7000]), (1000, 2000, "甲"), (5001, 7000, "乙")) == []


def test_a_timing_that_is_not_this_sound_s_is_one_finding() -> None:
    cues = [(n * 1000, n * 1000 + 1000, "甲") for n in range(30)]
    assert of("no-speech", ([60_000], [61_000]), *cues) == [None]
