# SPDX-License-Identifier: GPL-3.0-or-later
"""Jiaozi's own JSON, ``jiaozi/document/1``: everything a cue contains, for other programs.

Times are integer milliseconds; absent fields are left out. The schema is
``docs/schemas/document.json``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

from editor.core.cue import MARKS, Cue
from editor.core.errors import Problem, UserError
from editor.core.head import NO_EXTRAS, Head
from editor.core.i18n import N_
from editor.core.tags import TAG
from editor.core.words import Word, Words
from editor.formats.format import Feature, Format, Markup, Parsed, TextReader, Written
from editor.formats.json_text import LONGEST, load, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editor.core.document import Document
    from editor.core.options import Options
    from editor.core.words import Spoken

SCHEMA = "jiaozi/document/1"
"""Value of the file's ``schema`` field."""


def score(text: str) -> float:
    """Certain if the schema is named."""
    return 1.0 if f'"{SCHEMA}"' in text[:4000] else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read our JSON.

    Raises:
        UserError: It is not ours, has a later version, or has no list of cues.
    """
    del options
    data, problems = load(text, "cues")
    schema = data.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise UserError(
            "This file has the format “{schema}”; Jiaozi reads “{ours}”.",
            schema=schema,
            ours=SCHEMA,
        )
    items = data.get("cues")
    if not isinstance(items, list):
        raise UserError("This JSON has no list “cues”.")
    parsed = Parsed(problems=problems)
    for place, item in enumerate(items, start=1):
        cue = _cue(item, len(parsed.cues))
        if cue is None:
            parsed.problems.append(
                Problem("Cue {place} has no readable time and was skipped.", place=place)
            )
            continue
        parsed.cues.append(cue)
    parsed.head = _head(data)
    parsed.problems += _problems(data.get("problems"))
    parsed.media = _text(data, "media")
    return parsed


def _head(data: dict[str, object]) -> Head:
    styles = data.get("styles")
    rows = styles.items() if isinstance(styles, dict) else ()
    return Head(
        language=_text(data, "language"),
        second_language=_text(data, "second_language"),
        styles={name: _texts(fields) for name, fields in rows},
        script_info=_texts(data.get("script_info")),
        speaker_colours=_texts(data.get("speaker_colours")),
        extras=_extras(data),
    )


def _texts(rows: object) -> dict[str, str]:
    """The string values of an object, by name; others are skipped."""
    there = rows.items() if isinstance(rows, dict) else ()
    return {name: value for name, value in there if isinstance(value, str)}


def _cue(item: object, cue_id: int) -> Cue | None:
    if not isinstance(item, dict):
        return None
    start, end = _ms(item.get("start")), _ms(item.get("end"))
    if start is None or end is None:
        return None
    hypothesis = _text(item, "hypothesis")
    of_text = item.get("words_of") == "text" or hypothesis is None
    mark = item.get("mark")
    return Cue(
        cue_id,
        start,
        end,
        _text(item, "text") or "",
        hypothesis=hypothesis,
        speaker=_text(item, "speaker"),
        words=_words(item.get("words"), "text" if of_text else "hypothesis"),
        checked=item.get("checked") is True,
        note=_text(item, "note") or "",
        extras=_extras(item),
        second=_text(item, "second") or "",
        second_checked=item.get("second_checked") is True,
        mark=next((known for known in MARKS if known == mark), None),
        chapter=_text(item, "chapter"),
        left_out=item.get("left_out") is True,
    )


def _ms(value: object) -> int | None:
    ms = number(value)
    return None if ms is None or abs(ms) > LONGEST else round(ms)


def _extras(item: dict[str, object]) -> Mapping[str, object]:
    extras = item.get("extras")
    return extras if isinstance(extras, dict) and extras else NO_EXTRAS


def _problems(rows: object) -> Iterator[Problem]:
    for row in rows if isinstance(rows, list) else []:
        message = _text(row, "message") if isinstance(row, dict) else None
        if message is not None:
            line = number(row.get("line"))
            facts = {} if line is None else {"line": round(line)}
            yield Problem("{said}", said=message, **facts)


def _text(item: dict[str, object], name: str) -> str | None:
    value = item.get(name)
    return value if isinstance(value, str) else None


def _words(rows: object, of: Spoken) -> Words | None:
    if not isinstance(rows, list):
        return None
    words = []
    for row in rows:
        if not isinstance(row, list) or len(row) < 3:  # noqa: PLR2004 - start, end, text
            continue
        start, end = _ms(row[0]), _ms(row[1])
        if start is None or end is None:
            continue
        confidence = number(row[3]) if len(row) > 3 else None  # noqa: PLR2004 - it comes last
        words.append(Word(start, end, str(row[2]), confidence))
    return Words(words, of)


def write(document: Document, media_length: int | None) -> Written:
    """Our JSON, one cue per line, so that diffs are readable."""
    del media_length
    fields: dict[str, object] = {
        "schema": SCHEMA,
        "media": document.media,
        "language": document.head.language,
        "second_language": document.head.second_language,
        "styles": {name: dict(style) for name, style in document.head.styles.items()} or None,
        "script_info": dict(document.head.script_info) or None,
        "speaker_colours": dict(document.head.speaker_colours) or None,
        "extras": dict(document.head.extras) or None,
    }
    head = [f"{_dump(name)}: {_dump(value)}" for name, value in fields.items() if value is not None]
    rows = ",\n  ".join(_dump(_fields(cue)) for cue in document.cues)
    head.append(f'"cues": [\n  {rows}\n ]' if rows else '"cues": []')
    if document.problems:
        listed = [problem_fields(problem) for problem in document.problems]
        head.append('"problems": ' + _dump(listed))
    return Written("{" + ",\n ".join(head) + "}\n")


def problem_fields(problem: Problem) -> dict[str, object]:
    """A problem as a JSON object."""
    line = {} if problem.line is None else {"line": problem.line}
    return {**line, "message": problem.text}


def _fields(cue: Cue) -> dict[str, object]:
    fields: dict[str, object] = {"start": cue.start, "end": cue.end, "text": cue.text}
    if cue.hypothesis is not None:
        fields["hypothesis"] = cue.hypothesis
    if cue.speaker is not None:
        fields["speaker"] = cue.speaker
    if cue.words is not None:
        fields["words"] = [
            list(word) if word.confidence is not None else list(word[:3]) for word in cue.words
        ]
        if cue.words.of == "text" and cue.hypothesis is not None:
            fields["words_of"] = "text"
    for name in ("checked", "note", "second", "second_checked", "mark", "left_out"):
        if value := getattr(cue, name):
            fields[name] = value
    if cue.chapter is not None:
        fields["chapter"] = cue.chapter
    if cue.extras:
        fields["extras"] = dict(cue.extras)
    return fields


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


FORMAT = Format(
    id="json",
    name=N_("Jiaozi JSON"),
    suffixes=(".json",),
    holds=frozenset(get_args(Feature)),
    markup=Markup(TAG),
    reader=TextReader(score, read, texts="exact"),
    write=write,
)
