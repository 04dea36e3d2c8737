# SPDX-License-Identifier: GPL-3.0-or-later
"""Showing only the cues of a kind, and going from one to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.errors import Problem
from editor.core.filter import NO_FILTER, Filter
from editor.core.i18n import N_
from editor.core.text_marks import marks_of
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor.actions.context import Context
    from editor.core.cue import Cue
    from editor.report import Report

    Test = Callable[[int, Cue], bool]
    """Whether the cue at a row is of the kind."""


def _unchecked(context: Context) -> Test:
    del context
    return lambda _row, cue: not cue.checked


def _unheard(context: Context) -> Test:
    return lambda _row, cue: not context.session.is_heard(cue)


def _doubtful(context: Context) -> Test:
    del context
    return lambda _row, cue: cue.words is not None and bool(marks_of(cue).doubtful)


def _changed(context: Context) -> Test:
    del context
    return lambda _row, cue: cue.heard != cue.text


def _problem(context: Context) -> Test:
    rows = {finding.row for finding in context.inspection.report.findings}
    return lambda row, _cue: row in rows


def _other_script(context: Context) -> Test:
    rows = {
        row for block in context.inspection.report.blocks for row in range(block.first, block.stop)
    }
    return lambda row, _cue: row in rows


def _found(context: Context) -> Test:
    rows = set(context.search.places.rows())
    return lambda row, _cue: row in rows


def _same_speaker(context: Context) -> Test:
    speaker = context.cue.speaker
    return lambda _row, cue: cue.speaker == speaker


def _noted(context: Context) -> Test:
    del context
    return lambda _row, cue: bool(cue.note)


def _marked(context: Context) -> Test:
    del context
    return lambda _row, cue: cue.mark is not None


def _left_out(context: Context) -> Test:
    del context
    return lambda _row, cue: cue.left_out


def _chapter(context: Context) -> Test:
    del context
    return lambda _row, cue: cue.chapter is not None


def _untimed(context: Context) -> Test:
    del context
    return lambda _row, cue: cue.is_untimed


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cue.

    Attributes:
        id: Its name in the ids of its commands.
        label: What is shown, as a heading and in the menu.
        of: Given the context as it is now, the test.
        next: Label of the command that goes to the next one; empty if there is another one.
        previous: Label of the command that goes to the previous one.
        inspected: Whether the test needs the inspection of the document as it is now.
    """

    id: str
    label: str
    of: Callable[[Context], Test]
    next: str = ""
    previous: str = ""
    inspected: bool = False


KINDS = (
    Kind("unchecked", N_("Not checked"), _unchecked,
         N_("Next cue not checked"), N_("Previous cue not checked")),
    Kind("unheard", N_("Not heard"), _unheard,
         N_("Next cue not heard"), N_("Previous cue not heard")),
    Kind("doubtful", N_("Doubtful words"), _doubtful,
         N_("Next cue with doubtful words"), N_("Previous cue with doubtful words")),
    Kind("changed", N_("Changed text"), _changed,
         N_("Next changed cue"), N_("Previous changed cue")),
    Kind("problem", N_("With problems"), _problem,
         N_("Next cue with problems"), N_("Previous cue with problems"), inspected=True),
    Kind("script", N_("In the other script"), _other_script,
         N_("Next cue in the other script"), N_("Previous cue in the other script"),
         inspected=True),
    Kind("found", N_("Found by the search"), _found),
    Kind("speaker", N_("Same speaker"), _same_speaker,
         N_("Next cue of this speaker"), N_("Previous cue of this speaker")),
    Kind("note", N_("With a note"), _noted,
         N_("Next cue with a note"), N_("Previous cue with a note")),
    Kind("mark", N_("Colour mark"), _marked,
         N_("Next marked cue"), N_("Previous marked cue")),
    Kind("chapter", N_("Start of a chapter"), _chapter,
         N_("Next chapter"), N_("Previous chapter")),
    Kind("untimed", N_("Without times"), _untimed,
         N_("Next cue without times"), N_("Previous cue without times")),
    Kind("left-out", N_("Left out of exports"), _left_out,
         N_("Next cue left out"), N_("Previous cue left out")),
)  # fmt: skip
"""All kinds, in the order of the menu."""


def count(context: Context, kind: str) -> int:
    """How many cues are of a kind; `kind` is its id."""
    test = next(row for row in KINDS if row.id == kind).of(context)
    return sum(test(row, cue) for row, cue in enumerate(context.session.document.cues))


def show_only(context: Context, name: str, test: Test) -> None:
    """Hide all cues that do not pass a test; if none does, say so instead."""
    cues = context.session.document.cues
    hidden = bytes(not test(row, cue) for row, cue in enumerate(cues))
    if hidden.count(0) == 0:
        context.views.notice(Problem("There is no such cue."))
        return
    before = context.row
    wanted = Filter(name, hidden)
    if wanted.hides(before):
        row = wanted.next(before, 1, len(cues))
        row = row if row is not None else wanted.next(before, -1, len(cues))
        if row is not None:
            context.session.select(context.doubts.entering(row))
    context.session.set_filter(wanted)


def show_problems(context: Context, rule: str) -> None:
    """Show only the cues in which a rule of that id has found something."""

    def show(report: Report) -> None:
        rows = {finding.row for finding in report.findings if finding.rule == rule}
        show_only(context, "problem", lambda row, _cue: row in rows)

    context.inspection.when_current(changing.unless_composing(context, show))


def show_all(context: Context) -> None:
    """End the filter; the current cue stays where it is."""
    context.session.set_filter(NO_FILTER)


def is_filtered(context: Context) -> bool:
    """Whether cues are hidden."""
    return bool(context.session.filter)


def _toggle(kind: Kind) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        if context.session.filter.name == kind.id:
            show_all(context)
        else:
            _when_known(context, kind, lambda: show_only(context, kind.id, kind.of(context)))

    return run


def _is_shown(kind: Kind) -> Callable[[Context], bool]:
    return lambda context: context.session.filter.name == kind.id


def _go(kind: Kind, direction: int) -> Callable[[Context], None]:
    return lambda context: _when_known(context, kind, partial(_to, context, kind, direction))


def _when_known(context: Context, kind: Kind, then: Callable[[], None]) -> None:
    if kind.id == "found":
        context.search.when_ready(changing.unless_composing(context, then))
    elif kind.inspected:
        show = changing.unless_composing(context, lambda _: then())
        context.inspection.when_current(show)
    else:
        then()


def _to(context: Context, kind: Kind, direction: int) -> None:
    """Go to the nearest other cue of the kind; past the end of the document, on from its start."""
    cues, test, here = context.session.document.cues, kind.of(context), context.row
    for row in _around(here, len(cues), direction):
        if test(row, cues[row]):
            context.session.select(context.doubts.entering(row))
            return
    context.views.notice(Problem("There is no such cue."))


def _around(here: int, count: int, direction: int) -> Iterator[int]:
    return ((here + direction * step) % count for step in range(1, count))


ACTIONS: tuple[Action, ...] = (
    *(
        Action(f"filter.{kind.id}", kind.label, _toggle(kind), (), has_cue,
               checked=_is_shown(kind), changes=False)
        for kind in KINDS
    ),
    Action("filter.none", N_("Show all cues"), show_all, (), is_filtered, changes=False),
    *(
        Action(f"next.{kind.id}", kind.next, _go(kind, 1), (), has_cue, changes=False)
        for kind in KINDS
        if kind.next
    ),
    *(
        Action(f"previous.{kind.id}", kind.previous, _go(kind, -1), (), has_cue, changes=False)
        for kind in KINDS
        if kind.previous
    ),
)  # fmt: skip
