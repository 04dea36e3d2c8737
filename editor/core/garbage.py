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

_LIMITS = (700, 10, 100)
"""New objects, and collections of the next younger generation, after which one is collected. The
last is for who works for long without a pause."""

_DUE = 10
"""The last in a pause, as Python has it."""


def take_over() -> None:
    """From now on only `collect_new` and `collect_if_due` collect, in their caller's thread.

    Python would do so in any: one that works would destroy a Qt object of the window, which ends
    the program. It would also begin under any key, which after some hours takes 0.1 s.
    """
    gc.disable()


def collect_new() -> None:
    """Collect the generations that are due, as Python would; in full only in need."""
    counts = zip(gc.get_count(), _LIMITS, strict=True)
    if due := [generation for generation, (count, limit) in enumerate(counts) if count > limit]:
        gc.collect(due[-1])


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
    enabled, before = gc.isenabled(), gc.get_count()[0]
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] - before > _MANY:
            gc.freeze()
        if enabled:
            gc.enable()
