# SPDX-License-Identifier: GPL-3.0-or-later
"""The model of a review: proposals, which are ticked, shown, and still applicable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.ui.i18n import told, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.document import Document
    from editor.core.proposal import Fix, Proposal
    from editor.session import Applied

_MOST_REASONS = 12
"""Maximum of reasons in the filter menu; if there are more, it lists none."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that can be shown by themselves.

    Attributes:
        section: What the group is by: ``all``, ``doubt``, ``kind`` or ``reason``.
        title: What the user reads.
        members: Numbers of its proposals, ascending.
    """

    section: str
    title: Problem
    members: Sequence[int]


class ReviewRows(QAbstractListModel):
    """Proposals in their order, filtered.

    A proposal is identified by its index in the original list, its number. If cues are inserted
    or removed elsewhere, proposals follow their cues. A proposal whose cue was changed no longer
    applies, until that change is undone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.proposals: Sequence[Proposal] = ()
        self._ticked = bytearray()
        self._fits = bytearray()
        self._shown: Sequence[int] = ()
        self._document: Document | None = None
        self._places: dict[int, int] | None = None

    def show(self, proposals: Sequence[Proposal], document: Document) -> None:
        """Show proposals made for `document`; the sure ones are ticked."""
        self.beginResetModel()
        self.proposals = proposals
        self._document = document
        self._places = None
        self._ticked = bytearray(proposal.sure for proposal in proposals)
        self._fits = bytearray([1]) * len(proposals)
        self._shown = range(len(proposals))
        self.endResetModel()

    def renew(self, proposals: Sequence[Proposal]) -> None:
        """Replace the proposals by as many others for the same document; ticks are kept."""
        self.proposals = proposals
        self._all_changed()

    def groups(self) -> list[Group]:
        """All, the doubtful ones, each kind, each reason; without groups that separate nothing."""
        every = Group("all", Problem(N_("All")), range(len(self.proposals)))
        doubtful = [number for number, row in enumerate(self.proposals) if not row.sure]
        found = [every]
        if 0 < len(doubtful) < len(self.proposals):
            found.append(Group("doubt", Problem(N_("Uncertain")), doubtful))
        kinds = self._parted("kind", [row.kind for row in self.proposals])
        reasons = self._parted("reason", [row.reason for row in self.proposals])
        same = [group.members for group in reasons] == [group.members for group in kinds]
        return [*found, *kinds, *([] if same or len(reasons) > _MOST_REASONS else reasons)]

    def _parted(self, section: str, titles: Sequence[Problem]) -> list[Group]:
        members: dict[Problem, list[int]] = {}
        for number, title in enumerate(titles):
            members.setdefault(title, []).append(number)
        if len(members) < 2:  # noqa: PLR2004 - one group separates nothing
            return []
        return [Group(section, title, numbers) for title, numbers in members.items()]

    def only(self, numbers: Sequence[int]) -> None:
        """Show only the proposals with these numbers."""
        self.beginResetModel()
        self._shown = numbers
        self.endResetModel()

    # Rows

    def number(self, row: int) -> int:
        """The number of the proposal shown at `row`."""
        return self._shown[row]

    def place_of(self, number: int) -> int | None:
        """The row at which the proposal is shown, or None."""
        return self._shown.index(number) if number in self._shown else None

    def is_ticked(self, number: int) -> bool:
        """Whether it would be applied: it is ticked and still applies."""
        return bool(self._ticked[number] and self._fits[number])

    def fits(self, number: int) -> bool:
        """Whether the cues it was made for are unchanged."""
        return bool(self._fits[number])

    def standing_row(self, number: int) -> int | None:
        """The row of its first cue in the current document; None if it was deleted."""
        cue_row = self.proposals[number].row
        if self._places is None or self._document is None:
            return cue_row
        return self._places.get(self._document.cues[cue_row].id)

    def cue_row(self, number: int) -> int:
        """The same, to name the cue: the last row known of one that was deleted."""
        row = self.standing_row(number)
        return self.proposals[number].row if row is None else row

    # Ticks

    def toggle(self, row: int) -> None:
        """Toggle the tick of the proposal shown at `row`."""
        number = self._shown[row]
        if self._fits[number]:
            self._ticked[number] ^= 1
            index = self.index(row)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])

    def tick_shown(self, *, on: bool) -> None:
        """Tick or untick all shown proposals that still apply."""
        for number in self._shown:
            if self._fits[number]:
                self._ticked[number] = on
        self._all_changed()

    @property
    def shown_state(self) -> Qt.CheckState:
        """Whether all shown proposals are ticked, or none, or some."""
        ticks = Counter(self._ticked[number] for number in self._shown if self._fits[number])
        if not ticks[1]:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.PartiallyChecked if ticks[0] else Qt.CheckState.Checked

    @property
    def chosen(self) -> int:
        """How many would be applied."""
        return sum(map(int.__and__, self._ticked, self._fits))

    @property
    def stale(self) -> int:
        """How many no longer apply."""
        return len(self._fits) - sum(self._fits)

    def fixes(self) -> list[Fix]:
        """The fixes that would be applied, by rows of the current document."""
        return [
            self._moved(proposal.fix)
            for number, proposal in enumerate(self.proposals)
            if self.is_ticked(number)
        ]

    def _moved(self, fix: Fix) -> Fix:
        if self._places is None or self._document is None:
            return fix
        old = self._document.cues
        return tuple((self._places[old[row].id], cue) for row, cue in fix)

    # The document

    def follow(self, applied: Applied) -> None:
        """The document has changed: update which proposals apply, and the rows of their cues."""
        if self._document is None:
            return
        moved = any(len(s.removed) != len(s.inserted) for s in applied.change.splices)
        if moved or self._places is not None:
            self._places = {cue.id: row for row, cue in enumerate(applied.document.cues)}
        self._fits = bytearray(
            all(self._stands(row, applied.document) for row, _ in proposal.fix)
            for proposal in self.proposals
        )
        self._all_changed()

    def _stands(self, row: int, document: Document) -> bool:
        """Whether the cue that was at `row` is unchanged in `document`."""
        if self._document is None:
            return False
        cue = self._document.cues[row]
        place = row if self._places is None else self._places.get(cue.id)
        return place is not None and document.cues[place] == cue

    def _all_changed(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    # Qt's model interface

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        # Never editable: that would enable the input method, which swallows single keys.
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._fits[self._shown[index.row()]]:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        number = self._shown[index.row()]
        proposal = self.proposals[number]
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = self.is_ticked(number)
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return tr(
                "Cue {number}: {before} → {after}. {reason}",
                number=self.cue_row(number) + 1,
                before=proposal.before,
                after=proposal.after or tr("removed"),
                reason=told(proposal.reason),
            )
        return None
