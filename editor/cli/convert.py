# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi convert`: reads, repairs the clock, converts the script, writes."""

from __future__ import annotations

from pathlib import Path, PurePath
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
    for_each,
    load,
    say,
    say_problems,
)
from editor.cli.evidence_options import add_evidence as add_more_evidence
from editor.cli.evidence_options import checked, evidence_of
from editor.core.errors import BrokenOff, UserError
from editor.core.seconds import Seconds, arranged
from editor.formats.files import STANDARD, WriteError, is_there, real, write_bytes
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
    parser.add_argument("--out", metavar="DIR", help="folder for the outputs of several inputs")
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
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Convert every input."""
    plan = _plan(options)
    if options.script != "keep":
        check_opencc()
    evidence = evidence_of(options)
    if options.out is not None:
        _make_folder(options.out)

    def convert(name: str) -> int:
        try:
            return _Conversion(name, options, evidence).run(plan[name])
        except UndecidedError as error:
            say(f"{name}: {error}")
            return UNDECIDED

    return for_each(list(plan), convert, quiet=options.quiet)


def _plan(options: argparse.Namespace) -> dict[str, list[Target]]:
    """For each input its outputs."""
    rows = [formats.by_id(row) for row in dict.fromkeys((options.to or "").split(",")) if row]
    for row in rows:
        if row.write is None:
            raise UserError("{name} can be read but not written.", name=row.name)
    if options.out is not None:
        plan = _plan_for_folder(options.files, Path(options.out), rows)
    else:
        plan = _plan_for_file(options.files, rows)
    _refuse_clashes(plan)
    return plan


def _plan_for_folder(names: list[str], folder: Path, rows: list[Format]) -> dict[str, list[Target]]:
    if not rows:
        raise UserError("With --out say --to as well: the format to write.")
    stems = {
        name: "standard-input" if name == STANDARD else PurePath(name).stem
        for name in dict.fromkeys(names)
    }
    return {
        name: [(str(folder / (stem + row.suffixes[0])), row) for row in rows]
        for name, stem in stems.items()
    }


def _plan_for_file(names: list[str], rows: list[Format]) -> dict[str, list[Target]]:
    if len(names) != 2:  # noqa: PLR2004 - IN and OUT
        raise UserError("Give one input and one output, or several inputs with --out DIR.")
    if len(rows) > 1:
        raise UserError("For several formats give --out DIR.")
    source, target = names
    if target == STANDARD and not rows:
        raise UserError("For standard output say --to: the format to write.")
    return {source: [(target, rows[0] if rows else formats.by_suffix(target))]}


def _refuse_clashes(plan: dict[str, list[Target]]) -> None:
    """No output may take the place of an input or of another output."""
    inputs = {real(name) for name in plan if name != STANDARD}
    seen: set[str | Path] = set()
    for target, _ in (target for targets in plan.values() for target in targets):
        place = target if target == STANDARD else real(target)
        if place in inputs:
            raise UserError(
                "The output “{name}” is the input itself; give another name or folder.",
                name=target,
            )
        if place in seen:
            raise UserError(
                "Two inputs would be written to “{name}”; convert them one by one.", name=target
            )
        seen.add(place)


def _make_folder(name: str) -> None:
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError:
        raise WriteError("The folder “{name}” cannot be made.", name=name) from None


class _Conversion:
    """The conversion of one input."""

    def __init__(self, name: str, options: argparse.Namespace, evidence: Evidence) -> None:
        self._name = name
        self._options = options
        self._evidence = evidence

    def run(self, targets: list[Target]) -> int:
        self._refuse_existing(targets)
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

    def _refuse_existing(self, targets: list[Target]) -> None:
        """If one output of an input exists already, none of them is written."""
        for target, _ in targets:
            if target != STANDARD and is_there(target) and not self._options.force:
                raise WriteError("“{name}” already exists; add --force to replace it.", name=target)

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
        for target, output in outputs:
            write_bytes(target, output.data, replace=self._options.force)
            say_problems(target, output.problems)
            problems += output.problems
            if output.encoding != "utf-8":
                self._note(
                    f"{target}: kept in {output.encoding.upper()}, as it was; YouTube and "
                    "Bilibili take UTF-8 only: --out-encoding utf-8"
                )
        return FOUND if self._options.strict and problems else DONE

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
