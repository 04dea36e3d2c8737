# SPDX-License-Identifier: GPL-3.0-or-later
"""All rules of a profile over 100,000 cues, against one pass that counts the characters of each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.checks.profiles import profile
from editor.checks.rules import check
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
    times = rounds(
        {
            "count every cue": lambda: [units(cue.text) for cue in document.cues],
            **{f"check: {name}": partial(_check, document, name) for name in _PROFILES},
        }
    )
    report(
        "checks",
        [
            figure
            for name in _PROFILES
            for figure in against(times, f"check: {name}", "count every cue")
        ],
    )


def _check(document: Document, name: str) -> list[Finding]:
    forget()
    return check(document, profile(name))


if __name__ == "__main__":
    main()
