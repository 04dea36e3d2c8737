# SPDX-License-Identifier: GPL-3.0-or-later
"""How a file is to be read where its content does not say so."""

from __future__ import annotations

from editor.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """A reader's options beside the file's content, an immutable value.

    Attributes:
        name: File name; its extension helps where the content is ambiguous.
        encoding: Python codec of the text; None detects it from the content.
        fps: Frames per second, for times counted in frames.
        language: BCP 47 tag of the texts, for files that name none.
        columns: Which column of a table is what, by number or heading: ``start=1,end=2,text=4``;
            None for what the table tells.
    """

    name: str = ""
    encoding: str | None = None
    fps: float = 25.0
    language: str | None = None
    columns: str | None = None


DEFAULTS = Options()
"""Options that tell a reader nothing."""
