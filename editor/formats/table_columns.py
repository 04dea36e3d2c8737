# SPDX-License-Identifier: GPL-3.0-or-later
"""Which column of a table is what: as the user says, as its headings say, or as its cells look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.formats.cell_times import NUMBER, UNITS, ms_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "start": (
        *("start", "begin", "in", "from", "starttime", "timein", "tcin", "inpoint", "begintime"),
        *("timecodein", "intime", "intimecode"),
        *("开始", "开始时间", "起始", "起始时间", "入点", "開始", "開始時間", "起始時間", "入點"),
        *("起点", "起始点", "timerange", "时间轴", "時間軸", "时间段", "時間段"),
        *("time", "timestamp", "timecode", "时间", "時間", "时间戳", "時間碼", "时间码"),
    ),
    "end": (
        *("end", "stop", "out", "to", "endtime", "timeout", "tcout", "outpoint", "finish"),
        *("timecodeout", "outtime", "outtimecode"),
        *("终止", "终止时间", "终点", "結束點", "终止点"),
        *("结束", "结束时间", "截止", "出点", "結束", "結束時間", "終了", "出點"),
    ),
    "duration": (
        *("duration", "dur", "length", "时长", "時長", "持续时间", "持續時間", "时间长度"),
    ),
    "text": (
        *("text", "content", "subtitle", "subtitles", "caption", "captions", "transcript"),
        *("transcription", "sentence", "dialogue", "dialog", "line", "original", "source"),
        *("sourcetext", "label", "字幕", "文本", "文字", "内容", "內容", "台词", "臺詞", "台詞"),
        *("原文", "正文", "句子", "中文", "字幕内容", "字幕內容", "对白", "對白"),
    ),
    "second": (
        *("second", "translation", "translated", "target", "targettext", "secondtext"),
        *("译文", "譯文", "翻译", "翻譯", "英文", "第二文本", "第二文字"),
    ),
    "speaker": (
        *("speaker", "name", "actor", "character", "role", "who", "speakername", "speakerid"),
        *("说话人", "說話人", "发言人", "發言人", "讲话人", "講者", "讲者", "角色", "人物", "姓名"),
    ),
    "note": (*("note", "notes", "comment", "comments", "remark", "备注", "備註", "注释", "註解"),),
    "chapter": ("chapter", "章节", "章節"),
    "": (
        *("#", "no", "no.", "number", "index", "id", "序号", "序號", "编号", "編號", "layer"),
        *("style", "marginl", "marginr", "marginv", "effect", "cps", "chars"),
    ),
}
"""Headings without spaces and in lower case, by what they mean; last, what is left out silently."""

_LANGUAGES = frozenset(
    (
        *("zh", "cn", "chs", "cht", "sc", "tc", "zhhans", "zhhant", "zhcn", "zhtw", "zhhk"),
        *("chinese", "mandarin", "en", "eng", "english", "ja", "jp", "japanese", "ko", "kr"),
        *("korean", "fr", "french", "de", "german", "es", "spanish", "ru", "russian"),
        *("中文", "简体", "简体中文", "繁体", "繁體", "繁體中文", "汉语", "国语", "英文", "英语"),
        *("英語", "日文", "日语", "日語", "韩文", "韩语", "韓語"),
    )
)
"""Headings that name a language; of such columns, the first is the text."""

ROLES = tuple(role for role in HEADINGS if role)

_UNIT = re.compile(
    r"(?:[\s_(（\[]+(ms|msec|milliseconds?|s|sec|seconds?|frames?)|[\s_(（\[]*(毫秒|秒|帧|幀))[)）\]\s]*$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\s_\-:：]+")
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_RANGE = re.compile(
    r"[ \t*\[(（【]*(\d{1,3}[:：][\d:：.,，]{1,12})[ \t]*(?:[-–—=]{1,3}[>＞]|[→~～至到]|[-–—])"
    r"[ \t]*(\d{1,3}[:：][\d:：.,，]{1,12})[ \t*\])）】]*"
)
"""A cell with both times."""

_HEADINGS_AND_RULE = 2
"""Rows of a short table that are no cues: its headings, and the line below them in Markdown."""

_SAMPLE = 60
"""Rows that are looked at."""

_MOST = 0.9
"""Share of cells that must be times in a column of times."""

_LONG = 200
"""Median length of cues above which whole numbers are ms, not seconds."""

_WIDEST, _LONGEST_TITLE = 100, 60
"""Columns, and characters of a heading, that are looked at."""

_DIGITS = 8
"""Digits that no count of columns or rows has."""
_NAME = 24
"""The longest speaker's name, where no heading says that it is one."""

Rows = "Sequence[Sequence[str]]"


class UnknownColumnsError(UserError):
    """A table of which nobody knows what its columns are."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are.

    Attributes:
        places: The column of each role.
        first: The first row that is no heading.
        unit: Unit of numbers without one: "ms", "s" or "f" (frames).
        guessed: Whether the unit follows from the numbers alone.
        others: Headings of columns that are nothing of ours.
        unsure: Whether its cells alone tell what they are, and more columns than those have texts.
    """

    places: Mapping[str, int]
    first: int
    unit: str
    guessed: bool
    others: tuple[str, ...] = ()
    unsure: bool = False


def columns_of(rows: Sequence[Sequence[str]], chosen: str | None) -> Columns:
    """What the columns of a table are.

    Args:
        rows: The table.
        chosen: What the user says: ``start=1,end=2,text=4``; columns by number or heading.

    Raises:
        UnknownColumnsError: No column has times or texts.
        UserError: The user names a column that is not there.
    """
    head = _heading_row(rows)
    titles = rows[head][:_WIDEST] if head is not None else ()
    first = 0 if head is None else head + 1
    roles = [_role(title) for title in titles]
    places = {role: roles.index(role) for role in ROLES if role in roles}
    for at, title in enumerate(titles):  # where languages are the headings
        free = next((role for role in ("text", "second") if role not in places), None)
        if roles[at] is None and free and _bare(title) in _LANGUAGES:
            roles[at], places[free] = free, at
    others = tuple(
        title for title, role in zip(titles, roles, strict=True) if role is None and title
    )
    unsure = False
    body = [row for row in rows[first : first + _SAMPLE] if any(map(str.strip, row))]
    if chosen:
        titles = titles or (rows[0] if rows else ())
        places = chosen_columns(chosen, titles, max(map(len, rows[: first + _SAMPLE]), default=0))
        others = ()
        if head is None and not _begins(titles, places):
            first = 1  # headings that we do not know
    elif not {"start", "text"} <= places.keys():
        places, others = _by_cells(body), ()
        if not {"start", "text"} <= places.keys() and len(body) > 1:
            places = _by_cells(body[1:])  # a short table, with headings that we do not know
            first = rows.index(body[0]) + 1
        unsure = _leaves(body, places)
    if "start" not in places or "text" not in places:
        message = N_(
            "No column of this table has times, or none has texts. Say which: start=1,end=2,text=3."
        )
        raise UnknownColumnsError(message)
    told = next((unit for title in titles if (unit := _unit(title)) is not None), None)
    unit = told or _unit_of_cells(body, places)
    starts = [row[places["start"]].strip() for row in body if len(row) > places["start"]]
    plain = any(found and not found[3] for found in map(NUMBER.fullmatch, starts))
    guessed = told is None and plain
    return Columns(places, first, unit, guessed=guessed, others=others, unsure=unsure)


def _begins(cells: Sequence[str], places: Mapping[str, int]) -> bool:
    """Whether a row has a time where cues start."""
    place = places.get("start", 0)
    return place < len(cells) and ms_of(cells[place], "s", 25) is not None


def _leaves(body: Sequence[Sequence[str]], places: Mapping[str, int]) -> bool:
    """Whether columns with texts are left over; numbers of rows are none."""
    for at in range(min(max(map(len, body), default=0), _WIDEST)):
        cells = [row[at].strip() for row in body if at < len(row)]
        if at not in places.values() and any(cells) and not _counts(cells):
            return True
    return False


def named(places: Mapping[str, int]) -> str:
    """Columns as `Options.columns` has them."""
    return ",".join(f"{role}={place + 1}" for role, place in places.items())


def parted(rows: list[list[str]]) -> list[list[str]]:
    """The rows with two columns for one whose cells have both times: ``00:01 --> 00:03``."""
    body = [row for row in rows[:_SAMPLE] if any(map(str.strip, row))]
    width = min(max(map(len, body), default=0), _WIDEST)
    head = _heading_row(rows)
    titles = {_role(title) for title in rows[head][:_WIDEST]} if head is not None else set()
    columns = ([row[at].strip() for row in body if at < len(row)] for at in range(width))
    if "end" in titles or any(_are_times(cells) and not _counts(cells) for cells in columns):
        return rows  # then it is a text
    for at in range(width):
        found = [row for row in body if at < len(row) and _RANGE.fullmatch(row[at])]
        if found and len(found) >= _MOST * (len(body) - _HEADINGS_AND_RULE):
            return [_apart(row, at) for row in rows]
    return rows


def _apart(row: list[str], at: int) -> list[str]:
    if at >= len(row):
        return row
    times = _RANGE.fullmatch(row[at])
    titled = ["start", "end"] if _role(row[at]) == "start" else [row[at], ""]
    return [*row[:at], *(times.groups() if times else titled), *row[at + 1 :]]


def chosen_columns(chosen: str, titles: Sequence[str], width: int) -> dict[str, int]:
    """The columns that the user names.

    Raises:
        UserError: One is not there, or is no role.
    """
    places = {}
    for part in filter(None, (part.strip() for part in chosen.split(","))):
        role, _, name = (each.strip() for each in part.partition("="))
        if role not in ROLES or not name:
            raise UserError(
                "“{text}” names no column. Write start=1,end=2,text=3; there are {known}.",
                text=part,
                known=", ".join(ROLES),
            )
        same = [title.strip().lower() for title in titles]
        place = int(name) - 1 if name.isdecimal() and len(name) < _DIGITS else -1
        if not 0 <= place < width and name.lower() in same:
            place = same.index(name.lower())
        if not 0 <= place < width:
            raise UserError("This table has no column “{name}”.", name=name)
        places[role] = place
    return places


def _heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The row of headings, among the first ones; None if there is none."""
    for number, row in enumerate(rows[:10]):
        roles = {_role(title) for title in row[:_WIDEST]} - {None, ""}
        if len(roles) > 1 and not any(ms_of(cell, "s", 25) is not None for cell in row[:_WIDEST]):
            return number
    return None


def _role(title: str) -> str | None:
    """What a heading means; None if nothing of ours."""
    if len(title) > _LONGEST_TITLE:
        return None
    name = _bare(title)
    return next((role for role, names in HEADINGS.items() if name in names), None)


def _bare(title: str) -> str:
    """A heading without its unit, spaces and signs, in lower case."""
    bare = _UNIT.sub("", title[: _LONGEST_TITLE + 1].strip().lstrip("\ufeff"))
    return _SIGNS.sub("", bare).strip("()（）[]").lower()


def _unit(title: str) -> str | None:
    found = _UNIT.search(title) if len(title) <= _LONGEST_TITLE else None
    if found is None or _role(title) not in {"start", "end", "duration"}:
        return None
    return UNITS[(found[1] or found[2])[0].lower()]


def _by_cells(body: Sequence[Sequence[str]]) -> dict[str, int]:
    """What the columns look like."""
    width = min(max(map(len, body), default=0), _WIDEST)
    columns = [[row[at].strip() for row in body if at < len(row)] for at in range(width)]
    times = [at for at, cells in enumerate(columns) if _are_times(cells) and not _counts(cells)]
    texts = [at for at in range(width) if at not in times and not _counts(columns[at])]
    texts.sort(key=lambda at: -sum(map(len, columns[at])))
    places = dict(zip(("start", "end"), times, strict=False))
    if texts:
        places["text"] = texts[0]
    for at in texts[1:]:
        cells = [cell for cell in columns[at] if cell]
        few = len(set(cells)) <= max(2, len(cells) // 3)
        if cells and few and max(map(len, cells)) <= _NAME:
            places["speaker"] = at
            break
    return places


def _are_times(cells: Sequence[str]) -> bool:
    there = [cell for cell in cells if cell]
    found = sum(ms_of(cell, "s", 25) is not None for cell in there)
    return 2 * len(there) > len(cells) and found >= _MOST * len(there)


def _counts(cells: Sequence[str]) -> bool:
    """Whether a column numbers the rows."""
    if not all(cell.isdecimal() and len(cell) < _DIGITS for cell in cells) or not cells[1:]:
        return False
    numbers = [int(cell) for cell in cells]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _unit_of_cells(body: Sequence[Sequence[str]], places: Mapping[str, int]) -> str:
    """Whole numbers are ms if cues would last for minutes otherwise."""
    pair = [places["start"], places.get("end", places["start"])]
    cells = [[row[at].strip() for at in pair] for row in body if len(row) > max(pair)]
    whole = [[int(x) for x in pair] for pair in cells if all(map(_WHOLE.fullmatch, pair))]
    if not whole or len(whole) < _MOST * len(cells):
        return "s"
    if "end" in places:
        lengths = sorted(end - start for start, end in whole)
    else:
        starts = [start for start, _ in whole]
        lengths = sorted(after - before for before, after in pairwise(starts)) or [0]
    return "ms" if lengths[len(lengths) // 2] > _LONG else "s"
