# SPDX-License-Identifier: GPL-3.0-or-later
"""A recording with the time of each sample, by the monotonic clock that all processes share."""

from __future__ import annotations

import subprocess
import threading
import time
from typing import TYPE_CHECKING, Self

import numpy as np

from tests.sound_card import RATE, until

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.sound_card import SoundCard

_CHUNK = 480


class TimedRecording:
    """Context manager that records what the sound card plays.

    Attributes:
        samples: The recording, mono, int16; available after the block.
        begun: Time of its first sample, in seconds of `time.monotonic`; available after the block.
    """

    def __init__(self, card: SoundCard) -> None:
        self._card = card
        self._pieces: list[bytes] = []
        self._begins: list[float] = []
        self.samples: NDArray[np.int16] = np.zeros(0, np.int16)
        self.begun = 0.0

    def __enter__(self) -> Self:
        command = ["parec", "-d", "card.monitor", "--raw", "--format=s16le", f"--rate={RATE}"]
        self._program = subprocess.Popen(
            [*command, "--channels=1", "--latency-msec=5"],
            env=self._card.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        until(lambda: bool(self._pieces), "the recorder begins")
        return self

    def __exit__(self, *_: object) -> None:
        time.sleep(0.3)  # for audio still in buffers
        self._program.kill()
        self._program.wait(10)
        self._thread.join()
        self.samples = np.frombuffer(b"".join(self._pieces), np.int16)
        # Pieces may arrive late, but never early.
        self.begun = float(np.percentile(self._begins, 5))

    def time_of(self, sample: float) -> float:
        """The time at which a sample was played."""
        return self.begun + sample / RATE

    def sample_at(self, moment: float) -> float:
        """The sample that was played at a time."""
        return (moment - self.begun) * RATE

    def _read(self) -> None:
        have = 0
        while self._program.stdout is not None:
            piece = self._program.stdout.read(2 * _CHUNK)
            if not piece:
                return
            have += len(piece) // 2
            self._pieces.append(piece)
            self._begins.append(time.monotonic() - have / RATE)
