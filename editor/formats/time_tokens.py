# SPDX-License-Identifier: GPL-3.0-or-later
"""Whisper's own tokens for times, as its tokenizer decodes them: ``<|0.00|>大家好<|2.00|>``.

Each text becomes a line of its own with its times in brackets, as recognisers log them. The tokens
count from the start of a window; that such a clock restarts is for timing repair.
"""

from __future__ import annotations

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.text import weight
from editor.core.timecode import clock
from editor.formats.lines import unix_newlines
from editor.formats.wrapping import Wrapped

_TOKEN = lazy_re.compile(r"<[ ]?\|[ ]?(\d{1,5}\.\d{1,3})[ ]?\|[ ]?>")
_OTHER = lazy_re.compile(r"<[ ]?\|[^|<>\n]{0,40}\|[ ]?>")

_FEWEST = 2
"""Tokens from which on they are no chance."""

_HEAD = 20_000
"""Characters at the beginning in which a token must stand."""

_PACE, _SHORTEST = 250, 1000
"""Ms for a Han character, and at least, of a text whose end was cut off."""


def may_have_tokens(text: str) -> bool:
    """Whether it is worth a look; fast. In JSON the tokens belong to its texts."""
    head = text[:_HEAD]
    return "|" in head and head.lstrip("\ufeff \t\r\n")[:1] not in set("[{") and _is_first(head)


def _is_first(head: str) -> bool:
    found = _TOKEN.search(head)
    if found is None:
        return False
    before = head[: found.start()].rpartition("\n")[2]
    return not _OTHER.sub("", before).strip("\ufeff \t\r")


def as_log(text: str) -> Wrapped | None:
    """The texts between the tokens, a line each; None if there are too few tokens."""
    plain = unix_newlines(text)
    tokens = list(_TOKEN.finditer(plain))
    if len(tokens) < _FEWEST:
        return None
    lines, rows, problems = [], [], []
    row, place = 0, 0
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        stop = following.start() if following else len(plain)
        said = " ".join(_OTHER.sub("", plain[token.end() : stop]).split())
        row, place = row + plain.count("\n", place, token.start()), token.start()
        if not said:
            continue
        start = _ms(token[1])
        if following is None:
            end = start + max(_SHORTEST, round(_PACE * weight(said)))
            message = N_("This line has no end; it was given {seconds} seconds.")
            problems.append(Problem(message, line=row + 1, seconds=f"{(end - start) / 1000:g}"))
        else:
            end = _ms(following[1])
        lines.append(f"[{clock(start)} --> {clock(end)}] {said}")
        rows.append(row)
    return Wrapped("\n".join(lines), problems, rows) if lines else None


def _ms(seconds: str) -> int:
    return round(1000 * float(seconds))
