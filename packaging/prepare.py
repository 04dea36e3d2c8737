# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepares .venv for make: checks system packages, then installs Jiaozi with locked versions.

Called as `prepare.py [EXTRA ...]` by the system's Python, so it uses the standard library only.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # the system's Python may be older
    sys.exit(f"Jiaozi needs Python 3.11 or newer, and this is {sys.version.split()[0]}.")

import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = "packaging/constraints.txt"
VENV = ROOT / ".venv"
STAMP = VENV / "jiaozi.json"  # written only after a successful installation


def has_module(name: str) -> bool:
    """Whether this Python can import a module; distributions split the standard library up."""
    importlib.invalidate_caches()
    return importlib.util.find_spec(name) is not None


def has_library(name: str) -> bool:
    """Whether the system has a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether there is a font for Chinese."""
    if not shutil.which("fc-list"):
        return False
    fonts = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False)
    return bool(fonts.stdout.strip())


def has_word_model() -> bool:
    """Whether there is libime's word model."""
    beside = ROOT / "editor" / "language" / "word_model" / "zh_CN.lm"
    return beside.exists() or any(Path("/usr/lib").glob("*/libime/zh_CN.lm"))


def has_accessibility_bus() -> bool:
    """Whether the system's Python can listen as a screen reader does, with AT-SPI."""
    python = "/usr/bin/python3"
    if not shutil.which("dbus-daemon") or not Path(python).exists():
        return False
    command = [python, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class Need:
    """A requirement on the system.

    Attributes:
        what: Name and purpose.
        present: Whether it is there.
        packages: Debian's packages for it, separated by spaces.
        must: Whether it is required; else it is only recommended.
    """

    what: str
    present: Callable[[], bool]
    packages: str
    must: bool = True


PYTHON_NEEDS = [
    Need(
        "Python's venv and ensurepip, for an environment of our own",
        lambda: has_module("venv") and has_module("ensurepip"),
        f"python3.{sys.version_info.minor}-venv",
    ),
]
# Libraries that Qt's wheels need on Linux, and Debian's packages for them.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libpulse.so.0": "libpulse0",
    "libXrandr.so.2": "libxrandr2",
}
WINDOW_NEEDS = [
    *(
        Need(f"Qt's window ({library})", partial(has_library, library), package)
        for library, package in QT_LIBRARIES.items()
    ),
    Need(
        "libVLC, to watch",
        partial(has_library, "libvlc.so.5"),
        "libvlc5 vlc-plugin-base",
        must=False,
    ),
    Need("Chinese characters", has_chinese_font, "fontconfig fonts-noto-cjk", must=False),
    Need(
        "a Chinese word model, for lines that read as if misheard",
        has_word_model,
        "libime-data-language-model",
        must=False,
    ),
]
TEST_NEEDS = [
    Need("a virtual screen", lambda: shutil.which("Xvfb") is not None, "xvfb"),
    Need(
        "a keyboard for tests",
        lambda: has_library("libXtst.so.6") and shutil.which("setxkbmap") is not None,
        "libxtst6 x11-xkb-utils",
        must=False,
    ),
    Need(
        "a sound server to record from",
        lambda: all(map(shutil.which, ("pulseaudio", "pactl", "parec"))),
        "pulseaudio pulseaudio-utils",
        must=False,
    ),
    Need(
        "an accessibility bus, to hear what screen readers do",
        has_accessibility_bus,
        "at-spi2-core gir1.2-atspi-2.0 python3-gi dbus",
        must=False,
    ),
    Need(
        "a C compiler, for disks that refuse",
        lambda: shutil.which("cc") is not None and Path("/usr/include/dlfcn.h").exists(),
        "gcc libc6-dev",
        must=False,
    ),
]

BENCH_NEEDS = [
    Need("FFmpeg, to be measured against", lambda: shutil.which("ffmpeg") is not None, "ffmpeg"),
    Need("a synthetic voice", lambda: shutil.which("espeak-ng") is not None, "espeak-ng"),
]

# To build and pack the program for this system: `make package`.
PACKAGE_NEEDS = [
    Need(
        "tools for libraries, and a packer",
        lambda: all(map(shutil.which, ("strip", "objdump", "xz"))),
        "binutils xz-utils",
    ),
    Need("a virtual screen", lambda: shutil.which("Xvfb") is not None, "xvfb"),
]

# To build and try the Windows program: `make windows`.
WINDOWS_NEEDS = [
    Need("Wine", lambda: Path("/usr/lib/wine/wine64").exists(), "wine wine64 libwine"),
    Need(
        "a C compiler for Windows, for what Wine lacks",
        lambda: shutil.which("x86_64-w64-mingw32-gcc") is not None,
        "gcc-mingw-w64-x86-64",
    ),
    Need("NSIS, for the installer", lambda: shutil.which("makensis") is not None, "nsis"),
    Need(
        "PulseAudio, for a sound card",
        lambda: all(map(shutil.which, ("pulseaudio", "pactl", "parec"))),
        "pulseaudio pulseaudio-utils",
    ),
    Need(
        "the windows on a virtual screen, and pictures of it",
        lambda: all(map(shutil.which, ("Xvfb", "xdotool", "import", "openbox", "xprop"))),
        "xvfb xdotool imagemagick openbox x11-utils",
    ),
    Need(
        "an input method for Chinese",
        lambda: (
            all(map(shutil.which, ("fcitx5", "dbus-daemon", "dbus-send")))
            and any(Path("/usr/lib").glob("*/fcitx5/libpinyin.so"))
        ),
        "fcitx5 fcitx5-pinyin dbus-daemon dbus-bin",
    ),
]


def system_needs(extras: set[str]) -> list[Need]:
    """Requirements for the given extras.

    Those of the window only with a display, or where windows are tested or libraries are packed.
    """
    needs = list(PYTHON_NEEDS)
    if not sys.platform.startswith("linux"):
        return needs
    testing = "dev" in extras
    packing = "package" in extras
    if testing or packing or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        needs += WINDOW_NEEDS
    if testing:
        needs += TEST_NEEDS
    if packing:
        needs += PACKAGE_NEEDS
    if "windows" in extras:
        needs += WINDOWS_NEEDS
    return needs + BENCH_NEEDS if "bench" in extras else needs


def meet_system_needs(needs: list[Need]) -> None:
    """Installs missing system packages if that needs no password; else explains how, and exits.

    Does not exit if all missing ones are only recommended.
    """
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    if not shutil.which("apt-get"):
        words = in_words(missing)
        if any(need.must for need in missing):
            sys.exit(f"Jiaozi needs, from your system:{words}\nInstall that, then make again.")
        print(f"Jiaozi does more with this from your system:{words}", file=sys.stderr)
        return

    packages = " ".join(need.packages for need in missing)
    install = f"apt-get -q update; apt-get -q install -y --no-install-recommends {packages}"
    if os.access("/var/lib/dpkg", os.W_OK):  # running as root
        command = ["sh", "-c", install]
    elif shutil.which("sudo"):
        command = ["sudo", "sh", "-c", install]
        if not silently(["sudo", "-n", "true"]):
            ask_for(missing, command)
            return
    else:
        ask_for(missing, ["su", "-c", install])
        return

    print(f"Installing {packages}", flush=True)
    silently(command)
    missing = [need for need in missing if not need.present()]
    if missing:
        ask_for(missing, command)


def in_words(missing: list[Need]) -> str:
    """The missing requirements, one per line."""
    return "".join(f"\n  {need.what} (Debian: {need.packages})" for need in missing)


def silently(command: list[str]) -> bool:
    """Runs a command without input; prints its errors and returns whether it succeeded."""
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr, end="", file=sys.stderr)
    return done.returncode == 0


def ask_for(missing: list[Need], command: list[str]) -> None:
    """Explains how to install what is missing; exits if any of it is required."""
    words, how = in_words(missing), shlex.join(command)
    if any(need.must for need in missing):
        sys.exit(f"Jiaozi needs, from your system:{words}\nRun this, then make again:\n{how}")
    print(f"Jiaozi does more with this from your system:{words}\n{how}", file=sys.stderr)


def read_stamp() -> dict[str, str]:
    """What was last installed; empty if that failed or its Python is gone."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
        subprocess.run([VENV / "bin" / "python", "-c", ""], check=True)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    return stamp


def install(extras: set[str]) -> None:
    """Installs Jiaozi with these extras into .venv, unless it is up to date."""
    stamp = read_stamp()
    # Scripts in a venv contain its absolute path and that of its Python.
    place = {"root": str(ROOT), "python": os.path.realpath(sys.executable)}
    fresh = not place.items() <= stamp.items()
    if not fresh:
        extras = extras.union(stamp["extras"].split())
    locked = hashlib.sha256()
    for name in ("pyproject.toml", CONSTRAINTS):
        locked.update((ROOT / name).read_bytes())
    wanted = {**place, "extras": " ".join(sorted(extras)), "locked": locked.hexdigest()}
    if stamp == wanted:
        return

    print("Preparing .venv; the first time this takes a minute.", flush=True)
    if fresh and VENV.is_symlink():
        VENV.unlink()  # it is another checkout's, which --clear would empty
    STAMP.unlink(missing_ok=True)
    if fresh:
        run([sys.executable, "-m", "venv", "--clear", VENV])
    what = f".[{','.join(sorted(extras))}]" if extras else "."
    run([VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--editable", what])
    STAMP.write_text(json.dumps(wanted), "utf-8")


def run(command: list[str | Path]) -> None:
    """Runs a command in the checkout; exits if it fails."""
    # Variables instead of -c, so that they also lock setuptools, which pip downloads for builds:
    # pip before 25.3 reads the first one for that, later versions the second. The path is
    # relative because pip splits the value at spaces.
    env = {**os.environ, "PIP_CONSTRAINT": CONSTRAINTS, "PIP_BUILD_CONSTRAINT": CONSTRAINTS}
    env["PIP_USE_PEP517"] = "1"  # else pip before 23.1 builds pysrt without the locked setuptools
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    done = subprocess.run(command, cwd=ROOT, env=env, check=False)
    if done.returncode:
        sys.exit(f"Could not prepare .venv: {shlex.join(map(str, command))} failed; see above.")


if __name__ == "__main__":
    wanted_extras = set(sys.argv[1:])
    meet_system_needs(system_needs(wanted_extras))
    install(wanted_extras)
