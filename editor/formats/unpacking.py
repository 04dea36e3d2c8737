# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done to a file before it came here, undone: in the order in which these stages stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.formats import (
    broken_times,
    layout,
    marked_times,
    paired_times,
    quoted,
    spelled_times,
    time_tokens,
    worded_numbers,
    wrapping,
)

if TYPE_CHECKING:
    from editor.formats.wrapping import Wrapped

_AROUND = (
    (quoted.may_be_one_line, quoted.inside),
    (wrapping.may_be_wrapped, wrapping.unwrapped),
)
_WITHIN = (
    (time_tokens.may_have_tokens, time_tokens.as_log),
    (marked_times.may_be_marked, marked_times.unmarked),
    (broken_times.may_be_broken, broken_times.joined),
    (paired_times.may_be_paired, paired_times.with_usual_times),
    (spelled_times.may_be_spelled, spelled_times.as_clocks),
    (layout.may_be_moved, layout.put_back),
    (worded_numbers.may_be_worded, worded_numbers.bare_numbers),
)
"""Whether each is worth a look, and what undoes it: first around the file, then in its lines."""

_CLOCK = r"(?:[0-9]{2}:)?[0-9]{2}:[0-9]{2}[.,][0-9]{3}"
_LINE = rf"\[{_CLOCK} -{{1,2}}> {_CLOCK}\] *[^\s\[\]][^\n]*"
_USUAL_LOG = lazy_re.compile(rf"\ufeff?(?:{_LINE}\n\s*)++(?:{_LINE})?")


def is_usual_log(text: str) -> bool:
    """Whether this is a recogniser's log to none of whose lines anything was done; fast."""
    return _USUAL_LOG.fullmatch(text) is not None


def unpacked(text: str) -> tuple[str, list[Wrapped]]:
    """The text of the file itself, and what was undone, the outermost first."""
    stages: list[Wrapped] = []
    for about in (_AROUND, _WITHIN):
        if about is _WITHIN and is_usual_log(text):
            break
        for worth, undone in about:
            if worth(text) and (stage := undone(text)):
                stages.append(stage)
                text = stage.text
    return text, stages
