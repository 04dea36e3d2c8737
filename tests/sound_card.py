# SPDX-License-Identifier: GPL-3.0-or-later
"""A sound card that can be recorded: a PulseAudio server of the test's own, with a null sink.

Programs that are to play into it need `environment` before they load their sound library.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

RATE = 48_000
QUIET = RATE // 5
"""Samples of silence after which nothing more is on its way."""

_PROGRAMS = ("pulseaudio", "pactl", "parec")
MISSING = (
    ""
    if all(map(shutil.which, _PROGRAMS))
    else "What is heard can only be recorded with PulseAudio "
    "(Debian: apt-get install pulseaudio pulseaudio-utils)."
)


class SoundCard:
    """Ends with the block. Its first sink, the default one, is called "card"."""

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="card-"))
        socket = self._folder / "socket"
        self.environment = os.environ | {
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "XDG_RUNTIME_DIR": str(self._folder),
            # The server has no priority here: by default a busy machine is heard, in gaps.
            "PULSE_LATENCY_MSEC": "200",
        }
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self._command = command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no"]
        command += ["--exit-idle-time=-1", "--realtime=no", "--high-priority=yes"]
        command += ["--disable-shm=yes", f"--log-target=file:{self._folder / 'log'}"]
        command += ["-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
        command += ["-L", f"module-null-sink sink_name=card format=s16le rate={RATE} channels=1"]
        self.plug_in()
        return self

    def plug_in(self) -> None:
        """Start the server; again, after it was pulled out."""
        quiet = subprocess.DEVNULL
        self._server = subprocess.Popen(
            self._command, env=self.environment, stdin=quiet, stdout=quiet, stderr=quiet
        )
        try:
            until(self._answers, "PulseAudio starts")
        except TimeoutError:
            self.__exit__()
            raise

    def add(self, sink: str) -> int:
        """Plug in another sink; what `remove` needs to know of it."""
        form = ["format=s16le", f"rate={RATE}", "channels=1"]
        form.append(f"sink_properties=device.description={sink}")
        told = self.control("load-module", "module-null-sink", f"sink_name={sink}", *form)
        return int(told)

    def remove(self, number: int) -> None:
        """Unplug a sink."""
        self.control("unload-module", str(number))

    def control(self, *command: str) -> str:
        """What `pactl` says to it."""
        done = subprocess.run(
            ["pactl", *command], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def _answers(self) -> bool:
        # A client that finds no server does not wait for one, so it is asked again and again.
        asked = subprocess.run(["pactl", "info"], env=self.environment, capture_output=True)  # noqa: PLW1510
        return asked.returncode == 0

    def pull_out(self) -> None:
        """The card is gone in the middle of whatever plays, and so is the server."""
        self._server.kill()
        self._server.wait(10)
        (self._folder / "socket").unlink(missing_ok=True)

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        try:
            self._server.wait(10)
        except subprocess.TimeoutExpired:
            self.pull_out()
        shutil.rmtree(self._folder, ignore_errors=True)


class Recording:
    """What the card plays, as mono 16-bit samples, from the block's begin on."""

    def __init__(self, card: SoundCard, sink: str = "card") -> None:
        self._card, self._sink = card, sink

    def __enter__(self) -> Self:
        command = ["parec", "-d", f"{self._sink}.monitor", "--raw", "--format=s16le"]
        command += [f"--rate={RATE}", "--channels=1", "--latency-msec=5"]
        quiet = subprocess.DEVNULL
        self._file = tempfile.TemporaryFile()  # closed at the block's end
        self._program = subprocess.Popen(
            command, env=self._card.environment, stdin=quiet, stdout=self._file, stderr=quiet
        )
        until(lambda: len(self.samples) > 0, "the recorder begins")
        return self

    def __exit__(self, *_: object) -> None:
        self._program.kill()
        self._program.wait(10)
        self._file.close()

    @property
    def samples(self) -> NDArray[np.int16]:
        """All so far."""
        size = os.fstat(self._file.fileno()).st_size
        return np.frombuffer(os.pread(self._file.fileno(), size // 2 * 2, 0), np.int16)

    def heard(self, begin: int = 0) -> NDArray[np.int16]:
        """Wait until it is quiet, and give what was heard since sample `begin`, trimmed."""

        def over() -> bool:
            samples = self.samples[begin:]
            return bool(samples.any()) and not samples[-QUIET:].any()

        until(over, "it is quiet")
        samples = self.samples[begin:]
        loud = np.flatnonzero(samples)
        return samples[loud[0] : loud[-1] + 1]


def until(true: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Look again and again.

    Raises:
        TimeoutError: It did not become true.
    """
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"In vain it was waited until {what}.")
        time.sleep(0.005)  # leaves the processor to what is waited for
