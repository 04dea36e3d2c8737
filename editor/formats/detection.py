# SPDX-License-Identifier: GPL-3.0-or-later
"""Which format a file is in, by its content."""

from __future__ import annotations

import sys
from operator import itemgetter
from pathlib import PurePath
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import UserError
from editor.formats import asr_log, bcc, own_json, sbv, srt, stl, vtt
from editor.formats.format import BytesReader, TextReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.formats.format import Format

_DAILY: tuple[Format, ...] = (
    srt.FORMAT,
    vtt.FORMAT,
    sbv.FORMAT,
    bcc.FORMAT,
    own_json.FORMAT,
    asr_log.FORMAT,
    stl.FORMAT,
)
"""Asked first. Where one of them is sure, the others are not even imported: every start would wait
for that.
"""

_SURE = 0.9
"""Score of a daily format that no other one exceeds."""

_JSON = lazy_re.compile(r'[\ufeff\s]*[\[{]\s*["{}\[\]]')
_NO_TEXT = lazy_re.compile(rb"[\0-\x08\x0e-\x19\x1c-\x1f]")
_HEAD = 512
"""Bytes at the beginning of a file by which text is told from what is none."""

_LEAST_SCORE = 0.25
"""Minimum score, 0 to 1, for a format to be detected."""
_SUFFIX_BONUS = 0.04  # breaks near ties; too small to overrule the content


def all_formats() -> tuple[Format, ...]:
    """All formats, imported when they are first asked for."""
    from editor.formats.table import FORMATS

    return FORMATS


def daily_first() -> Iterator[Format]:
    """Yield all; the others than the daily ones are imported only once the first is asked for."""
    yield from _DAILY
    yield from all_formats()


def is_json(text: str) -> bool:
    """Whether a text begins like JSON."""
    return _JSON.match(text) is not None


def by_bytes(data: bytes) -> Format | None:
    """The binary format of these bytes, or None."""
    loaded = "editor.formats.table" in sys.modules
    rows = _DAILY if not loaded and _is_text(data) else all_formats()
    scored = [(row.reader.score(data), row) for row in rows if isinstance(row.reader, BytesReader)]
    best, found = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return found if best >= _LEAST_SCORE else None


def _is_text(data: bytes) -> bool:
    """Whether the file begins without a byte that no text has."""
    return not _NO_TEXT.search(data, 0, _HEAD)


def likeliest(text: str, name: str) -> Iterator[Format]:
    """Yield the formats that `text` may be in, the likeliest first.

    Raises:
        UserError: There is none.
    """
    suffix = PurePath(name).suffix.lower()

    def scored(rows: Iterable[Format]) -> list[tuple[float, Format]]:
        pairs = [
            (row.reader.score(text) + (_SUFFIX_BONUS if suffix in row.suffixes else 0), row)
            for row in rows
            if isinstance(row.reader, TextReader)
        ]
        return sorted(pairs, key=itemgetter(0), reverse=True)

    best, sure = scored(_DAILY)[0]
    if best >= _SURE:
        yield sure
    ranked = [row for score, row in scored(all_formats()) if score >= _LEAST_SCORE]
    if not ranked and not is_json(text):
        ranked = [row for row in all_formats() if row.ending_tells and suffix in row.suffixes][:1]
    if not ranked:
        raise unknown(text)
    yield from (row for row in ranked if best < _SURE or row is not sure)


def unknown(text: str) -> UserError:
    """What to say of a text in no known format."""
    readable = [row for row in all_formats() if row.reader]
    known = ", ".join(row.name for row in readable if row.write)
    more = sum(row.write is None for row in readable)
    if is_json(text):
        return UserError(
            "This kind of JSON is not supported. Supported formats: {known}, and {more} more.",
            known=known,
            more=more,
        )
    return UserError(
        "No subtitle times were found in this text. Supported formats: {known}, and {more} more.",
        known=known,
        more=more,
    )
