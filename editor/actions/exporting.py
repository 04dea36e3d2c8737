# SPDX-License-Identifier: GPL-3.0-or-later
"""Exporting: writing the document in subtitle formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.core.progress import Progress


def export(context: Context) -> None:
    """Write the document in one format; the user chooses it by the file's suffix."""
    path = context.ask.save_file(N_("Export"), suggested(context, ".srt"), kinds())
    if path is not None:
        write(context, context.session.document, {path: formats.by_suffix(path.name).id})


def kinds() -> list[tuple[str, str]]:
    """The formats that can be written, each with the patterns of its files."""
    writable = [row for row in formats.FORMATS if row.write is not None]
    rows = [row for row in writable if formats.by_suffix(f"x{row.suffixes[0]}") is row]
    return [(row.name, " ".join(f"*{suffix}" for suffix in row.suffixes)) for row in rows]


def may_replace(context: Context, present: Sequence[str]) -> bool:
    """Whether files of these names, which are there, may be replaced; the user is asked."""
    question = Problem("Already in this folder: {names}.", names=", ".join(present))
    return context.ask.choose(question, (N_("Replace"), N_("Do not export"))) == 0


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


Files = Sequence[tuple[bytes, Sequence[Problem]]]
"""The bytes of each file, and what was not stored in it."""


def write(context: Context, document: Document, targets: dict[Path, str]) -> None:
    """Write each format to its path; `targets` has the id of the format for each path."""
    length, names = context.inspection.evidence.media_length, context.settings[SPEAKERS]

    def make() -> Files:
        outputs = (
            formats.write(
                document,
                formats.by_id(row),
                media_length=length,
                keep_encoding=False,
                names=names,
            )
            for row in targets.values()
        )
        return [(output.data, output.problems) for output in outputs]

    write_files(context, document, list(targets), make)


def write_files(  # noqa: PLR0913 - what is written, and what then
    context: Context,
    document: Document,
    paths: Sequence[Path],
    make: Callable[[], Files],
    *,
    done: Callable[[], Problem | None] = lambda: None,
    over: bool = False,
) -> None:
    """Write files, whole or not at all, in the background.

    Args:
        context: The program.
        document: What is in them.
        paths: Where to.
        make: Returns their bytes, in the same order; called on another thread.
        done: Called when all are written; returns what the user has to do with them, or None.
        over: Whether to overwrite what another program changed in these files.
    """
    source = context.session.path

    def work(progress: Progress) -> _Written:
        for path in () if over else paths:
            context.known_files.check(path)
        problems, digests = [], {}
        files = make()
        original = source is not None and any(_same(source, path) for path in paths)
        copy = back_up(source) if source is not None and original else None
        for number, (path, (data, told)) in enumerate(zip(paths, files, strict=True)):
            progress.report(number, len(paths))
            digests[path] = digest_of(data)
            context.known_files.expects(path, digests[path])
            write_bytes(str(path), data, replace=True)
            problems += [Problem("{name}: {said}", name=path.name, said=one) for one in told]
        return _Written(files[0][0], problems, copy, digests)

    context.jobs.start(
        N_("Exporting"),
        work,
        partial(_written, context, document, paths, done),
        partial(
            _not_written, context, partial(write_files, context, document, paths, make, done=done)
        ),
        paths[0],
    )


def _written(
    context: Context,
    document: Document,
    paths: Sequence[Path],
    done: Callable[[], Problem | None],
    written: _Written,
) -> None:
    if context.session.document is document:
        context.session.mark_exported(written.first)
    for path, digest in written.digests.items():
        if path == context.session.path:
            context.known_files.knows(path, [digest])
    names = ", ".join(path.name for path in paths)
    message = Problem("Exported to {folder}: {names}", folder=paths[0].parent, names=names)
    hint = done()
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
