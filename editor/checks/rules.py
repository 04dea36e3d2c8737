# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of rules, the check, and the change that applies fixes.

To add a rule: write a generator from a `View` to findings in the module of its family, and add a
row here. A rule yields nothing if the profile lacks its limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.checks import (
    markup_rules,
    sense_rules,
    speech_rules,
    speed_rules,
    style_rules,
    text_rules,
    time_rules,
    typing_rules,
)
from editor.checks.finding import Finding, View
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal, accepted
from editor.core.timecode import mark
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import ArrayLike

    from editor.checks.profiles import Profile
    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document


FIX_TITLE = N_("Fix problems")

_SHARE = 1 / 3
_FEW = 10
"""A rule that gathers does so beyond this share of the cues, and beyond so many of them."""

_LARGE = 1_000
"""In ms: a fix that moves a start or end further than this is not ticked by default."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    Attributes:
        id: Used in findings.
        title: Display name.
        find: The generator.
        gathers: Whether findings in more than a third of the cues become one about the whole file:
            then it is the file's style, or its timing, and no slip that is to be seen cue by cue.
    """

    id: str
    title: str
    find: Callable[[View], Iterator[Finding]]
    gathers: bool = False


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
    Rule("cps", N_("Reading speed"), speed_rules.cps),
    Rule("wpm", N_("Words per minute"), speed_rules.wpm),
    Rule("word-time", N_("Time per word"), speed_rules.word_time),
    Rule("cpl", N_("Line length"), text_rules.cpl),
    Rule("lines", N_("Number of lines"), text_rules.lines),
    Rule("gap", N_("Gap too small"), time_rules.gap),
    Rule("flash-gap", N_("Flickering gap"), time_rules.flash_gap),
    Rule("mixed-script", N_("Mixed script"), text_rules.mixed_script),
    Rule("script-block", N_("Other script"), text_rules.script_block),
    Rule("tags", N_("Markup"), markup_rules.tags),
    Rule("stray-markup", N_("Stray markup"), markup_rules.stray_markup),
    Rule("asr-mark", N_("Recogniser's mark"), markup_rules.asr_mark),
    Rule("loop", N_("Stuck recogniser"), sense_rules.loop),
    Rule("credit", N_("Invented credits"), sense_rules.credit),
    Rule("no-speech", N_("Text over silence"), speech_rules.no_speech, gathers=True),
    Rule("no-text", N_("Speech without text"), speech_rules.no_text, gathers=True),
    Rule("lead-in", N_("Shown too early"), speech_rules.lead_in, gathers=True),
    Rule("hang", N_("Shown over silence"), speech_rules.hang, gathers=True),
    Rule("mid-sentence", N_("Ends in mid-sentence"), sense_rules.mid_sentence, gathers=True),
    Rule("no-second", N_("No second text"), sense_rules.no_second, gathers=True),
    Rule("kinsoku", N_("Mark at the edge"), typing_rules.kinsoku, gathers=True),
    Rule("width", N_("Width of marks"), typing_rules.width, gathers=True),
    Rule("spaces", N_("Spaces"), typing_rules.spaces, gathers=True),
    Rule("ellipsis", N_("Ellipsis"), style_rules.ellipsis, gathers=True),
    Rule("interpunct", N_("Dot in names"), style_rules.interpunct, gathers=True),
    Rule("dialog-dash", N_("Two speakers in a cue"), style_rules.dialog_dash, gathers=True),
    Rule("italics", N_("Italics"), style_rules.italics, gathers=True),
    Rule("punctuation", N_("Punctuation"), style_rules.punctuation, gathers=True),
    Rule("quotes", N_("Quotation marks"), style_rules.quotes, gathers=True),
)


def check(
    document: Document,
    profile: Profile,
    media_length: int | None = None,
    speech: tuple[ArrayLike, ArrayLike] | None = None,
) -> list[Finding]:
    """All findings in cue order; those about the whole file come first.

    Args:
        document: The document.
        profile: The limits.
        media_length: Length of the medium in ms, or None.
        speech: Starts and ends in ms of the stretches of speech in it, ascending, or None.
    """
    view = View(document, profile, media_length, speech)
    found = [finding for rule in RULES for finding in _found(rule, view)]
    return sorted(found, key=lambda finding: -1 if finding.row is None else finding.row)


def _found(rule: Rule, view: View) -> Iterable[Finding]:
    if not rule.gathers:
        return rule.find(view)
    found = list(rule.find(view))
    if len(found) <= max(_FEW, len(view.cues) * _SHARE):
        return found
    message = Problem(
        N_("{count} of {all} cues, such as number {cue}: {said}"),
        count=len(found),
        all=len(view.cues),
        cue=1 + (found[0].row or 0),
        said=found[0].message,
    )
    fix = tuple(row for finding in found for row in finding.fix)
    sure = all(finding.sure for finding in found)
    return [Finding(rule.id, found[0].severity, None, None, message, fix, sure)]


def fix(document: Document, findings: Iterable[Finding]) -> Change:
    """One change that applies the fixes of `findings`.

    If two fixes touch the same cue, only the first is applied; the next check finds the other again
    if it still applies.
    """
    rows = (proposal.fix for proposal in fix_proposals(document, findings))
    return accepted(document, FIX_TITLE, rows)


def fix_proposals(document: Document, findings: Iterable[Finding]) -> list[Proposal]:
    """The effect of `fix`, cue by cue (no rule's fix depends on two cues at once).

    A fix that moves a start or end by more than a second, or that a person should judge, is not
    ticked by default.
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
                    sure=finding.sure and (after is None or _moved(before, after) <= _LARGE),
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
