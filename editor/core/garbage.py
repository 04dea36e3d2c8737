# SPDX-License-Identifier: GPL-3.0-or-later
"""When Python looks for garbage, and what in."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many lasting values without a collection: it would walk them over and over.

    Threads may overlap; the last one to leave that found it on turns it on.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
