# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about what is in a text beside text: markup, entities, marks of speech recognisers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.checks.finding import Finding
from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.tags import TAG, simplified, without_tags
from editor.formats import asr_marks
from editor.formats.tidying import ENTITY, plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.checks.finding import View
    from editor.core.cue import Cue
    from editor.core.proposal import Fix

_PLAYED = lazy_re.compile(r"</?(?:[ibus]|font)>|\{\\an[1-9]\}", re.IGNORECASE)
"""Simple tags that most players know."""

_SIGN = lazy_re.compile(r"[<{&\\]")
_UNKNOWN = lazy_re.compile(r"</?[A-Za-z][\w.-]{0,20}(?:\s[^<>\n]{0,60})?/?>")
"""What looks like a tag of no format that is known here."""


def tags(view: View) -> Iterator[Finding]:
    """The cue has markup, which the site does not support."""
    if view.profile.site is None:
        return
    for row, cue in enumerate(view.cues):
        plain = without_tags(cue.text)
        if plain != cue.text:
            message = Problem(N_("The site shows the markup in this cue as text, or drops it."))
            yield Finding("tags", "warning", row, row, message, ((row, cue.saying(plain)),))


def stray_markup(view: View) -> Iterator[Finding]:
    """The cue has an entity, a line break or a tag that players show as text."""
    for row, cue in view.having(_SIGN):
        first = _first_stray(cue.text, for_site=view.profile.site is not None)
        if first is None:
            continue
        clean = TAG.sub(_played, plain_characters(cue.text))
        fix: Fix = ((row, cue.saying(clean)),) if clean != cue.text else ()
        message = Problem(N_("Players may show “{text}” as text."), text=first)
        yield Finding("stray-markup", "warning", row, row, message, fix)


def _first_stray(text: str, *, for_site: bool) -> str | None:
    """The first thing in a text that players may show; `tags` reports all markup for sites."""
    if "&" in text and (entity := ENTITY.search(text)):
        return entity[0]
    for code in (r"\N", r"\h"):
        if code in text and plain_characters(text) != text:
            return code
    if "<" not in text and "{" not in text:
        return None
    for tag in () if for_site else TAG.finditer(text):
        if _played(tag) != tag[0]:
            return tag[0]
    unknown = _UNKNOWN.search(TAG.sub("", text)) if "<" in text else None
    return unknown[0] if unknown else None


def _played(tag: re.Match[str]) -> str:
    """The simple tags that players know of a tag."""
    if tag[0].lower().startswith("<font") or _PLAYED.fullmatch(tag[0]):
        return tag[0]
    return "".join(one for one in simplified(tag[0]) if one == "\n" or _PLAYED.fullmatch(one))


def asr_mark(view: View) -> Iterator[Finding]:
    """A speech recogniser's mark stands in the text, or was kept apart when the file was read."""
    for row, cue in view.having(asr_marks.MAYBE):
        found = asr_marks.sound_in(cue.text) or asr_marks.MARK.search(cue.text)
        if found is None:
            continue
        message = Problem(
            N_("“{text}” is a mark of a speech recogniser, or names a sound."),
            text=found[0].strip(),
        )
        yield Finding("asr-mark", "note", row, row, message, _without_marks(row, cue))
    apart = sum(any(map(_is_mark, cue.extras)) for cue in view.cues if cue.extras)
    if apart:
        message = Problem(
            N_("Marks of a speech recogniser are kept apart from the text. Cues: {count}."),
            count=apart,
        )
        yield Finding("asr-mark", "note", None, None, message)


def _without_marks(row: int, cue: Cue) -> Fix:
    """A fix that takes the marks out of a cue, and deletes one that has nothing else."""
    clean = asr_marks.apart(cue)
    sound = asr_marks.apart_from_sound(clean)
    if sound.left_out and sound.text == clean.text:
        return ((row, None),)
    text = sound.text
    return ((row, cue.saying(text)),) if text else ((row, None),)


def _is_mark(name: str) -> bool:
    """Whether an extra holds what a mark said."""
    return name.startswith(asr_marks.PREFIX) and not name.startswith(asr_marks.MEASURE)
