# SPDX-License-Identifier: GPL-3.0-or-later
"""What texts contain beside text, whatever the format: entities, breaks, recognisers' marks.

Each kind is replaced in all cues, or kept apart in the cue's fields, and told in one sentence.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.tags import BREAK, HARD_SPACE, JOINER, TAG
from editor.formats import asr_marks, escapes
from editor.formats.lines import LineCounter

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from editor.core.cue import Cue
    from editor.formats.format import Markup, Parsed, Texts

ENTITY = lazy_re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""An entity of HTML as it is safe to take for one in other formats: with its semicolon."""

_NO_CHARACTER = lazy_re.compile("[\0\ud800-\udfff]")
"""What JSON can contain by its escapes and no text can: NUL, and half of a pair of surrogates."""

_TAG_GOES_ON = lazy_re.compile(r"[A-Za-z/\\ ]|\d{1,3}:\d\d")
_BR = lazy_re.compile(r"<[ \t]?/?[Bb][Rr]|\[[Bb][Rr]\]")
_AGAIN = 3
"""How often a text may have been encoded."""


def tidy(parsed: Parsed, text: str, kind: Texts, markup: Markup) -> None:
    """Separate texts from all that is no text, and add the problems and the ids of changed cues.

    Args:
        parsed: The reader's result.
        text: The file's text, to find lines in.
        kind: See `editor.formats.format.TextReader`.
        markup: The format's markup.
    """
    if kind == "exact":
        return
    coded = kind == "coded"
    if not coded and ("\\u" in text or "\\n" in text):
        _unescape(parsed, text)
    if "\\u" in text:
        _each(parsed, text, _NO_CHARACTER.search, lambda cue: _saying(cue, _visible), None)
    if kind == "recognised" and any(cue.text.startswith(asr_marks.OPENING) for cue in parsed.cues):
        _each(parsed, text, asr_marks.sound_in, asr_marks.apart_from_sound, _SOUNDS)
    entities = ENTITY.search(text) is not None
    if kind != "decoded" and entities:
        _each(parsed, text, ENTITY.search, lambda cue: _saying(cue, _decoded), _ENTITIES)
    if entities or "\\u003" in text or any(sign in text for sign in asr_marks.SIGNS):
        _each(parsed, text, asr_marks.search, asr_marks.apart, _MARKS)
    if ("\\N" in text and not coded) or _BR.search(text):
        find = _BR.search if coded else BREAK.search
        change = partial(_broken, coded=coded)
        _each(parsed, text, find, lambda cue: _saying(cue, change), _BREAKS)
    if "\\h" in text and not coded:
        _each(parsed, text, HARD_SPACE.search, lambda cue: _saying(cue, _spaced), _SPACES)
    if parsed.spans is not None and ("{" in text or (kind != "decoded" and "<" in text)):
        _note_foreign(parsed, text, kind, markup)


def _unescape(parsed: Parsed, text: str) -> None:
    """Read what programs escaped in texts, where it is no topic of theirs."""
    texts = [cue.text for cue in parsed.cues]
    if escapes.are_characters(texts):
        characters = partial(_saying, change=escapes.with_characters)
        _each(parsed, text, escapes.CHARACTER.search, characters, _ESCAPES)
    if escapes.are_breaks(texts):
        breaks = partial(_saying, change=escapes.with_breaks)
        _each(parsed, text, escapes.BREAK.search, breaks, _BREAKS)


_SOUNDS = N_(
    "Sounds that the recogniser names, such as “{text}”, are no text and are not exported."
    " Cues affected: {count}."
)
_MARKS = N_(
    "Marks of a speech recogniser, such as “{text}”, were kept apart. Cues affected: {count}."
)
_ENTITIES = N_("Entities such as “{text}” were read as characters. Cues affected: {count}.")
_ESCAPES = N_("Escapes such as “{text}” were read as characters. Cues affected: {count}.")
_BREAKS = N_("“{text}” was read as a line break. Cues affected: {count}.")

_SPACES = N_("“{text}” was read as a space. Cues affected: {count}.")


def _each(
    parsed: Parsed,
    text: str,
    find: Callable[[str], re.Match[str] | None],
    change: Callable[[Cue], Cue],
    message: str | None,
) -> None:
    """Change the cues in which `find` finds something, and report it once, with its first line.

    No message: it was reported before.
    """
    first, count = None, 0
    for row, cue in enumerate(parsed.cues):
        found = find(cue.text)
        if found is None:
            continue
        changed = change(cue)
        if changed != cue:
            if changed.words is not None and changed.words.of == "text":
                changed = replace(changed, words=changed.words.standing_in(changed.text))
            parsed.cues[row] = changed
            parsed.mended.add(cue.id)
            count += 1
            first = first or found[0]
    if first is not None and message is not None:
        line = LineCounter(text)(_place(first, text))
        parsed.problems.append(Problem(message, line=line, text=first, count=count))


def _place(found: str, text: str) -> int:
    """Offset of what was found in a cue, as itself or with entities, in the file; else 0."""
    from html import escape

    once = escape(found, quote=False)
    forms = (found, once, escape(once, quote=False), found.strip("<>[]/ "))
    places = (text.find(form) for form in forms)
    return next((place for place in places if place >= 0), 0)


def _note_foreign(parsed: Parsed, text: str, kind: Texts, markup: Markup) -> None:
    """Note the cues whose file has markup that its format lacks, so that players show it.

    Readers that decode entities know all tags in angle brackets; the others do not look at them.
    ASS has tags in braces only.
    """
    first, count = None, 0
    for cue in parsed.cues:
        if "{" not in cue.text and ("<" not in cue.text or kind == "decoded"):
            continue
        tags = (tag[0] for tag in TAG.finditer(cue.text) if tag[0][0] == "{" or kind != "decoded")
        tags = (
            tag for tag in tags if not markup.supports(tag) or (kind == "coded" and tag[0] == "<")
        )
        foreign = next(tags, None)
        if foreign is not None:
            parsed.mended.add(cue.id)
            first, count = first or foreign, count + 1
    if first is not None:
        message = N_(
            "Markup such as “{text}” is not of this format; it is written as the format can."
            " Cues affected: {count}."
        )
        line = LineCounter(text)(max(text.find(first), 0))
        parsed.problems.append(Problem(message, line=line, text=first, count=count))


def _saying(cue: Cue, change: Callable[[str], str]) -> Cue:
    """The cue with its text and its hypothesis changed."""
    hypothesis = cue.hypothesis
    if hypothesis is not None:
        hypothesis = change(hypothesis)
    return replace(cue, text=change(cue.text), hypothesis=hypothesis)


def _visible(text: str) -> str:
    return _NO_CHARACTER.sub("\ufffd", text)


def plain_characters(text: str) -> str:
    """`text` with characters for entities, and newlines and spaces for those written as codes."""
    return _spaced(_broken(_decoded(text)))


def _spaced(text: str) -> str:
    return HARD_SPACE.sub(lambda found: found["path"] or "\u00a0", text)


def _decoded(text: str) -> str:
    for _ in range(_AGAIN):
        decoded = ENTITY.sub(_character, text)
        if decoded == text:
            break
        text = decoded
    return text


def _character(entity: re.Match[str]) -> str:
    """The character of an entity, so that it begins no tag."""
    import html

    character = html.unescape(entity[0]) or entity[0]  # it has nothing for control characters
    opens = character in {"<", "{"} and _TAG_GOES_ON.match(entity.string, entity.end())
    return character + JOINER if opens else character


def _broken(text: str, *, coded: bool = False) -> str:
    if not BREAK.search(text):
        return text
    kept = "\\N" if coded else None
    text = BREAK.sub(lambda found: found[0] if found["path"] or found[0] == kept else "\n", text)
    lines = (line.strip(" \t") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
