# SPDX-License-Identifier: GPL-3.0-or-later
"""Spaces and marks of Chinese lines. Each function changes nothing the second time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.text import HAN
from editor.language.cleaning.guard import BEGINS, ENDS, LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HAN = HAN.pattern
_WORD = r"A-Za-z0-9\u00c0-\u024f\u0370-\u03ff"
_JOINT = lazy_re.compile(
    rf"(?<={_HAN})[ \t\u00a0]*(?=[{_WORD}{LETTERS}{BEGINS}])"
    rf"|(?<=[{_WORD}{LETTERS}{ENDS}])[ \t\u00a0]*(?={_HAN})"
    rf"|(?<=[0-9][%℃°])[ \t\u00a0]*(?={_HAN})"
)
_LETTERS = lazy_re.compile(r"[A-Za-z0-9\u00c0-\u024f]{2}")
_SPACES = lazy_re.compile(r"(?<=\S)[ \t\u00a0\u3000]{2,}(?=\S)")

_FULL = dict(zip(",;:?!", "，；：？！", strict=True))
_HALF = lazy_re.compile(
    rf"(?<={_HAN})([,;:?!])|([,;:?!])(?=\s*{_HAN})|([?!])(?=\s*$)", re.MULTILINE
)
_STOP = lazy_re.compile(rf"(?<={_HAN})\.(?=\s|$|{_HAN})", re.MULTILINE)
_BRACKETS = lazy_re.compile(rf"\(([^()\n]*{_HAN}[^()\n]*)\)")
_WIDE = lazy_re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_ELLIPSIS = lazy_re.compile(r"\.{3,}|。{2,}|…+|[·・]{3,}|(?:\. ){2,}\.")
_QUOTED = lazy_re.compile(r'"([^"\n]*)"')
_PAUSE = lazy_re.compile(r"[ \t]*[，、,；;。](?:[ \t]*[，、,；;。])*[ \t]*")
_END = lazy_re.compile(r"[ \t]*[，。、；,;][ \t，。、；,;]*$", re.MULTILINE)
_MARK = lazy_re.compile(r"[，。、；]|,(?!\d)")
_DOT_AT_END = lazy_re.compile(rf"(?<={_HAN})\.$", re.MULTILINE)

_SIGNS = "，。、；：？！（）《》〈〉「」『』“”‘’…—"
_CHINESE = lazy_re.compile(rf"{_HAN}|[{_SIGNS}]")
_ALONE = lazy_re.compile(rf"[{_SIGNS}]*{_HAN}[{_SIGNS}]*")
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万萬两兩")

STYLES = ("space", "full", "end", "keep")
"""How marks are written: a space for a pause and none at the end; full-width marks; these, but none
at a line's end; as they are. ？ and ！ always stay."""
_FEW = 0.34
"""Share of the lines with commas or full stops up to which a document is written without them."""


def spaced(text: str) -> str:
    """One space between Chinese and letters or digits, and no more than one between words."""
    return _SPACES.sub(" ", _JOINT.sub(" ", text))


def together(text: str, fewest: int = 4) -> str:
    """Chinese whose characters all stand apart, as recognisers write them, without these spaces.

    Elsewhere a space is a pause. Letters keep theirs, and numerals that are counted out.

    Args:
        text: A text of one or more lines.
        fewest: Characters from which on they are no pauses.
    """
    return "\n".join(_together(line, fewest) for line in text.split("\n"))


def fewest_apart(texts: Iterable[str]) -> int:
    """What `together` needs for these texts: two where the characters of most stand apart."""
    several = [text for text in texts if len(HAN.findall(text)) > 1]
    return 2 if 2 * sum(together(text, 2) != text for text in several) > len(several) else 4


def _together(line: str, fewest: int) -> str:
    words = line.split()
    chinese = [word for word in words if HAN.search(word)]
    if len(chinese) < fewest or not all(map(_ALONE.fullmatch, chinese)):
        return line
    if _NUMERALS.issuperset("".join(chinese)):
        return line
    done = words[0]
    for word in words[1:]:
        done += word if _CHINESE.match(done[-1]) and _CHINESE.match(word) else f" {word}"
    return done


def is_spaced(texts: Iterable[str]) -> bool:
    """Whether most joints of Chinese and letters or digits have a space."""
    gaps = [match[0] for text in texts for match in _JOINT.finditer(text)]
    return 2 * sum(map(bool, gaps)) > len(gaps)


def with_word(text: str, start: int, end: int, word: str, *, is_spaced: bool) -> tuple[str, int]:
    """A text with a word instead of a stretch, and where the word ends.

    Letters beside letters get a space; beside Chinese, too, if joints are `is_spaced`.
    """
    before, after = text[:start], text[end:]
    left, right = ((one[-1:] + other[:1]) for one, other in ((before, word), (word, after)))
    parts = [before, " " * _needs_space(left, is_spaced=is_spaced), word]
    gap = " " * _needs_space(right, is_spaced=is_spaced)
    return "".join([*parts, gap, after]), sum(map(len, parts))


def _needs_space(pair: str, *, is_spaced: bool) -> bool:
    return bool(_LETTERS.fullmatch(pair)) or (is_spaced and spaced(pair) != pair)


def narrow(text: str) -> str:
    """Letters and digits of full width as usual ones."""
    return _WIDE.sub(lambda match: "".join(chr(ord(c) - 0xFEE0) for c in match[0]), text)


def wide(text: str) -> str:
    """Marks beside Chinese at full width; 12:30, 3.5 and C++, and those between letters, stay."""
    text = _HALF.sub(lambda match: _FULL[match[match.lastindex or 0]], text)
    text = _STOP.sub("。", text)
    return _BRACKETS.sub(r"（\1）", text)


def ellipsis(text: str) -> str:
    """Dots as the Chinese ellipsis."""
    return _ELLIPSIS.sub("……", text)


def quoted(text: str, *, traditional: bool = False) -> str:
    """Straight quotation marks, if they come in pairs, as Chinese ones."""
    pair = "「」" if traditional else "“”"
    lines = text.split("\n")
    return "\n".join(
        line if line.count('"') % 2 else _QUOTED.sub(rf"{pair[0]}\1{pair[1]}", line)
        for line in lines
    )


def paused(text: str, style: str) -> str:
    """Commas and full stops in a style of `STYLES`."""
    if style in {"space", "end"}:
        text = _END.sub("", _DOT_AT_END.sub("", text))
    if style == "space":
        text = "\n".join(map(_without_pauses, text.split("\n")))
    return text


def _without_pauses(line: str) -> str:
    def space(match: re.Match[str]) -> str:
        before, after = line[: match.start()], line[match.end() :]
        beside = HAN.match(before[-1:]) or HAN.match(after[:1])
        if match[0].strip() == "," and not beside:
            return match[0]  # between letters or digits: 1,000
        return " " if before.strip() and after.strip() else ""

    return _PAUSE.sub(space, line).strip()


def style_of(texts: Sequence[str]) -> str:
    """The style that most lines have."""
    lines = [line for text in texts for line in text.split("\n") if HAN.search(line)]
    marked = sum(bool(_MARK.search(line)) for line in lines)
    if marked <= _FEW * len(lines):
        return "space"
    ended = sum(bool(_END.search(line)) for line in lines)
    if ended * 2 > marked:
        return "full"
    # Without the marks at their ends, it must be the same style still.
    inside = sum(bool(_MARK.search(_END.sub("", line))) for line in lines)
    return "end" if inside > _FEW * len(lines) else "space"
