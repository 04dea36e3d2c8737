# SPDX-License-Identifier: GPL-3.0-or-later
"""RTTM: who speaks when, as cues without text.

``SPEAKER recording channel start duration <NA> <NA> name <NA> <NA>``.
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

_FIELDS, _RECORDING, _START, _TEXT, _NAME = 8, 1, 3, 5, 7
_SURE = 0.9
_NONE = "<NA>"
_SPOKEN = frozenset({"SPEAKER", "SEGMENT", "LEXEME"})


def score(text: str) -> float:
    """Sure if the lines begin with its types and have its fields."""
    head = text[:4000].lstrip("\ufeff \t\r\n")
    typed = head.startswith(("SPEAKER ", "SPKR-INFO ", "LEXEME ", "SEGMENT "))
    return (
        0.95
        if typed and nist.share(text.replace("SPKR-INFO", ";;"), _FIELDS, _START) >= _SURE
        else 0.0
    )


def read(text: str, options: Options) -> Parsed:
    """Read the turns.

    Raises:
        UserError: There is none.
    """
    del options
    problems: list[Problem] = []
    cues: list[Cue] = []
    recordings: list[str] = []
    for row in nist.rows(text.replace("SPKR-INFO", ";;"), _FIELDS, _START, problems):
        if row.fields[0] not in _SPOKEN:
            message = N_("Skipped, not part of any cue: “{text}”.")
            problems.append(Problem(message, line=row.line, text=" ".join(row.fields)[:60]))
            continue
        recordings.append(row.fields[_RECORDING])
        name, said = row.fields[_NAME], row.fields[_TEXT]
        speaker = None if name == _NONE else name
        text = "" if said == _NONE or row.fields[0] != "LEXEME" else said
        cues.append(Cue(len(cues), row.start, row.end, text, speaker=speaker))
    if not cues:
        raise UserError("There are no cues in this file.")
    problems += nist.several(recordings)
    message = N_("This file says who speaks, and has no texts; its cues are empty.")
    if not any(cue.text for cue in cues):
        problems.append(Problem(message))
    return Parsed(cues, problems)


FORMAT = Format(
    id="rttm",
    name=N_("RTTM (who speaks when)"),
    suffixes=(".rttm",),
    reader=TextReader(score, read),
    unverified=True,
)
