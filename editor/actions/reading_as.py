# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a file in another way: its encoding, the columns of a table, the text track of a film."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.actions import changing, opening
from editor.actions.action import Action
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.options import DEFAULTS, Options
from editor.formats.files import read_bytes
from editor.project.opening import ReadAs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.media.text_tracks import TextTrack

    Begun = list[tuple[TextTrack, list[str]]]

_TABLES = frozenset({"csv", "tsv", "xlsx"})
_SHOWN, _CUES = 12, 4
"""Rows of a table, and cues read from it, that are shown."""


def read_again(context: Context) -> None:
    """Read the file in an encoding that the user chooses, with its first lines in view."""
    from editor.formats.encoding_choices import choices, first_lines

    path, source = context.session.path, context.session.document.source
    if path is None or source is None:
        return
    chosen = context.ask.encoding(choices(source.data), partial(first_lines, source.data))
    if chosen is not None:
        read_as = ReadAs(Options(encoding=chosen))
        opening.open_transcript(context, path, context.session.media, read_as=read_as)


def can_read_again(context: Context) -> bool:
    """Whether the document is from a text file."""
    source = context.session.document.source
    return context.session.path is not None and source is not None and source.format != "stl"


def columns(context: Context) -> None:
    """Read the table again, with columns that the user chooses."""
    session = context.session
    path, source = session.path, session.document.source
    if path is not None and source is not None:
        _choose(context, path, session.media, (source.format, source.data), source.options)


def is_table(context: Context) -> bool:
    """Whether the document is from a table."""
    source = context.session.document.source
    return context.session.path is not None and source is not None and source.format in _TABLES


def ask_columns(context: Context, path: Path, media: Path | None) -> None:
    """Open a table of which nobody knows what the columns are, once the user said it."""

    def choose(data: bytes) -> None:
        _choose(context, path, media, (None, data), DEFAULTS)

    context.jobs.start(
        N_("Reading"),
        lambda _: read_bytes(str(path)),
        changing.while_open(context, choose),
        lambda error: context.ask.tell(error.problem),
        path,
    )


def _choose(
    context: Context,
    path: Path,
    media: Path | None,
    content: tuple[str | None, bytes],
    options: Options,
) -> None:
    """Ask for the columns of a table, by its format and data, and open it so."""
    form, data = content
    try:
        form, rows = formats.cells(data, path.name, form)
    except UserError as error:
        context.ask.tell(error.problem)
        return
    first = [row for row in rows[: 2 * _SHOWN] if any(map(str.strip, row))][:_SHOWN]
    chosen = context.ask.columns(
        path.name, first, _places(rows, options), partial(_preview, rows, options)
    )
    if chosen is None:
        return
    read_as = ReadAs(replace(options, columns=chosen), form)
    opening.open_transcript(context, path, media, read_as=read_as)


def _places(rows: Sequence[Sequence[str]], options: Options) -> Mapping[str, int]:
    """What the columns are taken for, by role."""
    from editor.formats.table_columns import columns_of

    try:
        return columns_of(rows, options.columns).places
    except UserError:
        return {}


def _preview(
    rows: Sequence[Sequence[str]], options: Options, chosen: str
) -> Sequence[Cue] | Problem:
    """The first cues with these columns, or why there are none."""
    from editor.formats.tables import cues_of

    if not chosen:
        return Problem("Say which column has the starts, and which the texts.")
    some = rows[: 4 * _SHOWN]
    try:
        parsed = cues_of(some, range(1, len(some) + 1), replace(options, columns=chosen))
    except UserError as error:
        return error.problem
    return parsed.cues[:_CUES]


def track(context: Context) -> None:
    """Open a text track of the medium."""
    path = context.session.media
    if path is not None:
        ask_track(context, path, lambda: _tell_none(context))


def _tell_none(context: Context) -> None:
    context.views.notice(Problem("This medium has no text track."))


def ask_track(context: Context, path: Path, otherwise: Callable[[], None]) -> None:
    """Open a text track of a film, which the user chooses; `otherwise` is done if it has none.

    If another document was opened in the meantime, nothing is.
    """

    def look(_: Progress) -> Begun:
        from editor.media.text_tracks import begun

        return begun(str(path))

    def chosen(found: Begun) -> None:
        if not found:
            otherwise()
            return
        number = context.ask.track(path.name, found)
        if number == 0:
            opening.new_transcript(context, path)
        elif number is not None:
            _open_track(context, path, number)

    context.jobs.start(
        N_("Looking for text tracks"),
        look,
        changing.while_open(context, chosen),
        changing.while_open(context, lambda _: otherwise()),
        path,
    )


def _open_track(context: Context, path: Path, number: int) -> None:
    def read(_: Progress) -> Document:
        from editor.media.text_tracks import read_track

        return read_track(str(path), number, DEFAULTS)

    context.jobs.start(
        N_("Reading the text track"),
        read,
        changing.while_open(context, partial(opening.open_untitled, context, path)),
        lambda error: context.ask.tell(error.problem),
        path,
    )


def has_medium(context: Context) -> bool:
    """Whether there is a medium that may have text tracks."""
    return context.session.media is not None


ACTIONS: tuple[Action, ...] = (
    Action("file.read-again", N_("Read again as…"), read_again, when=can_read_again,
           changes=False),
    Action("file.columns", N_("Columns of the table…"), columns, when=is_table, changes=False),
    Action("file.track", N_("Open text track of the film…"), track, when=has_medium,
           changes=False),
)  # fmt: skip
