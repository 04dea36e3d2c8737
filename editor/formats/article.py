# SPDX-License-Identifier: GPL-3.0-or-later
"""A document as an article: paragraphs by speaker, chapter, pause and length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.tags import without_tags
from editor.core.text import HAN, join, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue

_PAUSE = 2_000
"""ms of silence that begin a paragraph."""

_BREATH = 600
"""ms of silence that begin a paragraph where the last one is long and its sentence complete."""

_LONG, _LONGEST = 120, 300
"""Length of a paragraph, in Chinese characters, from which a breath ends it, or any full stop."""

_STOP = re.compile(r"[。！？!?….]['\"”’」』）)]*$")
_MARK = re.compile(r"[，。！？；：、,.!?;:…—～~·\-)）」』”’\"]$")
_PUNCTUATED = 0.3
"""Share of cues with a mark at their end from which a text counts as punctuated."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        text: Without markup, on one line.
        speaker: Who begins to speak here, or None.
        chapter: Title of the chapter that begins here, or None.
    """

    text: str
    speaker: str | None = None
    chapter: str | None = None


def paragraphs(cues: Sequence[Cue]) -> list[Paragraph]:
    """The texts of `cues` as paragraphs.

    Where subtitles leave punctuation out, as Chinese ones do, a space parts what two cues say.
    """
    shown = [(cue, _line(cue.text)) for cue in cues]
    said = [(cue, text) for cue, text in shown if text or cue.chapter is not None]
    marked = sum(bool(_MARK.search(text)) for _, text in said)
    spaced = marked < _PUNCTUATED * len(said)
    found: list[Paragraph] = []
    last: str | None = None
    for group in _groups(said):
        first = group[0][0]
        text = ""
        for _, line in group:
            text = _joined(text, line, spaced=spaced)
        speaker = first.speaker if first.speaker != last else None
        last = first.speaker
        if text or first.chapter:
            found.append(Paragraph(text, speaker, first.chapter))
    return found


def _line(text: str) -> str:
    line = ""
    for part in without_tags(text).replace("\r", "\n").split("\n"):
        line = join(line, " ".join(part.split(" ")).strip())
    return line


def _joined(text: str, line: str, *, spaced: bool) -> str:
    if spaced and text and line and not _MARK.search(text) and HAN.search(text[-1] + line[0]):
        return f"{text} {line}"
    return join(text, line)


def _groups(said: list[tuple[Cue, str]]) -> Iterator[list[tuple[Cue, str]]]:
    """Yield the cues of each paragraph, with their texts."""
    group: list[tuple[Cue, str]] = said[:1]
    length = units(said[0][1]) if said else 0.0
    for (before, text), (cue, line) in pairwise(said):
        pause = cue.start - before.end
        stop = bool(_STOP.search(text))
        if (
            cue.chapter is not None
            or cue.speaker != before.speaker
            or pause >= _PAUSE
            or (length > _LONG and stop and pause >= _BREATH)
            or (length > _LONGEST and (stop or pause >= _BREATH))
        ):
            yield group
            group, length = [], 0.0
        group.append((cue, line))
        length += units(line)
    if group:
        yield group
