# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses the player of a medium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from editor.core.errors import Problem
from editor.media.sound_server import sound_server

if TYPE_CHECKING:
    from editor.media.medium import Medium
    from editor.media.player import Player
    from editor.media.vlc_probe import Playable, VlcProbe


class PlayerChoice(QObject):
    """Chooses the first player that can play the medium.

    1. `SinkPlayer`: PyAV decodes the sound and there is a sound device. Exact.
    2. `VlcPlayer`: PyAV cannot decode it, but libVLC can. Not exact.
    3. `SilentPlayer`: the medium has no sound, or the machine no device. By the clock.

    Signals:
        chosen (Player): The player; again when another one is needed.
        retuned: The same player goes on, on another device.
        failed (Problem): The medium, or a part of it, can't be played.

    Attributes:
        problem: What is wrong with the medium for playing it, or None.
    """

    chosen = Signal(object)
    retuned = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.problem: Problem | None = None
        self._medium: Medium | None = None
        self._player: Player | None = None
        self._probe: VlcProbe | None = None
        self._playable: Playable | None = None

    @property
    def length(self) -> int | None:
        """The length of the medium in ms, if known."""
        if self._medium is not None and self._medium.info is not None:
            return self._medium.length
        return self._playable.length if self._playable is not None else None

    def begin(self, medium: Medium) -> None:
        """Choose a player for `medium`, which was just opened."""
        self.end()
        self._medium = medium
        medium.probed.connect(self._probed)
        medium.failed.connect(self._failed)

    def end(self) -> None:
        """Release the medium."""
        if self._medium is not None:
            self._medium.probed.disconnect(self._probed)
            self._medium.failed.disconnect(self._failed)
        if self._player is not None:
            sound_server().changed.disconnect(self._look)
            self._player.output_changed.disconnect(self._look)
        if self._probe is not None:
            self._probe.close()
        self.problem = self._medium = self._player = self._probe = self._playable = None

    def _probed(self) -> None:
        if self._medium is not None:
            self._cast(make_player(self._medium))

    def _cast(self, player: Player) -> None:
        if self._player is None:
            sound_server().changed.connect(self._look)
        else:
            self._player.output_changed.disconnect(self._look)
        self._player = player
        # Later, since it may be the player itself that goes then.
        player.output_changed.connect(self._look, Qt.ConnectionType.QueuedConnection)
        self.chosen.emit(player)

    def _look(self) -> None:
        """Devices came or went, or what plays goes on elsewhere."""
        from editor.media.vlc_player import VlcPlayer

        if self._medium is None or self._player is None or isinstance(self._player, VlcPlayer):
            return  # libVLC looks for devices by itself
        if is_right(self._player, self._medium):
            self.retuned.emit()
        else:
            self._cast(make_player(self._medium))

    def _failed(self, problem: Problem) -> None:
        from editor.media.vlc_probe import VlcProbe

        medium = self._medium
        if medium is None:
            return
        self.problem = problem
        mute = medium.info is not None and not medium.info.has_audio
        path = Path(medium.path)
        if medium.sound is not None or mute or not path.is_file():
            self.failed.emit(problem)
            return
        self._probe = VlcProbe(path)
        self._probe.answered.connect(self._answered)

    def _answered(self, playable: Playable | None) -> None:
        from editor.media.vlc_player import VlcPlayer

        medium, self._probe = self._medium, None
        if playable is None or medium is None:
            self.failed.emit(self.problem)
            return
        self._playable, self.problem = playable, None
        why = Problem("Only VLC can play “{name}”; its timing is not exact.", name=medium.path)
        # Where PyAV can show the pictures, it does.
        has_pictures = playable.has_picture and medium.info is None
        self._cast(VlcPlayer(Path(medium.path), why, has_pictures=has_pictures))


def make_player(medium: Medium) -> Player:
    """The player for a `medium` that PyAV can read. Never fails."""
    from editor.media.silent_player import SilentPlayer

    if medium.info is None or not medium.info.has_audio:
        return SilentPlayer(medium, Problem("This file has no audio."))
    server = sound_server()
    if not server.alive:
        return SilentPlayer(medium, Problem(server.BROKEN))
    if not server.has_device:
        return SilentPlayer(medium, Problem(server.NOTHING))
    # Here, since a machine may be without the libraries that it needs.
    from editor.media.sink_player import SinkPlayer

    return SinkPlayer(medium, server)


def is_right(player: Player, medium: Medium) -> bool:
    """Whether `make_player` would choose this kind again: devices come and go."""
    heard = medium.info is not None and medium.info.has_audio and sound_server().has_device
    return heard == (player.output is not None)
