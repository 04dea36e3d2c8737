# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi publish`: all files that the sites want, and a list of what to do there."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from editor.checks.sites import SITES
from editor.cli.clock import UndecidedError, add_clock, clocked
from editor.cli.common import (
    DONE,
    FOUND,
    UNDECIDED,
    add_evidence,
    add_inputs,
    argument,
    counted,
    load,
    problems_json,
    say,
    say_problems,
    show,
    show_json,
)
from editor.cli.evidence_options import add_evidence as add_more_evidence
from editor.cli.evidence_options import checked, evidence_of, share_evidence
from editor.cli.many import add_many, run_all
from editor.core.errors import BrokenOff, UserError
from editor.language.converters import check_opencc
from editor.publish.plan import plan
from editor.publish.uploads import LONGEST, TRACKS, Choice, entry
from editor.repair.diagnosis import diagnose

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from editor.core.document import Document
    from editor.publish.plan import Objection
    from editor.publish.uploads import Upload


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "publish", allow_abbrev=False, help="write all files for YouTube and Bilibili"
    )
    add_inputs(parser)
    add_evidence(parser)
    add_more_evidence(parser)
    add_clock(parser)
    parser.add_argument(
        "--to",
        type=argument(several("site", [row.id for row in SITES])),
        default=tuple(row.id for row in SITES),
        metavar="SITES",
        help="youtube,bilibili (the default), or one of them",
    )
    parser.add_argument(
        "--scripts",
        type=argument(several("script", TRACKS)),
        default=("zh-Hans",),
        metavar="TRACKS",
        help=f"{','.join(TRACKS)}: a file of each (default: zh-Hans)",
    )
    add_many(parser, "the files", required=True)
    parser.add_argument(
        "--line",
        type=argument(_line),
        default=0,
        metavar="N",
        help="break lines of more than N characters (Latin letters count half)",
    )
    parser.add_argument("--speakers", action="store_true", help="write >> NAME: into the texts")
    parser.add_argument("--force", action="store_true", help="replace files that exist")
    parser.add_argument(
        "--json", action="store_true", help="as jiaozi/publish/1, one object a file"
    )
    parser.set_defaults(run=run)


def several(what: str, allowed: tuple[str, ...] | list[str]) -> Callable[[str], tuple[str, ...]]:
    """A parser for names with commas between them."""

    def parse(text: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name for name in text.split(",") if name))
        for name in names:
            if name not in allowed:
                raise UserError(
                    "“{name}” is no {what}: {allowed}.",
                    name=name,
                    what=what,
                    allowed=", ".join(allowed),
                )
        if not names:
            raise UserError(
                "Name at least one {what}: {allowed}.", what=what, allowed=", ".join(allowed)
            )
        return names

    return parse


def _line(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST:
        raise UserError("“{text}” is no length of a line.", text=text)
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Write the files of every input."""
    check_opencc()
    share_evidence(options)
    return run_all(options, _publish)


def _publish(options: argparse.Namespace) -> int:
    name = options.file
    document = load(name, options)
    say_problems(name, document.problems)
    if any(isinstance(problem, BrokenOff) for problem in document.problems) and not options.force:
        raise UserError(
            "Nothing was written, since the end of this file is missing: "
            "{cues} could be read. Get the whole file, or add --force.",
            cues=counted(len(document.cues), "cue"),
        )
    evidence = evidence_of(options)
    diagnosis = diagnose(document.cues, checked(evidence, document))
    try:
        document, notes = clocked(document, diagnosis, options.clock)
    except UndecidedError as error:
        say(f"{name}: {error}")
        return UNDECIDED
    for note in () if options.quiet else notes:
        say(f"{name}: {note}")
    choice = Choice(options.to, options.scripts, options.line, options.speakers)
    planned = plan(document, choice, PurePath(options.stem).name, evidence.media_length)
    made, found = planned.uploads, planned.objections
    code = FOUND if any(one.severity == "error" for one in found) else DONE
    folder = Path(options.out)
    options.place.deliver([(str(folder / upload.name), upload.data) for upload in made], code)
    for upload in made:
        say_problems(str(folder / upload.name), list(upload.problems))
    if options.json:
        _show_json(name, options.out, made, found, document)
    else:
        _show(name, options.out, made, found)
    return code


def _fields(objection: Objection) -> dict[str, object]:
    fields: dict[str, object] = {
        "site": objection.site,
        "track": objection.track,
        "rule": objection.rule,
        "severity": objection.severity,
        "message": objection.message.text,
    }
    return fields if objection.row is None else fields | {"cue": objection.row + 1}


def _show(name: str, folder: str, made: Sequence[Upload], found: Sequence[Objection]) -> None:
    for upload in made:
        where = entry(upload)
        say_what = "" if where is None else f"  ({where.text})"
        show(f"{Path(folder) / upload.name}{say_what}")
    for place in dict.fromkeys((one.site, one.track) for one in found):
        rows = [one for one in found if (one.site, one.track) == place]
        errors = sum(one.severity == "error" for one in rows)
        warnings = sum(one.severity == "warning" for one in rows)
        if errors or warnings:
            show(
                f"{name}: {place[0]}, {place[1]}: {counted(errors, 'error')}, "
                f"{counted(warnings, 'warning')}"
            )
        for one in rows:
            if one.severity == "error" or one.rule == "chapters":
                cue = "" if one.row is None else f": cue {one.row + 1}"
                show(f"{name}{cue}: {one.severity}: {one.message.text} [{one.rule}]")


def _show_json(
    name: str,
    folder: str,
    made: Sequence[Upload],
    found: Sequence[Objection],
    document: Document,
) -> None:
    files = []
    for upload in made:
        where = entry(upload)
        one: dict[str, object] = {
            "name": str(Path(folder) / upload.name),
            "site": upload.site,
            "track": upload.track,
            "problems": problems_json(upload.problems),
        }
        if upload.language:
            one["language"] = upload.language
        if where is not None:
            one["entry"] = str(where.facts["entry"])
        files.append(one)
    show_json(
        {
            "schema": "jiaozi/publish/1",
            "file": name,
            "files": files,
            "findings": [_fields(one) for one in found],
            "problems": problems_json(document.problems),
        }
    )
