# SPDX-License-Identifier: GPL-3.0-or-later
"""Archives of office programs, read within bounds and written without dates.

Nothing is unpacked to disk: a part is asked for by its name, so that no name leads anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_PARTS = 5_000
_LARGEST = 96 * 1024 * 1024
"""Limit in bytes for all parts together, unpacked."""

_LARGEST_RATIO = 400
"""Limit for the unpacked size of a part in sizes of the packed one. Sheets reach 50."""

_SMALL = 1024 * 1024
"""Parts up to this size may have any ratio."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


def names_in(data: bytes) -> frozenset[str]:
    """Names of the parts of an archive; none, if it is no archive."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist()[:_MOST_PARTS])
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


class Archive:
    """An archive in memory. Its parts are read one by one."""

    def __init__(self, data: bytes) -> None:
        """Look into an archive.

        Raises:
            UserError: It is damaged, or larger than any document.
        """
        import io
        import zipfile

        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise UserError("The file is damaged: it cannot be unpacked.") from None
        infos = self._file.infolist()
        self._parts = {info.filename: info for info in infos}
        if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _LARGEST:
            raise UserError("This file is too large when it is unpacked.")

    def text(self, name: str) -> str | None:
        """A part as text; None if there is none of this name.

        Raises:
            UserError: It is damaged, encrypted, or larger than any document.
        """
        import zipfile
        import zlib

        info = self._parts.get(name)
        if info is None:
            return None
        if info.file_size > max(_SMALL, info.compress_size * _LARGEST_RATIO):
            raise UserError("This file is too large when it is unpacked.")
        if info.flag_bits & 1:
            raise UserError("This file is encrypted. Save it without a password first.")
        try:
            with self._file.open(info) as part:
                data = part.read(info.file_size + 1)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError):
            raise UserError("The file is damaged: it cannot be unpacked.") from None
        except (NotImplementedError, RuntimeError, zlib.error):
            raise UserError("The file is damaged: it cannot be unpacked.") from None
        if len(data) > info.file_size:
            raise UserError("The file is damaged: it cannot be unpacked.")
        return data.decode("utf-8", "replace")


def packed(parts: Iterable[tuple[str, str]]) -> bytes:
    """An archive of parts by their names; the same parts give the same bytes."""
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8", "replace"))
    return stream.getvalue()
