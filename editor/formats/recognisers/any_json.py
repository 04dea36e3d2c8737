# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of no known recogniser: the longest list of objects with times and texts.

Lists that stand at the same place of each paragraph or speaker are one. Words become cues.

Clouds, scripts and chat models name the same fields in many ways (``BeginTime``, ``start_ms``,
``开始时间``); names are compared without case and underscores. Times may be numbers, written
(``00:00:01,500``), or both in one field (``00:01 --> 00:02``, ``[0.0, 1.8]``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.heard import Heard, without_unit
from editor.formats.loose_json import Object, load_any, names_in, objects, parsed, rows
from editor.formats.recognised import SECOND, Shape, said
from editor.formats.word_groups import grouped_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.options import Options
    from editor.formats.format import Parsed

_TEXTS = (
    "originalsubtitle", "text", "finalsentence", "transcript", "sentence", "content", "caption",
    "subtitle", "line", "value", "segment", "res", "onebest", "word", "字幕", "字幕内容", "内容",
    "文本", "文字", "原文",
)  # fmt: skip
_STARTS = (
    "start", "starttime", "startms", "begin", "begintime", "beginms", "from", "bg", "startseconds",
    "startoffset", "startmilliseconds", "startmillis", "starttimems", "startsec", "startsecond",
    "starttimestamp", "offset", "timestamp", "time", "timecode", "timerange", "开始时间",
    "起始时间", "开始", "时间", "时间戳", "in", "inpoint", "tcin", "timecodein", "st", "ts", "入点",
)  # fmt: skip
_ENDS = (
    "end", "endtime", "endms", "to", "ed", "endseconds", "endoffset", "endmilliseconds", "stop",
    "endmillis", "endtimems", "endsec", "endsecond", "endtimestamp", "finish", "结束时间",
    "终止时间", "结束", "out", "outpoint", "tcout", "timecodeout", "et", "te", "出点",
)  # fmt: skip
_NAMES = {
    "text": _TEXTS,
    "start": _STARTS,
    "end": _ENDS,
    "length": ("duration", "dur", "durationms", "时长"),
    "speaker": ("speaker", "speakerid", "spk", "speakerlabel", "speakername", "role", "说话人"),
    "words": ("words",),
    "second": ("translatedsubtitle", "translation", "译文", "翻译"),
}
"""Fields of an entry, and how they are called, the likelier name first."""

_VAGUE = frozenset({"in", "st", "ts"})
"""Names of starts that may mean anything where there is no end."""

_MILLISECONDS = frozenset({"bg", "ed"})
_PIECES = frozenset({"word", "words", "char", "chars", "tokens", "terms"})
"""Lists that are not the entries where there are others."""

_FOLDED = str.maketrans("", "", "_- ")
_RANGE = re.compile(r"(.*\d[\])]?)\s*(?:[-–—=]{1,3}>|→|[-–—~～至到])\s*([\[(]?\d.*)", re.DOTALL)
_DEEPEST = 8


def score(text: str) -> float:
    """Just enough if there are names for texts and for times."""
    names = {_folded(name) for name in names_in(text)}
    return 0.3 if names.intersection(_TEXTS) and names.intersection(_STARTS) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the longest list.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    lists: dict[tuple[str, ...], list[Object]] = {}
    for path, items in _lists(value):
        lists.setdefault(path, []).extend(items)
    whole = {path: items for path, items in lists.items() if _name(path) not in _PIECES}
    path, listed = max((whole or lists).items(), key=lambda pair: len(pair[1]), default=((), []))
    name = path[-1] if path else ""
    if not listed:
        raise UserError("This JSON has no list of texts with times.")
    message = N_("This JSON is of no known recogniser; its list “{name}” was read.")
    problems.append(Problem(message, name=name))
    items = [_plain(item) for item in listed]
    in_ms = any(_is_ms(_name_of(item, "start")) for item in listed[:1])
    shape = Shape(length=("length", "duration"), unit=1.0 if in_ms else SECOND)
    heard = Heard(problems)
    shape = without_unit(items, shape, problems)
    if _name(path) in _PIECES:
        for one in grouped_words(items, replace(shape, words=())):
            heard.add(one)
        return heard.parsed()
    for item in items:
        second = item.pop("second", None)
        one = said(item, shape)
        one.second = second.strip() if isinstance(second, str) else ""
        heard.add(one)
    return heard.parsed()


def _name(path: tuple[str, ...]) -> str:
    return _folded(path[-1]) if path else ""


def _lists(
    value: object, path: tuple[str, ...] = (), speaker: object = None
) -> Iterator[tuple[tuple[str, ...], list[Object]]]:
    """Yield the lists of objects that have a text and a start; where one is, not those inside.

    Each comes with the names that lead to it, and its objects with the speaker around them.
    Objects that are numbered instead of listed are a list, too; a string may hold JSON itself.
    """
    if isinstance(value, str):
        value = parsed(value) if value.lstrip()[:1] in {"{", "["} else None
    if isinstance(value, list):
        timed = [item for item in map(_flat, objects(value)) if _is_timed(item)]
        if timed:
            yield path, [_spoken(item, speaker) for item in timed]
            return
    if isinstance(value, dict) and (columns := _columns(value)):
        yield path, columns
        return
    inner = value.items() if isinstance(value, dict) else ()
    numbered = [item for _, item in inner if isinstance(item, dict) and _is_timed(item)]
    if numbered and len(numbered) == len(inner):  # {"1": {…}, "2": {…}}
        yield path, [_spoken(item, speaker) for item in numbered]
        return
    if isinstance(value, dict):
        speaker = value.get(_name_of(value, "speaker")) or speaker
    pairs = [((*path, str(key)), item) for key, item in inner]
    pairs = pairs or [(path, item) for item in (value if isinstance(value, list) else ())]
    for further, item in pairs if len(path) < _DEEPEST else ():
        if isinstance(item, (dict, list, str)):
            yield from _lists(item, further, speaker)


def _columns(value: Object) -> list[Object]:
    """The entries of a table that was stored by columns, as pandas does; empty if it is none."""
    lists: dict[str, list[object]] = {
        name: list(column.values()) if isinstance(column, dict) else column
        for name, column in value.items()
        if isinstance(column, (dict, list))
    }
    names: Object = {**lists}
    start, text = lists.get(_name_of(names, "start")), lists.get(_name_of(names, "text"))
    if not start or not text or len(start) != len(text):
        return []
    if not all(isinstance(said, str) for said in text) or any(isinstance(at, dict) for at in start):
        return []
    whole = {name: column for name, column in lists.items() if len(column) == len(text)}
    return [dict(zip(whole, cells, strict=True)) for cells in zip(*whole.values(), strict=True)]


def _flat(item: Object) -> Object:
    """The object with its times beside its text, if an object or a list inside it has both."""
    for name, inner in item.items():
        times = next(iter(objects(inner)), inner) if isinstance(inner, list) else inner
        if not isinstance(times, dict) or _name_of(times, "text"):
            continue
        if _name_of(times, "start") and (_name_of(times, "end") or _name_of(times, "length")):
            return {**{other: item[other] for other in item if other != name}, **times}
    return item


def _spoken(item: Object, speaker: object) -> Object:
    """The object, with the speaker around it if it names none."""
    return item if speaker is None or _name_of(item, "speaker") else {**item, "speaker": speaker}


def _is_timed(item: Object) -> bool:
    said = _name_of(item, "text") or objects(item.get("words"))
    start = _name_of(item, "start")
    if _folded(start) in _VAGUE and not (_name_of(item, "end") or _name_of(item, "length")):
        return False
    return bool(said) and bool(start)


def _name_of(item: Object, field: str) -> str:
    """How an entry calls a field; empty if it has none that can be one."""
    folded = {_folded(name): name for name in item if item[name] is not None}
    for name in _NAMES[field]:
        own = folded.get(name, "")
        if own and (field != "text" or isinstance(item[own], (str, list))):
            return own
    return ""


def _folded(name: str) -> str:
    return name.translate(_FOLDED).lower()


def _is_ms(name: str) -> bool:
    folded = _folded(name)
    return folded in _MILLISECONDS or folded.endswith(("ms", "millis", "milliseconds"))


def _plain(item: Object) -> Object:
    """The object with plain names for its fields, and both times where one field has them."""
    own = {field: _name_of(item, field) for field in _NAMES}
    plain = {name: value for name, value in item.items() if name not in own.values()}
    plain |= {field: item[name] for field, name in own.items() if name}
    if isinstance(plain.get("text"), list):
        plain["text"] = "".join(map(str, rows(plain["text"])))
    start = plain["start"]
    found = _RANGE.fullmatch(start.strip()) if isinstance(start, str) else None
    if found:
        plain["start"], plain["end"] = found.groups()
    elif isinstance(start, list) and len(start) == len(("start", "end")):
        plain["start"], plain["end"] = start
    return plain
