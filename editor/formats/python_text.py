# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python prints, as JSON: lists and dictionaries, tuples, data classes, numbers of numpy.

Scripts print results instead of writing them: ``[{'start': 0.0, 'text': '好'}]``, or
faster-whisper's ``Segment(id=1, start=0.0, text='好')``. A class with named fields becomes an
object; of one with bare values (``np.float64(0.5)``) the first value stands for it.
"""

from __future__ import annotations

import json
import re

_TOKEN = re.compile(
    r"""\s+|[bBuUrR]{0,2}(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"|(?P<call>[A-Za-z_][\w.]*)\s*\((?=\s*(?P<named>\w+\s*=)?)"
    r"|(?P<field>[A-Za-z_]\w*)\s*=(?!=)|(?P<word>[A-Za-z_][\w.]*)"
    r"|(?P<number>[-+]?(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][-+]?\d+)?)"
    r"|(?P<open>[\[({])|(?P<close>[\])}])|<[^<>\n]{0,200}>|."
)
_LOOKS = re.compile(r"[\ufeff\s]*(?:[\[({]\s*)*(?:'|\w+\(\w+=|[\w.]+\(\S)")
_WORDS = {"None": "null", "True": "true", "False": "false"}
_CLOSERS = {"[": "]", "(": "]", "{": "}"}


def is_printed(text: str) -> bool:
    """Whether `text` begins as Python prints things and JSON does not."""
    return _LOOKS.match(text) is not None


def as_json(text: str) -> str:
    """`text` as JSON, with its lines; what is no value of either becomes ``null``."""
    return _Rewritten().of(text)


class _Rewritten:
    """The text so far, and what closes each open bracket.

    A class with a bare value is closed with nothing; what follows its first value is dropped.
    """

    def __init__(self) -> None:
        self._out: list[str] = []
        self._closers: list[str] = []
        self._dropping = 0
        self._comma = False

    def of(self, text: str) -> str:
        for token in _TOKEN.finditer(text):
            written = token[0]
            if written.isspace():
                self._out.append(written)
            elif token["call"] is not None:
                self._open("{" if token["named"] else "", "}" if token["named"] else "")
            elif token["open"]:
                self._open("[" if written == "(" else written, _CLOSERS[written])
            elif token["close"]:
                self._close()
            elif written != ",":
                self._say(_plain(token))
            elif self._closers[-1:] == [""]:
                self._closers[-1] = "!"
                self._dropping += 1
            else:
                self._comma = True  # (1,) and [1, 2,] are right in Python, so not yet
        return "".join(self._out)

    def _say(self, written: str) -> None:
        if not self._dropping:
            self._out.append("," * self._comma + written)
            self._comma = False

    def _open(self, written: str, closer: str) -> None:
        self._say(written)
        self._closers.append(closer)

    def _close(self) -> None:
        self._comma = False
        closer = self._closers.pop() if self._closers else ""
        if closer == "!":
            self._dropping -= 1
        else:
            self._say(closer)


def _plain(token: re.Match[str]) -> str:
    written = token[0]
    if token["field"]:
        return f'"{token["field"]}":'
    if token["word"]:
        return _WORDS.get(written, "null")
    if token["number"]:
        return _number(written)
    if written[-1] in "\"'" and len(written) > 1:
        return _string(written)
    return ":" if written == ":" else "null"


def _number(written: str) -> str:
    digits = written.replace("_", "").lstrip("+")
    sign = "-" if digits.startswith("-") else ""
    digits = digits.lstrip("-")
    whole, point, rest = digits.partition(".")
    if point and not rest[:1].isdigit():
        rest = "0" + rest
    return f"{sign}{whole.lstrip('0') or '0'}{point}{rest}"


def _string(written: str) -> str:
    import ast

    try:
        value = ast.literal_eval(written)
    except (ValueError, SyntaxError):
        value = written[1:-1]
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return json.dumps(value)
