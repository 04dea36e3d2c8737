# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the files of the open work were changed by somebody else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.formats.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def digest_of(data: bytes) -> str:
    """By what a file's content is known."""
    return hashlib.sha256(data).hexdigest()


class ChangedElsewhere(UserError):  # noqa: N818 - a state of things, not a mistake
    """A file that was about to be written was changed by somebody else."""

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
    """What we read from a file or wrote there; and when it was looked at last."""

    digests: set[str] = field(default_factory=set)
    stamp: tuple[int, int] | None = None


class KnownFiles:
    """The files of the open work, and what we know them to hold.

    Looking costs a `stat` while nothing changes. A file that is gone is not a changed one.
    """

    def __init__(self) -> None:
        self._files: dict[Path, _Known] = {}

    def begin(self) -> None:
        """Other work: know no file any more."""
        self._files = {}

    def knows(self, path: Path, digests: Iterable[str]) -> None:
        """We read this from a file, or wrote it there."""
        known = self._files.setdefault(path, _Known())
        known.digests.update(digests)

    def expects(self, path: Path, digest: str) -> None:
        """We are about to write this to a file: even where that fails, it may be there then."""
        if path in self._files:
            self.knows(path, [digest])

    def changed(self) -> list[Path]:
        """The files that hold what we do not know."""
        return [path for path in list(self._files) if self.is_changed(path)]

    def check(self, path: Path) -> None:
        """See that nobody else's changes would be lost by writing a file.

        Raises:
            ChangedElsewhere: They would.
        """
        if self.is_changed(path):
            raise ChangedElsewhere(path)

    def is_changed(self, path: Path) -> bool:
        """Whether that file is one of the work's, and holds what we do not know."""
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
