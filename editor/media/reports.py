# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages from the decoding processes to the window; importing them needs no FFmpeg."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from editor.media.container import Info


class Found(NamedTuple):
    """What the medium contains. The last report if it has no sound."""

    info: Info


class Begun(NamedTuple):
    """The sound's rate in samples a second, and the samples expected. The files exist now."""

    rate: int
    expected: int


class Filled(NamedTuple):
    """Samples [start, stop) of a run, and their cells, are in the files."""

    number: int
    start: int
    stop: int


class Over(NamedTuple):
    """A run is over. If the sound ended before the run did: at sample `end`."""

    number: int
    end: int | None
    damaged: int


Report = Found | Begun | Filled | Over
