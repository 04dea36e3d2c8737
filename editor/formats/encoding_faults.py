# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with how a text is encoded, told with the line."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import BrokenOff, Problem
from editor.core.i18n import N_
from editor.formats.encoding_guess import bits_of, likeliest
from editor.formats.encoding_models import chinese
from editor.formats.lines import LineCounter, shortened, unix_newlines
from editor.formats.transcoding import LOST, has_surrogates, is_utf8, once, seam, to_text, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BAD = lazy_re.compile("[\udc80-\udcff]")
_HALF = lazy_re.compile("[\ud800-\udfff]")
"""Half of a character of UTF-16."""
_REPLACED = lazy_re.compile(r"\ufffd|\\u[fF]{3}[dD]")
_FOREIGN = lazy_re.compile("[^\\x00-\\x7f]")
_INVISIBLE = lazy_re.compile("\ufeff(?!WEBVTT)|\0")
"""A file that was glued on may begin with its mark."""
CHAINS = (
    *(("cp1252", "utf-8"), ("gb18030", "utf-8"), ("big5hkscs", "utf-8"), ("cp1251", "utf-8")),
    *(("cp1252", "gb18030"), ("cp1252", "big5hkscs")),
    *(("mac-roman", "utf-8"), ("cp437", "utf-8"), ("cp850", "utf-8")),
    *(("mac-roman", "gb18030"), ("cp437", "gb18030"), ("cp850", "gb18030")),
    *(("mac-roman", "big5hkscs"), ("cp437", "big5hkscs"), ("cp850", "big5hkscs")),
    *(("big5hkscs", "gb18030"), ("gb18030", "big5hkscs")),
)
"""What a text was taken for when it was encoded again, and what it was in."""
_CHINESE = frozenset({"gb18030", "big5hkscs"})
"""Where both are of these, nearly every text can be turned into the other."""
_ENOUGH, _RARE = 500, 14.0
"""Characters that are looked at, and bits a character of Chinese that nobody writes."""
_FREQUENT, _OFTEN = "的一是不了在有我你他这這", 0.04
"""What all Chinese has, and how often at least: then the costly look is spared."""
_LEAST_MENDED = 2
"""Different characters of the least text that is believed to have been encoded twice."""
_LEAST_OF_SIGNS, _ALL = 8, 0.9
"""The same, and the share of the lines that are mended, where lines of signs may look so."""
_MOST_LINES, _LOOKED_AT = 200, 50_000
"""Lines that are looked at for that, and characters in which they are looked for."""
_SURE = 10.0
"""Bits by which the mended text must be likelier; see `encoding_models`."""
_SHOWN = 12
"""Characters of it that are shown."""
_TWICE = N_(
    "This text was encoded twice: “{shown}” stands for “{meant}”. "
    "To mend it, read the file as {encoding}."
)
_TWICE_AND_LOST = N_(
    "This text was encoded twice, and characters were lost: “{shown}” stands for “{meant}”. "
    "To keep what is left, read the file as {encoding}."
)
_SEPARATORS = ' \t,;"'
"""What may stand before a word, in a table too."""


def doubtful(encoding: str) -> Problem:
    """The encoding was guessed, and others are as likely."""
    return Problem(
        N_(
            "The encoding of this file is not certain; it was read as {encoding}. "
            "If characters look wrong, read it in another encoding."
        ),
        encoding=encoding.upper(),
    )


def found(text: str, data: bytes, encoding: str) -> Iterator[Problem]:
    """Yield all that is wrong with `text`, which is `data` in `encoding`."""
    if cut := seam(data, encoding):
        place, other = cut
        yield _change(to_text(data[:place], encoding).count("\n") + 1, encoding, other)
        yield from _damage(text, data[place:], other)
    else:
        yield from _damage(text, data, encoding)
    yield from _invisible(text)
    yield from _lost(text)
    if "+" in encoding:
        yield from _changes(data, encoding)
    if encoding == "utf-8":
        yield from _twice(text)


def _damage(text: str, data: bytes, encoding: str) -> Iterator[Problem]:
    """Yield a problem per line with undecodable bytes, and one if the file ends in a character."""
    unit = width(encoding)
    bad: list[int] = []
    if has_surrogates(text):
        bad = [match.start() for match in (_BAD if unit == 1 else _HALF).finditer(text)]
    broken_off = len(data) % unit != 0
    if unit == 1 and bad and bad[-1] == len(text) - 1:
        broken_off = True
        while bad and bad[-1] >= len(text) - 3:
            bad.pop()
    if bad:
        line_of = LineCounter(text)
        for line in dict.fromkeys(line_of(offset) for offset in bad):
            yield Problem(
                "Some bytes could not be decoded as {encoding}; they are shown as �.",
                line=line,
                encoding=encoding.upper(),
            )
    if broken_off:
        yield BrokenOff(
            "The file ends in the middle of a character; it may be an incomplete copy.",
            line=LineCounter(text)(len(text)),
        )


def _invisible(text: str) -> Iterator[Problem]:
    """Yield a problem per line with a byte-order mark or a NUL inside the text."""
    if "\ufeff" not in text and "\0" not in text:
        return
    line_of = LineCounter(text)
    begin = len(text) - len(text.lstrip("\ufeff"))  # marks before the text are no harm
    places = _INVISIBLE.finditer(text, begin)
    for line, character in dict.fromkeys((line_of(found.start()), found[0]) for found in places):
        message = N_("An invisible byte-order mark (U+FEFF) stands inside the text.")
        if character == "\0":
            message = N_("A zero byte stands inside the text.")
        yield Problem(message, line=line)


def _lost(text: str) -> Iterator[Problem]:
    """Yield a problem if the file has �, as itself or as JSON escapes it."""
    if LOST not in text and "\\u" not in text:
        return
    lost = [match.start() for match in _REPLACED.finditer(text)]
    if lost:
        message = N_(
            "Characters had been lost before this file was saved: it has � in their places."
            " Number: {count}."
        )
        yield Problem(message, line=LineCounter(text)(lost[0]), count=len(lost))


def _changes(data: bytes, encoding: str) -> Iterator[Problem]:
    """Yield a problem for each line at which a mixed file changes its encoding."""
    now = None
    for number, line in enumerate(data.splitlines(), start=1):
        if line.isascii():
            continue
        here = encoding.split("+")[0 if is_utf8(line) else 1]
        if now is not None and here != now:
            yield _change(number, now, here)
        now = here


def _change(line: int, before: str, after: str) -> Problem:
    return Problem(
        N_("The encoding changes here from {before} to {after}; both were read."),
        line=line,
        before=before.upper(),
        after=after.upper(),
    )


def _twice(text: str) -> Iterator[Problem]:
    """Yield a problem if the text was encoded twice: the first line of which that is so."""
    begin, lines = _foreign_lines(text)
    rare = bool(lines) and _is_rare("".join(line for _, line in lines))
    narrow = [row for row in lines if not any(map(_is_han, row[1]))]
    for middle, inner in CHAINS if lines else ():
        if {middle, inner} == _CHINESE and not rare:
            continue
        looked_at = lines if middle in _CHINESE else narrow  # the other code pages have no Han
        found = [(place, line, once(line, middle, inner)) for place, line in looked_at]
        mended = _distinct((place, line, to) for place, line, to in found if to is not None)
        before = "\n".join(line for _, line, _ in mended)
        after = "\n".join(meant for _, _, meant in mended)
        whole = after.replace(LOST, "")
        if middle in _CHINESE and not any(map(str.isalpha, before)):
            continue  # signs alone, such as ①, are no such text
        least = _LEAST_MENDED
        if inner in _CHINESE and middle != "cp1252":  # whose bytes frames of lines have, too
            if sum(to is not None for _, _, to in found) < _ALL * len(lines):
                continue
            least = _LEAST_OF_SIGNS
        foreign = {character for character in whole if character > "\x7f"}
        if len(foreign) >= least and _is_likelier(whole, before.replace(LOST, ""), inner):
            place, line, meant = mended[0]
            yield Problem(
                _TWICE if len(whole) == len(after) else _TWICE_AND_LOST,
                line=LineCounter(text)(begin) + place,
                shown=shortened(_from_foreign(line), _SHOWN),
                meant=shortened(_from_foreign(meant), _SHOWN),
                encoding=f"utf-8/{middle}/{inner}",
            )
            return


def _is_rare(text: str) -> bool:
    """Whether a text is made of characters that no Chinese text is made of; fast."""
    foreign = "".join(found[0] for found in islice(_FOREIGN.finditer(text), _ENOUGH))
    if sum(map(foreign.count, _FREQUENT)) > _OFTEN * len(foreign):
        return False
    letters = sum(map(str.isalpha, foreign))
    return 2 * letters > len(foreign) and chinese(foreign) >= _RARE * len(foreign)


def _is_han(character: str) -> bool:
    """Whether it stands between the radicals and the last syllable of Korean."""
    return "\u2e80" <= character < "\ud800"


def _distinct(lines: Iterable[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """The first of those lines that are the same from the first word beyond ASCII on.

    The same text at other times, in a table, is no further evidence of anything.
    """
    firsts: dict[str, tuple[int, str, str]] = {}
    for row in lines:
        firsts.setdefault(_from_foreign(row[1]), row)
    return list(firsts.values())


def _from_foreign(line: str) -> str:
    """`line` from its first word with a character beyond ASCII on; in a table, without times."""
    first = _FOREIGN.search(line)
    end = first.start() if first else len(line)
    return line[max(line.rfind(separator, 0, end) for separator in _SEPARATORS) + 1 :]


def _foreign_lines(text: str) -> tuple[int, list[tuple[int, str]]]:
    """The first lines with characters beyond ASCII.

    Returns:
        The offset of the first; how many lines behind it each is, and its text.
    """
    first = _FOREIGN.search(text)
    if first is None:
        return 0, []
    begin = max(text.rfind("\n", 0, first.start()), text.rfind("\r", 0, first.start())) + 1
    lines = enumerate(unix_newlines(text[begin : begin + _LOOKED_AT]).split("\n"))
    foreign = ((place, line) for place, line in lines if not line.isascii())
    return begin, list(islice(foreign, _MOST_LINES))


def _is_likelier(after: str, before: str, inner: str) -> bool:
    """Whether the mended text is by far the likelier one."""
    if inner != "utf-8":
        guess = likeliest(after.encode(inner))
        if not guess.sure or guess.encoding != inner:
            return False
    return bits_of(after) < bits_of(before) - _SURE
