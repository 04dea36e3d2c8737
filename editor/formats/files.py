# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading and writing files, with messages for all that can go wrong."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.reasons import reason_of
from editor.core.windows import READ, REPLACE, is_held, is_too_long

if TYPE_CHECKING:
    from typing import BinaryIO

LARGEST = 64 * 1024 * 1024
"""Limit in bytes for a subtitle file. A day of speech with word timings takes half of this."""

LARGEST_PROJECT = 8 * LARGEST
"""Limit in bytes for a project: more than the largest transcript with the longest saved history."""

_PROJECT = b"SQLite format 3\0"
"""First bytes of a project file, which is an SQLite database."""

STANDARD = "-"
"""The name that means standard input or output."""


_NO_SUCH_THING = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""Errors of file systems, mostly network ones, that cannot fsync a folder."""

_TOO_LONG = N_(
    "There is no such file or folder, or its path is longer than the 259 characters that Windows "
    "allows by default. Use a folder with a shorter path."
)

_TRIES, _PAUSE = 10, 0.05
"""How often a new file is renamed into place, and seconds between: on Windows, whoever looks into
a new file (virus scanners, indexers, synchronisers) keeps it from being renamed for that moment."""


class WriteError(UserError):
    """A file could not be written. It is either unchanged or completely replaced."""


def read_bytes(name: str) -> bytes:
    """All bytes of the file `name`, or of standard input for ``-``.

    Raises:
        UserError: The file does not exist, cannot be read or is too large.
    """
    try:
        if name == STANDARD:
            data = _read(sys.stdin.buffer)
        else:
            with Path(name).open("rb") as file:
                data = _read(file)
    except FileNotFoundError:
        if is_too_long(name):
            raise UserError(_TOO_LONG) from None
        raise UserError("The file does not exist.") from None
    except IsADirectoryError:
        raise UserError("This is a folder, not a file.") from None
    except PermissionError:
        if is_folder(name):  # Windows reports a folder so
            raise UserError("This is a folder, not a file.") from None
        if is_held(name, READ):
            raise UserError("Another program has this file open. Close it there first.") from None
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
    """Whether a file or folder exists; False for an invalid name."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def is_folder(path: str | Path) -> bool:
    """Whether a folder exists; False if its drive is gone or the name is invalid."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def real(name: str | Path) -> Path:
    """The path behind symbolic links; `name` itself where a file system cannot tell (Windows).

    A path, not a string: on Windows, ``a.srt`` and ``A.SRT`` are the same file.
    """
    try:
        return Path(os.path.realpath(name))
    except OSError:
        return Path(name)


def write_bytes(name: str, data: bytes, *, replace: bool) -> None:
    """Write `data` atomically: to a temporary file beside the target, then renamed into place.

    Args:
        name: Path, or ``-`` for standard output. Symbolic links are followed.
        data: The new content.
        replace: Whether an existing file may be replaced.

    Raises:
        WriteError: The file could not be written.
    """
    if name == STANDARD:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        path = real(name)
        _write_to(path, name, data, replace=replace)
    except FileNotFoundError:
        if is_too_long(path):
            raise WriteError(_TOO_LONG) from None
        raise WriteError("The folder “{folder}” does not exist.", folder=path.parent) from None
    except PermissionError:
        if is_held(path, REPLACE):
            raise WriteError(
                "Another program has “{name}” open. Close it there first.", name=name
            ) from None
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
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced by renaming
        path.write_bytes(data)
    else:
        _replace(path, data)


def back_up(path: Path) -> Path | None:
    """Copy an original that is about to be overwritten: ``talk.bak.srt``.

    Done only once: if the copy exists, the file is no longer the original.

    Returns:
        The new copy, or None if none was made.

    Raises:
        UserError: The file cannot be read, or the copy cannot be written; nothing was changed.
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
        _rename(Path(temporary), path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(path.parent)


def _rename(temporary: Path, path: Path) -> None:
    for _ in range(_TRIES - 1 if os.name == "nt" else 0):
        with contextlib.suppress(PermissionError):
            temporary.replace(path)
            return
        time.sleep(_PAUSE)
    temporary.replace(path)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _mode(path: Path) -> int:
    """Permissions for the new file: those of the old one, else the umask's default."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:
            raise
    finally:
        os.close(handle)
