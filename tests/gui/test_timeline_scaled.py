# SPDX-License-Identifier: GPL-3.0-or-later
"""On screens of any scale, all of the timeline stands on whole pixels, and scrolls on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.screen import NEEDED

ROOT = Path(__file__).parents[2]
WIDTHS = {"1": 1, "1.25": 1, "1.5": 2, "2": 2}
"""Pixels of the device that a line has which is one logical pixel wide."""

pytestmark = pytest.mark.skipif(not NEEDED, reason="looks at a screen that nothing else is on")


@pytest.fixture(scope="module", params=list(WIDTHS))
def scaled(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    """The scale, and what `scaled_timeline` tells of it."""
    child = subprocess.run(
        [sys.executable, "-m", "tests.gui.scaled_timeline"],
        cwd=ROOT,
        env=os.environ | {"QT_SCALE_FACTOR": request.param},
        stdout=subprocess.PIPE,
        timeout=60,
        check=True,
    )
    return request.param, json.loads(child.stdout)


def test_what_was_scrolled_is_what_would_be_painted(scaled: tuple[str, dict[str, Any]]) -> None:
    scale, told = scaled
    assert told["ratio"] == float(scale)
    assert len(told["scrolled"]) > 5
    assert set(told["scrolled"]) == {0}


def test_the_playhead_has_whole_pixels(scaled: tuple[str, dict[str, Any]]) -> None:
    scale, told = scaled
    assert set(told["widths"]) == {WIDTHS[scale]}


def test_tiles_are_never_stretched(scaled: tuple[str, dict[str, Any]]) -> None:
    _, told = scaled
    loud = [count for count in told["columns"] if count]
    assert loud == told["columns"][1::2]
    assert len(set(loud)) == 1
