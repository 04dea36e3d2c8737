# SPDX-License-Identifier: GPL-3.0-or-later
"""A file inside something else, as chat models, mails and terminals hand it over.

Fences of Markdown around it, a quoting sign or spaces before every line, a program's log around
JSON.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FENCE = lazy_re.compile(r"[ ]{0,3}(```|~~~)[`~]{0,5}[ \t]*[\w+.-]{0,20}[ \t]*")
_TIMED = lazy_re.compile(r"\d[:：]\d\d|\d\.\d|[\"']\w{1,40}[\"']\s*:")
"""What a line of nearly every file with times has."""

_RULE = lazy_re.compile(
    r"[ ]{0,3}\|?(?:[ ]{0,9}:?-{1,99}:?[ ]{0,9}\|){1,20}(?:[ ]{0,9}:?-{1,99}:?[ ]{0,9})?"
)
"""The line below the headings of a table in Markdown."""

_PREFIX = lazy_re.compile(r"(?:[ ]{0,3}>)+[ ]?|[ \t]+")
_STRUCTURE = lazy_re.compile(
    r"""^[ \t]*(?:[\[({][\[({\s]*["']\w{1,40}["']\s*:|\[?[A-Z]\w{0,40}\(\w{1,40}=)""", re.MULTILINE
)
"""Where JSON, or what Python prints, begins."""

_BREAK = lazy_re.compile(r"[ \t]*<br[ ]?/?>[ \t]*$", re.IGNORECASE)
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "#39": "'", "#x27": "'"}
_ENTITY = lazy_re.compile(rf"&({'|'.join(_CHARACTERS)});")

_ESCAPED = lazy_re.compile(r"--&gt;|\A[\ufeff\s]*&lt;[?!A-Za-z]")
"""An arrow, or the first sign of XML."""
_TAG = lazy_re.compile(r"^[ \t\ufeff]*<[?!A-Za-z]", re.MULTILINE)

_FEWEST = 3
"""Number of lines from which something at the end of every one is none of them."""

_CLOSED = lazy_re.compile(r"[}\])][ \t\r]*$", re.MULTILINE)
_FEW = 0.1
"""Share of the lines with times that may stand around the file."""


_HEAD = 20_000
"""Characters at the beginning in which JSON must begin that stands behind something else."""


def may_be_wrapped(text: str) -> bool:
    """Whether it is worth a look; fast."""
    if "```" in text or "~~~" in text or "|-" in text or "| -" in text or "|:-" in text:
        return True
    head = text[:_HEAD]
    if "<br>\n" in head or "<br/>\n" in head or "<br>\r" in head or "<br />\n" in head:
        return True
    first = head.lstrip("\ufeff\r\n")[:1]
    if first not in set("[{<") and _ESCAPED.search(head):
        return True
    return first in {" ", "\t", ">"} or (first not in set("[({<") and bool(_STRUCTURE.search(head)))


class Wrapped(NamedTuple):
    """The file inside a text, what is to be told of the text, and which row of it each line was."""

    text: str
    problems: list[Problem]
    rows: Sequence[int]

    def in_the_whole(self, problems: list[Problem]) -> list[Problem]:
        """A reader's problems with the lines of the whole text, and those of the wrapping."""
        own = [
            type(one)(one.message, **{**one.facts, "line": self._line(one.line)})
            if one.line is not None
            else one
            for one in problems
        ]
        return self.problems + own

    def _line(self, line: int) -> int:
        return self.rows[min(line, len(self.rows)) - 1] + 1


def unwrapped(text: str) -> Wrapped | None:
    """The file inside `text`; None if `text` is the file itself."""
    whole = [line.removesuffix("\r") for line in unix_newlines(text).split("\n")]
    problems: list[Problem] = []
    lines = whole
    for inner in (_unescaped, _unfenced, _tabled, _unquoted, _unbroken, _without_log):
        lines = inner(lines, problems) or lines
    if lines is whole:
        return None
    above = next((row for row, line in enumerate(lines) if line.strip("\ufeff \t")), 0)
    return Wrapped("\n".join(lines[above:]), problems, range(above, len(lines)))


def _unescaped(lines: list[str], problems: list[Problem]) -> list[str] | None:
    """The lines with characters for the entities of HTML, if all arrows or tags were escaped."""
    text = "\n".join(lines)
    found = _ESCAPED.search(text)
    if found is None or "-->" in text or _TAG.search(text):
        return None
    line = text.count("\n", 0, found.end()) + 1
    message = N_("The whole file is escaped as HTML (“{text}”); it was read as it was before.")
    problems.append(Problem(message, line=line, text=found[0].strip("\ufeff \n")))
    return [_ENTITY.sub(lambda found: _CHARACTERS[found[1]], line) for line in lines]


def _unfenced(lines: list[str], problems: list[Problem]) -> list[str] | None:
    """What stands between fences; only where (nearly) nothing around them has a time."""
    fence, inside = "", []
    for line in lines:
        found = _FENCE.fullmatch(line)
        is_border = found is not None and fence in {"", found[1]}
        if is_border and found is not None:
            fence = "" if fence else found[1]
        inside.append(bool(fence) and not is_border)
    timed = [bool(_TIMED.search(line)) for line in lines]
    own = sum(map(bool.__and__, timed, inside))
    if not own or sum(timed) - own > _FEW * own:
        return None
    problems.append(Problem(_FENCED, line=inside.index(True)))
    fences = [_FENCE.fullmatch(line) is not None for line in lines]
    problems += _skipped(lines, [kept or fence for kept, fence in zip(inside, fences, strict=True)])
    return [line if kept else "" for line, kept in zip(lines, inside, strict=True)]


_FENCED = N_("The subtitles stand in a code block; it and what stands around it were left out.")


def _tabled(lines: list[str], problems: list[Problem]) -> list[str] | None:
    """The table of Markdown without what stands around it, and without its rule."""
    rule = next((row for row, line in enumerate(lines) if _RULE.fullmatch(line)), None)
    if rule is None or not lines[rule - 1 : rule]:
        return None
    inside = [line.lstrip().startswith("|") for line in lines]
    timed = [bool(_TIMED.search(line)) for line in lines]
    own = sum(map(bool.__and__, timed, inside))
    if not own or sum(timed) - own > _FEW * own:
        return None
    inside[rule] = False
    problems += _skipped(lines, [*inside[:rule], True, *inside[rule + 1 :]])
    return [line if kept else "" for line, kept in zip(lines, inside, strict=True)]


def _unquoted(lines: list[str], problems: list[Problem]) -> list[str] | None:
    """The lines without what every one begins with."""
    full = [line for line in lines if line.strip(" \ufeff")]
    found = [_PREFIX.match(line) for line in full]
    if len(full) < 2 or not all(found):  # noqa: PLR2004 - of one line, nothing can be said
        return None
    prefixes = {match[0].rstrip(" \t") for match in found if match}
    if prefixes == {""}:
        width = min(len(match[0]) for match in found if match)
        problems.append(Problem(N_("Every line begins with spaces; they were left out.")))
        return [line[width:] for line in lines]
    if "" in prefixes:
        return None
    message = N_("Every line begins with “{text}”, as in quoted mails; it was left out.")
    problems.append(Problem(message, text=min(prefixes).strip()))
    return [_PREFIX.sub("", line, count=1) for line in lines]


def _unbroken(lines: list[str], problems: list[Problem]) -> list[str] | None:
    """The lines without the break of HTML that (nearly) every one ends with."""
    full = [line for line in lines if line.strip()]
    ended = sum(_BREAK.search(line) is not None for line in full)
    if ended < _FEWEST or ended < (1 - _FEW) * len(full):
        return None
    problems.append(Problem(N_("Every line ends with “{text}”; it was left out."), text="<br>"))
    return [_BREAK.sub("", line) for line in lines]


def _without_log(lines: list[str], problems: list[Problem]) -> list[str] | None:
    """JSON without the lines before and after it; only where most of the text is JSON."""
    text = "\n".join(lines)
    found = _STRUCTURE.search(text)
    if found is None or not text[: found.start()].strip("\ufeff \t\n"):
        return None
    ends = [match.end() for match in _CLOSED.finditer(text, found.start())]
    stop = ends[-1] if ends else len(text)
    if 2 * (stop - found.start()) < len(text):
        return None
    first, last = text.count("\n", 0, found.start()), text.count("\n", 0, stop)
    kept = [first <= row <= last for row in range(len(lines))]
    problems += _skipped(lines, kept)
    return [line if keep else "" for line, keep in zip(lines, kept, strict=True)]


def _skipped(lines: list[str], kept: list[bool]) -> Iterator[Problem]:
    """Yield a problem for each stretch of lines that was left out, but for blank ones."""
    row = 0
    for keep, group in groupby(zip(kept, lines, strict=True), key=itemgetter(0)):
        left = [line for _, line in group]
        text = shortened("\n".join(left))
        if not keep and text:
            message = N_("Skipped, not part of any cue: “{text}”.")
            blank = next(n for n, line in enumerate(left) if line.strip())
            yield Problem(message, line=row + blank + 1, text=text)
        row += len(left)
