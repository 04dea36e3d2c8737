# SPDX-License-Identifier: GPL-3.0-or-later
"""When what is typed reaches the pixels of the screen, seen from outside the program."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import time
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.framebuffer import Screen

_EVERY = 0.0005
"""Seconds between two looks at the pixels."""


def watched(
    screen: Screen, command: Sequence[str], environment: Mapping[str, str]
) -> tuple[dict[str, Any], list[float]]:
    """Run a program that tells, in lines of JSON, where to ``look``.

    Returns:
        Its last line, and when pixels there changed, in seconds of the monotonic clock.
    """
    changes: list[float] = []
    told: dict[str, Any] = {}
    place: tuple[int, int, int, int] | None = None
    before = rest = b""
    with (
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child,
        selectors.DefaultSelector() as selector,
    ):
        assert child.stdout is not None
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            if selector.select(_EVERY):
                said = os.read(child.stdout.fileno(), 1 << 16)
                if not said:
                    break
                *lines, rest = (rest + said).split(b"\n")
                for line in lines:
                    told = json.loads(line)
                    if "look" in told:
                        place = tuple(told["look"])
                        before = screen.area(*place)
            elif place is not None and (now := screen.area(*place)) != before:
                changes.append(time.perf_counter())
                before = now
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return told, changes


def delays(keys: Sequence[tuple[float, float]], changes: Sequence[float]) -> list[float]:
    """Seconds from when each key was due to the first change after it was pressed."""
    return [changes[bisect_left(changes, pressed)] - due for due, pressed in keys]
