# SPDX-License-Identifier: GPL-3.0-or-later
"""How a file is to be read, where its content does not say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader is told beside the file's content, a value.

    Attributes:
        name: The file's name; its ending helps where the content leaves a doubt.
        encoding: Python codec of its text, or None: the content tells.
        fps: Frames a second, for times that count frames.
        language: BCP 47 tag of the texts, where the file names none.
    """

    name: str = ""
    encoding: str | None = None
    fps: float = 25.0
    language: str | None = None


DEFAULTS = Options()
