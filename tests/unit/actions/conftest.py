# SPDX-License-Identifier: GPL-3.0-or-later
"""A program without a window, with a talk of four cues open in it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.desk import Desk, srt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TALK = srt(
    (0, 1_500, "大家好"),
    (2_000, 3_500, "今天聊聊字幕"),
    (4_000, 5_500, "怎么校对"),
    (6_000, 7_500, "再见"),
)


@pytest.fixture
def empty(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """With nothing open."""
    del qtbot  # it watches what is raised
    desk = Desk(tmp_path / "home")
    yield desk
    desk.close()
    left = [thread.name for thread in threading.enumerate() if thread.name == "journal"]
    assert left == [], "a journal was left open"


@pytest.fixture
def desk(empty: Desk, tmp_path: Path) -> Desk:
    """With the talk open."""
    empty.open(tmp_path / "talk.srt", TALK)
    empty.views.notices.clear()
    return empty
