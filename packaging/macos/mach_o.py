# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what programs and libraries of macOS say of themselves.

Form: https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

THIN, UNIVERSAL = b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"
"""Beginnings of files for one machine (64 bits, little-endian), and for several."""

_NAMES = {0x0100000C: "arm64", 0x01000007: "x86_64"}


@dataclass(frozen=True)
class Slice:
    """The part of a file that is for one machine.

    Attributes:
        machine: As `platform.machine` names it.
        minimum: Oldest macOS that it was built for, major and minor; (0, 0) if it does not say.
        needs: Libraries it is linked to, as it names them.
        size: In bytes.
    """

    machine: str
    minimum: tuple[int, int]
    needs: tuple[str, ...]
    size: int


def is_mach_o(path: Path) -> bool:
    """Whether a file is a program or library of macOS."""
    with path.open("rb") as file:
        return file.read(4) in {THIN, UNIVERSAL}


def slices(path: Path) -> list[Slice]:
    """What is in a file, for each machine."""
    from macholib import mach_o
    from macholib.MachO import MachO

    found = []
    for header in MachO(str(path)).headers:
        minimum, needs = (0, 0), []
        for load, command, data in header.commands:
            if load.cmd == mach_o.LC_BUILD_VERSION:
                minimum = _version(command.minos)
            elif load.cmd == mach_o.LC_VERSION_MIN_MACOSX:
                minimum = _version(command.version)
            elif load.cmd in {mach_o.LC_LOAD_DYLIB, mach_o.LC_REEXPORT_DYLIB}:
                needs.append(data.rstrip(b"\0").decode())
        machine = _NAMES.get(header.header.cputype, str(header.header.cputype))
        found.append(Slice(machine, minimum, tuple(needs), header.size))
    return found


def _version(number: int) -> tuple[int, int]:
    return int(number) >> 16, int(number) >> 8 & 0xFF
