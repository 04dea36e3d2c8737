# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of an ASS file: its script info and styles, read, updated, and made anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from editor.core.markup import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editor.core.head import Head, Styles

SECOND = "Second"
"""Name of the style of second texts."""

DEFAULT = "Default"
"""Name of the style of cues that name none."""

STYLE_COLUMNS = (
    *("Name", "Fontname", "Fontsize", "PrimaryColour", "SecondaryColour", "OutlineColour"),
    *("BackColour", "Bold", "Italic", "Underline", "StrikeOut", "ScaleX", "ScaleY", "Spacing"),
    *("Angle", "BorderStyle", "Outline", "Shadow", "Alignment", "MarginL", "MarginR", "MarginV"),
    "Encoding",
)
OLD_STYLE_COLUMNS = (
    *("Name", "Fontname", "Fontsize", "PrimaryColour", "SecondaryColour", "TertiaryColour"),
    *("BackColour", "Bold", "Italic", "BorderStyle", "Outline", "Shadow", "Alignment"),
    *("MarginL", "MarginR", "MarginV", "AlphaLevel", "Encoding"),
)
"""Columns of SSA, before ASS."""

EVENT_COLUMNS = (
    *("Layer", "Start", "End", "Style", "Name", "MarginL", "MarginR", "MarginV", "Effect", "Text"),
)
OLD_EVENT_COLUMNS = ("Marked", *EVENT_COLUMNS[1:])

_INFO: Mapping[str, str] = {
    "ScriptType": "v4.00+",
    "WrapStyle": "0",
    "ScaledBorderAndShadow": "yes",
    "YCbCr Matrix": "TV.709",
    "PlayResX": "1920",
    "PlayResY": "1080",
}
"""The picture's size is only a unit: players scale all to the video, so 4K looks like 1080p."""

_PLAIN: Mapping[str, str] = {
    "Fontname": "Microsoft YaHei",
    "Fontsize": "72",
    "PrimaryColour": "&H00FFFFFF",
    "SecondaryColour": "&H000000FF",
    "OutlineColour": "&H00101010",
    "BackColour": "&H80000000",
    "Bold": "0",
    "Italic": "0",
    "Underline": "0",
    "StrikeOut": "0",
    "ScaleX": "100",
    "ScaleY": "100",
    "Spacing": "0",
    "Angle": "0",
    "BorderStyle": "1",
    "Outline": "3.5",
    "Shadow": "1",
    "Alignment": "2",
    "MarginL": "96",
    "MarginR": "96",
    "MarginV": "54",
    "Encoding": "1",
}
"""A Chinese character is a twentieth of the picture's height; the margins are its safe area. Where
the font is not installed, players take the system's Chinese one."""

_FONTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue"), "Microsoft JhengHei"),
    (("ja",), "Yu Gothic"),
    (("ko",), "Malgun Gothic"),
)
"""Fonts by the beginnings of language tags, for scripts that the plain one draws differently."""

_SMALLER = 0.65
"""Size of a second text in sizes of the first."""

_SECTION = re.compile(
    r"\[(script info|v4\+{0,2} styles|events|fonts|graphics|[a-z][a-z ]{2,40})\]", re.IGNORECASE
)
_ENCODED = frozenset({"fonts", "graphics"})
_NEWLINE = re.compile(r"\r\n|\r|\n")
_OLD_TOP, _OLD_MIDDLE = 4, 8
"""Added to 1, 2, 3 in the alignment of SSA's styles, for the top and the middle."""


@dataclass(slots=True)
class Lines:
    """What the lines above the events say, read one by one.

    Attributes:
        section: Name of the current section, in lower case.
        info: Fields of the script info.
        styles: Styles by name.
        style_columns: Columns of the styles.
        event_columns: Columns of the events, as the file orders them.
    """

    section: str = ""
    info: dict[str, str] = field(default_factory=dict)
    styles: dict[str, dict[str, str]] = field(default_factory=dict)
    style_columns: tuple[str, ...] = STYLE_COLUMNS
    event_columns: tuple[str, ...] = EVENT_COLUMNS

    def take(self, line: str) -> bool:
        """Note what a line says. Returns whether it may belong to an event."""
        name = section_of(line, self.section) if line[:1] == "[" else None
        if name is not None:
            self.section = name
            if name == "v4 styles":
                self.style_columns = OLD_STYLE_COLUMNS
                self.event_columns = OLD_EVENT_COLUMNS
            return False
        key, colon, value = line.partition(":")
        key, value = key.strip(), value.strip()
        if self.section == "events":
            if key.lower() != "format":
                return True
            self.event_columns = _columns(value) or self.event_columns
        elif self.section == "script info" and colon and key and key[0] not in ";!":
            self.info[key] = value
        elif self.section.endswith("styles"):
            if key.lower() == "format":
                self.style_columns = _columns(value) or self.style_columns
            elif key.lower() == "style":
                style = style_of(value, self.style_columns)
                self.styles[style.get("Name", "")] = style
        return False

    @property
    def is_old(self) -> bool:
        """Whether the file is SSA."""
        return "Marked" in self.event_columns


def section_of(line: str, current: str) -> str | None:
    """The section that a line begins, in lower case; None if it begins none."""
    found = _SECTION.fullmatch(line.strip().lstrip("\ufeff"))
    if found is None:
        return None
    name = found[1].lower()
    known = name in {"script info", "events", *_ENCODED} or name.endswith("styles")
    return name if known or current not in _ENCODED else None  # or it is a font's data


def _columns(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(","))
    known = {name.lower(): name for name in (*STYLE_COLUMNS, *OLD_STYLE_COLUMNS, *EVENT_COLUMNS)}
    known |= {"marked": "Marked", "actor": "Name"}
    return tuple(known.get(name.lower(), name) for name in names) if len(names) > 1 else ()


def style_of(value: str, columns: tuple[str, ...]) -> dict[str, str]:
    """The fields of a style's line."""
    values = (each.strip() for each in value.split(",", len(columns) - 1))
    return dict(zip(columns, values, strict=False))


def key_of(style: Mapping[str, str], *, old: bool) -> int:
    """The key of a numeric keypad that a style's alignment means; 2 if it means none."""
    written = style.get("Alignment", "")
    number = int(written) if written.isdecimal() and len(written) < 3 else 2  # noqa: PLR2004 - digits
    if old:
        number = number - 5 if number > _OLD_MIDDLE else number + 2 if number > _OLD_TOP else number
    return number if number in KEYS else 2


def completed(head: Head, *, second: bool) -> tuple[dict[str, Mapping[str, str]], dict[str, str]]:
    """The styles and the script info of a new file; those for Chinese where there are no styles."""
    styles = {name: style for name, style in head.styles.items() if "Fontname" in style}
    info = {"ScriptType": "v4.00+", **head.script_info} if styles else {**_INFO, **head.script_info}
    if not styles:
        styles = {DEFAULT: {"Name": DEFAULT, **_PLAIN, "Fontname": _font(head.language)}}
    return with_second(styles, head.second_language) if second else styles, info


def with_styles(head: Head) -> Head:
    """The head with the styles and the script info that a new file would get."""
    styles, info = completed(head, second=False)
    return replace(head, styles=styles, script_info=info)


def made(head: Head, *, second: bool) -> tuple[str, tuple[str, ...]]:
    """The head of a new file, up to the first event, and the columns of the events."""
    styles, info = completed(head, second=second)
    old = any("TertiaryColour" in style for style in styles.values())
    columns = OLD_STYLE_COLUMNS if old else STYLE_COLUMNS
    events = OLD_EVENT_COLUMNS if old else EVENT_COLUMNS
    lines = [
        "[Script Info]",
        *(f"{name}: {_inline(value)}" for name, value in info.items()),
        "",
        "[V4 Styles]" if old else "[V4+ Styles]",
        f"Format: {', '.join(columns)}",
        *(_style_line(name, style, columns) for name, style in styles.items()),
        "",
        "[Events]",
        f"Format: {', '.join(events)}",
    ]
    return "\n".join(lines) + "\n", events


def with_second(styles: Styles, language: str | None) -> dict[str, Mapping[str, str]]:
    """The styles, with one for second texts: the default one, smaller."""
    there = dict(styles)
    if SECOND not in there:
        base = there.get(DEFAULT) or next(iter(there.values()), {"Name": DEFAULT, **_PLAIN})
        smaller = dict(base)
        for name in ("Fontsize", "Outline"):
            smaller[name] = _scaled(base.get(name, _PLAIN[name]))
        if language is not None:
            smaller["Fontname"] = _font(language)
        there[SECOND] = {**smaller, "Name": SECOND}
    return there


def _scaled(number: str) -> str:
    try:
        return f"{float(number) * _SMALLER:.3g}"
    except ValueError:
        return number


def _font(language: str | None) -> str:
    tag = (language or "").lower()
    return next((font for tags, font in _FONTS if tag.startswith(tags)), _PLAIN["Fontname"])


def _style_line(name: str, style: Mapping[str, str], columns: tuple[str, ...]) -> str:
    values = {**_PLAIN, **style, "Name": name}
    return "Style: " + ",".join(
        _inline(values.get(column, "0")).replace(",", " ") for column in columns
    )


def _inline(value: str) -> str:
    return _NEWLINE.sub(" ", value)


def updated(text: str, head: Head, *, second: bool) -> str:
    """The text above the first event, with script info and styles as `head` has them.

    Lines that already say the same stay as they are.
    """
    lines = _NEWLINE.split(text)
    read = Lines()
    styles: Styles = with_second(head.styles, head.second_language) if second else head.styles
    found = [(line, *_meant(read, line)) for line in lines]
    if read.styles == styles and read.info == head.script_info:
        return text
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    columns = read.style_columns
    fresh = [_style_line(*row, columns) for row in styles.items() if row[0] not in read.styles]
    more = [
        f"{key}: {_inline(value)}"
        for key, value in head.script_info.items()
        if key not in read.info
    ]
    result: list[str] = []
    for kind, rows in _blocks(found):
        kept = [*_kept(rows, read, head, styles)]
        stop = len(kept)
        while stop and not kept[stop - 1].strip():
            stop -= 1
        if kind.endswith("styles"):
            kept[stop:stop], fresh = fresh, []
        elif kind == "script info":
            kept[stop:stop], more = more, []
        result += kept
    return newline.join(result)


def _meant(read: Lines, line: str) -> tuple[str, str | None]:
    """The section of a line, and what it defines: the name of a style or of a field."""
    styles, info = dict(read.styles), dict(read.info)
    read.take(line)
    if read.styles != styles or (read.section.endswith("styles") and _key(line) == "style"):
        return read.section, style_of(line.partition(":")[2], read.style_columns).get("Name", "")
    if read.info != info or (read.section == "script info" and ":" in line and line[:1] != ";"):
        return read.section, line.partition(":")[0].strip()
    return read.section, None


def _key(line: str) -> str:
    return line.partition(":")[0].strip().lower()


def _blocks(
    found: list[tuple[str, str, str | None]],
) -> Iterator[tuple[str, list[tuple[str, str, str | None]]]]:
    """Yield the sections, each with its lines."""
    rows: list[tuple[str, str, str | None]] = []
    for row in found:
        if rows and row[1] != rows[-1][1]:
            yield rows[-1][1], rows
            rows = []
        rows.append(row)
    if rows:
        yield rows[-1][1], rows


def _kept(
    rows: list[tuple[str, str, str | None]], read: Lines, head: Head, styles: Styles
) -> Iterator[str]:
    """Yield the lines of a section as they are to be."""
    for line, section, name in rows:
        if name is None:
            yield line
        elif section == "script info":
            value = head.script_info.get(name)
            if value is not None:
                yield line if value == read.info.get(name) else f"{name}: {_inline(value)}"
        elif name in styles:
            same = styles[name] == read.styles.get(name)
            yield line if same else _style_line(name, styles[name], read.style_columns)
