# SPDX-License-Identifier: GPL-3.0-or-later
"""STM of NIST: who says what, from when to when, in seconds.

``recording channel speaker start end [<label>] text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats import nist
from editor.formats.format import Format, Parsed, TextReader

if TYPE_CHECKING:
    from editor.core.options import Options

_FIELDS, _SPEAKER, _START, _TEXT = 5, 2, 3, 5
_SURE = 0.9
_LEFT_OUT = "ignore_time_segment_in_scoring"
"""The text of a stretch that nobody transcribed."""


def score(text: str) -> float:
    """Nearly sure if nine of ten lines have its fields."""
    return 0.8 if nist.share(text, _FIELDS, _START, ends=True) >= _SURE else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the lines, each as a cue.

    Raises:
        UserError: There is none.
    """
    del options
    problems: list[Problem] = []
    rows = list(nist.rows(text, _FIELDS, _START, problems, ends=True))
    problems += nist.several(row.fields[0] for row in rows)
    cues: list[Cue] = []
    for row in rows:
        said = row.fields[_TEXT:]
        if said and said[0].startswith("<") and said[0].endswith(">"):
            del said[0]
        if [word.lower() for word in said] == [_LEFT_OUT]:
            message = N_("A stretch that was not transcribed was left out.")
            problems.append(Problem(message, line=row.line))
            continue
        speaker = row.fields[_SPEAKER]
        cues.append(Cue(len(cues), row.start, row.end, " ".join(said), speaker=speaker))
    if not cues:
        raise UserError("There are no cues in this file.")
    return Parsed(cues, problems)


FORMAT = Format(
    id="stm",
    name=N_("STM (NIST)"),
    suffixes=(".stm",),
    reader=TextReader(score, read),
)
