# SPDX-License-Identifier: GPL-3.0-or-later
"""MPL2: a cue on each line, ``[start][end]text`` in tenths of a second."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.formats.brace_lines import cues_of, rows_of, share
from editor.formats.format import Format, Parsed, TextReader

if TYPE_CHECKING:
    from editor.core.options import Options

_LINE = re.compile(
    r"[ \t\ufeff]*\[[ \t]*(\d{1,9})[ \t]*\][ \t]*\[[ \t]*(\d{0,9})[ \t]*\](.*)", re.ASCII
)
_ANY = re.compile(r"^[ \t\ufeff]*\[\d{1,9}\][ \t]*\[\d{0,9}\]", re.ASCII | re.MULTILINE)
_TENTH = 100
"""ms."""


def score(text: str) -> float:
    """The share of lines that begin with two numbers in brackets."""
    return share(text, _ANY)


def read(text: str, options: Options) -> Parsed:
    """Read MPL2.

    Raises:
        UserError: There are no cues.
    """
    del options
    found = rows_of(text, _LINE)
    if not found.rows:
        raise UserError("No subtitle times were found in this file.")
    return cues_of(found, lambda tenths: int(tenths) * _TENTH)


FORMAT = Format(
    id="mpl2",
    name="MPL2",
    suffixes=(".mpl", ".txt"),
    reader=TextReader(score, read),
    unverified=True,
)
