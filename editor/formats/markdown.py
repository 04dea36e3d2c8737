# SPDX-License-Identifier: GPL-3.0-or-later
"""An article in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.text import HAN
from editor.formats.article import paragraphs
from editor.formats.format import Format, Written

if TYPE_CHECKING:
    from editor.core.document import Document

_SIGNS = re.compile(r"[\\`*_\[\]<>#|~]")
_FIRST = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def write(document: Document, media_length: int | None) -> Written:
    """A heading for each chapter, the speaker in bold where another one begins."""
    del media_length
    title = document.head.script_info.get("Title", "")
    blocks = [f"# {_escaped(title)}"] if title else []
    for paragraph in paragraphs(document.cues):
        if paragraph.chapter:
            blocks.append(f"## {_escaped(' '.join(paragraph.chapter.split()))}")
        text = _escaped(paragraph.text)
        if paragraph.speaker:
            colon = "：" if HAN.search(paragraph.speaker) else ": "
            text = f"**{_escaped(paragraph.speaker)}{colon.strip()}**{colon[1:]}{text}"
        blocks += [text] if text else []
    message = N_("Only the texts were written, without their times.")
    problems = [Problem(message)] if document.cues else []
    return Written("".join(f"{block}\n\n" for block in blocks)[:-1], problems)


def _escaped(text: str) -> str:
    text = _SIGNS.sub(r"\\\g<0>", text)
    return _FIRST.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text
    )


FORMAT = Format(
    id="markdown",
    name=N_("Article (Markdown)"),
    suffixes=(".md",),
    holds=frozenset({"speaker", "chapter"}),
    write=write,
)
