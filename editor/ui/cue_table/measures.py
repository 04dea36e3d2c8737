# SPDX-License-Identifier: GPL-3.0-or-later
"""Heights of rows: guessed from the number of characters, or measured from their layouts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from editor.core.original import is_changed
from editor.ui.cue_table.heights import Estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.ui.cue_table.layouts import Laid, Layouts

_QUOTED = 2
"""Space between a text and its original, in logical pixels."""


class Measures:
    """Heights in one text size and density. Pixels are logical."""

    def __init__(self, layouts: Layouts, padding: int, width: int, *, originals: bool) -> None:
        """Heights of rows with this `padding` in px above and below a text that is `width` px wide.

        `originals`: whether the hypothesis is shown below the text of changed cues.
        """
        self._layouts, self._padding, self._originals = layouts, padding, originals
        halves = int(2 * width / layouts.em)
        self._text = Estimate(layouts.line, 2 * padding, halves)
        self._quoted = Estimate(layouts.small_line, _QUOTED, halves)

    def guessed(self, cues: Sequence[Cue]) -> list[int]:
        """Approximate heights, without layout."""
        found = self._text.of([cue.text for cue in cues])
        if self._originals:
            for place, cue in enumerate(cues):
                if is_changed(cue):
                    found[place] += self._quoted.of([cue.heard])[0]
        return found

    def original(self, cue: Cue) -> Laid | None:
        """The layout of the original that is shown below the text of `cue`, or None."""
        return self._layouts.original(cue) if self._originals else None

    def measured(self, cue: Cue, composed: tuple[float, float] | None) -> int:
        """The height of the row of `cue`.

        Args:
            cue: Its cue.
            composed: Height and ascent in px of its text together with a composition, if any.
        """
        laid = self._layouts.of(cue)
        height, ascent = composed or (laid.height, laid.ascent)
        lines = max(math.ceil(height) + self._drop(ascent), self._layouts.line)
        original = self.original(cue)
        quoted = 0 if original is None else math.ceil(original.height) + _QUOTED
        return lines + quoted + 2 * self._padding

    def top(self, ascent: float) -> int:
        """Space above a text with that ascent in px, so that all columns share a baseline."""
        return self._padding + self._drop(ascent)

    def _drop(self, ascent: float) -> int:
        return round(self._layouts.ascent - ascent)
