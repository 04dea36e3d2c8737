# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about text."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from editor.checks.finding import Finding, Severity
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.text import is_blank, units
from editor.language import script
from editor.language.conversion import convert
from editor.language.rolling import is_rolling, unrolled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.checks.finding import View
    from editor.core.cue import Cue


def encoding(view: View) -> Iterator[Finding]:
    """The file's encoding is not UTF-8, which uploads require."""
    source = view.document.source
    if view.profile.site and source and source.encoding != "utf-8":
        message = Problem(
            N_("The file is encoded as {encoding}; only UTF-8 can be uploaded."),
            encoding=source.encoding.upper(),
        )
        yield Finding("encoding", "error", None, None, message)


def empty(view: View) -> Iterator[Finding]:
    """The cue has no text that can be seen."""
    for row, cue in enumerate(view.cues):
        if is_blank(cue.text):
            message = Problem(N_("The cue has no text."))
            yield Finding("empty", "warning", row, row, message, ((row, None),))


def rolling(view: View) -> Iterator[Finding]:
    """Most cues repeat a line of the one before."""
    if not is_rolling(view.cues):
        return
    fix = tuple(unrolled(view.cues))
    message = Problem(
        N_("Rolling captions: lines stand in several cues. Cues to change: {count}."),
        count=len(fix),
    )
    yield Finding("rolling", "warning", None, None, message, fix)


def cpl(view: View) -> Iterator[Finding]:
    """A line is longer than the profile allows."""
    limit, hard = view.profile.cpl, view.profile.cpl_hard
    if limit is None:
        return
    for row, cue in enumerate(view.cues):
        if len(cue.text) <= limit:  # each character counts at most 1
            continue
        longest = max(units(line, view.profile.count) for line in cue.text.split("\n"))
        if longest > limit:
            severity: Severity = "note" if hard is not None and longest <= hard else "warning"
            message = Problem(
                N_("This line has {length} characters; the limit is {limit}."),
                length=f"{longest:g}",
                limit=f"{limit:g}",
            )
            yield Finding("cpl", severity, row, row, message)


def lines(view: View) -> Iterator[Finding]:
    """The cue has more lines than the profile allows."""
    limit, hard = view.profile.lines, view.profile.lines_hard
    if limit is None:
        return
    for row, cue in enumerate(view.cues):
        count = len(cue.text.split("\n"))
        if count > limit:
            severity: Severity = "note" if hard is not None and count <= hard else "warning"
            message = Problem(
                N_("This cue has {count} lines; the limit is {limit}."),
                count=count,
                limit=limit,
            )
            yield Finding("lines", severity, row, row, message)


def mixed_script(view: View) -> Iterator[Finding]:
    """The cue has Simplified and Traditional characters."""
    for row, found in enumerate(script.scripts_of([cue.text for cue in view.cues])):
        if found == "mixed":
            message = Problem(N_("This cue mixes Simplified and Traditional characters."))
            yield Finding("mixed-script", "warning", row, row, message)


def script_block(view: View) -> Iterator[Finding]:
    """A run of cues is not in the document's script."""
    texts = [cue.text for cue in view.cues]
    for block in script.blocks(texts):
        simplified = block.script == "hant"  # script of the rest of the document
        cues = view.cues[block.first : block.stop]
        fix = _Conversion(block.first, cues, "zh-Hans" if simplified else "zh-Hant")
        message = Problem(
            N_("Traditional in a Simplified document; cues in a row: {count}.")
            if simplified
            else N_("Simplified in a Traditional document; cues in a row: {count}."),
            count=len(cues),
        )
        yield Finding("script-block", "warning", block.first, block.stop - 1, message, fix)


class _Conversion(Collection[tuple[int, "Cue | None"]]):
    """The fix of a block. Its lines are converted when somebody looks, not in each check."""

    def __init__(self, first: int, cues: Sequence[Cue], target: str) -> None:
        self._first, self._cues, self._target = first, cues, target

    def __len__(self) -> int:
        return len(self._cues)

    def __iter__(self) -> Iterator[tuple[int, Cue | None]]:
        for row, cue in enumerate(self._cues, start=self._first):
            yield row, cue.saying(convert(cue.text, self._target))

    def __contains__(self, one: object) -> bool:
        return one in tuple(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
