# SPDX-License-Identifier: GPL-3.0-or-later
"""Which player a medium gets."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import qInstallMessageHandler

from editor.core.errors import Problem
from editor.media.silent_player import SilentPlayer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.media.medium import Medium
    from editor.media.player import Player


def make_player(medium: Medium, latency: int) -> Player:
    """What plays `medium`, whose `info` is known; never fails.

    Args:
        medium: What is to be played.
        latency: How many ms later the sound is heard than the device says.
    """
    if medium.info is None or not medium.info.has_audio:
        return SilentPlayer(medium, Problem("This medium has no sound."))
    if not _has_device():
        return SilentPlayer(
            medium, Problem("No sound device was found; everything but hearing works.")
        )
    from editor.media.sink_player import SinkPlayer  # noqa: PLC0415 - as in `_has_device`

    return SinkPlayer(medium, latency)


def _has_device() -> bool:
    with _unsaid():
        try:
            # Here, since it needs libraries of the system's that a machine may be without.
            from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415
        except ImportError:
            return False
        return bool(QMediaDevices.audioOutputs())


@contextmanager
def _unsaid() -> Iterator[None]:
    """Keep to ourselves what Qt says of sound servers that are not there: we say it better."""
    before = qInstallMessageHandler(lambda *_: None)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
