# SPDX-License-Identifier: GPL-3.0-or-later
"""Chunks of the speech pipeline of Hugging Face's transformers.

``{"text": …, "chunks": [{"text": …, "timestamp": [start, end]}]}``. The last end may be null, and
times may begin again with each window, which timing repair looks after. With times of words, each
chunk is one word. insanely-fast-whisper tells who speaks in a second list, ``speakers``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.heard import Heard
from editor.formats.loose_json import Object, found, has, load_any, names_in, objects, rows
from editor.formats.recognised import SECOND, Said, Shape, leftovers, speaker_of, time_of
from editor.formats.word_groups import grouped_words

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_USED = frozenset({"text", "timestamp", "timestamps", "speaker"})
_WORD = Shape(unit=1.0)
_LONGEST_WORD = 4
_FEWEST = 3
_SHARE = 0.9
"""Chunks are words if so many of them are one word, of so many Chinese characters at most."""


def score(text: str) -> float:
    """Sure of chunks with a timestamp."""
    names = names_in(text)
    known = bool(names) and "timestamp" in names and "text" in names and has(text, "chunks")
    return 0.95 if known else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the chunks.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    whole = found(value, lambda item: isinstance(item.get("chunks"), list)) or {}
    heard = Heard(problems)
    turns = [item for item in objects(whole.get("speakers")) if "timestamp" in item]
    chunks = [_said(item) for item in turns or objects(whole.get("chunks"))]
    if _are_words(chunks):
        words = [
            {"word": one.text, "start": one.start, "end": one.end, "speaker": one.speaker}
            for one in chunks
        ]
        chunks = list(grouped_words(words, _WORD))
    for one in chunks:
        heard.add(one)
    return heard.parsed(whole.get("language"))


def _said(item: Object) -> Said:
    start, end = ([*rows(item.get("timestamp", item.get("timestamps"))), None, None])[:2]
    written = item.get("text")
    said = written.strip() if isinstance(written, str) else ""
    speaker = speaker_of(item.get("speaker"))
    return Said(
        time_of(start, SECOND), time_of(end, SECOND), said, [], speaker, leftovers(item, _USED)
    )


def _are_words(chunks: list[Said]) -> bool:
    texts = [one.text for one in chunks if one.text]
    single = sum(
        len(text.split()) == 1 and (text.isascii() or len(text) <= _LONGEST_WORD) for text in texts
    )
    return len(texts) >= _FEWEST and single >= _SHARE * len(texts)
