# SPDX-License-Identifier: GPL-3.0-or-later
"""The text before the first cue of a WebVTT file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core import lazy_re

if TYPE_CHECKING:
    from editor.core.document import Document

_HEADER_END = lazy_re.compile(r"\n\r?\n|\r\r")
_LANGUAGE = lazy_re.compile(r"([\r\n]Language[ \t]*:[ \t]*)([^\r\n]*)", re.IGNORECASE)


def head(text: str, document: Document) -> str:
    """The text before the first cue, with its language updated to the document's."""
    end = _HEADER_END.search(text)
    stop = end.start() if end else len(text)
    named = _LANGUAGE.search(text, 0, stop)
    language = document.head.language
    if named is None or language in {None, named[2].strip()}:
        return text
    return f"{text[: named.start(2)]}{language}{text[named.end(2) :]}"
