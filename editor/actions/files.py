# SPDX-License-Identifier: GPL-3.0-or-later
"""Files: open, export, begin again, leave."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from editor import formats
from editor.actions import disk_trouble, external_changes, loading, opening
from editor.actions.action import Action, has_document
from editor.checks.profiles import profile
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.files import back_up, is_there, write_bytes
from editor.project.journal_port import NoJournal
from editor.project.known_files import ChangedElsewhere, digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.checks.finding import Finding
    from editor.core.progress import Progress

_ALL = (N_("All files"), "*")

Site = Literal["youtube", "bilibili"]

PLATFORMS: dict[Site, tuple[tuple[str, str], ...]] = {
    "youtube": ((".srt", "srt"), (".vtt", "vtt"), (".sbv", "sbv")),
    "bilibili": ((".bilibili.srt", "srt"), (".bcc", "bcc")),
}
"""What each site takes: endings after STEM.LANGUAGE, and the format."""


def open_transcript(context: Context) -> None:
    """Ask for a transcript and open it."""
    patterns = " ".join(f"*{suffix}" for suffix in loading.TEXTS)
    kinds = ((N_("Transcripts and subtitles"), patterns), _ALL)
    path = context.ask.open_file(N_("Open a transcript"), kinds)
    if path is not None:
        opening.open_transcript(context, path)


def open_medium(context: Context) -> None:
    """Ask for the medium and let the document belong to it."""
    path = asked_for_medium(context)
    if path is not None:
        opening.open_medium(context, path)


def asked_for_medium(context: Context) -> Path | None:
    """A medium that the user chooses, or None."""
    patterns = " ".join(f"*{suffix}" for suffix in loading.MEDIA)
    return context.ask.open_file(
        N_("Open the sound or video"), ((N_("Sound and video"), patterns), _ALL)
    )


def open_sample(context: Context) -> None:
    """Open the sample with its sound."""
    opening.open_transcript(context, context.sample / "sample.txt", context.sample / "sample.ogg")


def afresh(context: Context) -> None:
    """Open the same file again without the work done on it; that stays among the recent ones."""
    path = context.session.path
    if path is not None:
        opening.open_transcript(context, path, context.session.media, afresh=True)


def can_begin_afresh(context: Context) -> bool:
    """Whether the file is known, and something was changed."""
    return context.session.path is not None and bool(context.session.history.done)


def doubts(context: Context) -> None:
    """List what was doubtful when the file was read."""
    context.views.report(N_("What was doubtful in this file"), context.session.document.problems)


def has_doubts(context: Context) -> bool:
    """Whether reading the file left any."""
    return bool(context.session.document.problems)


def close(context: Context) -> None:
    """Leave the document; all of its work is kept."""
    if not disk_trouble.may_leave(context):
        return
    context.session.open(Document(), journal=NoJournal())
    context.views.show_start()


def export(context: Context) -> None:
    """Write the document in one format that the user chooses by the file's ending."""
    rows = [row for row in formats.FORMATS if row.write is not None]
    kinds = [(row.name, " ".join(f"*{suffix}" for suffix in row.suffixes)) for row in rows]
    path = context.ask.save_file(N_("Export"), _suggested(context, ".srt"), kinds)
    if path is not None:
        _write(context, context.session.document, {path: formats.by_suffix(path.name).id})


def publish(context: Context, site: Site) -> None:
    """Write all that a site takes into a folder, after a look at what it would object to."""
    from editor.checks.rules import check

    document, length = context.session.document, context.inspection.evidence.media_length
    context.jobs.start(
        N_("Checking"),
        lambda _: check(document, profile(site), length),
        partial(_publish, context, site, document),
    )


def _publish(context: Context, site: Site, document: Document, findings: Sequence[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors and not _go_on(context, len(errors)):
        return
    suggested = _suggested(context, "")
    folder = context.ask.folder(N_("Export into which folder?"), suggested.parent)
    if folder is None:
        return
    stem = f"{suggested.name}.{document.head.language or _language(context)}"
    targets = {folder / f"{stem}{ending}": row for ending, row in PLATFORMS[site]}
    present = [path.name for path in targets if is_there(path)]
    if present:
        question = Problem("These files are there already: {names}.", names=", ".join(present))
        if context.ask.choose(question, (N_("Replace them"), N_("Leave it"))) != 0:
            return
    _write(context, document, targets)


def _go_on(context: Context, errors: int) -> bool:
    question = Problem(
        "The site would object to this document. Errors: {count}. "
        "They stand in the list of problems.",
        count=errors,
    )
    answer = context.ask.choose(question, (N_("Export all the same"), N_("Look at them")))
    if answer == 1:
        context.views.focus("panel")
    return answer == 0


def _language(context: Context) -> str:
    return "zh-Hant" if context.inspection.report.script == "hant" else "zh-Hans"


def _suggested(context: Context, ending: str) -> Path:
    path = context.session.path or Path.home() / "jiaozi"
    return path.with_name(path.stem + ending)


class _Written(NamedTuple):
    """What was exported: the first file, what was lost, the copy of an original, all digests."""

    first: bytes
    problems: list[Problem]
    copy: Path | None
    digests: dict[Path, str]


def _same(path: Path, other: Path) -> bool:
    """Whether both are names of one file."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def _write(
    context: Context, document: Document, targets: dict[Path, str], *, over: bool = False
) -> None:
    """Write each format to its path; `over` what somebody else may have changed there."""
    length = context.inspection.evidence.media_length
    source = context.session.path

    def work(progress: Progress) -> _Written:
        for path in () if over else targets:
            context.known_files.check(path)
        problems, first, digests = [], b"", {}
        original = source is not None and any(_same(source, path) for path in targets)
        copy = back_up(source) if source is not None and original else None
        for number, (path, row) in enumerate(targets.items()):
            progress.report(number, len(targets))
            output = formats.write(
                document, formats.by_id(row), media_length=length, keep_encoding=False
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
        partial(_written, context, document, list(targets)),
        partial(_not_written, context, partial(_write, context, document, targets)),
        next(iter(targets)),
    )


def _written(
    context: Context,
    document: Document,
    paths: Sequence[Path],
    written: _Written,
) -> None:
    if context.session.document is document:
        context.session.mark_exported(written.first)
    for path, digest in written.digests.items():
        if path == context.session.path:
            context.known_files.knows(path, [digest])
    names = ", ".join(path.name for path in paths)
    message = Problem("Exported to {folder}: {names}", folder=paths[0].parent, names=names)
    if written.copy is not None:
        message = Problem(
            "{said}. The original is kept as {copy}.", said=message, copy=written.copy.name
        )
    context.views.notice(message)
    if written.problems:
        context.views.report(N_("What the formats could not hold"), written.problems)


def _not_written(context: Context, write: Callable[..., None], error: UserError) -> None:
    if isinstance(error, ChangedElsewhere):
        external_changes.ask(context, error, partial(write, over=True))
        return
    question = Problem(
        "It was not exported. {reason} Your work is kept by Jiaozi all the same.",
        reason=error.problem,
    )
    if context.ask.choose(question, (N_("Try again"),)) == 0:
        write()


ACTIONS: tuple[Action, ...] = (
    Action("file.open", N_("Open a transcript…"), open_transcript, ("Ctrl+O",), changes=False),
    Action("file.medium", N_("Open the sound or video…"), open_medium, ("Ctrl+Shift+O",),
           changes=False),
    Action("file.sample", N_("Try the sample"), open_sample, changes=False),
    Action("file.afresh", N_("Begin again from the file"), afresh, when=can_begin_afresh,
           changes=False),
    Action("file.doubts", N_("What was doubtful in this file"), doubts, when=has_doubts,
           changes=False),
    Action("file.export", N_("Export…"), export, ("Ctrl+E",), has_document, changes=False),
    Action("file.youtube", N_("Export for YouTube…"), partial(publish, site="youtube"),
           ("Ctrl+Shift+Y",), has_document, changes=False),
    Action("file.bilibili", N_("Export for Bilibili…"), partial(publish, site="bilibili"),
           ("Ctrl+Shift+B",), has_document, changes=False),
    Action("file.close", N_("Close the document"), close, ("Ctrl+W",), has_document, changes=False),
)  # fmt: skip
