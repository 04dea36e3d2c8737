# SPDX-License-Identifier: GPL-3.0-or-later
"""All rules of a profile over 100,000 cues, against one pass that counts the characters of each.

And the check after an edit: of the text of one cue, and of its times.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor.checks.checked import Checked
from editor.checks.finding import View
from editor.checks.profiles import profile
from editor.checks.rules import RULES, check
from editor.core import editing
from editor.core.text import units
from tests.bench import cues
from tests.bench.measure import against, report, rounds
from tests.bench.script import forget

if TYPE_CHECKING:
    from editor.checks.finding import Finding
    from editor.core.document import Document

_PROFILES = ("bilibili", "netflix-zh-hans")


def main() -> None:
    """Measure and report."""
    document = cues.document(cues.lines())
    middle = len(document.cues) // 2
    cue = document.cues[middle]
    edits = {
        "text": editing.set_text(document, middle, f"{cue.text}，"),
        "times": editing.retime(document, middle, cue.start + 10, cue.end),
    }
    lasts = {name: Checked.of(View(document, profile(name), None), RULES) for name in _PROFILES}
    again = {
        f"after an edit of {what}: {name}": partial(_again, change.apply(document), lasts[name])
        for what, change in edits.items()
        for name in _PROFILES
    }
    times = rounds(
        {
            "count every cue": lambda: [units(cue.text) for cue in document.cues],
            **{f"check: {name}": partial(_check, document, name) for name in _PROFILES},
            **again,
        }
    )
    report(
        "checks",
        [
            figure
            for what in (*(f"check: {name}" for name in _PROFILES), *again)
            for figure in against(times, what, "count every cue")
        ],
    )


def _check(document: Document, name: str) -> list[Finding]:
    forget()
    return check(document, profile(name))


def _again(document: Document, last: Checked) -> list[Finding]:
    return Checked.of(replace(last.view, document=document), RULES, last).findings


if __name__ == "__main__":
    main()
