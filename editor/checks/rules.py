# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of rules, the check, and the change that mends what is plain.

To add a rule: write a generator from a `View` to findings in `time_rules` or
`text_rules`, and a row here. A rule whose limit the profile does not have yields
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.checks import text_rules, time_rules
from editor.checks.finding import Finding, View
from editor.core.i18n import N_
from editor.core.proposal import accepted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from editor.checks.profiles import Profile
    from editor.core.change import Change
    from editor.core.document import Document


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the id that findings carry, a title, and the rule itself."""

    id: str
    title: str
    find: Callable[[View], Iterator[Finding]]


RULES: tuple[Rule, ...] = (
    Rule("encoding", N_("Text encoding"), text_rules.encoding),
    Rule("empty", N_("Empty"), text_rules.empty),
    Rule("order", N_("Order of time"), time_rules.order),
    Rule("negative", N_("Before the beginning"), time_rules.negative),
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
    Rule("tags", N_("Markup"), text_rules.tags),
)


def check(document: Document, profile: Profile, media_length: int | None = None) -> list[Finding]:
    """All findings, in the order of the cues; those of the whole file first."""
    view = View(document, profile, media_length)
    found = [finding for rule in RULES for finding in rule.find(view)]
    return sorted(found, key=lambda finding: -1 if finding.row is None else finding.row)


def fix(document: Document, findings: Iterable[Finding]) -> Change:
    """One change with the fixes of `findings`.

    Where two would change the same cue the first one is made; the other is found
    again by the next check if it still stands.
    """
    return accepted(document, N_("Fix problems"), (finding.fix for finding in findings))
