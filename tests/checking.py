# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rule finds in cues, and what its fix makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.checks.profiles import Profile, profile
from editor.checks.rules import check, fix
from tests.making import written

if TYPE_CHECKING:
    from editor.checks.finding import Finding
    from editor.core.document import Document

Row = tuple[int, int, str]
Speech = tuple[list[int], list[int]]


def found(
    rule: str, given: Document, limits: str | Profile, speech: Speech | None = None
) -> list[Finding]:
    """The findings of one rule."""
    chosen = limits if isinstance(limits, Profile) else profile(limits)
    return [one for one in check(given, chosen, None, speech) if one.rule == rule]


def rows(
    rule: str, given: Document, limits: str | Profile, speech: Speech | None = None
) -> list[int | None]:
    """The rows of what a rule finds."""
    return [one.row for one in found(rule, given, limits, speech)]


def texts(*lines: str) -> Document:
    """A document of cues of two seconds, one after the other, with these texts."""
    return written(*((n * 2000, n * 2000 + 2000, text) for n, text in enumerate(lines)))


def mended(rule: str, limits: str | Profile, *lines: str) -> list[str]:
    """The texts after the rule's fix, of which it must find nothing more."""
    given = texts(*lines)
    findings = found(rule, given, limits)
    assert findings
    after = fix(given, findings).apply(given)
    assert not found(rule, after, limits)
    return [cue.text for cue in after.cues]
