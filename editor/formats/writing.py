# SPDX-License-Identifier: GPL-3.0-or-later
"""From a document to the bytes of a file, with a list of what the file does not contain."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.speakers import with_names
from editor.core.values import dataclass
from editor.formats.lines import unix_newlines
from editor.formats.losses import as_written, losses
from editor.formats.rewrite import rewrite
from editor.formats.transcoding import is_plain, to_bytes, to_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document, Source
    from editor.formats.format import Format, Markup


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written.

    Attributes:
        data: Its bytes.
        encoding: Their Python codec.
        problems: What was dropped or altered; the fact ``cue`` is a cue number in the document.
    """

    data: bytes
    encoding: str
    problems: list[Problem] = field(default_factory=list)


def write(
    document: Document,
    row: Format,
    *,
    media_length: int | None = None,
    keep_encoding: bool = True,
    names: bool = False,
) -> Output:
    """The bytes of `document` in a format.

    In the source's format and encoding, unchanged cues are not rewritten: an unchanged SRT or VTT
    is byte for byte the file that was read. Cues with `left_out` are not written, except to formats
    that can store it.

    Args:
        document: What to write.
        row: The format.
        media_length: Length of the medium in ms, or None.
        keep_encoding: Whether to keep the source's encoding when writing in the source's format;
            otherwise UTF-8 without a byte-order mark.
        names: Whether a format that cannot store speakers gets them in its texts.

    Raises:
        UserError: The format cannot be written.
    """
    if row.write is None:
        raise UserError("{name} can be read but not written.", name=Problem(row.name))
    rows: Sequence[int] = range(len(document.cues))
    if "left_out" not in row.holds and any(cue.left_out for cue in document.cues):
        rows = [number for number, cue in enumerate(document.cues) if not cue.left_out]
        document = replace(document, cues=tuple(document.cues[number] for number in rows))
    if names and "speaker" not in row.holds:
        document = replace(document, cues=tuple(with_names(document.cues)))
    output = _written_back(document, row, keep_encoding=keep_encoding)
    if output is None:
        markup = _markup_for(document, row)
        problems = losses(document, replace(row, markup=markup), {})
        if markup is not row.markup:
            cues = (replace(cue, text=markup.held(cue.text)) for cue in document.cues)
            document = replace(document, cues=tuple(cues))
        written = row.write(document, media_length)
        problems += written.problems
        data = written.data if written.data is not None else _utf8(written.text, problems)
        output = Output(data, "utf-8", problems)
    problems = [_numbered(problem, rows) for problem in output.problems]
    return replace(output, problems=sorted(problems, key=_cue_told))


def _markup_for(document: Document, row: Format) -> Markup:
    """The markup that `row` stores of a document from this source."""
    source = document.source
    if source is None or source.format == row.id or row.markup.common is None:
        return row.markup
    return replace(row.markup, tags=row.markup.common)


def _written_back(document: Document, row: Format, *, keep_encoding: bool) -> Output | None:
    """The source file with the changed cues replaced; None if that is impossible."""
    source = document.source
    if source is None or source.format != row.id or not (row.render or row.rendering):
        return None
    plain = is_plain(source.encoding)
    keep = plain and (keep_encoding or source.encoding == "utf-8")
    cut_off = _cut_off(source, row)
    unfit = cut_off | source.mended
    if document.cues == source.cues and document.head == source.head and keep and not unfit:
        return Output(source.data, source.encoding)
    kept = _kept(document, source, row)
    mended = [
        number
        for number, cue in enumerate(document.cues, start=1)
        if cue.id in kept and cue.id in cut_off
    ]
    text = rewrite(document, row, kept.keys() - unfit)
    if text is None:
        return None
    message = N_("Cue {cue} had a blank line inside, which would end it; the line was removed.")
    problems = losses(document, row, kept)
    if not plain:
        problems.append(Problem("The file was in more than one encoding; it is saved as UTF-8."))
    problems += [Problem(message, cue=number) for number in mended]
    if keep:
        try:
            data = source.bom + to_bytes(text, source.encoding)
            return Output(data, source.encoding, problems)
        except UnicodeEncodeError as error:
            problem = Problem(
                "{encoding} cannot store “{character}”; the file was saved as UTF-8.",
                encoding=source.encoding.upper(),
                character=text[error.start],
            )
            problems.append(problem)
    return Output(_utf8(text, problems), "utf-8", problems)


def _utf8(text: str, problems: list[Problem]) -> bytes:
    """`text` as UTF-8; halves of characters become �, which is added to the problems."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        message = N_("Halves of characters were written as �. Number: {count}.")
        problems.append(Problem(message, count=whole.count("\ufffd") - text.count("\ufffd")))
        return whole.encode()


def _cut_off(source: Source, row: Format) -> frozenset[int]:
    """Ids of the cues that would end too early if they stayed in the file as they are."""
    if row.cut_off is None or source.spans is None:
        return frozenset()
    text = unix_newlines(to_text(source.data[len(source.bom) :], source.encoding))
    spans = zip(source.spans[::2], source.spans[1::2], strict=True)
    return frozenset(
        cue.id
        for cue, (start, end) in zip(source.cues, spans, strict=True)
        if row.cut_off.search(text, start, end)
    )


def _kept(document: Document, source: Source, row: Format) -> dict[int, Cue]:
    """The cues, as read, whose fields stored in the file are unchanged; by id."""
    then = {cue.id: cue for cue in source.cues}
    told = as_written(row)
    return {
        cue.id: then[cue.id]
        for cue in document.cues
        if cue.id in then and (cue is then[cue.id] or told(cue) == told(then[cue.id]))
    }


def _numbered(problem: Problem, rows: Sequence[int]) -> Problem:
    """The problem with its cue number converted from the file's to the document's."""
    number = _cue_told(problem)
    if not number or rows[number - 1] == number - 1:
        return problem
    return Problem(problem.message, **{**problem.facts, "cue": rows[number - 1] + 1})


def _cue_told(problem: Problem) -> int:
    """The cue number of a writer's problem, from 1; 0 if it concerns the whole file."""
    cue = problem.facts.get("cue")
    return cue if isinstance(cue, int) else 0
