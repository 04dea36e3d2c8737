# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of rules, the check, and the change that applies fixes.

To add a rule: write a generator from a `View` to findings in `time_rules` or `text_rules`, and
add a row here. A rule yields nothing if the profile lacks its limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.checks import markup_rules, text_rules, time_rules
from editor.checks.finding import Finding, View
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal, accepted
from editor.core.timecode import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from editor.checks.profiles import Profile
    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document


FIX_TITLE = N_("Fix problems")

_LARGE = 1_000
"""In ms: a fix that moves a start or end further than this is not ticked by default."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the id used in findings, a title, and the generator."""

    id: str
    title: str
    find: Callable[[View], Iterator[Finding]]


RULES: tuple[Rule, ...] = (
    Rule("encoding", N_("Text encoding"), text_rules.encoding),
    Rule("rolling", N_("Rolling captions"), text_rules.rolling),
    Rule("empty", N_("Empty"), text_rules.empty),
    Rule("order", N_("Out of order"), time_rules.order),
    Rule("negative", N_("Before the start"), time_rules.negative),
    Rule("no-duration", N_("Never shown"), time_rules.no_duration),
    Rule("beyond-media", N_("After the end"), time_rules.beyond_media),
    Rule("overlap", N_("Overlap"), time_rules.overlap),
    Rule("too-short", N_("Too short"), time_rules.too_short),
    Rule("too-long", N_("Too long"), time_rules.too_long),
    Rule("cps", N_("Reading speed"), time_rules.cps),
    Rule("cpl", N_("Line length"), text_rules.cpl),
    Rule("lines", N_("Number of lines"), text_rules.lines),
    Rule("gap", N_("Gap too small"), time_rules.gap),
    Rule("flash-gap", N_("Flickering gap"), time_rules.flash_gap),
    Rule("mixed-script", N_("Mixed script"), text_rules.mixed_script),
    Rule("script-block", N_("Other script"), text_rules.script_block),
    Rule("tags", N_("Markup"), markup_rules.tags),
    Rule("stray-markup", N_("Stray markup"), markup_rules.stray_markup),
    Rule("asr-mark", N_("Recogniser's mark"), markup_rules.asr_mark),
)


def check(document: Document, profile: Profile, media_length: int | None = None) -> list[Finding]:
    """All findings in cue order; those about the whole file come first."""
    view = View(document, profile, media_length)
    found = [finding for rule in RULES for finding in rule.find(view)]
    return sorted(found, key=lambda finding: -1 if finding.row is None else finding.row)


def fix(document: Document, findings: Iterable[Finding]) -> Change:
    """One change that applies the fixes of `findings`.

    If two fixes touch the same cue, only the first is applied; the next check finds the other again
    if it still applies.
    """
    rows = (proposal.fix for proposal in fix_proposals(document, findings))
    return accepted(document, FIX_TITLE, rows)


def fix_proposals(document: Document, findings: Iterable[Finding]) -> list[Proposal]:
    """The effect of `fix`, cue by cue (no rule's fix depends on two cues at once).

    A fix that moves a start or end by more than a second is not ticked by default.
    """
    titles = {rule.id: Problem(rule.title) for rule in RULES}
    found = []
    for finding in findings:
        for row, after in finding.fix:
            before = document.cues[row]
            if before == after:
                continue
            old, new = _told(before, after)
            found.append(
                Proposal(
                    fix=((row, after),),
                    before=old,
                    after=new,
                    reason=finding.message,
                    kind=titles[finding.rule],
                    sure=after is None or _moved(before, after) <= _LARGE,
                )
            )
    return found


def _told(before: Cue, after: Cue | None) -> tuple[str, str]:
    """The change as the user reads it: the texts, or the times."""
    if after is None or before.text != after.text:
        return before.text, after.text if after else ""
    return _span(before), _span(after)


def _span(cue: Cue) -> str:
    return f"{mark(cue.start, 1)} – {mark(cue.end, 1)}"


def _moved(before: Cue, after: Cue) -> int:
    return max(abs(before.start - after.start), abs(before.end - after.end))
