# SPDX-License-Identifier: GPL-3.0-or-later
"""Media opened, played, switched and closed two hundred times in one process: nothing stays."""

from __future__ import annotations

import faulthandler
import gc
import os
import random
import sys
import threading
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QThread
from PySide6.QtTest import QTest

from editor.media import libvlc
from editor.media.cache import Cache
from editor.playback import Playback
from editor.session import NoJournal, Session
from editor.settings import Settings
from tests.making import written
from tests.media import clicks, write_medium, write_module, write_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


ROUNDS = 200
WATCHED_EVERY = 10
PATIENCE = 90
"""Seconds after which it hangs: then all threads say where, and the process ends."""

DOCUMENT = written((0, 900, "大家好"), (1000, 1900, "我是"), (2000, 2900, "再见"))


class Held(NamedTuple):
    """What the process holds."""

    files: int
    threads: int
    children: int
    memory: int  # MB

    @classmethod
    def now(cls) -> Held:
        gc.collect()
        tasks = f"/proc/{os.getpid()}/task"
        with open(f"{tasks}/{os.getpid()}/children", encoding="ascii") as file:  # noqa: PTH123
            children = len(file.read().split())
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            pages = int(file.read().split()[1])
        return cls(
            len(os.listdir("/proc/self/fd")),  # noqa: PTH208 - numbers
            len(os.listdir(tasks)),  # noqa: PTH208 - numbers
            children,
            pages * os.sysconf("SC_PAGE_SIZE") >> 20,
        )


@pytest.fixture
def media(tmp_path: Path) -> list[Path]:
    """Of each kind one, and what is none."""
    sound = clicks(3, 1, 2)
    broken, cut = tmp_path / "broken.mp4", tmp_path / "cut.wav"
    broken.write_bytes(b"no medium at all")
    cut.write_bytes(write_wave(tmp_path / "whole.wav", sound).read_bytes()[:20_000])
    return [
        write_wave(tmp_path / "a.wav", sound),
        write_medium(tmp_path / "a.m4a", sound),
        write_medium(tmp_path / "a.mp4", sound, pictures=75),
        write_medium(tmp_path / "mute.mp4", pictures=75),
        write_module(tmp_path / "a.mod"),
        broken,
        cut,
        tmp_path / "nowhere.mp4",
    ]


@pytest.fixture
def watchdog() -> Iterator[None]:
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.usefixtures("qtbot", "watchdog")
@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read in /proc")
def test_two_hundred_media_leave_nothing_behind(tmp_path: Path, media: list[Path]) -> None:
    session = Session()
    # A cache that keeps one file or two, so that most are decoded anew.
    playback = Playback(
        session, Settings(tmp_path / "settings"), Cache(tmp_path / "cache", 500_000)
    )
    playback.set_watch_problem(libvlc.missing())
    session.open(DOCUMENT, journal=NoJournal())
    chance = random.Random(906)  # noqa: S311 - no secret
    held: list[Held] = []
    for number in range(ROUNDS):
        session.set_media(media[number % len(media)])
        use(playback, chance, watch=number % WATCHED_EVERY == 0)
        if number % 4 == 0:
            session.set_media(None)
        if number % 20 == 19:
            session.set_media(None)
            settle(playback)
            held.append(Held.now())
    playback.close()
    early, late = held[2], held[-1]
    assert late[:3] <= early[:3]
    assert late.files <= early.files, held
    assert late.threads <= early.threads, held
    assert late.children <= early.children, held
    half = len(held) // 2
    grown = min(h.memory for h in held[half:]) - min(h.memory for h in held[2:half])
    assert grown < 12, held  # MB in a hundred media: noise, not one of their buffers each


def use(playback: Playback, chance: random.Random, *, watch: bool) -> None:
    """Whatever somebody does who has a medium for a moment."""
    QTest.qWait(chance.choice((0, 5, 60)))  # not known yet, being decoded, decoded
    what = chance.randrange(5)
    if watch:
        playback.set_watching(True)
        QTest.qWait(chance.choice((0, 40, 250)))
    elif what == 0:
        playback.play_cue(1)
        QTest.qWait(20)
    elif what == 1:
        playback.play_on(chance.randrange(3_000))
        playback.seek(chance.randrange(3_000))
    elif what == 2:
        playback.step_frame(1)
        playback.set_rate(chance.choice((0.5, 1.0, 2.0)))
    elif what == 3:
        playback.play_on(0)
        playback.stop_decoding()


def settle(playback: Playback) -> None:
    """libVLC ends its threads in its own time."""
    assert not playback.has_medium
    for _ in range(100):
        if not any(t.name == "libvlc" for t in threading.enumerate()):
            break
        QTest.qWait(20)
    QThread.yieldCurrentThread()
