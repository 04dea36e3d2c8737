# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi info`: describes a file, its clock and its script."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from editor.cli.common import (
    DONE,
    add_evidence,
    add_inputs,
    counted,
    load,
    problems_json,
    say_problems,
    show,
    show_json,
)
from editor.cli.evidence_options import add_evidence as add_more_evidence
from editor.cli.evidence_options import checked, evidence_of, share_evidence
from editor.cli.many import add_listed, run_all
from editor.core.timecode import spoken
from editor.formats import by_id
from editor.language import script, second_texts
from editor.repair.diagnosis import Diagnosis, diagnose
from editor.repair.explain import explained

if TYPE_CHECKING:
    import argparse

    from editor.core.cue import Cue
    from editor.core.document import Document

_SCRIPT_NAMES = {
    "hans": "Simplified",
    "hant": "Traditional",
    "mixed": "both",
    "neutral": "either",
    "japanese": "Japanese",
    "none": "no Han",
}
_MOST_ROWS = 200
"""Rows of a list that are printed, at most."""
_SCRIPT_TAGS = {"hans": "zh-Hans", "hant": "zh-Hant", "japanese": "ja"}


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "info", allow_abbrev=False, help="say what a file is and what is wrong with it"
    )
    add_inputs(parser)
    add_evidence(parser)
    add_more_evidence(parser)
    add_listed(parser, "the descriptions")
    parser.add_argument(
        "--json",
        action="store_true",
        help="as jiaozi/info/1, one object a file, each on a line of its own",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Describe every input."""
    share_evidence(options)
    return run_all(options, _describe, listed=".info.json" if options.json else ".info.txt")


def _describe(options: argparse.Namespace) -> int:
    document = load(options.file, options)
    evidence = checked(evidence_of(options), document)
    report = _Report(options.file, document, diagnose(document.cues, evidence))
    if options.json:
        show_json(report.fields())
    else:
        report.show()
    say_problems(options.file, document.problems)
    return DONE


class _Report:
    def __init__(self, name: str, document: Document, diagnosis: Diagnosis) -> None:
        self._name = name
        self._document = document
        self._diagnosis = diagnosis
        self._texts = [cue.text for cue in document.cues]
        self._borders = [chunk.first for chunk in diagnosis.chunks] or [0]
        self._scripts = Counter(script.script_of(text) for text in self._texts)
        self._blocks = script.blocks(self._texts, self._borders)
        languages = second_texts.found(document)
        self._bilingual = languages.cues if languages else 0

    def fields(self) -> dict[str, object]:
        source, diagnosis = self._document.source, self._diagnosis
        extremes = {}
        if self._document.cues:
            longest, shortest = self._extremes()
            extremes = {
                "longest": _length(longest, self._document),
                "shortest": _length(shortest, self._document),
            }
        return {
            "schema": "jiaozi/info/1",
            "file": self._name,
            "format": source.format if source else None,
            "encoding": source.encoding if source else None,
            "cues": len(self._document.cues),
            "end": self._document.end,
            "chunks": [self._chunk(row) for row in range(len(diagnosis.chunks))],
            "clock": {
                "restarts": max(0, len(diagnosis.chunks) - 1),
                "finding": diagnosis.finding.text,
                "models": [
                    {
                        "model": interpretation.candidate.model,
                        "end": interpretation.end,
                        "confidence": interpretation.confidence,
                        "reason": interpretation.reason.text,
                    }
                    for interpretation in diagnosis.interpretations
                ],
            },
            "scripts": {
                "main": _tag(script.main_script(self._texts)),
                "cues": {_tag(kind): count for kind, count in self._scripts.most_common()},
                "blocks": [
                    {"first": block.first + 1, "last": block.stop, "script": _tag(block.script)}
                    for block in self._blocks
                ],
            },
            "bilingual": self._bilingual,
            **extremes,
            "problems": problems_json(self._document.problems),
        }

    def show(self) -> None:
        source = self._document.source
        if source:
            name = by_id(source.format).name
            mark = " with a byte-order mark" if source.bom else ""
            show(
                f"{self._name}: {name}, {source.encoding.upper()}{mark}, "
                f"{counted(len(self._document.cues), 'cue')}"
            )
        show(f"  {self._diagnosis.finding.text}")
        for interpretation in self._diagnosis.interpretations:
            show(
                f"    {interpretation.candidate.model:9} ends at {spoken(interpretation.end):9} "
                f"confidence {interpretation.confidence}"
            )
            show(f"    {'':9} {explained(interpretation.candidate)}")
            show(f"    {'':9} {interpretation.reason.text}")
        scripts = ", ".join(
            f"{count} {_SCRIPT_NAMES[kind]}" for kind, count in self._scripts.most_common()
        )
        show(f"  Scripts: {scripts}")
        if self._blocks:
            where = [f"{block.first + 1}–{block.stop}" for block in self._blocks[:_MOST_ROWS]]
            more = "" if len(self._blocks) <= _MOST_ROWS else ", …"
            count = sum(block.stop - block.first for block in self._blocks)
            show(
                f"    {len(self._blocks)} {_SCRIPT_NAMES[self._blocks[0].script]} "
                f"{'block' if len(self._blocks) == 1 else 'blocks'}, "
                f"{counted(count, 'cue')}: {', '.join(where)}{more}"
            )
        if self._bilingual:
            show(
                f"  {counted(self._bilingual, 'cue')} in two languages; convert --bilingual sets "
                "the second one apart."
            )
        if self._document.cues:
            longest, shortest = self._extremes()
            show(
                f"  Longest cue {longest.duration / 1000:.2f} s (number {self._number(longest)}), "
                f"shortest {shortest.duration / 1000:.2f} s (number {self._number(shortest)})"
            )
        if len(self._diagnosis.chunks) > 1:
            self._show_chunks()

    def _show_chunks(self) -> None:
        chunks = self._diagnosis.chunks
        show("  Chunks: first cue, cues, last end, script")
        for chunk in chunks[:_MOST_ROWS]:
            kind = script.main_script(self._texts[chunk.first : chunk.stop])
            show(
                f"    {chunk.first + 1:6} {chunk.stop - chunk.first:4} "
                f"{spoken(chunk.end):>8}  {_SCRIPT_NAMES[kind]}"
            )
        if len(chunks) > _MOST_ROWS:
            show(f"    … and {len(chunks) - _MOST_ROWS} more; --json lists them all")

    def _chunk(self, row: int) -> dict[str, object]:
        chunk = self._diagnosis.chunks[row]
        return {
            "first": chunk.first + 1,
            "cues": chunk.stop - chunk.first,
            "end": chunk.end,
            "script": _tag(script.main_script(self._texts[chunk.first : chunk.stop])),
        }

    def _extremes(self) -> tuple[Cue, Cue]:
        cues = self._document.cues
        return max(cues, key=lambda cue: cue.duration), min(cues, key=lambda cue: cue.duration)

    def _number(self, cue: Cue) -> int:
        return self._document.cues.index(cue) + 1


def _length(cue: Cue, document: Document) -> dict[str, int]:
    return {"cue": document.cues.index(cue) + 1, "ms": cue.duration}


def _tag(kind: script.Script) -> str:
    return _SCRIPT_TAGS.get(kind, kind)
