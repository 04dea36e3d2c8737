# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks, without a Mac, that the program for macOS can be made of the locked wheels.

`wheels.py FOLDER` downloads them for both machines into FOLDER (1 GB, unpacked 3 GB), and checks
what is said in `problems`. `wheels.py FOLDER MACHINE` downloads them for one, for pip to install
from (``--no-index --find-links``): pip itself would take wheels for the builder's own macOS, which
may be newer than what the program is for.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent), str(ROOT)]

import contents  # noqa: E402
import dropped  # noqa: E402
import libraries  # noqa: E402
from macos import mach_o, plist  # noqa: E402

CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
PYTHON = "3.13"
"""Python of releases for macOS and Windows: the newest that Jiaozi is tested with."""

LIBRARIES = (
    *("altgraph", "av", "graphemeu", "macholib", "numpy", "OpenCC", "packaging", "platformdirs"),
    *("pyinstaller", "pyinstaller-hooks-contrib", "pypinyin", "PySide6", "PySide6_Addons"),
    *("PySide6_Essentials", "python-vlc", "rjieba", "setuptools", "shiboken6"),
)
"""Locked packages that the program is made of, or with."""

FROM_SOURCE = ("pysrt", "chardet")
"""Pure Python; the first has no wheel on PyPI, and the second is what it needs."""

ROOTS = re.compile(
    r"PySide6/Qt(Core|DBus|Gui|Multimedia|MultimediaWidgets|Network|Widgets)\.abi3\.so$"
    r"|PySide6/Qt/plugins/(generic|iconengines|imageformats|multimedia|platforminputcontexts"
    r"|platforms|styles)/"
    r"|(av|numpy|opencc|rjieba|shiboken6)/.*\.so$"
)
"""What the program imports or Qt loads by name; the rest is linked to it."""

NEWER = re.compile(r"PySide6/(Qt\w+\.abi3\.so|libpyside6)|shiboken6/")
"""Files that name a newer macOS than their wheel does: Qt's binding says 15. The system does not
refuse a library for that; it would fail on a function that it has not got. Of the C++ library,
these use none that is newer than macOS 12 (read off their symbols, for 6.11.3)."""

_OF_THE_SYSTEM = ("/usr/lib/", "/System/Library/")


def download(folder: Path, machine: str) -> None:
    """Fetch the wheels for one machine into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row for row in CONSTRAINTS.read_text("utf-8").splitlines() if "==" in row]
    locked = {row.split("==")[0]: row for row in rows if not row.startswith("#")}
    system = "macosx_" + plist.MINIMUM[machine].replace(".", "_")
    target = ["--only-binary=:all:", f"--platform={system}_{machine}", f"--python-version={PYTHON}"]
    _pip("download", "--no-deps", *target, "-d", folder, *(locked[name] for name in LIBRARIES))
    _pip("wheel", "--no-deps", "-w", folder, *(locked[name] for name in FROM_SOURCE))


def _pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", *arguments]
    subprocess.run(command, cwd=ROOT, check=True)


def unpack(wheels: Path, folder: Path) -> None:
    """Unpack all wheels, as pip would."""
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)


class Bundle:
    """What PyInstaller would collect of unpacked wheels.

    Args:
        site: Folder of the wheels.
        machine: What the program is for.
    """

    def __init__(self, site: Path, machine: str) -> None:
        self.site, self.machine = site, machine
        paths = [path for path in sorted(site.rglob("*")) if path.is_file()]
        binaries = [path for path in paths if mach_o.is_mach_o(path)]
        self._all = {path.relative_to(site).as_posix(): path for path in binaries}
        self.parts: dict[str, mach_o.Slice] = {}
        self.wrong: list[str] = []
        waiting = [name for name in self._all if ROOTS.match(name) and _kept(name)]
        while waiting:
            waiting += self._add(waiting.pop())

    def _add(self, name: str) -> list[str]:
        """Take a file along; the names of what it is linked to."""
        if name in self.parts:
            return []
        own = [part for part in mach_o.slices(self._all[name]) if part.machine == self.machine]
        if not own:
            self.wrong.append(f"{name} is not for {self.machine}.")
            return []
        (self.parts[name],) = own
        linked = []
        for need in own[0].needs:
            other = self._place(name, need)
            if other is None:
                continue
            if other not in self._all:
                self.wrong.append(f"{name} needs {need}, which no wheel has.")
            elif not _kept(other):
                self.wrong.append(f"{name} needs {other}, which is dropped.")
            else:
                linked.append(other)
        return linked

    def _place(self, name: str, need: str) -> str | None:
        """The file that a library's name stands for; None for the system's and for itself."""
        if need.startswith(_OF_THE_SYSTEM) or Path(need).name == Path(name).name:
            return None
        tail = need.split("/", 1)[1] if need.startswith("@") else need
        tail = tail.removeprefix("../")
        found = [each for each in self._all if each.endswith(f"/{tail}")]
        package = name.partition("/")[0]
        near = [each for each in found if each.startswith(f"{package}/")]
        return min(near or found, key=len, default=need)


def _kept(name: str) -> bool:
    return dropped.is_wanted(dropped.plain(name))


def is_too_new(name: str, part: mach_o.Slice) -> bool:
    """Whether a file is only for a newer macOS than Info.plist says."""
    oldest = tuple(map(int, plist.MINIMUM[part.machine].split(".")))
    return part.minimum > oldest and not NEWER.search(name)


def problems(bundle: Bundle) -> list[str]:
    """What is wrong, a sentence each.

    Every library is there, for this machine, for no newer macOS than Info.plist says, is not among
    those that are dropped, and has a licence in `libraries`.
    """
    found = list(bundle.wrong)
    parts: dict[libraries.Library, list[Path]] = {}
    for name, part in bundle.parts.items():
        if is_too_new(name, part):
            found.append(f"{name} is for macOS {part.minimum[0]}.{part.minimum[1]} and newer.")
        if not libraries.is_library(name):
            continue
        if (library := libraries.library_of(name)) is None:
            found.append(f"{name} belongs to no known part: see libraries.py.")
        else:
            parts.setdefault(library, []).append(bundle.site / name)
    for library, paths in parts.items():
        if library.version and not libraries.version_of(library, paths):
            found.append(f"{library.name}: no file of it tells its version.")
    return found


def main() -> None:
    """Download, and check unless it is for one machine; exits with the problems found."""
    folder = Path(sys.argv[1])
    if len(sys.argv) > 2:  # noqa: PLR2004 - a machine is named
        download(folder, sys.argv[2])
        return
    wrong = []
    for machine in plist.MINIMUM:
        wheels, site = folder / f"{machine}-wheels", folder / machine
        download(wheels, machine)
        unpack(wheels, site)
        bundle = Bundle(site, machine)
        size = sum(part.size for part in bundle.parts.values()) / contents.MEGABYTE
        print(f"{machine}: {len(bundle.parts)} libraries, {size:.0f} MB")
        wrong += [f"{machine}: {what}" for what in problems(bundle)]
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
