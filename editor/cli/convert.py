# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi convert`: reads, repairs the clock, converts the script, writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from editor import formats
from editor.cli.clock import UndecidedError, add_clock, clocked
from editor.cli.common import (
    DONE,
    FOUND,
    UNDECIDED,
    add_evidence,
    add_inputs,
    counted,
    load,
    say,
    say_problems,
)
from editor.cli.evidence_options import add_evidence as add_more_evidence
from editor.cli.evidence_options import checked, evidence_of, share_evidence
from editor.cli.many import add_many, run_all, single_format, take_output
from editor.core.errors import BrokenOff, UserError
from editor.core.seconds import Seconds, arranged
from editor.language import conversion
from editor.language.converters import check_opencc
from editor.language.script import blocks
from editor.language.second_texts import found, separated
from editor.repair.diagnosis import diagnose

if TYPE_CHECKING:
    import argparse

    from editor.core.document import Document
    from editor.core.errors import Problem
    from editor.formats.format import Format
    from editor.repair.evidence import Evidence


Target = tuple[str, "Format"]
"""Name of an output, and the format to write it in."""


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "convert",
        allow_abbrev=False,
        help="repair the clock, bring into one script, write another format",
        usage="jiaozi convert IN OUT [options]\n"
        "       jiaozi convert IN… --out DIR --to FORMAT[,FORMAT…] [options]",
    )
    add_inputs(parser, metavar="FILE")
    add_evidence(parser)
    add_more_evidence(parser)
    add_many(parser, "the outputs")
    parser.add_argument("--to", metavar="FORMAT", help="format to write; else by the ending of OUT")
    add_clock(parser)
    parser.add_argument(
        "--script",
        default="keep",
        choices=["keep", *conversion.TARGETS],
        help="bring all cues into this script",
    )
    parser.add_argument(
        "--plain-you", action="store_true", help="with --script zh-Hans: write 你 for 妳"
    )
    parser.add_argument(
        "--bilingual",
        action="store_true",
        help="two languages in one file: set the second one apart, so that --second can choose",
    )
    parser.add_argument(
        "--second",
        default="keep",
        choices=get_args(Seconds),
        help="what the output gets of second texts; keep: what its format can hold",
    )
    parser.add_argument(
        "--out-encoding",
        default="keep",
        choices=["keep", "utf-8"],
        help="keep: back in its own format a file keeps its encoding; all else is UTF-8",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace an output that exists; convert what is left of a file that breaks off",
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit code 1 if anything was dropped or altered"
    )
    parser.set_defaults(run=run, output=None)


def run(options: argparse.Namespace) -> int:
    """Convert every input."""
    take_output(options)
    options.rows = _rows(options)
    if options.script != "keep":
        check_opencc()
    share_evidence(options)
    return run_all(options, _convert, [row.suffixes[0] for row in map(formats.by_id, options.rows)])


def _rows(options: argparse.Namespace) -> list[str]:
    """Ids of the formats to write.

    Raises:
        UserError: See `single_format`.
    """
    rows = [row for row in dict.fromkeys((options.to or "").split(",")) if row]
    for row in map(formats.by_id, rows):
        if row.write is None:
            raise UserError("{name} can be read but not written.", name=row.name)
    if options.out is None and len(rows) > 1:
        raise UserError("For several formats give --out DIR.")
    return rows if rows and options.out is not None else [single_format(options).id]


def _convert(options: argparse.Namespace) -> int:
    rows = [formats.by_id(row) for row in options.rows]
    if options.out is None:
        targets = [(options.output, rows[0])]
    else:
        targets = [(options.stem + row.suffixes[0], row) for row in rows]
    options.place.refuse([target for target, _ in targets])
    try:
        return _Conversion(options.file, options, evidence_of(options)).run(targets)
    except UndecidedError as error:
        say(f"{options.file}: {error}")
        return UNDECIDED


class _Conversion:
    """The conversion of one input."""

    def __init__(self, name: str, options: argparse.Namespace, evidence: Evidence) -> None:
        self._name = name
        self._options = options
        self._evidence = evidence

    def run(self, targets: list[Target]) -> int:
        document = load(self._name, self._options)
        problems = list(document.problems)
        say_problems(self._name, problems)
        if any(isinstance(problem, BrokenOff) for problem in problems) and not self._options.force:
            raise UserError(
                "Nothing was written, since the end of this file is missing: "
                "{cues} could be read. Get the whole file, or add --force.",
                cues=counted(len(document.cues), "cue"),
            )
        diagnosis = diagnose(document.cues, checked(self._evidence, document))
        document, notes = clocked(document, diagnosis, self._options.clock)
        for note in notes:
            self._note(f"{self._name}: {note}")
        document = self._scripted(document, [chunk.first for chunk in diagnosis.chunks] or [0])
        document = self._set_apart(document)
        return self._write(arranged(document, self._options.second), targets, problems)

    def _set_apart(self, document: Document) -> Document:
        """The document with its second language apart, if that is asked for."""
        languages = found(document)
        if languages is None:
            if self._options.bilingual:
                raise UserError("This file is not in two languages.")
            return document
        if not self._options.bilingual:
            self._note(
                f"{self._name}: {counted(languages.cues, 'cue')} in two languages; "
                "--bilingual sets the second one apart."
            )
            return document
        return separated(document).apply(document)

    def _write(self, document: Document, targets: list[Target], problems: list[Problem]) -> int:
        keep = self._options.out_encoding == "keep"
        outputs = [
            (
                target,
                formats.write(
                    document, row, media_length=self._evidence.media_length, keep_encoding=keep
                ),
            )
            for target, row in targets
        ]
        problems += [problem for _, output in outputs for problem in output.problems]
        code = FOUND if self._options.strict and problems else DONE
        self._options.place.deliver([(target, output.data) for target, output in outputs], code)
        for target, output in outputs:
            say_problems(target, output.problems)
            if output.encoding != "utf-8":
                self._note(
                    f"{target}: kept in {output.encoding.upper()}, as it was; YouTube and "
                    "Bilibili take UTF-8 only: --out-encoding utf-8"
                )
        return code

    def _scripted(self, document: Document, borders: list[int]) -> Document:
        target = self._options.script
        if target == "keep":
            return document
        texts = [cue.text for cue in document.cues]
        runs_found = blocks(texts, borders)
        change = conversion.to_script(document, target, borders, you=self._options.plain_you)
        changed = sum(len(splice.inserted) for splice in change.splices)
        inside = sum(block.stop - block.first for block in runs_found)
        where = ""
        if runs_found:
            runs = counted(len(runs_found), "block")
            where = f"{runs} in the other script ({counted(inside, 'cue')}); "
        self._note(f"{self._name}: {where}{counted(changed, 'cue')} converted to {target}.")
        return change.apply(document)

    def _note(self, text: str) -> None:
        if not self._options.quiet:
            say(text)
