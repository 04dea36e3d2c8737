# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues as a text to be proofread elsewhere: numbered lines in pieces, with instructions.

The instructions are there in three languages, to be sent to a person or to a chat model; `bringing`
takes what comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from editor.core.tags import without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor.core.cue import Cue
    from editor.language.glossary import Term

CHARACTERS = 6_000
"""Characters of a piece, unless one chooses another size: what chat models take without losing
lines."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said in one language; see `_WORDS`."""

    task: str
    glossary: str
    heard: str
    piece: str


_WORDS = {
    "en": _Words(
        "Below is a machine transcript, one subtitle a line. Please correct misheard words, names "
        "and terms.\n"
        "- Keep each line's number, and the number of lines: join none, split none, leave none "
        "out.\n"
        "- Change words only where they were misheard. Do not rewrite, shorten or translate; keep "
        "fillers and spoken style.\n"
        "- Add no punctuation at the ends of lines, and no remarks. Answer with the lines alone.",
        "Names and terms are written like this:",
        "heard as: {words}",
        "Part {number} of {count}",
    ),
    "zh_Hans": _Words(
        "下面是语音识别得到的字幕, 一行一条。请改正听错的字词、人名和术语。\n"
        "- 保留每行的编号和行数: 不要合并、拆分或漏掉任何一行。\n"
        "- 只改听错的字词, 不要改写、精简或翻译, 保留口语和语气词。\n"
        "- 行尾不要加标点, 不要加说明。只回答这些行。",
        "人名和术语这样写:",
        "可能被听成: {words}",
        "第 {number} 部分, 共 {count} 部分",
    ),
    "zh_Hant": _Words(
        "下面是語音辨識得到的字幕, 一行一條。請改正聽錯的字詞、人名和術語。\n"
        "- 保留每行的編號和行數: 不要合併、拆分或漏掉任何一行。\n"
        "- 只改聽錯的字詞, 不要改寫、精簡或翻譯, 保留口語和語氣詞。\n"
        "- 行尾不要加標點, 不要加說明。只回答這些行。",
        "人名和術語這樣寫:",
        "可能被聽成: {words}",
        "第 {number} 部分, 共 {count} 部分",
    ),
}
LANGUAGES = tuple(_WORDS)
"""Languages of the instructions, as the window names them."""


class Piece(NamedTuple):
    """A text to copy.

    Attributes:
        text: Instructions, glossary and lines.
        first: Row of its first cue.
        stop: Row after its last one.
    """

    text: str
    first: int
    stop: int


def pieces(
    cues: Sequence[Cue],
    language: str = "en",
    glossary: Iterable[Term] = (),
    *,
    size: int = CHARACTERS,
    instructions: bool = True,
) -> list[Piece]:
    """The cues as numbered lines, in pieces of about a size.

    Numbers count from 1 in the order of the document, so that a piece can be brought home alone.
    Cues without text have no line.

    Args:
        cues: All cues of the document.
        language: Of the instructions, one of `LANGUAGES`.
        glossary: Terms to name, in each piece.
        size: Characters of a piece's lines, at least one line.
        instructions: Whether each piece begins with them.
    """
    words = _WORDS.get(language, _WORDS["en"])
    parts = list(_parts(cues, size))
    head = _head(words, glossary) if instructions else ""
    found = []
    for number, part in enumerate(parts, start=1):
        lines = "\n".join(f"{row + 1}. {text}" for row, text in part)
        title = words.piece.format(number=number, count=len(parts))
        above = [head, title] if instructions and len(parts) > 1 else [head]
        text = "\n\n".join([*filter(None, above), lines])
        found.append(Piece(text + "\n", part[0][0], part[-1][0] + 1))
    return found


def _parts(cues: Sequence[Cue], size: int) -> Iterator[list[tuple[int, str]]]:
    part: list[tuple[int, str]] = []
    length = 0
    for row, cue in enumerate(cues):
        text = " ".join(without_tags(cue.text).split())
        if not text:
            continue
        if part and length + len(text) > size:
            yield part
            part, length = [], 0
        part.append((row, text))
        length += len(text) + 1
    if part:
        yield part


def _head(words: _Words, glossary: Iterable[Term]) -> str:
    rows = []
    for term in glossary:
        heard = ", ".join(term.heard_as)
        rows.append(f"- {term.term}" + (f" ({words.heard.format(words=heard)})" if heard else ""))
    return "\n\n".join([words.task, *(["\n".join([words.glossary, *rows])] if rows else [])])
