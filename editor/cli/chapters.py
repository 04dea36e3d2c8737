# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi chapters`: the chapters of a document in each site's form, and what it would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.checks.sites import SITES
from editor.cli.common import (
    DONE,
    FOUND,
    add_evidence,
    add_inputs,
    argument,
    known_length,
    load,
    problems_json,
    say_problems,
    show,
    show_json,
)
from editor.cli.many import add_listed, run_all
from editor.cli.publish import several
from editor.core.errors import UserError
from editor.formats.encodings import decode
from editor.formats.files import read_bytes
from editor.publish.chapters import chapters_of, fitting, listing, objections, parse, rules_of

if TYPE_CHECKING:
    import argparse

    from editor.publish.chapters import Chapter

_OPENING = "开场"
"""Title of what comes before the first chapter, with --fit."""


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "chapters", allow_abbrev=False, help="write chapters as YouTube and Bilibili want them"
    )
    add_inputs(parser, source="--format")
    add_evidence(parser)
    parser.add_argument(
        "--for",
        dest="sites",
        type=argument(several("site", [row.id for row in SITES if row.chapters])),
        default=tuple(row.id for row in SITES if row.chapters),
        metavar="SITES",
        help="youtube,bilibili (the default), or one of them",
    )
    parser.add_argument(
        "--from", dest="text", metavar="FILE", help="take the chapters from this text, as pasted"
    )
    parser.add_argument(
        "--fit", action="store_true", help="change them so that none of the sites refuses them"
    )
    parser.add_argument(
        "--json", action="store_true", help="as jiaozi/chapters/1, one object a file"
    )
    add_listed(parser, "the lists")
    parser.set_defaults(run=run, pasted=None)


def run(options: argparse.Namespace) -> int:
    """List the chapters of every input; exit code 1 if a site would refuse them."""
    if options.text is not None:
        options.pasted = _pasted(options.text)
    return run_all(options, _list, listed=".chapters.json" if options.json else ".chapters.txt")


def _list(options: argparse.Namespace) -> int:
    length = known_length(options)
    document = load(options.file, options)
    say_problems(options.file, document.problems)
    chapters = chapters_of(document) if options.pasted is None else options.pasted
    if not chapters:
        raise UserError("There are no chapters. Mark them in the window, or use --from FILE.")
    if options.fit:
        chapters = fitting(chapters, list(map(rules_of, options.sites)), _OPENING, length)
    found = [
        (row, number, problem.text)
        for row in options.sites
        for number, problem in objections(chapters, rules_of(row), length)
    ]
    if options.json:
        show_json(
            _fields(options.file, options.sites, chapters, found)
            | {"problems": problems_json(document.problems)}
        )
    else:
        _show(options.file, options.sites, chapters, found)
    return FOUND if found else DONE


def _pasted(name: str) -> list[Chapter]:
    chapters, problems = parse(decode(read_bytes(name)).text)
    say_problems(name, problems)
    return chapters


def _show(
    name: str, sites: list[str], chapters: list[Chapter], found: list[tuple[str, int | None, str]]
) -> None:
    for row in sites:
        show(f"# {rules_of(row).site}")
        for line in listing(chapters, rules_of(row)).splitlines():
            show(line)
    for row, number, said in found:
        where = "" if number is None else f" chapter {number + 1}:"
        show(f"{name}: {row}:{where} {said}")


def _fields(
    name: str, sites: list[str], chapters: list[Chapter], found: list[tuple[str, int | None, str]]
) -> dict[str, object]:
    return {
        "schema": "jiaozi/chapters/1",
        "file": name,
        "chapters": [{"start": chapter.start, "title": chapter.title} for chapter in chapters],
        "listings": {row: listing(chapters, rules_of(row)) for row in sites},
        "findings": [
            {"site": row, "message": said} | ({} if number is None else {"chapter": number + 1})
            for row, number, said in found
        ],
    }
