# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the installer and the portable archive of a Windows bundle.

`installer.py BUNDLE FOLDER VERSION` writes both into FOLDER. Needs makensis (Debian: nsis).
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ICON = HERE.parents[1] / "resources" / "icon" / "jiaozi.ico"

_START_PORTABLE = """\
@rem Starts Jiaozi with all of its data in the folder beside this file.\r
@set JIAOZI_HOME=%~dp0jiaozi-data\r
@start "" "%~dp0jiaozi\\jiaoziw.exe" %*\r
"""


def make_installer(bundle: Path, target: Path, version: str) -> None:
    """Pack `bundle` into the installer `target`."""
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    folders = sorted(path for path in bundle.rglob("*") if path.is_dir())
    installed, removed = target.with_suffix(".install.nsh"), target.with_suffix(".remove.nsh")
    # NSIS reads scripts in UTF-8 if they begin with a byte order mark.
    installed.write_text("".join(_installing(bundle, files)), "utf-8-sig")
    removed.write_text("".join(_removing(bundle, files, folders)), "utf-8-sig")
    size = sum(path.stat().st_size for path in files) // 1024
    names = {"VERSION": version, "BUNDLE": bundle, "OUTPUT": target, "ICON": ICON}
    names |= {"INSTALLED": installed, "REMOVED": removed, "KILOBYTES": size}
    defined = [f"-D{name}={value}" for name, value in names.items()]
    command: list[str | Path]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, HERE / "installer.nsi"]
    subprocess.run(command, check=True)
    installed.unlink()
    removed.unlink()


def _installing(bundle: Path, files: list[Path]) -> list[str]:
    """NSIS's lines that unpack every file."""
    rows, last = [], None
    for path in files:
        if path.parent != last:
            last = path.parent
            rows.append(f'SetOutPath "{_there(bundle, last)}"\n')
        rows.append(f'File "{path}"\n')
    return rows


def _removing(bundle: Path, files: list[Path], folders: list[Path]) -> list[str]:
    """NSIS's lines that delete every file, then every folder that is empty, innermost first."""
    rows = [f'Delete "{_there(bundle, path)}"\n' for path in files]
    return rows + [f'RMDir "{_there(bundle, path)}"\n' for path in reversed(folders)]


def _there(bundle: Path, path: Path) -> str:
    inside = path.relative_to(bundle).as_posix().replace("/", "\\")
    return "$INSTDIR" if inside == "." else f"$INSTDIR\\{inside.replace('$', '$$')}"


def make_portable(bundle: Path, target: Path) -> None:
    """Pack `bundle` into a zip archive, with a file that starts it with its data beside it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("jiaozi-portable.cmd", _START_PORTABLE)
        for path in sorted(bundle.rglob("*")):
            if path.is_file():
                archive.write(path, Path("jiaozi") / path.relative_to(bundle))


if __name__ == "__main__":
    source, folder, number = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    make_installer(source.resolve(), folder.resolve() / f"jiaozi-{number}-setup.exe", number)
    make_portable(source.resolve(), folder.resolve() / f"jiaozi-{number}-portable.zip")
