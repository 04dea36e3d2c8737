# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the disk does, a file holds all of the old or all of the new, and a sentence says so."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest

from editor.core.errors import UserError
from editor.formats.files import WriteError, back_up, read_bytes, write_bytes
from editor.media.container import refuse_no_file
from editor.settings import TEXT_SIZE, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OLD, NEW = "旧的".encode(), "新的".encode() * 1000
CALLS = ("write", "fsync", "replace", "close", "chmod")
REASONS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT)


class Faults:
    """Lets the call of a number fail, of all that can; after a write of half of it."""

    def __init__(self, fails: int, reason: int, patch: pytest.MonkeyPatch) -> None:
        self.fails, self.reason, self.called = fails, reason, 0
        for name in CALLS:
            patch.setattr(os, name, self.faulty(name, getattr(os, name)))
        patch.setattr(tempfile, "mkstemp", self.faulty("mkstemp", tempfile.mkstemp))

    def faulty(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            self.called += 1
            if self.called != self.fails:
                return real(*arguments, **more)
            if name == "write":
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
            if name == "close":  # it reports what went wrong before, and closes all the same
                real(*arguments)
            raise OSError(self.reason, os.strerror(self.reason))

        return call


_SHORTER = pytest.mark.skipif(sys.platform == "win32", reason="a good name on Windows")


@contextmanager
def opened_alone(path: Path) -> Iterator[None]:
    """Open a file as Windows programs do that share it with nobody."""
    import ctypes

    windows: Any = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    windows.CreateFileW.restype = ctypes.c_void_p
    read, exclusive, existing = 0x80000000, 0, 3
    handle = windows.CreateFileW(str(path), read, exclusive, None, existing, 0, None)
    try:
        yield
    finally:
        windows.CloseHandle(ctypes.c_void_p(handle))


@pytest.mark.parametrize("reason", REASONS, ids=errno.errorcode.get)
@pytest.mark.parametrize("there", [True, False], ids=["replaced", "new"])
def test_each_call_that_fails_leaves_a_whole_file(
    reason: int,
    there: bool,  # noqa: FBT001 - whether a file is there before
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "talk.srt"
    for number in range(1, 100):
        path.unlink(missing_ok=True)
        if there:
            path.write_bytes(OLD)
        with monkeypatch.context() as patch:
            faults = Faults(number, reason, patch)
            if faults_reached(path, faults):
                break
        assert (path.read_bytes() if path.exists() else None) in {OLD if there else None, NEW}
        write_bytes(str(path), NEW, replace=True)  # it can be tried again
        assert path.read_bytes() == NEW
        assert list(tmp_path.iterdir()) == [path]
    assert number > 6


def faults_reached(path: Path, faults: Faults) -> bool:
    """Write; whether all went well, since there were fewer calls than the fault's number."""
    try:
        write_bytes(str(path), NEW, replace=True)
    except WriteError:
        return False
    # Windows refuses for a moment only, often: renaming is tried again there.
    assert faults.called < faults.fails or os.name == "nt"
    return faults.called < faults.fails


@pytest.mark.skipif(os.name != "posix", reason="POSIX's permissions and links")
def test_permissions_stay_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.srt", tmp_path / "link.srt"
    real.write_bytes(OLD)
    real.chmod(0o640)
    link.symlink_to(real)
    write_bytes(str(link), NEW, replace=True)
    assert link.is_symlink()
    assert real.read_bytes() == NEW
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        pytest.param("长" * 200 + ".srt", "file name too long", marks=_SHORTER),
        ("gone/talk.srt", "The folder “.*gone” does not exist"),
        ("", "is a folder"),
        ("a\0b.srt", "could not be written"),
    ],
)
def test_a_name_that_cannot_be_gets_a_sentence(name: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=sentence):
        write_bytes(f"{tmp_path}/{name}", NEW, replace=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere, open files can be replaced")
class TestFilesThatAnotherProgramHasOpen:
    def test_for_a_moment_only(self, tmp_path: Path) -> None:
        path = tmp_path / "talk.srt"
        path.write_bytes(OLD)
        file = path.open("rb")
        Timer(0.1, file.close).start()
        write_bytes(str(path), NEW, replace=True)
        assert path.read_bytes() == NEW

    def test_for_long(self, tmp_path: Path) -> None:
        path = tmp_path / "talk.srt"
        path.write_bytes(OLD)
        with (
            path.open("rb"),
            pytest.raises(WriteError, match=r"Another program has “.*talk\.srt” open"),
        ):
            write_bytes(str(path), NEW, replace=True)
        assert path.read_bytes() == OLD
        assert list(tmp_path.iterdir()) == [path]

    def test_for_itself_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "talk.srt"
        path.write_bytes(OLD)
        with opened_alone(path):
            with pytest.raises(UserError, match=r"Another program has this file open"):
                read_bytes(str(path))
            with pytest.raises(WriteError, match=r"Another program has “.*talk\.srt” open"):
                write_bytes(str(path), NEW, replace=True)
            with pytest.raises(UserError, match=r"Another program has “.*talk\.srt” open"):
                refuse_no_file(str(path))
        assert read_bytes(str(path)) == OLD


@pytest.mark.skipif(sys.platform != "win32", reason="paths are of any length elsewhere")
@pytest.mark.parametrize("ask", [read_bytes, refuse_no_file])
def test_a_path_that_is_too_long_is_not_just_missing(
    ask: Callable[[str], object], tmp_path: Path
) -> None:
    deep = tmp_path.joinpath(*["很深的文件夹" * 10] * 5, "talk.srt")
    with pytest.raises(UserError, match="259 characters"):
        ask(str(deep))


def test_a_file_deep_in_folders_is_read_and_written(tmp_path: Path) -> None:
    """Windows' limit of 260 characters is lifted by the program's manifest, and Python's."""
    folder = tmp_path.joinpath(*["字幕 文件夹" * 5] * 9)
    folder.mkdir(parents=True)
    path = folder / "第一集.srt"
    assert len(str(path)) > 260
    write_bytes(str(path), NEW, replace=True)
    assert read_bytes(str(path)) == NEW


def test_an_original_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(OLD)
    path.chmod(0o640)
    copy = back_up(path)
    assert copy == tmp_path / "talk.bak.srt"
    path.write_bytes(NEW)
    assert back_up(path) is None
    assert copy.read_bytes() == OLD
    assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IMODE(path.stat().st_mode)


def test_an_original_that_cannot_be_kept_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "talk.srt"
    path.write_bytes(OLD)
    Faults(2, errno.ENOSPC, monkeypatch)
    with pytest.raises(UserError, match="no space left"):
        back_up(path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("qapp")  # for timers
def test_settings_that_cannot_be_written_are_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    for number in range(1, 100):
        path.unlink(missing_ok=True)
        settings = Settings(path)
        settings[TEXT_SIZE] = 20
        settings.wait()
        refused: list[object] = []
        settings.refused.connect(refused.append)
        with monkeypatch.context() as patch:
            faults = Faults(number, errno.ENOSPC, patch)
            settings[TEXT_SIZE] = 30
            assert settings[TEXT_SIZE] == 30  # it holds all the same
            settings.wait()
            if faults.called < number:
                assert refused == []
                break
        assert len(refused) == 1
        assert Settings(path)[TEXT_SIZE] in {20, 30}
    assert number > 6
