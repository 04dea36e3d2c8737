# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi convert`: read, repair the clock, bring into one script, write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from editor import formats
from editor.cli.common import (
    DONE,
    FOUND,
    UNDECIDED,
    add_evidence,
    add_inputs,
    for_each,
    known_length,
    load,
    say,
    say_problems,
)
from editor.core import editing
from editor.core.errors import BrokenOff, UserError
from editor.core.timecode import parse_time, spoken
from editor.formats.files import STANDARD, WriteError, write_bytes
from editor.language import script
from editor.repair.models import explained, fixed, running
from editor.repair.offsets import Diagnosis, Evidence, diagnose, repair

if TYPE_CHECKING:
    import argparse

    from editor.core.document import Document
    from editor.formats.format import Format
    from editor.repair.models import Candidate


class _UndecidedError(UserError):
    """The evidence is too weak to choose; the choices are named."""


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "convert",
        help="repair the clock, bring into one script, write another format",
        usage="jiaozi convert IN OUT [options]\n"
        "       jiaozi convert IN… --out DIR --to FORMAT[,FORMAT…] [options]",
    )
    add_inputs(parser, metavar="FILE")
    add_evidence(parser)
    parser.add_argument("--out", metavar="DIR", help="folder for the outputs of several inputs")
    parser.add_argument("--to", metavar="FORMAT", help="format to write; else by the ending of OUT")
    parser.add_argument(
        "--clock",
        default="auto",
        metavar="MODEL",
        help="auto, keep, running, fixed:SECONDS or shift:TIME",
    )
    parser.add_argument(
        "--script",
        default="keep",
        choices=["keep", *script.TARGETS],
        help="bring all cues into this script",
    )
    parser.add_argument(
        "--encoding",
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
    inputs, targets = _plan(options)
    length = known_length(options)
    if options.out is not None:
        _make_folder(options.out)

    def convert(name: str) -> int:
        try:
            return _Conversion(name, options, length).run(targets)
        except _UndecidedError as error:
            say(f"{name}: {error}")
            return UNDECIDED

    return for_each(inputs, convert, quiet=options.quiet)


def _plan(options: argparse.Namespace) -> tuple[list[str], list[tuple[str | None, Format]]]:
    """The inputs, and for each output its name (None: to be made from the input's) and format."""
    rows = [formats.by_id(row) for row in options.to.split(",")] if options.to else []
    for row in rows:
        if row.write is None:
            raise UserError("{name} can be read but not written.", name=row.name)
    if options.out is not None:
        if not rows:
            raise UserError("With --out say --to as well: the format to write.")
        return options.files, [(None, row) for row in rows]
    if len(options.files) != 2:  # noqa: PLR2004 - IN and OUT
        raise UserError("Give one input and one output, or several inputs with --out DIR.")
    source, target = options.files
    if len(rows) > 1:
        raise UserError("For several formats give --out DIR.")
    if target == STANDARD and not rows:
        raise UserError("For standard output say --to: the format to write.")
    if STANDARD not in {source, target} and _same_file(source, target):
        raise UserError("The output is the input itself; give another name.")
    return [source], [(target, rows[0] if rows else formats.by_suffix(target))]


def _same_file(first: str, second: str) -> bool:
    try:
        return Path(first).samefile(second)
    except (OSError, ValueError):
        return False


def _make_folder(name: str) -> None:
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError:
        raise WriteError("The folder “{name}” cannot be made.", name=name) from None


class _Conversion:
    """One input on its way."""

    def __init__(self, name: str, options: argparse.Namespace, length: int | None) -> None:
        self._name = name
        self._options = options
        self._length = length

    def run(self, targets: list[tuple[str | None, Format]]) -> int:
        document = load(self._name, self._options)
        problems = list(document.problems)
        say_problems(self._name, problems)
        if any(isinstance(problem, BrokenOff) for problem in problems) and not self._options.force:
            raise UserError(
                "Nothing was written, since the end of this file is missing: "
                "{cues} cues could be read. Get the whole file, or add --force.",
                cues=len(document.cues),
            )
        diagnosis = diagnose(document.cues, Evidence(self._length))
        document = self._clocked(document, diagnosis)
        document = self._scripted(document, [chunk.first for chunk in diagnosis.chunks])
        outputs = []
        for target, row in targets:
            output = formats.write(
                document,
                row,
                media_length=self._length,
                keep_encoding=self._options.encoding == "keep",
            )
            outputs.append((target or self._target(row), output))
        for target, output in outputs:
            write_bytes(target, output.data, replace=self._options.force)
            say_problems(target, output.problems)
            problems += output.problems
            if output.encoding != "utf-8":
                self._note(
                    f"{target}: kept in {output.encoding.upper()}, as it was; YouTube and "
                    "Bilibili take UTF-8 only: --encoding utf-8"
                )
        return FOUND if self._options.strict and problems else DONE

    def _target(self, row: Format) -> str:
        stem = "standard-input" if self._name == STANDARD else PurePath(self._name).stem
        target = str(Path(self._options.out) / (stem + row.suffixes[0]))
        if _same_file(self._name, target):
            raise UserError("The output is the input itself; give another folder.")
        return target

    def _clocked(self, document: Document, diagnosis: Diagnosis) -> Document:
        model, _, value = self._options.clock.partition(":")
        if model == "keep" and not value:
            return document
        if model == "shift":
            early = value.startswith("-")
            delta = parse_time(value.removeprefix("-").removeprefix("+"))
            rows = range(len(document.cues))
            return editing.shift(document, rows, -delta if early else delta).apply(document)
        chunks = diagnosis.chunks
        if model == "running" and not value:
            candidate = running(chunks)
        elif model == "fixed" and value:
            candidate = fixed(chunks, parse_time(value))
        elif model == "auto" and not value:
            if not diagnosis.readings:
                return document
            candidate = self._chosen(diagnosis)
        else:
            raise UserError(
                "“{clock}” is no clock: say auto, keep, running, fixed:SECONDS or shift:TIME.",
                clock=self._options.clock,
            )
        if len(chunks) == 1:
            self._note(f"{self._name}: {diagnosis.finding}")
            return document
        return repair(document, chunks, candidate).apply(document)

    def _chosen(self, diagnosis: Diagnosis) -> Candidate:
        best, *others = diagnosis.readings
        choices = "; ".join(
            f"--clock {reading.candidate.model} ends at {spoken(reading.end)} "
            f"({explained(reading.candidate)})"
            for reading in diagnosis.readings
        )
        if best.confidence == "low":
            raise _UndecidedError(
                "{finding} The evidence is too weak to choose between its readings. {reason} "
                "Give the medium (--media or --media-length), or choose: {choices}.",
                finding=diagnosis.finding,
                reason=best.reason,
                choices=choices,
            )
        self._note(
            f"{self._name}: {diagnosis.finding} Read as {best.candidate.model} "
            f"({explained(best.candidate)}), confidence {best.confidence}: {best.reason} "
            f"It ends at {spoken(best.end)}."
        )
        for other in others:
            self._note(
                f"{self._name}: the other reading: {other.candidate.model} "
                f"({explained(other.candidate)}) ends at {spoken(other.end)}."
            )
        return best.candidate

    def _scripted(self, document: Document, borders: list[int]) -> Document:
        target = self._options.script
        if target == "keep":
            return document
        texts = [cue.text for cue in document.cues]
        found = script.blocks(texts, borders)
        change = script.to_script(document, target, borders)
        changed = sum(len(splice.inserted) for splice in change.splices)
        inside = sum(block.stop - block.first for block in found)
        self._note(
            f"{self._name}: {changed} cues converted to {target}; there were {len(found)} blocks "
            f"({inside} cues) in the other script."
        )
        return replace(change.apply(document), language=target)

    def _note(self, text: str) -> None:
        if not self._options.quiet:
            say(text)
