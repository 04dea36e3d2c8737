# SPDX-License-Identifier: GPL-3.0-or-later
"""CTM of Kaldi and NIST: ``recording channel start duration word [confidence]``, in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.i18n import N_
from editor.core.words import Word
from editor.formats import nist
from editor.formats.format import Format, Parsed, TextReader

if TYPE_CHECKING:
    from editor.core.errors import Problem
    from editor.core.options import Options

_FIELDS, _START, _WORD, _CONFIDENCE = 5, 2, 4, 5
_SURE = 0.9
_SILENCES = frozenset({"<eps>", "<sil>", "SIL", "[SIL]", "!SIL", "<s>", "</s>"})


def score(text: str) -> float:
    """Nearly sure if nine of ten lines are words."""
    if "SPEAKER " in text[:4000]:
        return 0.0
    return 0.8 if nist.share(text, _FIELDS, _START) >= _SURE else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the words, put together; another channel is another speaker.

    Raises:
        UserError: There is none.
    """
    from editor.formats.heard import Heard
    from editor.formats.recognised import confidence_of
    from editor.formats.word_groups import Voiced, grouped

    del options
    problems: list[Problem] = []
    rows = list(nist.rows(text, _FIELDS, _START, problems))
    problems += nist.several(row.fields[0] for row in rows)
    channels = {tuple(row.fields[:2]) for row in rows}
    words = []
    for row in rows:
        if row.fields[_WORD] in _SILENCES:
            continue
        sure = confidence_of(row.fields[_CONFIDENCE]) if len(row.fields) > _CONFIDENCE else None
        speaker = " ".join(row.fields[:2]) if len(channels) > 1 else None
        words.append(Voiced(Word(row.start, row.end, row.fields[_WORD], sure), speaker))
    heard = Heard(problems)
    for one in grouped(words):
        heard.add(one)
    return heard.parsed()


FORMAT = Format(
    id="ctm",
    name=N_("CTM (Kaldi, NIST)"),
    suffixes=(".ctm",),
    reader=TextReader(score, read, texts="recognised"),
    unverified=True,
)
