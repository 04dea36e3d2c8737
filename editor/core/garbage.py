# SPDX-License-Identifier: GPL-3.0-or-later
"""Control over Python's garbage collector."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Suspend garbage collection while many long-lived objects are created.

    Otherwise the collector would traverse them again and again.

    Threads may overlap: a thread that found the collector enabled enables it again when it leaves.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
