# SPDX-License-Identifier: GPL-3.0-or-later
"""How a row looks: its state, beside what its cue says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from editor.checks.finding import Severity
    from editor.core.text_marks import Span
    from editor.language.searching import Matches
    from editor.ui.cue_table.layouts import Laid


@dataclass(frozen=True, slots=True)
class Look:
    """The state in which a row is painted.

    Attributes:
        current: Whether it is the current row.
        lingers: Whether it was current until just now, and commands still act on it.
        heard: Whether it was played to its end.
        focused: Whether its text has the keyboard focus.
        chosen: Whether it is one of several selected rows.
        hovered: Whether the pointer is over it.
        edited: Whether the editor shows its text.
        marked: Whether marks are painted under the text; not during a composition.
        problem: The worst severity found in it, or None.
        found: What a search has found in it.
        weakest: The word in it that is doubted most, or None.
        tint: Its speaker's colour, or None.
        original: Its hypothesis, shown below its text, or None.
        text_only: Whether nothing beside the text is to be painted anew, as after a typed letter.
    """

    current: bool = False
    lingers: bool = False
    heard: bool = False
    focused: bool = False
    chosen: bool = False
    hovered: bool = False
    edited: bool = False
    marked: bool = True
    problem: Severity | None = None
    found: Matches = ()
    weakest: Span | None = None
    tint: QColor | None = None
    original: Laid | None = None
    text_only: bool = False
