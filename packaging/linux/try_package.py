# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries the Debian package and the archive in clean roots of Debian, as a user would.

`try_package.py [--from OLDER] PACKAGE ARCHIVE [SUITE …]`, as root; by default bookworm and trixie.
Each root is made anew by debootstrap in build/roots, and has nothing but the smallest system and
what the package asks for. There, a cue is corrected in an older package (without one, in the same),
and the program is killed; the package is installed over it, passes its self-test, goes on with that
work, and is removed; the archive is unpacked, and passes the self-test, too.

The screen is outside. Needs, of Debian: debootstrap openbox xdotool imagemagick x11-utils xvfb.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from hands import Hands, check, until  # noqa: E402

from editor.project.store import SessionStore  # noqa: E402
from tests.screen import VirtualScreen  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = ROOT / "build" / "roots"
SUITES = ("bookworm", "trixie")
X11 = Path("/tmp/.X11-unix")  # noqa: S108 - where X servers are asked
PICTURES = ROOT / "build" / "packages" / "pictures"
SESSIONS = "root/.local/share/jiaozi/sessions"
CUE = "1\n00:00:01,000 --> 00:00:04,000\n世界\n"


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


class Root:
    """A new and minimal Debian, on a screen of ours, mounted until the block ends.

    Args:
        suite: Which Debian.
        hands: The user.
        display: The screen.
    """

    def __init__(self, suite: str, hands: Hands, display: str) -> None:
        self.path = ROOTS / suite
        self._suite, self._hands = suite, hands
        self._env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "DISPLAY": display}
        self._env |= {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        shutil.rmtree(self.path, ignore_errors=True)
        ROOTS.mkdir(parents=True, exist_ok=True)
        command = ["debootstrap", "--variant=minbase", suite, str(self.path), mirror()]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def run(self, command: str) -> str:
        """What a command prints; exits if it fails."""
        done = subprocess.run(
            ["chroot", str(self.path), "sh", "-c", f"cd /; {command}"],
            env=self._env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            said = f"returned {done.returncode}:\n{done.stdout}{done.stderr}"
            sys.exit(f"{self._suite}: {command}\n{said}")
        return done.stdout

    def install(self, package: Path) -> None:
        """Install a package, and nothing that it only recommends."""
        shutil.copy(package, self.path / "jiaozi.deb")
        self.run("apt-get install -qq -y --no-install-recommends --reinstall /jiaozi.deb")
        print(f"-- {self._suite}: installed {package.name}", flush=True)

    def self_test(self, program: str) -> None:
        """Run the program's own test."""
        print(self.run(f"{program} --self-test"), end="", flush=True)

    def correct(self, typed: str) -> None:
        """Type before the first cue, until that is on disk; then kill the program."""
        command = ["chroot", str(self.path), "jiaozi", "/root/talk.srt"]
        with subprocess.Popen(command, env=self._env) as running:
            try:
                self._hands.turn_to("talk")
                self._hands.press("ctrl+1", "Home")
                self._hands.type(typed)
                until(lambda: self.kept().startswith(typed), f"“{typed}” on disk")
                self._hands.picture(f"{self._suite}-{typed}")
            finally:
                running.kill()

    def kept(self) -> str:
        """The first cue of the session that was written to last, as it is on disk."""
        with TemporaryDirectory(ignore_cleanup_errors=True) as copy:
            shutil.copytree(self.path / SESSIONS, copy, dirs_exist_ok=True)
            store = SessionStore(Path(copy), lambda _: None)
            entry = store.last()
            return store.restore(entry).document.cues[0].text if entry else ""


def try_in(root: Root, package: Path, archive: Path, older: Path) -> None:
    """Install, correct, upgrade, go on, and remove; then run the archive."""
    (root.path / "root" / "talk.srt").write_text(CUE, "utf-8")
    root.install(older)
    root.correct("old")
    root.install(package)
    print(root.run("jiaozi --version"), end="")
    root.self_test("jiaozi")
    root.correct("new")
    root.run("apt-get remove -qq -y jiaozi")
    left = list((root.path / "usr").rglob("*jiaozi*"))
    check(not left, f"left behind: {left}")
    check(root.kept() == "newold世界", f"the user's work is “{root.kept()}”")
    print("-- upgraded, gone on with and removed; the user's work is there", flush=True)
    subprocess.run(["tar", "-C", root.path / "opt", "-xf", archive], check=True)
    root.self_test("/opt/jiaozi-*/jiaozi")
    print(f"-- {archive.name} runs where it was unpacked", flush=True)


def main() -> None:
    """Try all suites."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="older", type=Path, help="an older package")
    parser.add_argument("package", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("suites", nargs="*", default=SUITES)
    options = parser.parse_args()
    for suite in options.suites:
        with ExitStack() as ends:
            screen = ends.enter_context(closing(VirtualScreen()))
            hands = ends.enter_context(closing(Hands(screen.display, PICTURES)))
            root = Root(suite, hands, screen.display)
            with mounted(root.path):
                try_in(root, options.package, options.archive, options.older or options.package)
            shutil.rmtree(root.path)


if __name__ == "__main__":
    main()
