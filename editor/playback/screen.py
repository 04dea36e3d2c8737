# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of the medium: ours, by the position, or those of a player with its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from editor.media.pictures import Pictures
    from editor.playback.watching import Watching


class Screen(QObject):
    """Shows one picture at a time.

    Signals:
        picture (QImage): What is on the screen now; a null one where nothing is.
    """

    picture = Signal(QImage)

    def __init__(self, watching: Watching) -> None:
        """Where who plays by `watching` has pictures of its own, those are shown."""
        super().__init__()
        self._watching = watching
        self._pictures: Pictures | None = None
        self._size = QSize(640, 360)
        watching.frame.connect(self._played)

    @property
    def has_picture(self) -> bool:
        """Whether the medium has a picture."""
        return self._pictures is not None or self._is_the_players

    @property
    def can_step(self) -> bool:
        """Whether one can go picture by picture."""
        return self._pictures is not None

    def open(self, path: str) -> None:
        """Have pictures of `path` for our clock; where it is open already, nothing happens."""
        from editor.media.pictures import Pictures

        if self._pictures is None:
            self._pictures = Pictures(path)
            self._pictures.shown.connect(self._found)
            self.set_size(self._size)

    def clear(self) -> None:
        """Let go of the medium, and show nothing."""
        if self._pictures is not None:
            self._pictures.close()
            self._pictures = None
        self.picture.emit(QImage())

    def set_size(self, size: QSize) -> None:
        """How many pixels of picture there is room for, from the next `show` on."""
        self._size = size
        if self._pictures is not None:
            self._pictures.set_size(size.width(), size.height())

    def show(self, position: int, *, running: bool) -> None:
        """The clock is at `position` ms, and goes on from there where it is `running`."""
        if self._pictures is not None and not self._is_the_players:
            self._pictures.request(position, running=running)

    def remember(self, start: int) -> None:
        """Something plays from `start` ms on: keep its pictures at hand, to show them again."""
        if self._pictures is not None:
            self._pictures.remember(start)

    def step(self, position: int, count: int) -> int:
        """When the picture `count` after the one at `position` ms is shown, where one can step."""
        return position if self._pictures is None else self._pictures.step(position, count)

    @property
    def _is_the_players(self) -> bool:
        player = self._watching.player
        return player is not None and player.has_pictures

    def _found(self, image: QImage) -> None:
        if not self._is_the_players:
            self.picture.emit(image)

    def _played(self, image: QImage) -> None:
        if self._is_the_players:
            self.picture.emit(image)
