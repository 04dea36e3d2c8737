# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound devices, and the connection to the sound server that they depend on.

On Linux Qt holds two connections to PulseAudio, one for the list of devices and one for what
plays. When the server ends (a restart of the service does it), Qt makes them anew after three
seconds, from the event loop of the thread that made them first: so both are made here, on the
window's. Until then Qt goes on listing its devices, and opening one of them aborts the whole
program. Qt does not report it, so the connections themselves are watched. If no server
listens at the server's address after those three seconds, Qt tries no more, and all stays
silent; where a service manager keeps the address open, as it does on desktops, somebody does.
"""

from __future__ import annotations

import os
import stat
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.i18n import N_
from editor.core.values import dataclass
from editor.media.qt_warnings import without_warnings

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

_OPEN_FILES = Path("/proc/self/fd")  # where there is none, there is no such server either

_LOOK = 500
"""ms between two looks whether the connection stands, which Qt does not tell."""


@dataclass(frozen=True)
class Output:
    """A sound device, as it is kept in the settings.

    Attributes:
        id: The system's name for it.
        name: The user's.
    """

    id: str
    name: str

    @classmethod
    def of(cls, device: QAudioDevice) -> Self:
        """A device of Qt's."""
        return cls(device.id().toStdString(), device.description())

    def __str__(self) -> str:
        """As the settings keep it."""
        return f"{self.id}\t{self.name}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What `str` made of one, or None for the system's default."""
        name = text.partition("\t")[2]
        return cls(text.partition("\t")[0], name) if name else None


class SoundServer(QObject):
    """The sound devices, and whether the server is connected.

    Signals:
        changed: There are other devices, another default, or the connection broke or is back.

    Attributes:
        usable: Whether the libraries are there that QtMultimedia needs.
        BROKEN: What to say when it is not alive.
        NOTHING: What to say when it has no device.
    """

    changed = Signal()

    BROKEN = N_("The connection to the audio system was lost; there is no sound until it is back.")
    NOTHING = N_("No audio device was found. Everything except sound works.")

    def __init__(self) -> None:
        super().__init__()
        self._media: QMediaDevices | None = None
        self._connections: frozenset[_Connection] = frozenset()
        self._opened = False
        self._doubted: frozenset[str] = frozenset()
        from editor.media.multimedia import AVAILABLE

        before = _connections()
        if AVAILABLE:
            from PySide6.QtMultimedia import QMediaDevices

            with without_warnings():
                self._media = QMediaDevices(self)
                self._media.audioOutputs()  # connects
        self.usable = self._media is not None
        self._connections = _connections() - before
        self._known: list[Output] = []
        if self._media is not None:
            self._media.audioOutputsChanged.connect(self._devices_changed)
            self._open()
            self._known = self.outputs
            self._watch = QTimer(self, interval=_LOOK)
            self._watch.timeout.connect(self._look)
            self._watch.start()

    @property
    def alive(self) -> bool:
        """Whether the connection still stands. From any thread."""
        return all(map(_stands, self._connections))

    @property
    def has_device(self) -> bool:
        """Whether there is something to play on."""
        return self.alive and bool(self._devices())

    @property
    def outputs(self) -> list[Output]:
        """The devices that are there."""
        return [Output.of(device) for device in self._devices()] if self.alive else []

    def device(self, wanted: Output | None) -> QAudioDevice | None:
        """The device that was chosen, or the default one; None where there is none.

        One that is plugged in elsewhere has another id, and is known by its name. From any
        thread, and only while it is `alive`.
        """
        devices = self._devices()
        if wanted is not None:
            for same in ("id", "name"):
                for device in devices:
                    if getattr(Output.of(device), same) == getattr(wanted, same):
                        return device
        return next((device for device in devices if device.isDefault()), None) or next(
            iter(devices), None
        )

    def doubt(self, output: Output) -> None:
        """It does not play: treat it as gone until devices come or go, if there are others.

        Qt goes on listing one that was unplugged where it was not the default one.
        """
        if len(self._devices()) > 1:
            self._doubted |= {output.id}
            self._known = self.outputs
            self.changed.emit()

    def _devices(self) -> list[QAudioDevice]:
        if self._media is None:
            return []
        devices = self._media.audioOutputs()
        return [device for device in devices if Output.of(device).id not in self._doubted]

    def _devices_changed(self) -> None:
        self._doubted = frozenset()
        self._open()
        self._known = self.outputs
        self.changed.emit()

    def _open(self) -> None:
        """Have Qt connect what will play, on this thread; once, with the first device."""
        if self._opened or not self.has_device:
            return
        from PySide6.QtMultimedia import QAudioSink

        self._opened = True
        before = _connections()
        device = self._devices()[0]
        with without_warnings():
            sink = QAudioSink(device, device.preferredFormat())
            sink.start()
            sink.reset()
        self._connections |= _connections() - before

    def _look(self) -> None:
        if not self.alive:
            self._connect_again()
        if self.outputs != self._known:
            self._devices_changed()

    def _connect_again(self) -> None:
        """Whether as many connections to the same address stand again as there were."""
        addresses = {connection.address for connection in self._connections}
        again = frozenset(c for c in _connections() if c.address in addresses)
        if len(again) >= len(self._connections):
            self._connections = again


@cache
def sound_server() -> SoundServer:
    """The one instance, as Qt has one. The first call must be on the window's thread."""
    return SoundServer()


@dataclass(frozen=True)
class _Connection:
    """A socket that has somebody with an address at the other end."""

    number: int
    inode: int
    address: str


def _connections() -> frozenset[_Connection]:
    if not _OPEN_FILES.exists():
        return frozenset()
    numbers = (int(name) for name in os.listdir(_OPEN_FILES))  # noqa: PTH208 - numbers
    return frozenset(found for number in numbers if (found := _connected(number)))


def _connected(number: int) -> _Connection | None:
    import socket

    try:
        status = os.fstat(number)
        if not stat.S_ISSOCK(status.st_mode):
            return None
        with socket.socket(fileno=os.dup(number)) as copy:
            address = copy.getpeername()
            return _Connection(number, status.st_ino, str(address)) if address else None
    except OSError:  # closed meanwhile, or not connected
        return None


def _stands(connection: _Connection) -> bool:
    import select

    try:
        if os.fstat(connection.number).st_ino != connection.inode:
            return False
        poll = select.poll()
        poll.register(connection.number, select.POLLHUP)
        return not poll.poll(0)
    except OSError:
        return False
