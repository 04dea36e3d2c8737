# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of the open work that another program changed: report, compare, ask before overwriting."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from editor.actions import changing
from editor.actions.action import Action
from editor.core.change import Change
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.core.timecode import spoken
from editor.formats.files import read_bytes
from editor.project.known_files import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.merging import Merge
    from editor.core.progress import Progress
    from editor.core.proposal import Fix
    from editor.project.known_files import ChangedElsewhere

_LOOKING = N_("Checking files for outside changes")


def look(context: Context) -> None:
    """Show a notice if another program changed a file of the open work."""
    if not can_compare(context) or any(job.title == _LOOKING for job in context.jobs.running):
        return

    def said(paths: Sequence[Path]) -> None:
        if paths:
            message = Problem("“{name}” was changed by another program.", name=paths[0].name)
            context.views.notice(message, "file.outside")

    context.jobs.start(
        _LOOKING,
        lambda _: context.known_files.changed(),
        changing.while_open(context, said),
        disk=context.session.path,
    )


def can_compare(context: Context) -> bool:
    """Whether there is a document that can be changed."""
    return context.session.is_open and context.session.elsewhere is None


def ask(context: Context, changed: ChangedElsewhere, write: Callable[[], None]) -> None:
    """Ask whether to overwrite a file that another program changed."""
    answers = (N_("Overwrite anyway"), N_("Show changes"))
    answer = context.ask.choose(changed.problem, answers)
    if answer == 0:
        write()
    elif answer == 1:
        compare(context)


class _Theirs(NamedTuple):
    path: Path
    digest: str
    document: Document


def compare(context: Context) -> None:
    """Show what another program changed, cue by cue; what is ticked becomes one step of undo."""
    from editor import formats
    from editor.core.options import Options
    from editor.project import project_reader
    from editor.project.project_file import MAGIC

    source = context.session.document.source
    chosen = source.options.encoding if source is not None else None

    def work(progress: Progress) -> _Theirs | None:
        for path in context.known_files.changed():
            progress.report(0)
            data = read_bytes(str(path))
            if data.startswith(MAGIC):
                document = project_reader.read(data).work.document
            else:
                document = formats.read(data, path.name)
                if document.problems and chosen is not None:  # as the user read it before
                    document = formats.read(data, path.name, options=Options(encoding=chosen))
            return _Theirs(path, digest_of(data), document)
        return None

    context.jobs.start(
        _LOOKING,
        work,
        changing.unless_composing(context, partial(_compare, context)),
        lambda error: context.ask.tell(error.problem),
        context.session.path,
    )


def _compare(context: Context, theirs: _Theirs | None) -> None:
    from editor.core.merging import merges

    session = context.session
    if theirs is None:
        context.views.notice(Problem("No file of this project was changed by another program."))
        return
    context.known_files.knows(theirs.path, [theirs.digest])  # so it is not reported again
    ours, source = session.document, session.document.source
    # The cues of the project as it was saved are not kept, so every difference is shown.
    of_project = session.project is not None and theirs.path == session.project.path
    base = ours.cues if of_project or source is None else source.cues
    sure = not of_project or session.history.at_saved
    found, lost = merges(base, ours.cues, theirs.document.cues, ours.next_id)
    if lost:
        message = Problem("Outside changes that no longer match any cue: {count}.", count=lost)
        context.views.notice(message)
    if not found:
        if not lost:
            context.views.notice(Problem("The file matches this document."))
        return
    rows = {_place(one, ours): one for one in found}
    changing.review(
        context,
        N_("Outside changes"),
        [_proposal(place, one, sure=sure) for place, one in rows.items()],
        partial(_take, context, ours, rows),
    )


def _place(one: Merge, document: Document) -> int:
    """The row under which a change is listed; for new cues, the row beside them."""
    return max(0, min(one.splice.index, len(document.cues) - 1))


def _proposal(place: int, one: Merge, *, sure: bool) -> Proposal:
    before, after = _words(one.splice.removed), _words(one.splice.inserted)
    if before == after:
        before, after = _times(one.splice.removed), _times(one.splice.inserted)
    clean, both = Problem(N_("Changed outside")), Problem(N_("Changed both here and outside"))
    kind = clean if one.clean and sure else both
    new = next(iter(one.splice.inserted), None)
    return Proposal(((place, new),), before, after, kind, kind, one.clean and sure)


def _words(cues: Sequence[Cue]) -> str:
    return "\n".join(cue.text for cue in cues)


def _times(cues: Sequence[Cue]) -> str:
    return "\n".join(f"{spoken(cue.start)} – {spoken(cue.end)}" for cue in cues)


def _take(context: Context, ours: Document, rows: dict[int, Merge], fixes: Sequence[Fix]) -> None:
    if context.session.document is not ours:
        context.views.notice(
            Problem("The document has changed in the meantime. Please compare again.")
        )
        return
    splices = tuple(rows[fix[0][0]].splice for fix in fixes)
    changing.commit_many(context, Change(N_("Accept outside changes"), splices))


ACTIONS: tuple[Action, ...] = (
    Action("file.outside", N_("Outside changes…"), compare, when=can_compare),
)  # fmt: skip
