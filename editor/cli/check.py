# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi check`: finds what a platform or a style guide would reject."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from editor.checks.own_profiles import SUFFIX, read, read_all
from editor.checks.profiles import Profile, profile, profiles
from editor.checks.rules import check
from editor.cli.common import (
    DONE,
    FOUND,
    add_evidence,
    add_inputs,
    argument,
    counted,
    load,
    problems_json,
    say_problems,
    show,
    show_json,
)
from editor.cli.evidence_options import add_speech, evidence_of, share_evidence
from editor.cli.many import add_listed, run_all
from editor.core.timecode import spoken
from editor.formats.files import read_bytes
from editor.language.converters import check_opencc
from editor.project.places import places

if TYPE_CHECKING:
    import argparse

    from editor.checks.finding import Finding
    from editor.core.document import Document


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "check", allow_abbrev=False, help="say what a platform would object to"
    )
    add_inputs(parser)
    add_evidence(parser)
    add_speech(parser)
    add_listed(parser, "the findings")
    parser.add_argument(
        "--profile",
        required=True,
        metavar="ID|FILE",
        type=argument(_profile),
        help=f"a JSON file with limits, or one of {' '.join(profiles())}",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="as jiaozi/check/1, one object a file, each on a line of its own",
    )
    parser.set_defaults(run=run, reference=None, anchor=[], part_length=[])


def _profile(name: str) -> Profile:
    """The profile of that id, of the program or in the user's folder, or in that file."""
    if name.endswith(SUFFIX):
        return read(read_bytes(name), Path(name).name)
    own, _ = read_all(places(os.environ).profiles)
    return own[name] if name in own else profile(name)


def run(options: argparse.Namespace) -> int:
    """Check every input; exit code 1 if there is any error."""
    check_opencc()
    share_evidence(options)
    return run_all(options, _examine, listed=".check.json" if options.json else ".check.txt")


def _examine(options: argparse.Namespace) -> int:
    limits: Profile = options.profile
    evidence = evidence_of(options)
    document = load(options.file, options)
    findings = check(document, limits, evidence.media_length, evidence.speech)
    if options.json:
        show_json(
            {
                "schema": "jiaozi/check/1",
                "file": options.file,
                "profile": limits.id,
                "cues": len(document.cues),
                "findings": [_fields(finding, document) for finding in findings],
                "problems": problems_json(document.problems),
            }
        )
    else:
        _show(options.file, document, findings)
    say_problems(options.file, document.problems)
    return FOUND if any(finding.severity == "error" for finding in findings) else DONE


def _fields(finding: Finding, document: Document) -> dict[str, object]:
    fields: dict[str, object] = {"rule": finding.rule, "severity": finding.severity}
    if finding.row is not None and finding.last_row is not None:
        fields["cue"] = finding.row + 1
        fields["last_cue"] = finding.last_row + 1
        fields["start"] = document.cues[finding.row].start
        fields["end"] = document.cues[finding.last_row].end
    return fields | {"message": finding.message.text, "fixable": finding.is_fixable}


def _show(name: str, document: Document, findings: list[Finding]) -> None:
    for finding in findings:
        where = name
        if finding.row is not None:
            last = f"–{finding.last_row + 1}" if finding.last_row not in {finding.row, None} else ""
            where += f": cue {finding.row + 1}{last} ({spoken(document.cues[finding.row].start)})"
        fixable = " (can be fixed)" if finding.is_fixable else ""
        show(f"{where}: {finding.severity}: {finding.message.text} [{finding.rule}]{fixable}")
    severities = Counter(finding.severity for finding in findings)
    show(
        f"{name}: {counted(severities['error'], 'error')}, "
        f"{counted(severities['warning'], 'warning')}, {counted(severities['note'], 'note')} "
        f"in {counted(len(document.cues), 'cue')}; "
        f"{sum(finding.is_fixable for finding in findings)} can be fixed"
    )
