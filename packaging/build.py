# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a stand-alone program in build/frozen/jiaozi for the system it runs on, and tries it.

On Debian and its kin it is packed, too: a package and an archive in build/packages; on macOS a disk
image.

`build.py --no-test` only builds; `build.py --only-test` only tries an earlier build.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import contents
import word_model
from macos import app

ROOT = Path(__file__).resolve().parents[1]
FROZEN = ROOT / "build" / "frozen"
FOLDER, APP = FROZEN / "jiaozi", FROZEN / "Jiaozi.app"
if sys.platform == "darwin":
    PROGRAM, DATA = APP / "Contents" / "MacOS" / "jiaozi", APP / "Contents" / "Resources"
else:
    PROGRAM = FOLDER / ("jiaozi.exe" if sys.platform == "win32" else "jiaozi")
    DATA = FOLDER / "_internal"
INSIDE = DATA / "resources" / "sample"
TRANSCRIPT, MEDIUM = INSIDE / "sample.txt", INSIDE / "sample.ogg"
PACKAGES = ROOT / "build" / "packages"
LARGEST = {"linux": 320, "win32": 230}  # MB of a bundle, at most
PATIENCE = 200  # timeout of a command in seconds
FOUND_ERRORS = 1  # exit code of `jiaozi check` that is a result, not a failure


def build() -> None:
    """Run PyInstaller, write the notices, and print what the result consists of."""
    if not word_model.fetch():
        print(f"without {word_model.NAME}: {word_model.PACKAGE} cannot be had here")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += [f"--distpath={FROZEN}", f"--workpath={FROZEN / 'work'}"]
    environment = dict(os.environ)
    if sys.platform == "linux":  # modules are loaded as fast as from source, for 11 MB
        environment["PYINSTALLER_ZLIB_COMPRESSION_LEVEL"] = "0"
    recipe = ROOT / "packaging" / "jiaozi.spec"
    subprocess.run([*command, recipe], cwd=ROOT, env=environment, check=True)
    licences = ROOT / "packaging" / "licences.py"
    subprocess.run([sys.executable, licences, FOLDER], check=True)
    if sys.platform == "linux":  # afterwards, since the files are those of their wheels no longer
        _strip()
    size = contents.show(FOLDER)
    most = LARGEST.get(sys.platform)
    if most is not None and size > most * contents.MEGABYTE:
        sys.exit(f"The bundle has {size / contents.MEGABYTE:.0f} MB; it may have {most}.")
    if sys.platform == "darwin":
        app.finish(FOLDER, APP)


def _strip() -> None:
    """Drop the symbols for debuggers: 35 MB, most of it PyAV's.

    Qt's are stripped already. Libraries in ``*.libs`` were rewritten when their wheels were made,
    which `strip` may not survive.
    """
    modules = [
        file
        for file in DATA.rglob("*.so")
        if not file.is_symlink()  # into ``*.libs``
        and "PySide6" not in file.parts
        and not file.parent.name.endswith(".libs")
    ]
    for library in (*DATA.glob("libpython*"), *modules):
        subprocess.run(["strip", "--strip-unneeded", library], check=True)


def pack() -> None:
    """Make the packages for this system."""
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.search(r"(?m)^## (\d+\.\d+\.\d+) – ([\d-]+)$", changes)
    if found is None:
        sys.exit("CHANGELOG.md names no version with its date.")
    shutil.rmtree(PACKAGES, ignore_errors=True)
    PACKAGES.mkdir()
    if sys.platform == "darwin":
        app.pack(APP, PACKAGES, found[1])
        return
    script = ROOT / "packaging" / "linux" / "debian.py"
    command = [sys.executable, script, FOLDER, PACKAGES, *found.groups()]
    subprocess.run(command, check=True)


def try_verbs() -> None:
    """Run the built program's verbs in an environment without Python; exits on failure."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        started = time.perf_counter()
        said = run(home, "--version")
        print(f"starts in {time.perf_counter() - started:.2f} s: {said.strip()}")
        expect(run(home, "info", TRANSCRIPT, "--media", MEDIUM), r"sample\.txt")
        script = home / "sample.srt"
        run(home, "convert", TRANSCRIPT, script, "--script", "zh-Hans")
        run(home, "check", script, "--profile", "bilibili", fine=(0, FOUND_ERRORS))
        print("headless verbs: ok")


def try_window() -> None:
    """Run the self-test, on a virtual screen if there is no display."""
    sys.path.insert(0, str(ROOT))
    from tests.screen import NEEDED, VirtualScreen

    screen = VirtualScreen() if NEEDED else None
    try:
        with TemporaryDirectory() as folder:
            display = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"} if screen else {}
            said = run(Path(folder), "--self-test", display=display)
            print(said, end="")
            expect(said, r"(?m)^self-test: ok$")
    finally:
        if screen is not None:
            screen.close()


def run(
    home: Path,
    *arguments: str | Path,
    fine: tuple[int, ...] = (0,),
    display: dict[str, str] | None = None,
) -> str:
    """Output of the program; exits if its exit code is not in `fine`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment = {**own, "HOME": str(home), "JIAOZI_HOME": str(home), **(display or {})}
    done = subprocess.run(
        [PROGRAM, *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode not in fine:
        words = " ".join(map(str, arguments))
        sys.exit(f"jiaozi {words} returned {done.returncode}.\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(said: str, pattern: str) -> None:
    """Exits if `pattern` is not found in `said`."""
    if not re.search(pattern, said):
        sys.exit(f"Nothing like {pattern!r} in:\n{said}")


def main() -> None:
    """Build and test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-test", action="store_true", help="only build")
    parser.add_argument("--only-test", action="store_true", help="only try what was built before")
    options = parser.parse_args()
    if not options.only_test:
        build()
    if not options.no_test:
        try_verbs()
        try_window()
    if sys.platform == "darwin" or (sys.platform == "linux" and shutil.which("dpkg-deb")):
        pack()


if __name__ == "__main__":
    main()
