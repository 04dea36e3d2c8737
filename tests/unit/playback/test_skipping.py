# SPDX-License-Identifier: GPL-3.0-or-later
"""Silence is skipped while playing on, and what may be speech never is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from editor.media.speech import Speech
from editor.playback.skipping import Skipping
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import SKIP, Settings
from tests.making import written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.playback.open_medium import OpenMedium
    from editor.playback.playback import Playback

DOCUMENT = written((1_000, 2_000, "大家好"), (6_000, 7_000, "我是"), (9_000, 9_500, "♪"))


class Player(QObject):
    """Remembers where it was sent."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.playing, self.range, self.watching = True, None, False
        self.sent: list[int] = []

    def seek(self, position: int) -> None:
        self.sent.append(position)


def speech(*spans: tuple[int, int], until: int = 20_000) -> Speech:
    edges = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Speech(edges[:, 0], edges[:, 1], until)


@pytest.mark.parametrize(
    ("heard", "at", "sent"),
    [
        ([(1_000, 2_000), (6_100, 7_000)], 2_300, [5_800]),  # to just before the next cue
        ([(1_000, 2_000), (6_100, 7_000)], 2_100, []),  # the word before has just ended
        ([(1_000, 2_000), (4_000, 5_000)], 2_300, [3_800]),  # speech that no cue has
        ([(1_000, 2_000), (6_100, 7_000)], 9_200, []),  # a cue without speech: music
        ([(1_000, 2_000), (6_100, 7_000)], 7_300, [8_800]),  # before that cue
        ([(1_000, 2_000), (2_900, 7_000)], 2_300, []),  # too short
        ([], 12_000, [19_800]),  # to the end
        (None, 12_000, []),  # not analysed yet
    ],
)
def test_silence(
    qtbot: QtBot, tmp_path: Path, heard: Sequence[tuple[int, int]] | None, at: int, sent: list[int]
) -> None:
    del qtbot
    session, player = Session(), Player()
    settings = Settings(tmp_path / "settings")
    medium = SimpleNamespace(speech=None if heard is None else speech(*heard))
    skipping = Skipping(
        session,
        cast("Playback", player),
        cast("OpenMedium", medium),
        settings,
    )
    session.open(DOCUMENT, journal=NoJournal())
    player.moved.emit(at)
    assert player.sent == [], "it is off until the user wants it"
    settings[SKIP] = True
    player.moved.emit(at)
    assert player.sent == sent
    assert skipping.saved == sum(sent) - at * len(sent)
    player.range = (at, at + 100)  # type: ignore[assignment]
    player.moved.emit(at)
    assert player.sent == sent, "a range is played as it is"
