# SPDX-License-Identifier: GPL-3.0-or-later
"""What cues cover of a strip, in pixels, kept until they or the strip's scale change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.cue import MARKS
from editor.core.done import CHECKED, HEARD
from editor.ui.timeline.blocks import cover

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.change import Change
    from editor.core.cue import Cue
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


def done_kind(level: int) -> str:
    """The kind of the cues at a level of `core.done`."""
    return f"done {level}"


def mark_level(cue: Cue) -> int:
    """Which of `MARKS` a cue has, counted from 1; 0 without one."""
    return 0 if cue.mark is None else MARKS.index(cue.mark) + 1


_DONE = (done_kind(HEARD), done_kind(CHECKED))

_FOLLOWS: tuple[tuple[Callable[[Cue], object], tuple[str, ...]], ...] = (
    (lambda cue: (cue.id, cue.start, cue.end), (*_DONE, *MARKS)),
    (lambda cue: cue.checked, _DONE),
    (mark_level, MARKS),
)
"""What is covered of a cue, and the kinds that follow from it."""


def changed(change: Change) -> set[str]:
    """The kinds of spans that are others after a change of the document."""
    return {
        kind
        for seen, kinds in _FOLLOWS
        if any(
            list(map(seen, splice.removed)) != list(map(seen, splice.inserted))
            for splice in change.splices
        )
        for kind in kinds
    }
