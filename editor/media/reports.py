# SPDX-License-Identifier: GPL-3.0-or-later
"""What the processes that decode a medium tell the window, which needs no FFmpeg to hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from editor.media.container import Info


class Found(NamedTuple):
    """What the medium consists of. Without sound, it is the last report."""

    info: Info


class Begun(NamedTuple):
    """The sound's samples a second, and how many are expected; the files are there."""

    rate: int
    expected: int


class Filled(NamedTuple):
    """Samples [start, stop), and their cells, are in the files, as part of a run."""

    number: int
    start: int
    stop: int


class Over(NamedTuple):
    """A run is over. Where the sound ended with it: at sample `end`."""

    number: int
    end: int | None
    damaged: int


Report = Found | Begun | Filled | Over
