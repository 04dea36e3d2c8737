# SPDX-License-Identifier: GPL-3.0-or-later
"""What cues cover of a strip, in pixels, kept until they or the strip's scale change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.timeline.blocks import cover

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.ui.timeline.blocks import Spans
    from editor.ui.timeline.viewport import Viewport


class Covered:
    """Pixels covered by several kinds of spans.

    To find them takes time in proportion to the cues. While a medium is decoded, sound is painted
    many times a second, and spans stay as they are.
    """

    def __init__(self) -> None:
        self._px: dict[str, list[tuple[int, int]]] = {}
        self._scale = (0.0, 0)

    def forget(self, *kinds: str) -> None:
        """The spans of these kinds have changed; without any, those of all kinds."""
        for kind in kinds or tuple(self._px):
            self._px.pop(kind, None)

    def of(self, kind: str, whole: Viewport, spans: Callable[[], Spans]) -> list[tuple[int, int]]:
        """Runs of pixels, as `cover` gives them; `spans` is asked if they are not known."""
        scale = (whole.ms_per_px, whole.width)
        if scale != self._scale:
            self._px.clear()
            self._scale = scale
        if kind not in self._px:
            self._px[kind] = cover(spans(), 0, *scale)
        return self._px[kind]
