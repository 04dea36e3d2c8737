# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes from and to the disk, with sentences for all that can go wrong there."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.reasons import reason_of

if TYPE_CHECKING:
    from typing import BinaryIO

LARGEST = 64 * 1024 * 1024
"""Bytes; a day of speech with a time for every word is half of this."""

LARGEST_PROJECT = 8 * LARGEST
"""Bytes; more than the largest transcript and the longest history that are saved with it."""

_PROJECT = b"SQLite format 3\0"

STANDARD = "-"
"""The name that stands for standard input or output."""


_NO_SUCH_THING = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""What file systems say, mostly of networks, that know no syncing of a folder."""


class WriteError(UserError):
    """A file could not be written. What was there is as it was, or else all of the new is there."""


def read_bytes(name: str) -> bytes:
    """All bytes of the file `name`, or of standard input for ``-``.

    Raises:
        UserError: There is no such file, or it can't be read.
    """
    try:
        if name == STANDARD:
            data = _read(sys.stdin.buffer)
        else:
            with Path(name).open("rb") as file:
                data = _read(file)
    except FileNotFoundError:
        raise UserError("The file does not exist.") from None
    except IsADirectoryError:
        raise UserError("This is a folder, not a file.") from None
    except PermissionError:
        if Path(name).is_dir():  # as Windows puts it
            raise UserError("This is a folder, not a file.") from None
        raise UserError("You have no permission to read this file.") from None
    except (OSError, ValueError) as error:
        raise UserError("The file cannot be read: {reason}.", reason=reason_of(error)) from None
    return data


def _read(file: BinaryIO) -> bytes:
    data = file.read(len(_PROJECT))
    limit = LARGEST_PROJECT if data == _PROJECT else LARGEST
    data += file.read(limit)
    if len(data) > limit:
        raise UserError(
            "The file is larger than {limit} MB, so it is not a subtitle file.",
            limit=limit // 1024 // 1024,
        )
    return data


def is_there(path: str | Path) -> bool:
    """Whether there is a file or folder of that name; one that no file can have is not there."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder of that name; one on a drive that is gone is not there."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def write_bytes(name: str, data: bytes, *, replace: bool) -> None:
    """Write `data` whole or not at all: a temporary file beside the target, renamed into place.

    Args:
        name: Path, or ``-`` for standard output. Symbolic links are followed.
        data: What the file shall hold.
        replace: Whether a file that is there may give way.

    Raises:
        WriteError: The file was not written; what was there is as it was.
    """
    if name == STANDARD:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        path = Path(os.path.realpath(name))
        _write_to(path, name, data, replace=replace)
    except FileNotFoundError:
        raise WriteError("The folder “{folder}” does not exist.", folder=path.parent) from None
    except PermissionError:
        raise WriteError("You have no permission to write “{name}”.", name=name) from None
    except (OSError, ValueError) as error:
        raise WriteError(
            "“{name}” could not be written: {reason}.", name=name, reason=reason_of(error)
        ) from None


def _write_to(path: Path, name: str, data: bytes, *, replace: bool) -> None:
    if path.is_dir():
        raise WriteError("“{name}” is a folder; give a file name in it.", name=name)
    if path.exists() and not replace:
        raise WriteError("“{name}” already exists; add --force to replace it.", name=name)
    if path.exists() and not path.is_file():  # a device or a pipe: it takes bytes as it is
        path.write_bytes(data)
    else:
        _replace(path, data)


def back_up(path: Path) -> Path | None:
    """Keep a copy of an original that is about to be written over: ``talk.bak.srt``.

    Only the first time: what is written over later is no original any more.

    Returns:
        The copy that was made just now, or None.

    Raises:
        UserError: It can't be read, or the copy not be written; nothing has happened.
    """
    copy = path.with_name(f"{path.stem}.bak{path.suffix}")
    if not path.is_file() or is_there(copy):
        return None
    write_bytes(str(copy), read_bytes(str(path)), replace=False)
    with contextlib.suppress(OSError):
        shutil.copystat(path, copy)
    return copy


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".jiaozi-", dir=path.parent)
    try:
        try:
            _write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(path.parent)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _mode(path: Path) -> int:
    """Permissions for the new file: those of the old one, else what the user's mask gives."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # a folder can't be opened there
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:
            raise
    finally:
        os.close(handle)
