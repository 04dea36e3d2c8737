# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about how a text is typed: spaces, the width of marks, marks at the edge of a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.checks.finding import Finding
from editor.checks.style_rules import without_marks
from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.text import HAN
from editor.language.cleaning import marks
from editor.language.cleaning.guard import guarded, is_left_alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.checks.finding import View
    from editor.core.proposal import Fix

_SPACE = "[ \t\u00a0\u3000]"
_EDGE = lazy_re.compile(rf"^{_SPACE}+|{_SPACE}+$", re.MULTILINE)
_UNTIDY = lazy_re.compile(
    rf"{_SPACE}(?:(?<=^{_SPACE})|$|{_SPACE}|(?<=[\t\u3000])"
    r"|(?<=[^\x00-\xff].)(?=[^\x00-\xff](?:\W|$)))",
    re.MULTILINE,
)
"""Where there may be such spaces.

Begins with the space, so that `re` can search for it, and then looks at what is beside it. Not for
Han exactly: to compile that takes longer than the rule.
"""
_CLOSING = "，。、；：？！）》」』】〉〕”’%‰℃"
_OPENING = "（《「『【〈〔“‘"
_CLOSING_FIRST = lazy_re.compile(rf"[{_CLOSING}]+|[,;:!?)\]}}]+(?=\s|$|{HAN.pattern})")
_OPENING_LAST = lazy_re.compile(rf"[{_OPENING}(\[]+$")
_EITHER_WIDTH = lazy_re.compile("[,;:?!()\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|\\.(?!\\w)")
_NARROWED = dict(zip("，；：？！（）“”", ',;:?!()""', strict=True))


def spaces(view: View) -> Iterator[Finding]:
    """There are spaces at a line's edge, between all characters, or several where one is meant."""
    one = view.profile.mid_punct_to or " "
    several = lazy_re.compile(rf"(?<=\S){_SPACE}{{{len(one) + 1},}}(?=\S)|[\t\u3000]")
    for row, cue in view.having(_UNTIDY):
        text = several.sub(one, _EDGE.sub("", cue.text))
        if not is_left_alone(text):
            text = guarded(text, (), marks.together)
        if text != cue.text and text.strip():
            message = Problem(N_("There are spaces here that say nothing."))
            yield Finding("spaces", "note", row, row, message, ((row, cue.saying(text)),))


def width(view: View) -> Iterator[Finding]:
    """Marks beside Chinese are of half width, or letters of full width; or the other way round."""
    profile = view.profile
    if profile.half_width_punct:
        yield from _wide_marks(view)
        return
    unwanted = "".join(mark for mark in profile.strip_line_end if mark not in profile.keep)
    for row, cue in view.having(_EITHER_WIDTH):
        if is_left_alone(cue.text):
            continue
        text = guarded(cue.text, (), _of_full_width)
        if text == cue.text:
            continue
        kept = without_marks(cue.text, unwanted, profile.mid_punct_to) if unwanted else cue.text
        if guarded(kept, (), _of_full_width) == kept:
            continue  # all that is wrong are marks that go, which `punctuation` tells
        message = Problem(N_("Marks beside Chinese are of full width, letters of half width."))
        yield Finding("width", "note", row, row, message, ((row, cue.saying(text)),))


def _of_full_width(text: str) -> str:
    return marks.wide(marks.narrow(text))


def _wide_marks(view: View) -> Iterator[Finding]:
    profile = view.profile
    gone = set(profile.strip_line_end) - set(profile.keep) | set(profile.keep_quotes)
    narrow = str.maketrans({wide: half for wide, half in _NARROWED.items() if wide not in gone})

    def work(text: str) -> str:
        return text.translate(narrow)

    for row, cue in enumerate(view.cues):
        text = cue.text if is_left_alone(cue.text) else guarded(cue.text, (), work)
        if text != cue.text:
            message = Problem(N_("Marks are of half width here."))
            yield Finding("width", "note", row, row, message, ((row, cue.saying(text)),))


def kinsoku(view: View) -> Iterator[Finding]:
    """A line begins with a mark that closes, or ends with one that opens."""
    for row, cue in enumerate(view.cues):
        text = cue.text
        if "\n" not in text and text[:1] not in _FIRST and text[-1:] not in _LAST:
            continue
        lines = without_tags(text).split("\n")
        if found := next(filter(None, (_CLOSING_FIRST.match(line) for line in lines)), None):
            message = Problem(N_("A line begins with “{text}”."), text=found[0])
        elif found := next(filter(None, (_OPENING_LAST.search(line) for line in lines)), None):
            message = Problem(N_("A line ends with “{text}”."), text=found[0])
        else:
            continue
        mended = _moved(text.split("\n")) if without_tags(text) == text else text
        fix: Fix = ((row, cue.saying(mended)),) if mended != text else ()
        yield Finding("kinsoku", "note", row, row, message, fix)


_FIRST = frozenset(_CLOSING + ",;:!?)]}<{")
_LAST = frozenset(_OPENING + "([>}")
"""With these, or behind a tag, the first or last line may be wrong."""


def _moved(lines: list[str]) -> str:
    """The lines, with marks that close at the end of the line before, and those that open after."""
    for place in range(1, len(lines)):
        if match := _CLOSING_FIRST.match(lines[place]):
            lines[place - 1] = lines[place - 1].rstrip() + match[0]
            lines[place] = lines[place][match.end() :].lstrip()
        if match := _OPENING_LAST.search(lines[place - 1]):
            lines[place] = match[0] + lines[place]
            lines[place - 1] = lines[place - 1][: match.start()].rstrip()
    return "\n".join(line for line in lines if line)
