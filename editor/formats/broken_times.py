# SPDX-License-Identifier: GPL-3.0-or-later
"""Times that a line break parts at their arrow, as copying from a narrow column does."""

from __future__ import annotations

import re
from itertools import pairwise

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.lines import has_parted_arrow, unix_newlines
from editor.formats.odd_times import ARROW, TIME
from editor.formats.wrapping import Wrapped

_BROKEN = lazy_re.compile(
    rf"[ \t\ufeff]*(?:{TIME})[ \t]*(?:{ARROW}[ \t\r]*\n|\n[ \t]*{ARROW})[ \t]*"
    rf"(?:{TIME})(?:[ \t]+\w{{1,9}}:[\w%.,+-]{{1,20}}){{0,9}}[ \t\r]*"
)
"""Two lines of a time, an arrow and a time, and of nothing else but settings of WebVTT."""

_ALONE = lazy_re.compile(rf"^[ \t]*{ARROW}|{ARROW}[ \t\r]*$", re.MULTILINE)
"""An arrow at the beginning or the end of a line."""

_HEAD = 20_000
"""Characters at the beginning in which an unusual arrow must stand."""


def may_be_broken(text: str) -> bool:
    """Whether it is worth a look; fast."""
    head = unix_newlines(text[:_HEAD]).rpartition("\n")[0]  # whole lines
    return has_parted_arrow(text) or _ALONE.search(head) is not None


def joined(text: str) -> Wrapped | None:
    """The text with such times on one line; None if there are none."""
    lines = unix_newlines(text).split("\n")
    broken = [row for row, pair in enumerate(pairwise(lines)) if _BROKEN.fullmatch("\n".join(pair))]
    if not broken:
        return None
    for row in broken:
        lines[row] = f"{lines[row].rstrip()} {lines[row + 1].lstrip()}"
    ends = {row + 1 for row in broken}
    rows = [row for row in range(len(lines)) if row not in ends]
    problem = Problem(
        N_("Start and end stand on two lines; they were read together."), line=broken[0] + 1
    )
    return Wrapped("\n".join(lines[row] for row in rows), [problem], rows)
