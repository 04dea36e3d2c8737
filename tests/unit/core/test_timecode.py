# SPDX-License-Identifier: GPL-3.0-or-later
"""Milliseconds and their written forms."""

from __future__ import annotations

import pytest

from editor.core.errors import UserError
from editor.core.timecode import (
    clock,
    from_fields,
    from_frames,
    from_seconds,
    mark,
    parse_time,
    spoken,
)


@pytest.mark.parametrize(
    ("fields", "ms"),
    [
        (("1", "2", "3", "4"), 3723400),
        ((None, None, "3", None), 3000),
        (("0", "0", "1", "50"), 1500),
        (("0", "0", "1", "0005"), 1000),
        (("0", "0", "1", "9999"), 2000),
        (("100", "0", "0", "000"), 360000000),
    ],
)
def test_from_fields(fields: tuple[str | None, str | None, str, str | None], ms: int) -> None:
    assert from_fields(*fields) == ms


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("36:49.7", 2209700),
        ("1:02:03,456", 3723456),
        ("90", 90000),
        (" 1.5 ", 1500),
        ("1234ms", 1234),
        ("0:0", 0),
    ],
)
def test_parse_time(written: str, ms: int) -> None:
    assert parse_time(written) == ms


@pytest.mark.parametrize(
    "written", ["", "x", "-1", "1:", "1:2:3:4", "１", "1..2", "1 2", "9" * 20 + "ms"]
)
def test_what_is_no_time(written: str) -> None:
    with pytest.raises(UserError, match="is not a time"):
        parse_time(written)


def test_seconds_and_frames() -> None:
    assert from_seconds(1.2345) == 1234
    assert from_seconds(0.1 + 0.2) == 300
    assert from_frames(12, 25) == 480
    assert from_frames(24, 24000 / 1001) == 1001


def test_clock() -> None:
    assert clock(3723004) == "01:02:03.004"
    assert clock(360000000, ",") == "100:00:00,000"
    assert clock(378, hour_digits=1) == "0:00:00.378"


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (2209700, "36:49.7"),
        (3723456, "1:02:03.5"),
        (9000, "0:09.0"),
        (-1500, "-0:01.5"),
        (59960, "1:00.0"),
    ],
)
def test_spoken(ms: int, said: str) -> None:
    assert spoken(ms) == said


@pytest.mark.parametrize(
    ("ms", "step", "written"),
    [
        (2_209_000, 1000, "36:49"),
        (3_723_000, 60_000, "1:02:03"),
        (9_250, 50, "0:09.25"),
        (9_200, 200, "0:09.2"),
        (9_007, 1, "0:09.007"),
        (0, 5000, "0:00"),
        (-1500, 500, "-0:01.5"),
    ],
)
def test_mark_has_the_digits_that_its_step_needs(ms: int, step: int, written: str) -> None:
    assert mark(ms, step) == written
