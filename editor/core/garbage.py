# SPDX-License-Identifier: GPL-3.0-or-later
"""Control over Python's garbage collector."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY = 50_000
"""Objects, beyond which to traverse them takes longer than a key may wait: 0.1 s for 100,000."""

_DUE = 10
"""Collections of new objects after which Python makes a full one."""

_SELDOM = 100
"""The same where full ones are made in pauses: somebody may work for long without any."""


def collect_in_pauses() -> None:
    """From now on `collect_if_due` makes the full collections; Python itself only in need.

    After some hours one takes 0.1 s, which Python would begin under any key.
    """
    gc.set_threshold(*gc.get_threshold()[:2], _SELDOM)


def collect_if_due() -> None:
    """Make a full collection, if Python would soon have made one."""
    if gc.get_count()[2] >= _DUE:
        gc.collect()


def settle() -> None:
    """Exclude all that exists now (modules, a hundred thousand cues) from later collections.

    A full collection with all modules would hold up a key for some 30 ms. Garbage is excluded too,
    but it is little, and collecting it first would hold up a key, or the first paint, now.
    """
    gc.freeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Suspend garbage collection while many long-lived objects are created.

    Otherwise the collector would traverse them again and again. If they are very many, it never
    does: they are freed once nothing refers to them, like all objects that are in no circle.

    Threads may overlap: a thread that found the collector enabled enables it again when it leaves.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if gc.get_count()[0] > _MANY:
                gc.freeze()
            gc.enable()
