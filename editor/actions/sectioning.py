# SPDX-License-Identifier: GPL-3.0-or-later
"""Joining and parting: a file after this one, this one in several files, a range of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor import formats
from editor.actions import changing, exporting
from editor.actions.action import Action, has_cue, has_document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import parse_time, spoken
from editor.formats.files import is_there, read_bytes
from editor.project.opening import texts
from editor.project.project_file import MAGIC
from editor.settings import SPEAKERS

if TYPE_CHECKING:
    from pathlib import Path

    from editor.actions.context import Context
    from editor.actions.exporting import Files
    from editor.core.document import Document

_MOST_PARTS = 999
"""Parts of a document; more are a mistake in the length."""


def append(context: Context) -> None:
    """Append the cues of another file, from a time that the user chooses."""
    kinds = [(N_("Transcripts and subtitles"), " ".join(f"*{suffix}" for suffix in texts()))]
    path = context.ask.open_file(N_("Append file"), kinds)
    if path is None:
        return

    def work(_: object) -> Document:
        data = read_bytes(str(path))
        if data.startswith(MAGIC):
            from editor.project import project_reader

            return project_reader.read(data).work.document
        return formats.read(data, path.name)

    def take(other: Document) -> None:
        context.views.commit_composition()
        _append(context, path.name, other)

    context.jobs.start(
        N_("Reading"),
        work,
        changing.while_open(context, take),
        lambda error: context.ask.tell(error.problem),
        path,
    )


def _append(context: Context, name: str, other: Document) -> None:
    if not other.cues:
        context.views.notice(Problem("There are no cues in “{name}”.", name=name))
        return
    offset = _offset(context, name, other)
    if offset is None:
        return
    from editor.core.sections import appended

    session = context.session
    row = len(session.document.cues)
    if changing.commit(
        context, appended(session.document, other, offset), session.selection.at(row)
    ):
        message = Problem(
            "Appended from {time} on: {count} cues.", time=spoken(offset), count=len(other.cues)
        )
        context.views.notice(message, "edit.undo")


def _offset(context: Context, name: str, other: Document) -> int | None:
    """Where the other file's time 0 is, in ms; None if the user cancelled or wrote no time."""
    end, length = context.session.document.end, context.inspection.evidence.media_length
    answers = {N_("After the last cue"): end}
    question = Problem(
        "“{name}” has {count} cues. Where does it begin? The last cue here ends at {end}.",
        name=name,
        count=len(other.cues),
        end=spoken(end),
    )
    if length is not None:
        answers = {N_("After the medium"): length, **answers}
        question = Problem("{said} The medium ends at {length}.", said=question,
                           length=spoken(length))  # fmt: skip
    chosen = context.ask.choose(question, [*answers, N_("At another time…")])
    if chosen is None:
        return None
    if chosen < len(answers):
        return list(answers.values())[chosen]
    text = context.ask.line(
        N_("Append file"),
        N_("Start, or a gap after the last cue (+2)"),
        spoken(end if length is None else length),
    )
    if text is None:
        return None
    try:
        text = text.strip()
        return end + parse_time(text[1:].strip()) if text.startswith("+") else parse_time(text)
    except UserError as error:
        context.ask.tell(error.problem)
        return None


def split_here(context: Context) -> None:
    """Write two files: the cues before the current one, and those from it on."""
    from editor.core.sections import sections

    context.views.commit_composition()
    start = context.cue.start
    if not sections(context.session.document, [start], from_zero=False)[0].cues:
        message = Problem("No cue is before {time}: there is one part.", time=spoken(start))
        context.views.notice(message)
        return
    _write_sections(context, [start])


def split_by_length(context: Context) -> None:
    """Write files of the same length, for media that are parted so."""
    context.views.commit_composition()
    text = context.ask.line(N_("Split into files"), N_("Length of each"), "10:00")
    if text is None:
        return
    try:
        length = parse_time(text.strip())
    except UserError as error:
        context.ask.tell(error.problem)
        return
    end = context.session.document.end
    if length <= 0 or end // max(length, 1) >= _MOST_PARTS:
        context.ask.tell(Problem("“{text}” is too short for the length of a part.", text=text))
    elif length >= end:
        context.ask.tell(Problem("No cue is after {time}: there is one part.", time=text))
    else:
        _write_sections(context, list(range(length, end, length)))


def extract(context: Context) -> None:
    """Write the range that is marked on the timeline, or that the chosen cues span."""
    context.views.commit_composition()
    cues = context.session.document.cues
    rows = context.session.chosen
    marked = context.views.marked()
    start, end = marked or (
        min(cues[row].start for row in rows),
        max(cues[row].end for row in rows),
    )
    if end <= start:
        context.views.notice(Problem("These cues have no times."))
        return
    from editor.core.sections import sections

    if not sections(context.session.document, [start, end], from_zero=False)[1].cues:
        context.views.notice(Problem("There is no cue in this range."))
        return
    from_zero = _from_zero(context, start)
    path = _where(context, N_("Export range")) if from_zero is not None else None
    if path is None or from_zero is None:
        return
    part = sections(context.session.document, [start, end], from_zero=from_zero)[1]
    exporting.write(context, part, {path: formats.by_suffix(path.name).id})


def _from_zero(context: Context, start: int) -> bool | None:
    """Whether times begin at 0 in each file; None if the user cancelled."""
    question = Problem(
        "Where do the times of a later part begin? The medium may be cut at {time}, too.",
        time=spoken(start),
    )
    answers = (N_("At 0, for a medium that is cut there"), N_("As they are, for the whole medium"))
    answer = context.ask.choose(question, answers)
    return None if answer is None else answer == 0


def _where(context: Context, title: str) -> Path | None:
    document = context.session.document
    own = document.source.format if document.source is not None else "srt"
    row = formats.by_id(own)
    ending = row.suffixes[0] if row.write is not None else ".srt"
    return context.ask.save_file(title, exporting.suggested(context, ending), exporting.kinds())


def _write_sections(context: Context, borders: list[int]) -> None:
    from editor.core.sections import numbered, sections

    from_zero = _from_zero(context, borders[0])
    path = _where(context, N_("Split into files")) if from_zero is not None else None
    if path is None or from_zero is None:
        return
    document = context.session.document
    parts = [part for part in sections(document, borders, from_zero=from_zero) if part.cues]
    paths = numbered(path, len(parts))
    row, names = formats.by_suffix(path.name), context.settings[SPEAKERS]

    def make() -> Files:
        outputs = [formats.write(part, row, keep_encoding=False, names=names) for part in parts]
        return [(output.data, output.problems) for output in outputs]

    def write(present: list[str]) -> None:
        if present and not exporting.may_replace(context, present):
            return
        exporting.write_files(context, document, paths, make)

    context.jobs.start(
        N_("Exporting"),
        lambda _: [one.name for one in paths if is_there(one)],
        write,
        disk=path,
    )


ACTIONS: tuple[Action, ...] = (
    Action("file.append", N_("Append file…"), append, (), has_document),
    Action("file.split-here", N_("Split into files at this cue…"), split_here, (), has_cue,
           changes=False),
    Action("file.split-length", N_("Split into files by length…"), split_by_length, (), has_cue,
           changes=False),
    Action("file.extract", N_("Export range…"), extract, (), has_cue, changes=False),
)  # fmt: skip
