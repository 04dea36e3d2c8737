# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts of 剪映 and CapCut: the texts on the timeline.

Files: ``draft_content.json``, ``draft_info.json``.

Times in µs. A text is JSON inside JSON, or in older drafts a text in tags and brackets. 剪映 from
version 6 on encrypts its drafts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.loose_json import (
    Object,
    at,
    fields,
    found,
    has,
    load_any,
    names_in,
    objects,
    rows,
)
from editor.formats.loose_json import parsed as parsed_json
from editor.formats.recognised import Said, time_of

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_MICROSECOND = 1 / 1000
_ENCRYPTED = re.compile(r"[\ufeff\s]*[A-Za-z0-9+/=\r\n]{400}")
_BRACES = re.compile(r"[{}\[\]<> :\t]")
_TAGS = re.compile(r"</?(?:font|size|color|useLetterColor|outline|shadow|[biu])\b[^<>]{0,300}>")


def score(text: str) -> float:
    """Sure of materials and tracks; nearly, of what looks encrypted."""
    names = names_in(text)
    if not names:
        looks = _ENCRYPTED.match(text) and not _BRACES.search(text[:4000].strip())
        return 0.5 if looks else 0.0
    known = names & {"canvas_config", "target_timerange", "draft_type", "tracks", "materials"}
    return 0.97 if known and has(text, "materials", "tracks") else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the texts of all text tracks, in order of time.

    Raises:
        UserError: The draft is encrypted, or has no texts.
    """
    del options
    if _ENCRYPTED.match(text):
        raise UserError(
            "This looks like an encrypted draft of 剪映 (version 6 and later),"
            " which only 剪映 can read. Export the subtitles from 剪映 as SRT instead."
        )
    value, problems = load_any(text)
    draft = found(value, lambda item: "materials" in item and "tracks" in item) or {}
    texts = {
        str(material.get("id")): material for material in objects(at(draft, "materials", "texts"))
    }
    listed = []
    for track in objects(draft.get("tracks")):
        for segment in objects(track.get("segments")):
            material = texts.get(str(segment.get("material_id")))
            if material is not None:
                listed.append(_said(segment, material))
            elif track.get("type") == "text":
                problems.append(Problem(N_("A text of the draft is missing.")))
    listed.sort(key=lambda one: one.start or 0.0)
    heard = Heard(problems)
    for one in listed:
        heard.add(one)
    if not listed:
        raise UserError("This draft has no texts. Recognise the subtitles in 剪映 first.")
    return heard.parsed()


def _said(segment: Object, material: Object) -> Said:
    span = fields(segment.get("target_timerange"))
    start = time_of(span.get("start"), _MICROSECOND)
    length = time_of(span.get("duration"), _MICROSECOND)
    end = None if start is None or length is None else start + length
    words = _words(fields(material.get("words")), start, length)
    return Said(start, end, _text(material), words)


def _text(material: Object) -> str:
    content = material.get("content")
    if isinstance(content, str) and content.lstrip().startswith("{"):
        inner = at(parsed_json(content), "text")
        if isinstance(inner, str):
            return inner.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(content, str) and content.strip():
        bare = _TAGS.sub("", content).strip()
        return bare[1:-1].strip() if bare.startswith("[") and bare.endswith("]") else bare
    recognised = material.get("recognize_text")
    return recognised.strip() if isinstance(recognised, str) else ""


def _words(words: Object, start: float | None, length: float | None) -> list[Word]:
    """Recognised words: times in ms, from the beginning of the text or of the timeline."""
    columns = (rows(words.get(name)) for name in ("start_time", "end_time", "text"))
    found_words = []
    for begin, end, text in zip(*columns, strict=False):
        first, last = time_of(begin, 1.0), time_of(end, 1.0)
        if first is None or last is None or not isinstance(text, str):
            return []
        if text.strip():
            found_words.append(Word(round(first), round(last), text.strip()))
    if not found_words or start is None or length is None:
        return []
    begins, ends = found_words[0].start, found_words[-1].end
    if ends <= length + _SLACK:
        return [
            word._replace(start=word.start + round(start), end=word.end + round(start))
            for word in found_words
        ]
    within = begins >= start - _SLACK and ends <= start + length + _SLACK
    return found_words if within else []


_SLACK = 50
"""Milliseconds by which words may pass the borders of their text."""
