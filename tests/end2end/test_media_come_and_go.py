# SPDX-License-Identifier: GPL-3.0-or-later
"""Two hundred media opened, used and closed in one process: no thread, file or memory stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.media import clicks, write_medium, write_module, write_wave
from tests.sound_card import MISSING, SoundCard

ROOT = Path(__file__).parents[2]
ROUNDS = 200
NOISE = 8
"""MB by which a process may differ, that has handled a hundred media more."""


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


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read in /proc")
def test_two_hundred_media_leave_nothing_behind(tmp_path: Path, media: list[Path]) -> None:
    with nullcontext() if MISSING else SoundCard() as card:
        held = guest(tmp_path, media, card.environment if card else dict(os.environ))
    played = held[-1]["played"]
    assert played["No audio" if MISSING else "Audio"] > ROUNDS // 4
    assert played["VLC"] > 0
    half = len(held) // 2
    for what in ("files", "threads", "children"):
        # A thread that is just ending is no leak; one more in every twenty rounds is.
        assert min(h[what] for h in held[half:]) <= max(h[what] for h in held[2:half]), held
    before = min(h["memory"] for h in held[2:half])
    assert min(h["memory"] for h in held[half:]) - before < NOISE, held


def guest(folder: Path, media: list[Path], environment: dict[str, str]) -> list[dict[str, Any]]:
    """What the process told; where it hangs, it says where and fails."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.media_guest", str(folder), str(ROUNDS), *media],
        # Else each of a hundred short-lived threads may get a heap of its own to keep.
        env=environment | {"MALLOC_ARENA_MAX": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]
