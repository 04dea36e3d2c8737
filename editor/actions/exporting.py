# SPDX-License-Identifier: GPL-3.0-or-later
"""Exporting: writing the document in subtitle formats."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from editor import formats
from editor.actions import external_changes
from editor.actions.action import Action, has_document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.files import back_up, write_bytes
from editor.project.known_files import ChangedElsewhere, digest_of
from editor.settings import SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.core.progress import Progress


def export(context: Context) -> None:
    """Write the document in one format; the user chooses it by the file's suffix."""
    writable = [row for row in formats.FORMATS if row.write is not None]
    rows = [row for row in writable if formats.by_suffix(f"x{row.suffixes[0]}") is row]
    kinds = [(row.name, " ".join(f"*{suffix}" for suffix in row.suffixes)) for row in rows]
    path = context.ask.save_file(N_("Export"), suggested(context, ".srt"), kinds)
    if path is not None:
        write(context, context.session.document, {path: formats.by_suffix(path.name).id})


def suggested(context: Context, ending: str) -> Path:
    """A path to suggest for an export: the transcript's, with another ending."""
    path = context.session.path or Path.home() / "jiaozi"
    return path.with_name(path.stem + ending)


class _Written(NamedTuple):
    """An export: the first file, what was lost, the backup of the original, and all digests."""

    first: bytes
    problems: list[Problem]
    copy: Path | None
    digests: dict[Path, str]


def _same(path: Path, other: Path) -> bool:
    """Whether both paths name the same file."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def write(
    context: Context,
    document: Document,
    targets: dict[Path, str],
    *,
    hint: Problem | None = None,
    over: bool = False,
) -> None:
    """Write each format to its path.

    Args:
        context: The program.
        document: What to write.
        targets: The id of the format for each path.
        hint: What to do with the files; shown when they are written.
        over: Whether to overwrite what another program changed in these files.
    """
    length = context.inspection.evidence.media_length
    source, names = context.session.path, context.settings[SPEAKERS]

    def work(progress: Progress) -> _Written:
        for path in () if over else targets:
            context.known_files.check(path)
        problems, first, digests = [], b"", {}
        original = source is not None and any(_same(source, path) for path in targets)
        copy = back_up(source) if source is not None and original else None
        for number, (path, row) in enumerate(targets.items()):
            progress.report(number, len(targets))
            output = formats.write(
                document,
                formats.by_id(row),
                media_length=length,
                keep_encoding=False,
                names=names,
            )
            digests[path] = digest_of(output.data)
            context.known_files.expects(path, digests[path])
            write_bytes(str(path), output.data, replace=True)
            first = first or output.data
            problems += [
                Problem("{name}: {said}", name=path.name, said=problem)
                for problem in output.problems
            ]
        return _Written(first, problems, copy, digests)

    context.jobs.start(
        N_("Exporting"),
        work,
        partial(_written, context, document, list(targets), hint),
        partial(_not_written, context, partial(write, context, document, targets, hint=hint)),
        next(iter(targets)),
    )


def _written(
    context: Context,
    document: Document,
    paths: Sequence[Path],
    hint: Problem | None,
    written: _Written,
) -> None:
    if context.session.document is document:
        context.session.mark_exported(written.first)
    for path, digest in written.digests.items():
        if path == context.session.path:
            context.known_files.knows(path, [digest])
    names = ", ".join(path.name for path in paths)
    message = Problem("Exported to {folder}: {names}", folder=paths[0].parent, names=names)
    if hint is not None:
        message = Problem("{said}. {hint}", said=message, hint=hint)
    if written.copy is not None:
        message = Problem(
            "{said}. The original file was kept as {copy}.", said=message, copy=written.copy.name
        )
    context.views.notice(message)
    if written.problems:
        context.views.report(N_("Not stored in the exported formats"), written.problems)


def _not_written(context: Context, write: Callable[..., None], error: UserError) -> None:
    if isinstance(error, ChangedElsewhere):
        external_changes.ask(context, error, partial(write, over=True))
        return
    question = Problem(
        "Export failed. {reason} Jiaozi still keeps your work.",
        reason=error.problem,
    )
    if context.ask.choose(question, (N_("Try again"),)) == 0:
        write()


ACTIONS: tuple[Action, ...] = (
    Action("file.export", N_("Export…"), export, (), has_document, changes=False),
)  # fmt: skip
