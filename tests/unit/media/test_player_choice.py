# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import av
import numpy as np

from editor.media.cache import Cache
from editor.media.medium import Medium
from editor.media.player_choice import make_player

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_a_medium_without_sound_plays_silently(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", 25, width=32, height=32)
        for _ in range(25):
            image = np.zeros((32, 32, 3), np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(image, "rgb24")))
        file.mux(stream.encode(None))
    medium = Medium(str(path), Cache(tmp_path / "cache", 1 << 20))
    qtbot.waitUntil(lambda: medium.settled)
    player = make_player(medium)
    assert player.name == "Silent"
    assert str(player.problem) == "This medium has no sound."
    with qtbot.waitSignal(player.finished) as finished:
        player.play(960)
    assert finished.args == [960, 1000]
    player.close()
    medium.close()
