# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a small file on a thread of its own: a busy disk takes up to a second for it."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.reasons import reason_of
from editor.formats.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path


class BackgroundWriter:
    """The writer of one file; of what comes while it writes, only the newest is written.

    It knows no Qt object: the last one to hold one would destroy it, on the wrong thread.

    Attributes:
        failure: Why the file could not be written last; None: it was.
    """

    def __init__(self, path: Path) -> None:
        self.failure: Problem | None = None
        self._path = path
        self._newest: deque[bytes] = deque(maxlen=1)
        self._thread = ThreadPoolExecutor(1)
        self._last: Future[None] = Future()
        self._last.set_result(None)

    @property
    def writing(self) -> bool:
        """Whether something is still to be written."""
        return not self._last.done()

    def write(self, data: bytes) -> None:
        """Replace the file's content, later; makes its folder."""
        self._newest.append(data)
        self._last = self._thread.submit(self._write)

    def wait(self, seconds: float | None = None) -> None:
        """Return when all is written or could not be, or after so many seconds."""
        wait([self._last], seconds)

    def _write(self) -> None:
        try:
            data = self._newest.popleft()
        except IndexError:  # written by an earlier call
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(str(self._path), data, replace=True)
        except UserError as error:
            self.failure = error.problem
        except OSError as error:
            self.failure = reason_of(error)
        else:
            self.failure = None
