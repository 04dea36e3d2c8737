# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs the bundle for Linux: a Debian package, and an archive for other distributions.

`debian.py BUNDLE FOLDER VERSION DATE` writes `jiaozi_VERSION-1_ARCH.deb` and
`jiaozi-VERSION-linux-ARCH.tar.xz` into FOLDER. The bundle must have been built on the oldest
distribution that it is for: what it needs of the C library is what it was built with.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ICONS = ROOT / "resources" / "icon"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
INSTALLED = "usr/lib/jiaozi"

LOADED = ("libegl1", "libgl1", "fontconfig-config", "xkb-data")
"""Packages with what is loaded by name, so that no file lists it: libraries for Qt, what the
system's fonts are, and keyboards."""

RECOMMENDED = ("libvlc5", "vlc-plugin-base", "fonts-noto-cjk")
"""To watch with VLC, and a font for Chinese."""

CONTROL = """\
Package: jiaozi
Version: {version}
Architecture: {architecture}
Maintainer: The Jiaozi authors <authors@jiaozi.example>
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: video
Priority: optional
Homepage: https://jiaozi.example
Description: subtitle editor for people who correct machine transcripts
 Jiaozi turns the transcript of a speech recogniser into subtitles for YouTube
 and Bilibili. It repairs clocks that restart, brings all lines into Simplified
 or Traditional Chinese, plays the current line by one key, and checks what
 platforms and style guides ask for.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Jiaozi
Comment: The parts of others, with their licences, are listed in
 /usr/lib/jiaozi/THIRD-PARTY.txt.

Files: *
Copyright: 2026 The Jiaozi authors
License: GPL-3.0-or-later
 On Debian systems, the text of the GNU General Public License, version 3, is
 in /usr/share/common-licenses/GPL-3.
"""
CHANGES = """\
jiaozi ({version}) unstable; urgency=medium

  * What changed is in changelog.gz.

 -- The Jiaozi authors <authors@jiaozi.example>  {date} 00:00:00 +0000
"""
OVERRIDES = """\
# A bundle: it brings the libraries that it was tested with, and finds them beside itself.
jiaozi: embedded-library
jiaozi: custom-library-search-path
jiaozi: library-not-linked-against-libc
jiaozi: shared-library-lacks-prerequisites
jiaozi: hardening-no-pie
jiaozi: no-code-sections
jiaozi: unstripped-binary-or-object
jiaozi: unstripped-static-library
"""


def lay_out(bundle: Path, root: Path, version: str, date: str) -> None:
    """Copy all files of the package to where they are installed."""
    shutil.copytree(bundle, root / INSTALLED, symlinks=True)
    program = root / "usr/bin/jiaozi"
    program.parent.mkdir(parents=True)
    program.symlink_to("../lib/jiaozi/jiaozi")
    share = root / "usr/share"
    texts = {
        "applications/jiaozi.desktop": "jiaozi.desktop",
        "metainfo/org.jiaozi.Jiaozi.metainfo.xml": "org.jiaozi.Jiaozi.metainfo.xml",
        "mime/packages/jiaozi.xml": "jiaozi-mime.xml",
    }
    for target, source in texts.items():
        write(share / target, filled(HERE / source, version, date).encode())
    write(share / "man/man1/jiaozi.1.gz", packed(filled(HERE / "jiaozi.1", version, date)))
    for size in SIZES:
        icon = share / f"icons/hicolor/{size}x{size}/apps/jiaozi.png"
        write(icon, (ICONS / f"jiaozi-{size}.png").read_bytes())
    write(share / "icons/hicolor/scalable/apps/jiaozi.svg", (ICONS / "jiaozi.svg").read_bytes())
    write(share / "doc/jiaozi/copyright", COPYRIGHT.encode())
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    write(share / "doc/jiaozi/changelog.gz", packed(changes))
    day = datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC)
    latest = CHANGES.format(version=revised(version), date=f"{day:%a, %d %b %Y}")
    write(share / "doc/jiaozi/changelog.Debian.gz", packed(latest))
    write(share / "lintian/overrides/jiaozi", OVERRIDES.encode())
    for path in root.rglob("*"):
        if not path.is_symlink():
            executable = path.is_dir() or path == root / INSTALLED / "jiaozi"
            path.chmod(0o755 if executable else 0o644)


def revised(version: str) -> str:
    """The package's version: with Debian's revision."""
    return f"{version}-1"


def filled(source: Path, version: str, date: str) -> str:
    """A file with version and date in their places."""
    return source.read_text("utf-8").replace("@VERSION@", version).replace("@DATE@", date)


def write(path: Path, data: bytes) -> None:
    """Write a file, and the folders it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def packed(text: str) -> bytes:
    """As gzip packs it, the same every time."""
    return gzip.compress(text.encode(), 9, mtime=0)


def dependencies(bundle: Path) -> list[str]:
    """The packages that have what the bundle is linked to and does not contain.

    The C library is named with the newest version that any file asks for.
    """
    have = {path.name for path in bundle.rglob("*.so*")}
    needed: set[str] = set()
    newest = (2, 0)
    for path in bundle.rglob("*"):
        if path.is_symlink() or not path.is_file() or path.read_bytes()[:4] != b"\x7fELF":
            continue
        shown = run("objdump", "-p", str(path))
        needed |= set(re.findall(r"NEEDED\s+(\S+)", shown)) - have
        versions = re.findall(r"GLIBC_(\d+)\.(\d+)", shown)
        newest = max([newest, *((int(major), int(minor)) for major, minor in versions)])
    packages = {package_of(name) for name in needed} | set(LOADED)
    packages.discard("libc6")
    return [f"libc6 (>= {newest[0]}.{newest[1]})", *sorted(packages)]


def package_of(library: str) -> str:
    """The Debian package that has a library."""
    found = run("dpkg-query", "-S", f"*/{library}").splitlines()
    if not found:
        sys.exit(f"{library} is needed, and belongs to no package of this system.")
    return found[0].split(":")[0]


def run(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def make_package(root: Path, folder: Path, version: str, depends: list[str]) -> Path:
    """Build the package of what is laid out in `root`."""
    architecture = run("dpkg", "--print-architecture").strip()
    size = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir()) // 1024
    control = CONTROL.format(
        version=revised(version),
        architecture=architecture,
        size=size,
        depends=", ".join(depends),
        recommends=", ".join(RECOMMENDED),
    )
    write(root / "DEBIAN" / "control", control.encode())
    target = folder / f"jiaozi_{revised(version)}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, target],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return target


def make_archive(bundle: Path, folder: Path, version: str) -> Path:
    """Pack the bundle as it is: unpacked anywhere, it runs."""
    name = f"jiaozi-{version}-linux-{os.uname().machine}"
    target = folder / f"{name}.tar.xz"
    bare = target.with_suffix("")
    with tarfile.open(bare, "w") as archive:
        archive.add(bundle, name)
    subprocess.run(["xz", "--force", "--threads=0", bare], check=True)
    return target


def main() -> None:
    """Make both."""
    bundle, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    version, date = sys.argv[3:5]
    root = folder / "root"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(bundle, root, version, date)
    depends = dependencies(bundle)
    print(f"needs: {', '.join(depends)}")
    made = [make_package(root, folder, version, depends), make_archive(bundle, folder, version)]
    shutil.rmtree(root)
    for path in made:
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
