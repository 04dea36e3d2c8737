# SPDX-License-Identifier: GPL-3.0-or-later
"""Another version of the same talk, such as a colleague's copy or an earlier export, as proposals.

Each line's text, times, speaker and second text are rows of their own, so that one may be taken
without the other. What was taken is told in the cue's note: from which file, whose, and of when.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from editor.core.carrying import carried
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.progress import UNHEARD
from editor.core.proposal import Proposal
from editor.core.tags import TAG, without_tags
from editor.core.timecode import mark
from editor.language.home.versions import matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.core.proposal import Fix
    from editor.language.home.versions import Match

_ROUNDING = 20
"""ms: formats round times; those that differ by no more are the same."""

_THERE, _HERE = N_("Changed there"), N_("Changed here only")
_BOTH = N_("Changed both here and there")
_CUT, _MORE, _LESS = N_("Cut differently there"), N_("Only there"), N_("Only here")

_WHERE = {
    _CUT: N_("Cut differently in “{name}”, {when}"),
    _MORE: N_("Only in “{name}”, {when}"),
    _LESS: N_("Not in “{name}”, {when}"),
}


class Version(NamedTuple):
    """The other version.

    Attributes:
        name: Name of its file.
        when: Who saved it, if it says so, and when, as the user reads it.
        newer: Whether it is newer than our file: then what only they have changed is ticked.
        cues: Its cues.
    """

    name: str
    when: str
    newer: bool
    cues: tuple[Cue, ...]

    @property
    def signature(self) -> str:
        """What a note says."""
        return f"{self.name}, {self.when}"


def differences(
    document: Document, version: Version, progress: Progress = UNHEARD
) -> list[Proposal]:
    """What is different in another version, line by line.

    Raises:
        UserError: They have nothing in common.
    """
    found = matches(document.cues, version.cues, progress)
    if not any(match.first < match.stop and match.begin < match.end for match in found):
        raise UserError("“{name}” has nothing in common with these cues.", name=version.name)
    comparing = _Comparing(document, version)
    return [proposal for match in found for proposal in comparing.of(match)]


class _Comparing:
    def __init__(self, document: Document, version: Version) -> None:
        self._document, self._version = document, version
        source = document.source
        self._base = {cue.id: cue for cue in source.cues} if source is not None else {}
        self._next_id = document.next_id

    def of(self, match: Match) -> list[Proposal]:
        """The proposals for cues that match."""
        ours = self._document.cues[match.first : match.stop]
        theirs = self._version.cues[match.begin : match.end]
        if len(ours) == len(theirs):
            rows = enumerate(zip(ours, theirs, strict=True), start=match.first)
            return [each for row, (cue, other) in rows for each in self._line(row, cue, other)]
        if not ours:
            return self._more(match.first, theirs)
        if not theirs:
            return [self._proposal(_recut(match.first, ours, ()), ours, (), _LESS)]
        cues = carried(ours, ours, theirs, self._next_id)[0]
        self._next_id += len(cues)
        cues = tuple(self._signed(cue) for cue in cues)
        return [self._proposal(_recut(match.first, ours, cues), ours, cues, _CUT)]

    def _more(self, row: int, theirs: Sequence[Cue]) -> list[Proposal]:
        """Cues that only they have, after our row `row` - 1."""
        found = []
        for cue in theirs:
            new = self._signed(replace(cue, id=self._next_id))
            self._next_id += 1
            at = max(row - 1, 0)
            beside = self._document.cues[at]
            pair = (beside, new) if row else (new, beside)
            fix = tuple((at, each) for each in pair)
            found.append(self._proposal(fix, (), (new,), _MORE))
        return found

    def _line(self, row: int, cue: Cue, other: Cue) -> list[Proposal]:
        """A row for each field in which two cues differ."""
        base = self._base.get(cue.id, cue)
        found = []
        if _says_otherwise(cue, other):
            after = replace(cue.saying(other.text), checked=other.checked)
            kind = _kind(cue.text, cue.heard, other.text)
            reason = N_("The text in “{name}”, {when}")
            found.append(self._field(row, cue, after, kind, reason, (cue.text, other.text)))
        if max(abs(cue.start - other.start), abs(cue.end - other.end)) > _ROUNDING:
            after = cue.retimed(other.start, other.end)
            times = [_times(each) for each in (cue, base, other)]
            reason = N_("The times in “{name}”, {when}")
            shown = (times[0], times[2])
            found.append(self._field(row, cue, after, _kind(*times), reason, shown, plain=True))
        if other.speaker and other.speaker != cue.speaker:
            after = replace(cue, speaker=other.speaker)
            kind = _kind(cue.speaker, base.speaker, other.speaker)
            reason = N_("The speaker in “{name}”, {when}")
            shown = (cue.speaker or "", other.speaker)
            found.append(self._field(row, cue, after, kind, reason, shown))
        if other.second and other.second != cue.second:
            after = replace(cue, second=other.second, second_checked=other.second_checked)
            kind = _kind(cue.second, base.second, other.second)
            reason = N_("The second text in “{name}”, {when}")
            found.append(self._field(row, cue, after, kind, reason, (cue.second, other.second)))
        return found

    def _field(  # noqa: PLR0913, PLR0917 - one field of one cue
        self,
        row: int,
        cue: Cue,
        after: Cue,
        kind: str,
        reason: str,
        shown: tuple[str, str],
        *,
        plain: bool = False,
    ) -> Proposal:
        sure = kind == _THERE and self._version.newer and not cue.checked
        return Proposal(
            ((row, self._signed(after)),),
            *shown,
            self._told(reason),
            Problem(kind),
            sure,
            plain,
        )

    def _proposal(self, fix: Fix, ours: Sequence[Cue], cues: Sequence[Cue], kind: str) -> Proposal:
        reason = self._told(_WHERE[kind])
        return Proposal(fix, _words(ours), _words(cues), reason, Problem(kind), sure=False)

    def _told(self, reason: str) -> Problem:
        return Problem(reason, name=self._version.name, when=self._version.when)

    def _signed(self, cue: Cue) -> Cue:
        """The cue with a note that says where it is from."""
        note = self._version.signature
        lines = cue.note.split("\n") if cue.note else []
        return cue if note in lines else replace(cue, note="\n".join([*lines, note]))


def _kind(here: str | None, base: str | None, there: str | None) -> str:
    """Who has changed a field, by how it was when our file was read."""
    if here == base:
        return _THERE
    return _HERE if there == base else _BOTH


def _says_otherwise(cue: Cue, other: Cue) -> bool:
    """Whether the texts differ; markup that the other file does not have is none of it."""
    if cue.text == other.text:
        return False
    return bool(TAG.search(other.text)) or without_tags(cue.text) != other.text


def _recut(row: int, ours: Sequence[Cue], cues: Sequence[Cue]) -> Fix:
    """Our cues from `row` on become these."""
    standing = [row + n for n in range(len(ours))]
    spare = standing[1:] if cues else standing
    return (*((row, cue) for cue in cues), *((each, None) for each in spare))


def _words(cues: Sequence[Cue]) -> str:
    return "\n".join(cue.text for cue in cues)


def _times(cue: Cue) -> str:
    return f"{mark(cue.start, 1)} – {mark(cue.end, 1)}"


def together(document: Document, fixes: Sequence[Fix]) -> list[Fix]:
    """The chosen fixes, with all that concern the same cue in one.

    Args:
        document: The document, in which the cues they were made for still stand.
        fixes: Some of those of `differences`.
    """
    several = [fix for fix in fixes if len({row for row, _ in fix}) > 1 or fix[0][1] is None]
    taken = {row for fix in several for row, _ in fix}
    lines: dict[int, list[list[Cue]]] = {}
    for fix in fixes:
        row = fix[0][0]
        cues = [cue for _, cue in fix if cue is not None]
        if fix in several or len(cues) < len(fix):
            continue
        lines.setdefault(row, []).append(cues)
    merged = [
        tuple((row, cue) for cue in _merged(document.cues[row], each))
        for row, each in lines.items()
        if row not in taken
    ]
    return [*several, *merged]


def _merged(base: Cue, variants: Sequence[Sequence[Cue]]) -> list[Cue]:
    """A cue with all that its variants change, and the new cues before and after it."""
    before: list[Cue] = []
    after: list[Cue] = []
    cue = base
    for cues in variants:
        place = next(n for n, each in enumerate(cues) if each.id == base.id)
        before += cues[:place]
        after += cues[place + 1 :]
        cue = _with_changes(cue, base, cues[place])
    return [*before, cue, *after]


def _with_changes(cue: Cue, base: Cue, variant: Cue) -> Cue:
    """`cue` with what `variant` changes of `base`."""
    if variant.text != base.text:
        cue = cue.saying(variant.text)
    if (variant.start, variant.end) != (base.start, base.end):
        cue = cue.retimed(variant.start, variant.end)
    names = ("speaker", "second", "second_checked", "checked", "note")
    changed = {
        name: getattr(variant, name)
        for name in names
        if getattr(variant, name) != getattr(base, name)
    }
    return replace(cue, **changed)
