# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound device, its latency, and the volume; kept in the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.media.loudness import LOUDEST, Loudness
from editor.media.sound_server import Output, sound_server
from editor.settings import LATENCY, LEVELLED, OUTPUT

if TYPE_CHECKING:
    from editor.media.player import Player
    from editor.settings import Settings

_LEVEL = "loudness"


class AudioOutput(QObject):
    """Applies the user's choices to the current player, whenever either changes.

    Signals:
        loudness_changed: `loudness` changed.
        outputs_changed (list[Output]): The sound devices may have changed.
    """

    loudness_changed = Signal()
    outputs_changed = Signal(list)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._player: Player | None = None
        level = settings.state(_LEVEL)
        known = isinstance(level, int) and 0 <= level <= LOUDEST
        self._loudness = Loudness(
            level if isinstance(level, int) and known else 100, levelled=settings[LEVELLED]
        )
        settings.changed.connect(self._chosen)

    @property
    def loudness(self) -> Loudness:
        """The volume."""
        return self._loudness

    @property
    def outputs(self) -> list[Output]:
        """The sound devices there are."""
        return sound_server().outputs

    def set_level(self, level: int) -> None:
        """Set the volume in per cent, 0 to `LOUDEST`, and remember it."""
        level = max(0, min(level, LOUDEST))
        if (level, False) == (self._loudness.level, self._loudness.muted):
            return
        self._set_loudness(replace(self._loudness, level=level, muted=False))
        self._settings.remember(_LEVEL, level)

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - a switch
        """Mute, or unmute."""
        self._set_loudness(replace(self._loudness, muted=muted))

    def serve(self, player: Player | None) -> None:
        """Apply the choices to `player`, the current one, if any.

        Without a player the sound system is not loaded: that takes 20 MB and a moment.
        """
        self._player = player
        if player is not None:
            player.set_loudness(self._loudness)
            player.choose(Output.read(self._settings[OUTPUT]))
            self.tune()

    def tune(self) -> None:
        """Apply the latency of the device in use: each has its own."""
        player = self._player
        if player is not None and player.output is not None:
            self._settings.vary(LATENCY, player.output.id)
            player.set_latency(self._settings[LATENCY])
        self.outputs_changed.emit(self.outputs)

    def _chosen(self, name: str) -> None:
        if name == LEVELLED.id:
            self._set_loudness(replace(self._loudness, levelled=self._settings[LEVELLED]))
        elif self._player is not None and name == OUTPUT.id:
            self._player.choose(Output.read(self._settings[OUTPUT]))
        elif self._player is not None and name == LATENCY.id:
            self._player.set_latency(self._settings[LATENCY])

    def _set_loudness(self, loudness: Loudness) -> None:
        self._loudness = loudness
        if self._player is not None:
            self._player.set_loudness(loudness)
        self.loudness_changed.emit()
