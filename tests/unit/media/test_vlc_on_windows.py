# SPDX-License-Identifier: GPL-3.0-or-later
"""On Windows, libVLC is found by the key of VLC's installer, and nowhere else."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import python

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="there is no registry elsewhere")

KEY = r"Software\VideoLAN\VLC"
ASK = (
    "import ctypes; from editor.media import libvlc; said = libvlc.missing(); "
    "print(said is None, bool(ctypes.windll.kernel32.GetModuleHandleW('libvlc.dll')))"
)
"""Whether there is a libVLC, and whether a library of that name was loaded."""


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    """A library that is called like it, and is another one."""
    target = tmp_path / "视频 播放器" / "libvlc.dll"
    target.parent.mkdir()
    shutil.copy(Path(sys.base_prefix) / "python3.dll", target)
    return target


@pytest.fixture
def registry() -> Iterator[Any]:
    import winreg

    where: Any = winreg
    for root in (where.HKEY_LOCAL_MACHINE, where.HKEY_CURRENT_USER):
        try:
            where.OpenKey(root, KEY).Close()
        except OSError:
            continue
        pytest.skip("VLC is installed here")
    yield where
    where.DeleteKey(where.HKEY_CURRENT_USER, KEY)


def asked(cwd: Path) -> list[str]:
    return python(ASK, cwd=cwd).stdout.split()


def test_what_lies_in_the_current_folder_is_not_loaded(fake: Path, registry: Any) -> None:
    registry.CreateKey(registry.HKEY_CURRENT_USER, KEY).Close()
    assert asked(fake.parent) == ["False", "False"]


def test_what_the_installer_wrote_down_is_loaded(fake: Path, registry: Any, tmp_path: Path) -> None:
    with registry.CreateKey(registry.HKEY_CURRENT_USER, KEY) as key:
        registry.SetValueEx(key, "InstallDir", 0, registry.REG_SZ, str(fake.parent))
    assert asked(tmp_path) == ["False", "True"]


def test_a_vlc_that_was_deleted_is_missing(registry: Any, tmp_path: Path) -> None:
    with registry.CreateKey(registry.HKEY_CURRENT_USER, KEY) as key:
        registry.SetValueEx(key, "InstallDir", 0, registry.REG_SZ, str(tmp_path / "gone"))
    assert asked(tmp_path) == ["False", "False"]
