# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps, selections and documents as JSON, and back to equal values.

An inserted cue is written as its differences from the removed cue with the same id, or from an
empty cue. Removed cues are only counted: the reader of a step has the document before it. Of a
head, only the changed fields are written.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from editor.core.change import Change, Splice
from editor.core.cue import MARKS, Cue
from editor.core.document import Document
from editor.core.head import NO_EXTRAS, NO_HEAD, Head
from editor.core.history import Step
from editor.core.selection import Selection
from editor.core.words import Word, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor.core.document import Source
    from editor.core.words import Spoken

_EMPTY = Cue(-1, 0, 0, "")
_KINDS: dict[str, tuple[type, ...]] = {
    "id": (int,),
    "start": (int,),
    "end": (int,),
    "text": (str,),
    "hypothesis": (str, type(None)),
    "speaker": (str, type(None)),
    "words": (Words, type(None)),
    "checked": (bool,),
    "note": (str,),
    "extras": (Mapping,),
    "second": (str,),
    "second_checked": (bool,),
    "mark": (str, type(None)),
    "chapter": (str, type(None)),
    "left_out": (bool,),
}
"""Allowed types of each field of a cue."""

_FIELDS = tuple(name for name in _KINDS if name != "id")
_HEAD_FIELDS = tuple(each.name for each in fields_of(Head))
_LATEST = 1 << 53
"""Limit for times, ids and rows: integers up to here are exact in JSON and floating point."""

_RUN = 256
"""Number of cues written before other threads get a turn."""

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def step_to_json(step: Step) -> str:
    """A step as a JSON object; see `editor.project.database` for its fields.

    Yields to other threads regularly, so that painting goes on.
    """
    change = step.change
    old = {cue.id: cue for splice in change.splices for cue in splice.removed}
    head: dict[str, object] = {"title": change.title}
    if change.merge is not None:
        head["merge"] = change.merge
    if change.head is not None:
        before, after = map(_plain, change.head)
        both = {name: (before.get(name), after.get(name)) for name in _HEAD_FIELDS}
        head["head"] = {name: pair for name, pair in both.items() if pair[0] != pair[1]}
    head |= {"before": _selection(step.before), "after": _selection(step.after)}
    splices = ",".join(
        f'{{"row":{splice.index},"removed":{len(splice.removed)},'
        f'"cues":[{",".join(_cues(splice.inserted, old))}]}}'
        for splice in change.splices
    )
    return storable(f'{_dump(head)[:-1]},"splices":[{splices}]}}')


def step_from_json(body: str, cues: Sequence[Cue], head: Head) -> Step:
    """The inverse of `step_to_json`, given `cues` and `head` before the step.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: Not such JSON, or it does not fit.
    """
    item = json.loads(body)
    parts = []
    stop = 0
    for part in item["splices"]:
        row, count = part["row"], part["removed"]
        if row < stop or count < 0 or row + count > len(cues):
            raise ValueError(row)
        stop = row + count
        parts.append((row, tuple(cues[row:stop]), part["cues"]))
    old = {cue.id: cue for _, removed, _ in parts for cue in removed}
    splices = tuple(
        Splice(row, removed, tuple(_cue(fields, old) for fields in inserted))
        for row, removed, inserted in parts
    )
    pairs = item.get("head")
    if "language" in item:  # a step of an earlier version
        pairs = {"language": item["language"]}
    heads = None if pairs is None else (head, _head_after(head, pairs))
    change = Change(item["title"], splices, item.get("merge"), heads)
    return Step(change, _selected(item["before"]), _selected(item["after"]))


def _head_after(head: Head, pairs: dict[str, Sequence[Any]]) -> Head:
    """The head after a step with these (before, after) pairs by field.

    Raises:
        ValueError: The head before differs.
    """
    before = _plain(head)
    if any(before.get(name) != old for name, (old, _) in pairs.items()):
        raise ValueError(pairs)
    return _head(before | {name: new for name, (_, new) in pairs.items()})


def selection_to_json(selection: Selection) -> str:
    """A selection as a JSON list."""
    return _dump(_selection(selection))


def selection_from_json(text: str) -> Selection:
    """The inverse of `selection_to_json`.

    Raises:
        ValueError, TypeError: Not such JSON.
    """
    return _selected(json.loads(text))


def document_to_json(document: Document) -> str:
    """A document without its source, as a JSON object."""
    head: dict[str, object] = {
        "media": document.media,
        "head": _plain(document.head),
        "next_id": document.next_id,
    }
    return storable(f'{_dump(head)[:-1]},"cues":[{",".join(_cues(document.cues, {}))}]}}')


def document_from_json(text: str, source: Source | None) -> Document:
    """The inverse of `document_to_json`, with this `source`.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: Not such JSON.
    """
    fields = json.loads(text)
    fields["cues"] = tuple(_cue(item, {}) for item in fields["cues"])
    head = fields.pop("head", None)
    if head is None:  # written by an earlier version
        head = {name: fields.pop(name) for name in ("language", "extras")}
    return Document(source=source, head=_head(head), **fields)


def storable(body: str) -> str:
    """The same JSON; all non-ASCII is escaped if it has lone surrogates (invalid in UTF-8)."""
    try:
        body.encode()
    except UnicodeEncodeError:
        # Escapes all text, Chinese included: rare, and still valid JSON.
        return json.dumps(json.loads(body), separators=(",", ":"))
    return body


def _cues(cues: Iterable[Cue], old: dict[int, Cue]) -> Iterator[str]:
    for number, cue in enumerate(cues):
        if number % _RUN == _RUN - 1:
            time.sleep(0.0005)  # with a shorter sleep no other thread gets the GIL
        yield _dump(_differing(cue, old.get(cue.id, _EMPTY)))


def _differing(cue: Cue, old: Cue) -> dict[str, object]:
    fields: dict[str, object] = {"id": cue.id}
    for name in _FIELDS:
        value = getattr(cue, name)
        before = getattr(old, name)
        if value is before or value == before:
            continue
        if name == "words" and value is not None:
            value = {"of": value.of, "words": [list(word) for word in value]}
        elif name == "extras":
            value = dict(value)
        fields[name] = value
    return fields


def _cue(fields: dict[str, Any], old: dict[int, Cue]) -> Cue:
    cue = old.get(fields["id"], _EMPTY)
    words = fields.get("words")
    if isinstance(words, list):  # written by an earlier version
        words = {"of": words_of(fields.get("hypothesis", cue.hypothesis)), "words": words}
    if words is not None:
        fields["words"] = Words((Word(*word) for word in words["words"]), words["of"])
    if "extras" in fields and not fields["extras"]:
        fields["extras"] = NO_EXTRAS
    return replace(cue, **fields)


def words_of(hypothesis: str | None) -> Spoken:
    """The text that words belong to by default, in a cue with this hypothesis."""
    return "text" if hypothesis is None else "hypothesis"


def _plain(head: Head) -> dict[str, Any]:
    """The fields of a head that are not empty, as JSON values."""
    there = {name: getattr(head, name) for name in _HEAD_FIELDS}
    return {
        name: json.loads(json.dumps(value, default=dict)) if isinstance(value, Mapping) else value
        for name, value in there.items()
        if value != getattr(NO_HEAD, name)
    }


def _head(there: dict[str, Any]) -> Head:
    return Head(**{name: value for name, value in there.items() if value is not None})


def checked_step(step: Step) -> Step:
    """The same step, with all values from an untrusted file checked for type and range.

    Raises:
        ValueError: A value is invalid.
    """
    change = step.change
    if not isinstance(change.title, str) or not isinstance(change.merge, (str, type(None))):
        raise ValueError(change.title)  # noqa: TRY004 - bad data, not a bad call
    for head in change.head or ():
        checked_head(head)
    for splice in change.splices:
        for cue in splice.inserted:
            checked_cue(cue)
    for place in (step.before, step.after):
        checked_selection(place)
    return step


def checked_head(head: Head) -> Head:
    """The same head; see `checked_step`."""
    languages = (head.language, head.second_language)
    texts = [head.script_info, head.speaker_colours, head.styles]
    if not all(isinstance(value, Mapping) for value in (*texts, head.extras)):
        raise ValueError(head)
    texts[2:] = head.styles.values()
    fits = all(tag is None or isinstance(tag, str) for tag in languages) and all(
        isinstance(fields, Mapping) and all(isinstance(value, str) for value in fields.values())
        for fields in texts
    )
    if not fits:
        raise ValueError(head)
    return head


def checked_cue(cue: Cue) -> Cue:
    """The same cue; see `checked_step`."""
    for name, kinds in _KINDS.items():
        value = getattr(cue, name)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise ValueError(name)
    if max(abs(cue.start), abs(cue.end)) > _LATEST or not 0 <= cue.id <= _LATEST:
        raise ValueError(cue.id)
    if cue.words is not None and (
        cue.words.of not in {"hypothesis", "text"}
        or not all(isinstance(word.text, str) for word in cue.words)
    ):
        raise ValueError(cue.id)
    if cue.mark is not None and cue.mark not in MARKS:
        raise ValueError(cue.mark)
    return cue


def checked_selection(place: Selection) -> Selection:
    """The same selection; see `checked_step`."""
    numbers = [place.current, place.caret, place.caret_anchor, place.anchor]
    for pair in place.others:
        numbers += pair
    if place.field not in {"text", "second"}:
        raise ValueError(place)
    if not all(type(number) is int and 0 <= number <= _LATEST for number in numbers):
        raise ValueError(place)
    return place


def _selection(selection: Selection) -> list[object]:
    place = selection
    row: list[object] = [place.current, place.caret, place.caret_anchor, place.anchor, place.others]
    return row if place.field == "text" else [*row, place.field]


def _selected(row: Sequence[Any]) -> Selection:
    current, caret, caret_anchor, anchor, others, *field = row
    ranges = tuple((first, stop) for first, stop in others)
    return Selection(current, caret, caret_anchor, anchor, ranges, *field)
