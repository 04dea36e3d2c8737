# SPDX-License-Identifier: GPL-3.0-or-later
"""ASS, and SSA before it: the format of fansubs, with styles.

See https://github.com/libass/libass/wiki/ASS-File-Format-Guide. Events are read whatever the order
of their columns. What is no event (styles, remarks, fonts, other programs' sections) stays in the
file as it is.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.head import NO_EXTRAS, Head
from editor.core.i18n import N_
from editor.core.markup import Place, place_at
from editor.core.timecode import from_fields
from editor.formats import ass_head
from editor.formats.ass_head import DEFAULT, SECOND, Lines
from editor.formats.ass_text import MARKUP, read_text, write_text
from editor.formats.format import Format, Markup, Parsed, TextReader, Written
from editor.formats.lines import shortened, unix_newlines, without_end_marks
from editor.formats.odd_times import HALF_WIDTH
from editor.formats.transcoding import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor.core.document import Document, Source
    from editor.core.options import Options

_TIME = re.compile(r"[ \t]*(-?)(\d{1,6}):(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?[ \t]*", re.ASCII)
_CLEAN = re.compile(
    r"Dialogue: (\d+),(\d+):([0-5]\d):([0-5]\d)\.(\d\d),(\d+):([0-5]\d):([0-5]\d)\.(\d\d),"
    r"([^,]*),([^,]*),(\d*),(\d*),(\d*),([^,]*),(.*)",
    re.ASCII,
)
"""An event as nearly all are, in the usual columns."""

_EVENT = re.compile(r"[ \t\ufeff]*dialogue[ \t]*:[ \t]?", re.IGNORECASE)
_OTHER = re.compile(
    r"[ \t]*(?:[;!]|(?:comment|picture|sound|movie|command|format)[ \t]*:)", re.IGNORECASE
)
_ANY_EVENT = re.compile(
    r"^[ \t]*dialogue[ \t]*:[ \t]*(?:marked=)?\d+,[ \t]*\d+:\d\d:\d\d", re.IGNORECASE | re.MULTILINE
)
_SECTIONS = re.compile(
    r"^\[(?:script info|v4\+{0,2} styles|events)\]", re.IGNORECASE | re.MULTILINE
)
_SECOND = re.compile(rf"(?:^|\\N)\{{\\r{SECOND}\}}")
_EXTRAS = ("Layer", "Style", "MarginL", "MarginR", "MarginV", "Effect", "Marked")
"""Columns beside times, name and text."""

_WITHOUT_BREAKS = "2"
"""The wrap style in which a line is broken at ``\\N`` and ``\\n`` only."""

_TICK = 10
"""Times are written in hundredths of a second."""

_PLAIN_MARGINS = frozenset({"0", "00", "000", "0000", ""})


def score(text: str) -> float:
    """Certain if the script info comes first, nearly so if a section or an event is there."""
    start = text[:20000].lstrip("\ufeff \t\r\n")
    if start[:13].lower() == "[script info]":
        return 1.0
    start = unix_newlines(start)
    if not _ANY_EVENT.search(start):
        return 0.0
    return 0.96 if _SECTIONS.search(start) else 0.92 if "-->" not in start else 0.5


def read(text: str, options: Options) -> Parsed:
    """Read ASS or SSA. An event whose times cannot be read stays in the file and is told.

    Raises:
        UserError: There are no events.
    """
    del options
    return _Reader(text).run()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = unix_newlines(text)
        self._spans = array("q")
        self._parsed = Parsed(spans=self._spans)
        self._lines = Lines()
        self._place: dict[str, int] = {}
        self._is_usual = False
        self._width = 0
        self._soft = " "
        self._anchors: dict[str, int] = {}
        self._extras: dict[tuple[str, ...], Mapping[str, object]] = {}

    def run(self) -> Parsed:
        offset = number = 0
        for number, line in enumerate(self._text.split("\n"), start=1):
            if line.startswith("Dialogue:") or _EVENT.match(line):
                self._event(line, offset, number)
            elif self._lines.take(line.rstrip("\r")) and line.strip() and not _OTHER.match(line):
                self._skipped(line, number)
            offset += len(line) + 1
        if not self._parsed.cues:
            raise UserError("There are no cues in this file.")
        self._parsed.head = Head(script_info=self._lines.info, styles=self._lines.styles)
        return self._parsed

    def _event(self, line: str, offset: int, number: int) -> None:
        if not self._place:
            self._learn()
        line = line.rstrip("\r")
        fields = self._fields(line)
        if fields is None:
            self._unreadable(line, offset, number)
            return
        start, end, name, raw, extras = fields
        if end < start:
            self._parsed.problems.append(Problem("The cue ends before it starts.", line=number))
        second = ""
        if SECOND in raw and (found := _SECOND.search(raw)):
            raw, second = raw[: found.start()], read_text(raw[found.end() :], self._soft)
        cues = self._parsed.cues
        said = read_text(raw, self._soft)
        speaker = name.strip() or None
        cues.append(Cue(len(cues), start, end, said, speaker=speaker, extras=extras, second=second))
        self._spans.append(offset)
        self._spans.append(offset + len(line))

    def _fields(self, line: str) -> tuple[int, int, str, str, Mapping[str, object]] | None:
        """Start, end, name, text and extras of an event; None if it has no readable times."""
        clean = _CLEAN.fullmatch(line) if self._is_usual else None
        if clean is not None:
            layer, h, m, s, c, eh, em, es, ec, style, name, *margins, effect, raw = clean.groups()
            start = (int(h) * 3600 + int(m) * 60 + int(s)) * 1000 + int(c) * _TICK
            end = (int(eh) * 3600 + int(em) * 60 + int(es)) * 1000 + int(ec) * _TICK
            return start, end, name, raw, self._extras_of((layer, style, *margins, effect))
        values = line.partition(":")[2].lstrip(" ").split(",", self._width - 1)
        if len(values) < self._width:
            return None
        begin, stop = (_time(values[self._place[at]]) for at in ("Start", "End"))
        if begin is None or stop is None:
            return None
        extras = self._extras_of(tuple([self._value(values, at) for at in _EXTRAS]))
        return begin, stop, self._value(values, "Name"), values[self._place["Text"]], extras

    def _learn(self) -> None:
        """Note what stands above the first event."""
        lines = self._lines
        columns = lines.event_columns
        if not {"Start", "End", "Text"} <= set(columns):
            columns = ass_head.EVENT_COLUMNS
        self._place = {name: at for at, name in enumerate(columns)}
        self._width = len(columns)  # a name may stand twice
        self._is_usual = columns == ass_head.EVENT_COLUMNS
        self._soft = "\n" if lines.info.get("WrapStyle") == _WITHOUT_BREAKS else " "
        self._anchors = {
            name.lstrip("*"): ass_head.key_of(style, old=lines.is_old)
            for name, style in lines.styles.items()
        }

    def _value(self, values: list[str], name: str) -> str:
        at = self._place.get(name)
        return "" if at is None else values[at]

    def _extras_of(self, values: tuple[str, ...]) -> Mapping[str, object]:
        """The values of `_EXTRAS` where they say something; one object for the same values."""
        known = self._extras.get(values)
        if known is not None:
            return known
        layer, style, left, right, height, effect, *marks = (each.strip() for each in values)
        marked = marks[0] if marks else ""
        extras: dict[str, object] = {}
        if (layer or marked) not in {"0", "", "Marked=0"}:
            extras["ass.layer"] = layer or marked
        if style.lstrip("*") not in {DEFAULT, ""}:
            extras["ass.style"] = style
        if not {left, right, height} <= _PLAIN_MARGINS:
            extras["ass.margins"] = [left, right, height]
        if effect:
            extras["ass.effect"] = effect
        anchor = self._anchors.get(style.lstrip("*") or DEFAULT, 2)
        if anchor != 2:  # noqa: PLR2004 - bottom centre
            extras["ass.anchor"] = anchor
        self._extras[values] = extras or NO_EXTRAS
        return self._extras[values]

    def _unreadable(self, line: str, offset: int, number: int) -> None:
        if offset + len(line) == len(self._text):
            message = "The file ends in the middle of a cue; it may be an incomplete copy."
            self._parsed.problems.append(BrokenOff(message, line=number))
            return
        self._skipped(line, number)

    def _skipped(self, line: str, number: int) -> None:
        message = "Skipped, not part of any readable cue: “{text}”."
        self._parsed.problems.append(Problem(message, line=number, text=shortened(line)))


def _time(written: str) -> int | None:
    found = _TIME.fullmatch(written) or _TIME.fullmatch(written.translate(HALF_WIDTH))
    if found is None:
        return None
    ms = from_fields(found[2], found[3], found[4], found[5])
    return -ms if found[1] else ms


def _clock(ms: int) -> str:
    hundredths = max(0, (ms + _TICK // 2) // _TICK)
    minutes, hundredths = divmod(hundredths, 6000)
    hours, minutes = divmod(minutes, 60)
    seconds, hundredths = divmod(hundredths, 100)
    return f"{hours}:{minutes:02d}:{seconds:02d}.{hundredths:02d}"


def rendering(text: str) -> Callable[[Cue, int], str]:
    """What renders a cue in the columns of a file."""
    lines = Lines()
    for line in unix_newlines(text).split("\n"):
        if _EVENT.match(line):
            break
        lines.take(line.rstrip("\r"))
    return _rendering(lines.event_columns, lines.styles)


def _rendering(
    columns: tuple[str, ...], styles: Mapping[str, Mapping[str, str]]
) -> Callable[[Cue, int], str]:
    default = DEFAULT if DEFAULT in styles or not styles else next(iter(styles))
    if not {"Start", "End", "Text"} <= set(columns):
        columns = ass_head.EVENT_COLUMNS

    def render(cue: Cue, number: int) -> str:
        del number
        extras = cue.extras
        left, right, height = _margins(extras.get("ass.margins"))
        style = _field(extras.get("ass.style", default))
        layer = _field(extras.get("ass.layer", "0"))
        values = {
            "Layer": layer if layer.lstrip("-").isdecimal() else "0",
            "Marked": layer if layer.startswith("Marked=") else "Marked=0",
            "Start": _clock(cue.start),
            "End": _clock(cue.end),
            "Style": style,
            "Name": _field(cue.speaker or ""),
            "MarginL": left,
            "MarginR": right,
            "MarginV": height,
            "Effect": _field(extras.get("ass.effect", "")),
            "Text": _both(cue),
        }
        return "Dialogue: " + ",".join([values.get(column, "") for column in columns])

    return render


def _margins(value: object) -> tuple[str, str, str]:
    if not isinstance(value, list) or len(value) != 3:  # noqa: PLR2004 - left, right, vertical
        return "0", "0", "0"
    left, right, height = value
    return _field(left), _field(right), _field(height)


def _field(value: object) -> str:
    """A value of a column: a comma would begin the next one."""
    text = str(value)
    return " ".join(text.replace(",", "，").split()) if "," in text or "\n" in text else text


def _both(cue: Cue) -> str:
    """The text of an event: a cue's text, and its second text in its own style below."""
    text = write_text(_MARKUP.held(cue.text))
    if not cue.second:
        return text
    return f"{text}{chr(92)}N{{\\r{SECOND}}}{write_text(_MARKUP.held(cue.second))}"


def head(text: str, document: Document) -> str:
    """The text above the first event, with the document's styles and script info."""
    return ass_head.updated(text, document.head, second=any(cue.second for cue in document.cues))


def _place(extras: Mapping[str, object]) -> Place | None:
    return place_at(extras.get("ass.anchor"))


_MARKUP = Markup(MARKUP, _place, anchors=True)


def write(document: Document, media_length: int | None) -> Written:
    """ASS, UTF-8, ``\\n``; the head is that of the file it came from, or one for Chinese video."""
    del media_length
    source = document.source
    rest = ""
    if source is not None and source.format == FORMAT.id and source.spans:
        above, rest = _around(source)
        above = head(above, document)
        render = rendering(above)
    else:
        second = any(cue.second for cue in document.cues)
        above, columns = ass_head.made(document.head, second=second)
        render = _rendering(columns, document.head.styles)
    written = Written("")
    for number, cue in enumerate(document.cues, start=1):
        if cue.speaker and "," in cue.speaker:
            message = N_("The speaker of cue {cue} had a comma; it was written as “，”.")
            written.problems.append(Problem(message, cue=number))
    rows = [render(cue, number) for number, cue in enumerate(document.cues, start=1)]
    written.text = above + "".join(f"{row}\n" for row in rows) + rest
    return written


def _around(source: Source) -> tuple[str, str]:
    """The text above a file's events, and all that is between and below them."""
    text, _ = without_end_marks(to_text(source.data[len(source.bom) :], source.encoding))
    spans = source.spans or array("q")
    edges = [*spans[2::2], len(text)]
    rest = (
        unix_newlines(text[end:stop]).replace("\r\n", "\n").removeprefix("\n")
        for end, stop in zip(spans[1::2], edges, strict=True)
    )
    return unix_newlines(text[: spans[0]]).replace("\r\n", "\n"), "".join(rest)


FORMAT = Format(
    id="ass",
    name="ASS",
    suffixes=(".ass", ".ssa"),
    holds=frozenset({"speaker", "second", "styles"}),
    reader=TextReader(score, read, texts="coded"),
    write=write,
    markup=_MARKUP,
    rendering=rendering,
    head=head,
    gap=1,
    tick=_TICK,
)
