# SPDX-License-Identifier: GPL-3.0-or-later
"""The sizes of the workbench's parts, as the user left them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QSplitter

    from editor.ui.kept_layout import KeptLayout

Medium = Literal["none", "sound", "picture"]
"""What there is to hear and see."""

_SIZES = "splitters"
"""Key in the kept layout of the splitters' sizes."""

_FIRST = {"top": [384, 896], "bottom": [740, 540], "text": [340, 220]}
"""Initial sizes of the splitters' parts, in logical pixels."""

_FIRST_HEIGHTS: dict[Medium, list[int]] = {
    "none": [120, 680],
    "sound": [200, 600],
    "picture": [240, 560],
}
"""Initial heights of the upper and the lower half."""

_HEIGHTS: dict[Medium, str] = {
    "none": "whole without medium",
    "sound": "whole without picture",
    "picture": "whole",
}
"""Keys under which these are stored."""


class Sizes:
    """Stores the splitters' sizes and sets them again.

    The heights of the two halves are stored for each kind of medium: a picture needs room.
    """

    def __init__(
        self, splitters: Mapping[str, QSplitter], whole: QSplitter, kept: KeptLayout
    ) -> None:
        """Set the sizes that were kept last.

        Args:
            splitters: By the names under which their sizes are stored.
            whole: The one between the upper and the lower half.
            kept: Where they are stored.
        """
        self._splitters, self._whole, self._kept = splitters, whole, kept
        self._medium: Medium = "none"
        self._heights = dict(_FIRST_HEIGHTS)
        self._held: dict[str, list[int]] | None = None
        self.restore()

    def set_medium(self, medium: Medium) -> None:
        """Set the heights for another kind of medium."""
        if medium == self._medium:
            return
        if self._held is None:
            self._heights[self._medium] = self._whole.sizes()
        self._medium = medium
        if self._held is None:
            self._whole.setSizes(self._heights[medium])

    def hold(self) -> None:
        """From now on parts are hidden: do not take the sizes that follow from it for chosen."""
        if self._held is None:
            self._heights[self._medium] = self._whole.sizes()
            self._held = self._now()

    def release(self) -> None:
        """All parts are shown again: set the sizes that they had."""
        held, self._held = self._held, None
        for name, sizes in (held or {}).items():
            self._splitters[name].setSizes(sizes)
        if held is not None:
            self._whole.setSizes(self._heights[self._medium])

    def keep(self) -> None:
        """Store all sizes."""
        if self._held is None:
            self._heights[self._medium] = self._whole.sizes()
        heights = {_HEIGHTS[medium]: sizes for medium, sizes in self._heights.items()}
        self._kept[_SIZES] = {**(self._held or self._now()), **heights}

    def restore(self) -> None:
        """Set the stored sizes."""
        stored = self._kept[_SIZES]
        kept = stored if isinstance(stored, dict) else {}

        def known(name: str, first: list[int]) -> list[int]:
            given = kept.get(name)
            right = isinstance(given, list) and all(isinstance(size, int) for size in given)
            return given if isinstance(given, list) and right else first

        for name, splitter in self._splitters.items():
            splitter.setSizes(known(name, _FIRST[name]))
        for medium, name in _HEIGHTS.items():
            self._heights[medium] = known(name, _FIRST_HEIGHTS[medium])
        self._whole.setSizes(self._heights[self._medium])

    def _now(self) -> dict[str, list[int]]:
        return {name: splitter.sizes() for name, splitter in self._splitters.items()}
