# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a Windows bundle: are all its imports met, and is all of it meant to be in it?

`audit.py BUNDLE [FOLDER …]`: no file of the folders, which belong to the test prefix, may be in it.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROGRAMS = {".dll", ".exe", ".pyd"}
X64 = 0x8664
"""Machine of the only kind of executable that belongs here."""

_WINE = (b"Wine builtin DLL", b"Wine placeholder DLL")
_IMPORTS, _DELAYED = 1, 13  # directories of a PE file

_OF_WINDOWS = """
advapi32 authz avicap32 avrt bcrypt bcryptprimitives cfgmgr32 combase
comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9 dbghelp
dcomp dnsapi dwmapi dwrite dxgi dxva2 evr gdi32
hid icuuc imm32 iphlpapi kernel32 ksuser mf mfplat
mfreadwrite mpr msvcrt ncrypt netapi32 normaliz ntdll ole32
oleacc oleaut32 opengl32 powrprof propsys psapi rpcrt4 secur32
setupapi shcore shell32 shlwapi ucrtbase uiautomationcore user32 userenv
usp10 uxtheme version vfw32 winhttp wininet winmm winspool.drv
winusb wldap32 wmvcore ws2_32 wtsapi32 runtimeobject
"""
WINDOWS_HAS = frozenset(_OF_WINDOWS.split())
"""Libraries of Windows 10 that may be imported: looked up, not collected from what is imported."""


def problems(bundle: Path, foreign: Iterable[Path]) -> list[str]:
    """What is wrong with the bundle, a sentence each."""
    theirs = {_digest(path): path for path in foreign}
    found = []
    for path in sorted(bundle.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(bundle)
        if other := theirs.get(_digest(path)):
            found.append(f"{name} is {other}, which belongs to the tests.")
        if path.suffix.lower() in PROGRAMS:
            found += [f"{name} {what}" for what in _wrong_program(path, bundle)]
    return found


def _wrong_program(path: Path, bundle: Path) -> Iterator[str]:
    import pefile

    have = _loadable(path, bundle)
    data = path.read_bytes()
    if any(mark in data[:0x100] for mark in _WINE):
        yield "is Wine's own."
        return
    program = pefile.PE(data=data, fast_load=True)
    if program.FILE_HEADER.Machine != X64:
        yield f"is for another machine: {program.FILE_HEADER.Machine:#x}."
    program.parse_data_directories([_IMPORTS, _DELAYED])
    for table in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
        for entry in getattr(program, table, []):
            library = entry.dll.decode().lower()
            if library in have or library.startswith(("api-ms-win-", "ext-ms-win-")):
                continue
            if library.removesuffix(".dll") not in WINDOWS_HAS:
                yield f"needs {library}, which is neither in the bundle nor part of Windows."


def _loadable(path: Path, bundle: Path) -> set[str]:
    """Names of the libraries of the bundle that Windows finds for a program in it.

    They are beside it, beside Python, in the package's own folder of libraries (``av.libs``,
    which the package adds to the search), or in Qt's folder for what belongs to Qt.
    """
    inside = bundle / "_internal"
    package = path.relative_to(inside).parts[0] if path.is_relative_to(inside) else ""
    folders = [path.parent, bundle, inside, inside / f"{package.removesuffix('.libs')}.libs"]
    if package in {"PySide6", "shiboken6"}:
        folders += [inside / "PySide6", inside / "shiboken6"]
    return {each.name.lower() for folder in folders for each in folder.glob("*.dll")}


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def main() -> None:
    """Check; exits with the problems found."""
    bundle, *folders = map(Path, sys.argv[1:])
    foreign = [path for folder in folders for path in folder.rglob("*.dll")]
    if found := problems(bundle, foreign):
        sys.exit("\n".join(found))
    count = sum(path.suffix.lower() in PROGRAMS for path in bundle.rglob("*"))
    print(f"audit: {count} executables; all imports are met, none belongs to the tests")


if __name__ == "__main__":
    main()
