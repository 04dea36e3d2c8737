# SPDX-License-Identifier: GPL-3.0-or-later
"""Which player a medium gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.media.silent_player import SilentPlayer
from editor.media.sound_server import sound_server

if TYPE_CHECKING:
    from editor.media.medium import Medium
    from editor.media.player import Player


def make_player(medium: Medium) -> Player:
    """What plays `medium`, whose `info` is known; never fails."""
    if medium.info is None or not medium.info.has_audio:
        return SilentPlayer(medium, Problem("This medium has no sound."))
    server = sound_server()
    if not server.alive:
        return SilentPlayer(medium, Problem(server.BROKEN))
    if not server.has_device:
        return SilentPlayer(medium, Problem(server.NOTHING))
    # Here, since a machine may be without the libraries that it needs.
    from editor.media.sink_player import SinkPlayer  # noqa: PLC0415

    return SinkPlayer(medium, server)


def is_right(player: Player, medium: Medium) -> bool:
    """Whether `make_player` would make no other one by now: devices come and go."""
    heard = medium.info is not None and medium.info.has_audio and sound_server().has_device
    return heard == (player.output is not None)
