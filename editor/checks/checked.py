# SPDX-License-Identifier: GPL-3.0-or-later
"""What rules found in a document, and what they find in the next one.

After an edit only the cues that it changed are looked at again, and those beside them; rules that
look at the whole file look at all of it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.checks.finding import Finding, View
from editor.core.document import Document
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.progress import UNHEARD, Pulse
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from editor.core.cue import Cue
    from editor.core.progress import Progress

Scope = Literal["cue", "pair", "times", "file"]
"""What a rule's findings about a cue follow from, beside the profile and the medium's length.

``cue``: that cue. ``pair``: it and the cues before and after. ``times``: these, and the times of
all cues. ``file``: all cues, or what else there is.
"""

_REACH = {"cue": 0, "pair": 1, "times": 1}

_BEAT = 256
"""Findings after which a check may be cancelled: they take some 2 ms."""

_SHARE = 1 / 3
_FEW = 10
"""A rule that gathers does so beyond this share of the cues, and beyond so many of them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of rules.

    Attributes:
        id: Used in findings.
        title: Display name.
        find: The generator.
        scope: What its findings follow from.
        gathers: Whether findings in more than a third of the cues become one about the whole file:
            then it is the file's style, or its timing, and no slip that is to be seen cue by cue.
    """

    id: str
    title: str
    find: Callable[[View], Iterator[Finding]]
    scope: Scope = "file"
    gathers: bool = False


class _Edit(NamedTuple):
    """Where a document differs from the last one: cues [first, old_stop) became [first, stop)."""

    first: int
    stop: int
    old_stop: int
    retimed: bool  # whether any cue has other times


@dataclass(frozen=True)
class Checked:
    """The findings of a check.

    Attributes:
        view: What was checked.
        rules: The rules.
        found: What each of them found, by its id.
    """

    view: View
    rules: Sequence[Rule]
    found: Mapping[str, Sequence[Finding]]

    @classmethod
    def of(
        cls,
        view: View,
        rules: Sequence[Rule],
        last: Checked | None = None,
        progress: Progress = UNHEARD,
    ) -> Checked:
        """Check, with what was found before where it still holds."""
        edit = None if last is None else _edit(last.view, view)
        pulse = Pulse(progress)
        each = _reported(rules, pulse)
        if last is None or edit is None or last.rules is not rules:
            return cls(view, rules, {rule.id: _all(rule.find(view), pulse) for rule in each})
        parts = {reach: _part(view, edit, 2 * reach) for reach in set(_REACH.values())}
        found = {}
        for rule in each:
            if rule.scope == "file" or (rule.scope == "times" and edit.retimed):
                found[rule.id] = _all(rule.find(view), pulse)
            else:
                reach = _REACH[rule.scope]
                again = rule.find(parts[reach])
                at = max(0, edit.first - 2 * reach)
                found[rule.id] = list(_joined(last.found[rule.id], again, edit, reach, at))
        return cls(view, rules, found)

    @cached_property
    def findings(self) -> list[Finding]:
        """All findings in cue order; those about the whole file come first."""
        found = [finding for rule in self.rules for finding in self._gathered(rule)]
        return sorted(found, key=lambda finding: -1 if finding.row is None else finding.row)

    def _gathered(self, rule: Rule) -> Sequence[Finding]:
        found, count = self.found[rule.id], len(self.view.cues)
        if not rule.gathers or len(found) <= max(_FEW, count * _SHARE):
            return found
        message = Problem(
            N_("{count} of {all} cues, such as number {cue}: {said}"),
            count=len(found),
            all=count,
            cue=1 + (found[0].row or 0),
            said=found[0].message,
        )
        fix = tuple(row for finding in found for row in finding.fix)
        sure = all(finding.sure for finding in found)
        return [Finding(rule.id, found[0].severity, None, None, message, fix, sure)]


def _reported(rules: Sequence[Rule], progress: Progress) -> Iterator[Rule]:
    for number, rule in enumerate(rules):
        progress.report(number, len(rules))
        yield rule


def _all(found: Iterator[Finding], pulse: Pulse) -> list[Finding]:
    """All findings; the check can be cancelled while they are found."""
    findings: list[Finding] = []
    while some := list(islice(found, _BEAT)):
        findings += some
        pulse.beat()
    return findings


def _edit(last: View, view: View) -> _Edit | None:
    """What is different; None if not only cues are."""
    if (last.profile, last.media_length) != (view.profile, view.media_length):
        return None
    old, new = last.cues, view.cues
    shorter = min(len(old), len(new))
    first = _same(old, new, range(shorter))
    after = _same(old, new, range(-1, first - shorter - 1, -1))
    stop, old_stop = len(new) - after, len(old) - after
    retimed = _times(old[first:old_stop]) != _times(new[first:stop])
    return _Edit(first, stop, old_stop, retimed)


def _times(cues: Sequence[Cue]) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in cues]


def _same(old: Sequence[Cue], new: Sequence[Cue], rows: range) -> int:
    """How many cues are the same objects, from the first of these rows on."""
    return next((n for n, row in enumerate(rows) if old[row] is not new[row]), len(rows))


def _part(view: View, edit: _Edit, reach: int) -> View:
    """The view of the changed cues and so many on either side."""
    cues = view.cues[max(0, edit.first - reach) : edit.stop + reach]
    return replace(view, document=Document(cues, head=view.document.head), whole=view)


def _joined(
    last: Sequence[Finding], again: Iterator[Finding], edit: _Edit, reach: int, at: int
) -> Iterator[Finding]:
    """Yield what still holds of `last`, and in its middle what was found from row `at` on."""
    first, stop, old_stop = edit.first - reach, edit.stop + reach, edit.old_stop + reach
    rows = [(finding.row or 0, finding) for finding in last]
    yield from (finding for row, finding in rows if row < first)
    for finding in again:
        if first <= (finding.row or 0) + at < stop:
            yield _moved(finding, at)
    yield from (_moved(each, stop - old_stop) for row, each in rows if row >= old_stop)


def _moved(finding: Finding, by: int) -> Finding:
    """The finding about cues that stand so many rows later."""
    if not by or finding.row is None or finding.last_row is None:
        return finding
    fix = tuple((row + by, cue) for row, cue in finding.fix)
    return replace(finding, row=finding.row + by, last_row=finding.last_row + by, fix=fix)
