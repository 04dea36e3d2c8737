# SPDX-License-Identifier: GPL-3.0-or-later
"""Detects whether files of the open work were changed by another program."""

from __future__ import annotations

import hashlib
from dataclasses import field
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.values import dataclass
from editor.formats.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def digest_of(data: bytes) -> str:
    """SHA-256 of a file's content, in hex."""
    return hashlib.sha256(data).hexdigest()


class ChangedElsewhere(UserError):  # noqa: N818 - a condition, not a mistake
    """A file about to be overwritten was changed by another program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            N_(
                "“{name}” has been changed by another program. Saving now would "
                "overwrite those changes."
            ),
            name=path.name,
        )


@dataclass(slots=True)
class _Known:
    """Digests of what we read or wrote, and (mtime in ns, size) when last found unchanged."""

    digests: set[str] = field(default_factory=set)
    stamp: tuple[int, int] | None = None


class KnownFiles:
    """The files of the open work with the digests of their known contents.

    A check costs one `stat` while nothing changes. A deleted file does not count as changed.
    """

    def __init__(self) -> None:
        self._files: dict[Path, _Known] = {}

    def begin(self) -> None:
        """Forget all files: other work is open."""
        self._files = {}

    def knows(self, path: Path, digests: Iterable[str]) -> None:
        """Add digests of content that we read from or wrote to a file."""
        known = self._files.setdefault(path, _Known())
        known.digests.update(digests)

    def expects(self, path: Path, digest: str) -> None:
        """Register a digest about to be written: even a failed write may have put it there."""
        if path in self._files:
            self.knows(path, [digest])

    def changed(self) -> list[Path]:
        """The files with unknown content."""
        return [path for path in list(self._files) if self.is_changed(path)]

    def check(self, path: Path) -> None:
        """Check that overwriting a file loses no changes of another program.

        Raises:
            ChangedElsewhere: It would lose some.
        """
        if self.is_changed(path):
            raise ChangedElsewhere(path)

    def is_changed(self, path: Path) -> bool:
        """Whether the file is registered and has unknown content."""
        known = self._files.get(path)
        if known is None:
            return False
        try:
            state = path.stat()
            stamp = (state.st_mtime_ns, state.st_size)
            if stamp == known.stamp:
                return False
            same = digest_of(read_bytes(str(path))) in known.digests
        except (OSError, UserError):
            return False
        if same:
            known.stamp = stamp
        return not same
