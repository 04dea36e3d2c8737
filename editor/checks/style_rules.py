# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about how a style guide writes marks: ellipsis, names, dialogue, italics, punctuation."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from editor.checks.finding import Finding
from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.tags import TAG, simplified
from editor.core.text import HAN
from editor.language.cleaning import marks
from editor.language.cleaning.guard import guarded, is_left_alone

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from editor.checks.finding import View
    from editor.core.proposal import Fix

_HAN = HAN.pattern
_DOTS = r"\.\.\.+|。。。+|……*|⋯⋯*|·[·・]{2,}|・[·・]{2,}"
"""Each alternative begins with a plain character, so that `re` can search for these."""
_ELLIPSIS = lazy_re.compile(_DOTS)
_DOTS_FIRST = lazy_re.compile(rf"(?:{_DOTS})\s*")
_DOTS_LAST = lazy_re.compile(rf"(?:{_DOTS})\s*$")
_DOT = lazy_re.compile("[·•・‧∙⋅]")
_INTERPUNCT = lazy_re.compile(rf"(?<={_HAN}){_DOT.pattern}(?={_HAN})")
_DASHES = "-‐‑–—－﹣"
_DASH = lazy_re.compile(f"[{_DASHES}]")
_SPEAKS = lazy_re.compile(rf"[ \t]*[{_DASHES}][ \t]*(?![{_DASHES}\d\s])")
_NEXT_SPEAKS = lazy_re.compile(rf"[ \t]+[{_DASHES}][ \t]*(?=[^{_DASHES}\d\s])")
_BETWEEN = {"both-nospace": "\n", "one-line": "  "}
"""What stands between two speakers, by the form of a profile."""
_TAGGED = lazy_re.compile("[<{]")
_ITALICS = {"<i>", "</i>"}
_HALF = {"，": ",", "；": ";", "：": ":", "？": "?", "！": "!"}
_BEFORE_CLOSING = lazy_re.compile("[”’」』》）)]")
_PAIRS = ("“”", "「」")
_QUOTED = lazy_re.compile('["“”「」]')


def ellipsis(view: View) -> Iterator[Finding]:
    """An ellipsis is not in the guide's form, or is written again where the text goes on."""
    form = view.profile.ellipsis
    if form is None:
        return
    for row, cue in view.having(_ELLIPSIS):
        before = view.cues[row - 1].text if row else ""
        if match := next((one for one in _ELLIPSIS.finditer(cue.text) if one[0] != form), None):
            message = Problem(
                N_("The ellipsis is “{text}”; it should be “{form}”."), text=match[0], form=form
            )
            fix: Fix = ((row, cue.saying(_ELLIPSIS.sub(form, cue.text))),)
            yield Finding("ellipsis", "note", row, row, message, fix)
        elif not view.profile.ellipsis_repeated and _goes_on(before, cue.text):
            message = Problem(N_("The ellipsis at the end of the cue before is not repeated here."))
            fix = ((row, cue.saying(_DOTS_FIRST.sub("", cue.text, count=1))),)
            yield Finding("ellipsis", "note", row, row, message, fix)


def _goes_on(before: str, text: str) -> bool:
    first = _DOTS_FIRST.match(text)
    return first is not None and first.end() < len(text) and bool(_DOTS_LAST.search(before))


def interpunct(view: View) -> Iterator[Finding]:
    """The dot in a foreign name is another one than the guide's, or there should be none."""
    form = view.profile.interpunct
    if form is None:
        return
    for row, cue in view.having(_DOT):
        found = next((one for one in _INTERPUNCT.finditer(cue.text) if one[0] != form), None)
        if found is None or is_left_alone(cue.text):
            continue
        if form:
            message = Problem(
                N_("The dot in this name is “{text}”; it should be “{form}”."),
                text=found[0],
                form=form,
            )
            fix: Fix = ((row, cue.saying(_INTERPUNCT.sub(form, cue.text))),)
        else:
            message = Problem(N_("Names have no dot here."))
            fix = ()
        yield Finding("interpunct", "note", row, row, message, fix)


def dialog_dash(view: View) -> Iterator[Finding]:
    """Two speakers in a cue are not written as the guide does it.

    Where only one of two lines has a hyphen, the other one may be of the same speaker.
    """
    form = view.profile.dialog_dash
    if form is None:
        return
    said = {
        "both-nospace": N_("Two speakers: each on a line, after a hyphen without a space."),
        "one-line": N_("Two speakers: on one line, each after a hyphen, with two spaces between."),
    }
    for row, cue in view.having(_DASH):
        lines = cue.text.split("\n")
        dashed = [_SPEAKS.match(line) is not None for line in lines]
        speeches = [part for line in lines for part in _NEXT_SPEAKS.split(line)]
        if not any(dashed) or len(speeches) < 2:  # noqa: PLR2004 - two speakers
            continue
        text = _BETWEEN[form].join("-" + _SPEAKS.sub("", one, count=1).strip() for one in speeches)
        if text != cue.text:
            fix: Fix = ((row, cue.saying(text)),)
            message = Problem(said[form])
            yield Finding("dialog-dash", "note", row, row, message, fix, all(dashed))


def italics(view: View) -> Iterator[Finding]:
    """The cue has italics, which the guide does not know."""
    if view.profile.italics:
        return
    for row, cue in view.having(_TAGGED):
        plain = TAG.sub(_upright, cue.text)
        if plain != cue.text:
            fix: Fix = ((row, cue.saying(plain)),) if plain else ()
            message = Problem(N_("Italics are not used here."))
            yield Finding("italics", "note", row, row, message, fix)


def _upright(tag: re.Match[str]) -> str:
    simple = simplified(tag[0])
    if _ITALICS.isdisjoint(simple):
        return tag[0]
    return "".join(one for one in simple if one not in _ITALICS)


def punctuation(view: View) -> Iterator[Finding]:
    """The cue has marks that subtitles of this kind are written without."""
    profile = view.profile
    unwanted = "".join(mark for mark in profile.strip_line_end if mark not in profile.keep)
    if not unwanted:
        return
    maybe = lazy_re.compile(f"[{unwanted}{''.join(_half(unwanted))}.]")
    for row, cue in view.having(maybe):
        plain = without_marks(cue.text, unwanted, profile.mid_punct_to)
        if plain != cue.text:
            message = Problem(
                N_("Marks such as “{text}” are not written here."),
                text=next(mark[0] for mark in maybe.finditer(cue.text)),
            )
            fix: Fix = ((row, cue.saying(plain)),) if plain else ()
            yield Finding("punctuation", "note", row, row, message, fix)


def quotes(view: View) -> Iterator[Finding]:
    """Quotation marks are others than the guide's."""
    pair = view.profile.quotes
    if pair is None:
        return
    other = str.maketrans("".join(one for one in _PAIRS if one != pair), pair * (len(_PAIRS) - 1))
    work = partial(marks.quoted, traditional=pair == "「」")
    for row, cue in view.having(_QUOTED):
        if is_left_alone(cue.text):
            continue
        text = guarded(cue.text.translate(other), (), work)
        if text != cue.text:
            message = Problem(N_("Quotation marks are “{pair}” here."), pair=pair)
            yield Finding("quotes", "note", row, row, message, ((row, cue.saying(text)),))


def without_marks(text: str, unwanted: str, pause: str | None) -> str:
    """A Chinese text without these marks of full width, and those of half width beside Chinese.

    Args:
        text: The text of a cue.
        unwanted: The marks.
        pause: What is written for them within a line; None leaves them there.
    """
    if is_left_alone(text):
        return text
    return guarded(text, (), partial(_without_marks, unwanted=unwanted, pause=pause))


def _without_marks(text: str, unwanted: str, pause: str | None) -> str:
    within, last = _patterns(unwanted)
    lines = [last.sub("", line) for line in text.split("\n")]
    if pause is not None:
        lines = [within.sub(partial(_pause, pause=pause), line) for line in lines]
    return "\n".join(lines)


def _pause(match: re.Match[str], pause: str) -> str:
    line = match.string
    if not line[: match.start()].strip() or _BEFORE_CLOSING.match(line[match.end() :]):
        return ""
    return pause if line[match.end() :].strip() else ""


@lru_cache(maxsize=16)
def _patterns(unwanted: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is unwanted within a line, and at its end; the dot of half width only there."""
    half = "".join(_half(unwanted)) or "\0"
    one = rf"(?:[{unwanted}]|(?<={_HAN})[{half}]|[{half}](?=[ \t]*{_HAN}))"
    within = rf"[ \t]*{one}(?:[ \t]*[{unwanted}{half}])*[ \t]*"
    dot = rf"|(?<={_HAN})\." if "。" in unwanted else ""
    return lazy_re.compile(within), lazy_re.compile(rf"(?:[ \t]*(?:{one}{dot}))+[ \t]*$")


def _half(unwanted: str) -> list[str]:
    return [_HALF[mark] for mark in unwanted if mark in _HALF]
