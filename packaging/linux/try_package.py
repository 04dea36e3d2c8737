# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the Debian package in clean roots of Debian, runs the self-test there, and removes it.

`try_package.py PACKAGE [SUITE …]`, as root; by default bookworm and trixie. Each root is made anew
by debootstrap in build/roots, and has nothing but the smallest system and what the package asks
for. The screen is outside.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.screen import VirtualScreen  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = ROOT / "build" / "roots"
SUITES = ("bookworm", "trixie")
X11 = Path("/tmp/.X11-unix")  # noqa: S108 - where X servers are asked
SESSION = "root/.local/share/jiaozi/sessions/1.jiaozi-session"


def mirror() -> str:
    """Where this system gets Debian's packages."""
    places = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    text = "\n".join(place.read_text("utf-8") for place in places if place.is_file())
    found = re.search(r"(?m)^(?:URIs:|deb(?: \[[^]]*\])?) *(\S+/debian)/?(?:\s|$)", text)
    if found is None:
        sys.exit("apt's sources name no mirror of Debian.")
    return found[1]


@contextmanager
def mounted(root: Path) -> Iterator[None]:
    """The X server's socket and /proc in the root."""
    places = {X11: root / "tmp" / ".X11-unix", Path("/proc"): root / "proc"}
    for source, target in places.items():
        target.mkdir(exist_ok=True)
        subprocess.run(["mount", "--bind", source, target], check=True)
    try:
        yield
    finally:
        for target in places.values():
            subprocess.run(["umount", target], check=True)


def inside(root: Path, command: str, display: str) -> str:
    """What a command prints in the root; exits if it fails."""
    env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "DISPLAY": display}
    env |= {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["chroot", root, "sh", "-c", command],
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{root.name}: {command}\nreturned {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def try_in(suite: str, package: Path, display: str) -> None:
    """Install, test, upgrade and remove the package in a new root of `suite`."""
    root = ROOTS / suite
    shutil.rmtree(root, ignore_errors=True)
    ROOTS.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["debootstrap", "--variant=minbase", suite, root, mirror()],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.copy(package, root / "jiaozi.deb")
    work = root / SESSION
    work.parent.mkdir(parents=True)
    work.write_text("the user's work", "utf-8")
    install = "apt-get install -qq -y --no-install-recommends --reinstall /jiaozi.deb"
    with mounted(root):
        inside(root, install, display)
        print(f"== {suite}: {inside(root, 'jiaozi --version', display).strip()}")
        print(inside(root, "cd /; jiaozi --self-test", display), end="")
        inside(root, install, display)  # over itself, as an upgrade does
        inside(root, "apt-get remove -qq -y jiaozi", display)
    left = list((root / "usr").rglob("*jiaozi*"))
    if left:
        sys.exit(f"{suite}: left behind: {left}")
    if work.read_text("utf-8") != "the user's work":
        sys.exit(f"{suite}: the user's work was changed.")
    print(f"{suite}: removed; the user's work is there", flush=True)
    shutil.rmtree(root)


def main() -> None:
    """Try all suites."""
    package, *suites = sys.argv[1:]
    screen = VirtualScreen()
    try:
        for suite in suites or SUITES:
            try_in(suite, Path(package), screen.display)
    finally:
        screen.close()


if __name__ == "__main__":
    main()
