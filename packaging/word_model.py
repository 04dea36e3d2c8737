# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts libime's Chinese word model where the program looks for it: `word_model.py`.

17 MB, LGPL-2.1-or-later, from Debian's package libime-data-language-model: where it is installed,
or by apt-get. A file with another checksum is never taken. Where there is no apt-get, the file
comes from the release's own job on Debian.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PACKAGE, NAME = "libime-data-language-model", "zh_CN.lm"
SHA256 = "e4097ca9ca1082928c2ea7d5e368080a696611efa0714dfe563c769f26a415d2"
"""Of version 1.0.16-1, in Debian 12."""
TARGET = Path(__file__).resolve().parents[1] / "editor" / "language" / "word_model" / NAME
INSTALLED = "*/libime/zh_CN.lm"


def fetch(target: Path = TARGET, system: Path = Path("/usr/lib")) -> bool:
    """Whether the file is there now."""
    if is_right(target):
        return True
    target.unlink(missing_ok=True)
    for path in system.glob(INSTALLED):
        if is_right(path):
            shutil.copyfile(path, target)
            return True
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb")) and _download(target)


def is_right(path: Path) -> bool:
    """Whether a file is the model that was looked at."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == SHA256


def _download(target: Path) -> bool:
    with TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "-qq", "download", PACKAGE], cwd=folder, check=False)
        for archive in Path(folder).glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=folder, check=True)
        found = [path for path in Path(folder, "usr", "lib").glob(INSTALLED) if is_right(path)]
        for path in found:
            shutil.copyfile(path, target)
        return bool(found)


if __name__ == "__main__":
    if not fetch():
        sys.exit(f"{PACKAGE} of Debian 12 cannot be had here: {NAME} is missing.")
    print(f"{TARGET}: {NAME} of {PACKAGE}")
