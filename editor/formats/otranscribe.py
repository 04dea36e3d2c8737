# SPDX-License-Identifier: GPL-3.0-or-later
"""OTR of oTranscribe: JSON around a page of HTML, in which time stamps stand between the words.

Each stamp begins a cue, which lasts until the next one.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import from_fields
from editor.formats.format import Format, TextReader
from editor.formats.json_text import LONGEST, load, number
from editor.formats.lines import shortened

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_STAMP = re.compile(
    r"<span(?=[^<>]{0,200}class\s*=\s*[\"']timestamp\b)"
    r"(?:[^<>]{0,200}?data-timestamp\s*=\s*[\"'](?P<s>[\d.]{1,20})[\"'])?[^<>]{0,200}>"
    r"\s*(?:(?P<time>(?:\d{1,3}:)?\d{1,2}:\d{2})\s*)?</span>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<\s*br\b[^<>]*>|</(?:p|div|li|h\d)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_HEAD = 400


def score(text: str) -> float:
    """Sure of its fields, or of a stamp within a text."""
    head = text[:_HEAD]
    if not head.lstrip("\ufeff \t\r\n").startswith("{") or '"text"' not in text:
        return 0.0
    return 0.95 if 'timestamp\\"' in text or "timestamp'" in text else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the page, a cue from each stamp.

    Raises:
        UserError: There is no stamp.
    """
    from editor.formats.heard import Heard
    from editor.formats.recognised import Said

    del options
    value, problems = load(text, "text")
    page = value.get("text")
    stamps = list(_STAMP.finditer(page)) if isinstance(page, str) else []
    if not isinstance(page, str) or not stamps:
        raise UserError("There are no cues in this file.")
    if before := _said(page[: stamps[0].start()]):
        message = N_("Skipped before the first cue: “{text}”.")
        problems.append(Problem(message, text=shortened(before)))
    heard = Heard(problems)
    for stamp, following in zip(stamps, [*stamps[1:], None], strict=True):
        said = _said(page[stamp.end() : following.start() if following else len(page)])
        if said:
            heard.add(Said(_time(stamp), None, said))
    return heard.parsed()


def _time(stamp: re.Match[str]) -> float | None:
    """The time of a stamp in ms."""
    seconds = number(stamp["s"])
    if seconds is not None and seconds * 1000 < LONGEST:
        return seconds * 1000
    if not stamp["time"]:
        return None
    *hours, minutes, rest = stamp["time"].split(":")
    return float(from_fields(hours[0] if hours else None, minutes, rest, None))


def _said(part: str) -> str:
    """A part of the page as text, without blank lines."""
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n", part))).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


FORMAT = Format(
    id="otranscribe",
    name=N_("oTranscribe"),
    suffixes=(".otr",),
    reader=TextReader(score, read, texts="exact"),
    unverified=True,
)
