# SPDX-License-Identifier: GPL-3.0-or-later
"""Small files written on a thread of their own: a busy disk takes up to a second for one."""

from __future__ import annotations

from threading import Lock, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

from editor.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class BackgroundWriter(Generic[T]):
    """Writes one thing after the other; of what comes meanwhile, only the newest.

    Plain threads, as an executor would take a hundredth of the start to import. `write` should
    hold no Qt object that may be forgotten meanwhile: this thread would destroy it.

    Attributes:
        failure: Why the last thing could not be written; None: it was.
    """

    def __init__(self, write: Callable[[T], None]) -> None:
        """`write` is called on the thread; it raises a UserError or an OSError if it cannot."""
        self.failure: UserError | OSError | None = None
        self._write = write
        self._lock = Lock()
        self._newest: list[T] = []
        self._thread: Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether something is still to be written."""
        # A thread that an unexpected error ended could not say so.
        return self._thread is not None and self._thread.is_alive()

    def write(self, value: T) -> None:
        """Write `value`, later."""
        with self._lock:
            self._newest = [value]
            if not self.busy:
                self._thread = Thread(target=self._work)
                self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Return when all is written or could not be, or after so many seconds."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _work(self) -> None:
        while newest := self._next():
            try:
                self._write(newest[0])
            except (UserError, OSError) as error:
                self.failure = error
            else:
                self.failure = None

    def _next(self) -> list[T]:
        with self._lock:
            newest, self._newest = self._newest, []
            if not newest:
                self._thread = None
            return newest
