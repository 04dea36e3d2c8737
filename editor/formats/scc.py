# SPDX-License-Identifier: GPL-3.0-or-later
"""SCC: captions of American television, CEA-608 codes with the time of each line of codes.

See 47 CFR 15.119. Codes are pairs of bytes with odd parity, one pair a frame; control codes stand
twice. Texts appear at once (pop-on), as they come (paint-on) or line by line (roll-up).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.formats.format import Format, Markup, Parsed, TextReader
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from editor.core.options import Options

_HEADING = re.compile(r"[\s\ufeff]*Scenarist_SCC V1\.0", re.IGNORECASE)
_LINE = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})([:;.])(\d{2})[ \t]+([0-9A-Fa-f \t]*)", re.ASCII)
_FRAMES = 30
"""Frames that a time code counts a second; there are 1,000 in 1,001 ms × 30."""

_CHANGED = str.maketrans("*\\^_`{|}~\x7f", "áéíóúç÷Ññ█")
_SPECIAL = "®°½¿™¢£♪à èâêîôû"
_EXTENDED = (
    "ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»",
    "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘",
)
"""Characters of the codes from 0x1220 and 0x1320 on; they replace the character before."""

_STYLE, _TABS = 0x11, 0x17
"""First bytes: style within a row or, from the second byte `_SPECIALS` on, special characters;
columns to the right."""
_PLAIN, _SPECIALS, _ROWS = 0x20, 0x30, 0x40
"""From here on: plain characters; special ones; the beginning of a row."""
_ITALIC = 0x0E
"""Bits of a style that is white and italic."""
_POP, _PAINT = 0x1420, 0x1429
_SHOW, _CLEAR, _FORGET, _RETURN, _BACK = 0x142F, 0x142C, 0x142E, 0x142D, 0x1421
_ROLLS = frozenset({0x1425, 0x1426, 0x1427})
_SECOND_CHANNEL = 0x08
_LAST = 5_000
"""Length in ms of a last text."""


def score(text: str) -> float:
    """Certain if the heading is there."""
    return 1.0 if _HEADING.match(text[:200]) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read SCC.

    Raises:
        UserError: There are no captions.
    """
    del options
    decoder = _Decoder()
    lines = [line.rstrip("\r") for line in unix_newlines(text).split("\n")]
    for number, line in enumerate(lines, start=1):
        bare = line.strip(" \t\ufeff")
        found = _LINE.fullmatch(bare)
        if found is not None:
            decoder.line(_frames(found), found[6].split(), number)
        elif bare and not _HEADING.match(bare):
            message = N_("Skipped, not part of any cue: “{text}”.")
            told = Problem(message, line=number, text=shortened(bare))
            if number == len(lines) and bare[0].isdecimal():
                message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
                told = BrokenOff(message, line=number)
            decoder.parsed.problems.append(told)
    decoder.end()
    if not decoder.parsed.cues:
        raise UserError("There are no cues in this file.")
    return decoder.parsed


def _frames(line: re.Match[str]) -> int:
    """The number of frames before a time code; after a semicolon some numbers were left out."""
    hours, minutes, seconds = int(line[1]), int(line[2]), int(line[3])
    minutes += hours * 60
    frames = (minutes * 60 + seconds) * _FRAMES + int(line[5])
    return frames - 2 * (minutes - minutes // 10) if line[4] == ";" else frames


def _ms(frames: int) -> int:
    return round(frames * 1001 / _FRAMES)


@dataclass(slots=True)
class _Memory:
    """A text that is being written: its characters, and the row they are on."""

    text: list[str] = field(default_factory=list)
    row: tuple[int, int] | None = None
    italic: bool = False

    def place(self, first: int, second: int) -> None:
        """Go to the row that a code names; a new row is a new line."""
        row = (first & 7, second & 0x20)
        if self.row not in {None, row} and self.text:
            self.close()
            self.text.append("\n")
        self.row = row
        self.switch(italic=second & 0x1E == 0x0E)  # noqa: PLR2004 - white italics

    def switch(self, *, italic: bool) -> None:
        if italic != self.italic:
            self.text.append("<i>" if italic else "</i>")
            self.italic = italic

    def close(self) -> None:
        self.switch(italic=False)

    def said(self) -> str:
        """The text, without spaces around lines and without tags around nothing."""
        self.close()
        whole = re.sub(r"<i>(\s*)</i>", r"\1", "".join(self.text))
        whole = re.sub(r"<i>(\s+)", r"\1<i>", re.sub(r"(\s+)</i>", r"</i>\1", whole))
        lines = (" ".join(line.split()) for line in whole.split("\n"))
        return "\n".join(line for line in lines if line)


class _Decoder:
    def __init__(self) -> None:
        self.parsed = Parsed()
        self._mode = _POP
        self._hidden = _Memory()
        self._seen = _Memory()
        self._since = 0
        self._frame = 0
        self._last: int | None = None
        self._told = False

    def line(self, frame: int, words: list[str], number: int) -> None:
        """Take the codes of a line, one a frame."""
        for at, word in enumerate(words):
            self._frame = frame + at
            if len(word) != 4:  # noqa: PLR2004 - two bytes
                message = N_("Skipped, not part of any cue: “{text}”.")
                self.parsed.problems.append(Problem(message, line=number, text=word))
                continue
            code = int(word, 16) & 0x7F7F
            first, second = divmod(code, 256)
            if not 0x10 <= first < 0x20:  # noqa: PLR2004 - control codes
                self._last = None
                self._characters(first, second)
                continue
            if code == self._last:
                self._last = None  # the second of the two
                continue
            self._last = code
            if first & _SECOND_CHANNEL:
                self._other_channel(number)
            else:
                self._control(first, second)

    def _other_channel(self, number: int) -> None:
        if not self._told:
            message = N_("Captions of a second channel were left out.")
            self.parsed.problems.append(Problem(message, line=number))
        self._told = True

    @property
    def _memory(self) -> _Memory:
        return self._hidden if self._mode == _POP else self._seen

    def _characters(self, first: int, second: int) -> None:
        for code in (first, second):
            if code >= _PLAIN:
                self._add(chr(code).translate(_CHANGED))

    def _add(self, character: str) -> None:
        if self._memory is self._seen and not self._seen.text:
            self._since = self._frame
        self._memory.text.append(character)

    def _control(self, first: int, second: int) -> None:
        if second >= _ROWS:  # where a row begins
            if self._mode not in _ROLLS:
                self._memory.place(first, second)
        elif first == _STYLE and second >= _SPECIALS:
            self._add(_SPECIAL[second - _SPECIALS])
        elif first == _STYLE:
            self._memory.switch(italic=second & _ITALIC == _ITALIC)
            self._add(" ")
        elif first in {0x12, 0x13} and second >= _PLAIN:  # in place of a plain one
            if self._memory.text:
                self._memory.text.pop()
            self._add(_EXTENDED[first - 0x12][second - _PLAIN])
        elif first == _TABS:
            self._add(" ")
        elif first in {0x14, 0x15}:
            self._command(0x1400 | second)

    def _command(self, code: int) -> None:
        if code == _SHOW:
            self._emit()
            self._seen, self._hidden = self._hidden, _Memory()
            self._since = self._frame
            self._mode = _POP
        elif code == _CLEAR:
            self._emit()
        elif code == _FORGET:
            self._hidden = _Memory()
        elif code == _RETURN:
            self._emit()
        elif code == _BACK and self._memory.text:
            self._memory.text.pop()
        elif code in {_POP, _PAINT} or code in _ROLLS:
            if code == _PAINT or code not in {self._mode, _POP}:
                self._emit()
            self._mode = code

    def _emit(self) -> None:
        """What is seen ends here."""
        text = self._seen.said()
        if text:
            start, end = _ms(self._since), _ms(self._frame)
            self.parsed.cues.append(Cue(len(self.parsed.cues), start, end, text))
        self._seen = _Memory()

    def end(self) -> None:
        """The file is over; what is still seen has no end."""
        if self._seen.said():
            message = N_("A line has no end; it was given {seconds} seconds.")
            self.parsed.problems.append(Problem(message, seconds=_LAST // 1000))
            self._frame = max(self._frame, self._since) + _LAST * _FRAMES // 1001
            self._emit()


FORMAT = Format(
    id="scc",
    name="SCC",
    suffixes=(".scc",),
    reader=TextReader(score, read, texts="exact"),
    markup=Markup(re.compile("</?i>")),
)
