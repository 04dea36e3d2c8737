# SPDX-License-Identifier: GPL-3.0-or-later
"""Replacing what was found: one match, or all of them as proposals for review."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.core.tags import TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.language.deadline import Deadline
    from editor.language.searching import Matcher, Matches, Row, Span

_STRIDE = 256
"""Cues between two looks at whether the proposals are still wanted."""


@dataclass(frozen=True, slots=True)
class Replacing:
    """What to put in the place of what is found. Times stay as they are.

    Both methods raise `UserError` and `TimeoutError` as `Matcher.replaced` does.

    Attributes:
        matcher: Finds it.
        instead: The replacement; see `Matcher.replaced`.
        limit: When to give up.
    """

    matcher: Matcher
    instead: str
    limit: Deadline

    def cue(self, cue: Cue, row: Row, field: str, only: Span | None = None) -> Cue:
        """The cue with the matches in one field replaced.

        Args:
            cue: The cue.
            row: The same, prepared.
            field: The field, of `FIELDS`.
            only: The only match to replace; None replaces all.
        """
        there = next((each for each in row if each.field == field), None)
        if there is None or field in {"start", "end"}:
            return cue
        after = self.matcher.replaced(there, self.instead, self.limit, only)
        return cue.saying(after) if field == "text" else replace(cue, speaker=after or None)

    def proposals(
        self,
        document: Document,
        rows: Sequence[Row],
        found: Iterable[tuple[int, Matches]],
        progress: Progress,
    ) -> list[Proposal]:
        """One proposal for each cue that changes.

        Those that touch markup are not ticked, nor those that leave nothing of a text.

        Args:
            document: The document before.
            rows: Its cues, prepared.
            found: Row numbers, and the matches there.
            progress: Checked for cancellation.
        """
        proposals = []
        for number, (place, matches) in enumerate(found):
            if not number % _STRIDE:
                progress.report(number)
            before = cue = document.cues[place]
            for field in dict.fromkeys(match.field for match in matches):
                cue = self.cue(cue, rows[place], field)
            if cue != before:
                proposals.append(_proposal(place, before, cue, matches))
        return proposals


def _proposal(place: int, before: Cue, after: Cue, matches: Matches) -> Proposal:
    texts = [(match.start, match.end) for match in matches if match.field == "text"]
    tags = [tag.span() for tag in TAG.finditer(before.text)]
    markup = any(start < stop and first < end for start, end in texts for first, stop in tags)
    emptied = bool(before.text.strip()) and not after.text.strip()
    count = sum(match.field in {"text", "speaker"} for match in matches)
    reason = Problem(N_("Found in this cue: {count}."), count=count)
    kind = Problem(N_("In the text"))
    if markup:
        reason, kind = Problem(N_("Part of the match is markup.")), Problem(N_("In markup"))
    elif emptied:
        reason = Problem(N_("Nothing is left of the text."))
    shown = [before.text, after.text]
    if before.speaker != after.speaker:
        kind = Problem(N_("In the speaker"))
        shown = [f"{cue.speaker or '–'}: {cue.text}" for cue in (before, after)]
    sure = not markup and not emptied
    return Proposal(((place, after),), shown[0], shown[1], reason, kind, sure=sure)
