# SPDX-License-Identifier: GPL-3.0-or-later
"""The review panel that every bulk change goes through: look, tick, apply."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.ui.entrance import Entrance
from editor.ui.fonts import text_font
from editor.ui.i18n import told, tr
from editor.ui.review import diff_painting
from editor.ui.review.list import ReviewList
from editor.ui.review.pieces import compared
from editor.ui.review.rows import ReviewRows
from editor.ui.tick import TickBox
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from editor.core.proposal import Proposal
    from editor.session import Applied, Session
    from editor.ui.review.rows import Group
    from editor.ui.theme import Theme

_DETAIL = 96
"""Initial height in px of the detail below the list."""


class ReviewPanel(Entrance):
    """Proposals to tick and apply in one step.

    Signals:
        applied (list[Fix]): The ticked fixes, by rows of the current document. The receiver makes
            one change of them (`editor.core.proposal.accepted`).
        audition (int): Play the cue at this row.
        moved (int): The proposal of that number is the current one.
        cue_wanted (int): Show the cue at this row: the current proposal is for it.
        left: The user has cancelled.
    """

    applied = Signal(list)
    audition = Signal(int)
    moved = Signal(int)
    cue_wanted = Signal(int)
    left = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session = session
        self._groups: list[Group] = []
        self._may_pass = False
        self.rows = ReviewRows()
        self.list = ReviewList(self.rows, theme, self)
        self.title = QLabel()
        self.all_shown = TickBox(tr("Select all shown"), theme)
        self.filter = QComboBox()
        only_with_focus(self.filter)
        self.detail = QLabel()
        self.count = QLabel()
        self.apply_button = QPushButton(tr("Apply"))
        self.leave_button = QPushButton(tr("Cancel"))
        self._build()
        self._connect()
        self.enter_at(self.list)

    def open(self, title: str, proposals: Sequence[Proposal], *, may_pass: bool = False) -> None:
        """Show what a bulk change would do to the session's current document.

        Args:
            title: The name of the change, translated.
            proposals: Made for that document.
            may_pass: Whether other lists follow, so that the user may tick nothing and go on.
        """
        self._may_pass = may_pass
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.rows.show(proposals, self._session.document)
        self._fill_filter()
        self._select_first()
        self._tell()

    def renew(self, proposals: Sequence[Proposal]) -> None:
        """Replace the contents of the rows; ticks and the current row are kept."""
        self.rows.renew(proposals)
        self._move()

    def close_review(self) -> None:
        """Show nothing."""
        self.open("", ())

    def set_text_size(self, size: float) -> None:
        """Set the size of the cues' text in points."""
        self.list.painter_of_rows.set_text_size(size)
        self.list.scheduleDelayedItemsLayout()

    def _build(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        self.all_shown.setTristate(True)
        self.filter.setAccessibleName(tr("Show only"))
        self.filter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.filter.setMinimumContentsLength(14)
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.RichText)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setFont(text_font(12))
        self.detail.setContentsMargins(14, 8, 12, 8)
        self.apply_button.setProperty("primary", True)  # noqa: FBT003 - Qt's
        for button in (self.apply_button, self.leave_button):
            button.setAutoDefault(True)  # Enter on a focused button presses it
        self.hint = QLabel(tr("Space: select · P: listen · A, N: all, none · Enter: apply"))
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(14, 4, 12, 0)
        self._lay_out()
        self._colour()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 12, 4)
        head.addWidget(self.title, 1)
        head.addStretch()
        head.addWidget(self.filter)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 4, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self.all_shown)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.leave_button)
        foot.addWidget(self.apply_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.addWidget(self.list)
        parts.addWidget(self.detail)
        parts.setStretchFactor(0, 1)
        parts.setSizes([4 * _DETAIL, _DETAIL])
        layout.addLayout(head)
        layout.addWidget(_line())
        layout.addWidget(parts, 1)
        layout.addWidget(_line())
        layout.addWidget(self.hint)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.filter.activated.connect(self._filter)
        self.all_shown.clicked.connect(self._tick_shown)
        self.apply_button.clicked.connect(self.apply)
        self.leave_button.clicked.connect(self.left)
        self.rows.dataChanged.connect(self._tell)
        self.list.moved.connect(self._move)
        self.list.audition.connect(self._hear)
        self._session.changed.connect(self._follow)
        self._session.opened.connect(self.close_review)
        self._theme.changed.connect(self._colour)

    def _colour(self) -> None:
        self.hint.setStyleSheet(f"color: {self._theme.colours.dim.name()}")
        self._move()

    # Filtering

    def _fill_filter(self) -> None:
        self._groups = self.rows.groups()
        self.filter.clear()
        section = "all"
        for group in self._groups:
            if group.section != section:
                section = group.section
                self.filter.insertSeparator(self.filter.count())
            title = told(group.title)
            label = tr("{title} ({count})", title=title, count=len(group.members))
            self.filter.addItem(label, group)
        self.filter.setVisible(len(self._groups) > 1)

    def _filter(self) -> None:
        group = self.filter.currentData()
        if group is not None:
            was = self.list.current
            self.rows.only(group.members)
            place = None if was is None else self.rows.place_of(was)
            self._select_first(place or 0)
            self._tell()
            self.list.setFocus()

    def _select_first(self, row: int = 0) -> None:
        if self.rows.rowCount():
            self.list.go_to(row)

    def _tick_shown(self) -> None:
        # If all were ticked, untick all; otherwise tick all.
        self.rows.tick_shown(on=self.rows.shown_state != Qt.CheckState.Checked)
        self.list.setFocus()

    # Display

    def _tell(self) -> None:
        chosen, every, stale = self.rows.chosen, len(self.rows.proposals), self.rows.stale
        text = tr("{chosen} of {every} selected", chosen=chosen, every=every)
        if stale:
            text = tr(
                "{chosen} of {every} selected; no longer applicable: {stale}",
                chosen=chosen,
                every=every,
                stale=stale,
            )
        if not every:
            text = tr("Nothing to apply yet.")
        self.count.setText(text)
        self.all_shown.setVisible(every > 0)
        self.hint.setVisible(every > 0)
        passes = self._may_pass and not chosen
        self.apply_button.setText(tr("None of these") if passes else tr("Apply"))
        self.apply_button.setEnabled(chosen > 0 or passes)
        self.all_shown.setCheckState(self.rows.shown_state)

    def _move(self) -> None:
        number = self.list.current
        self._show_detail(number)
        if number is None:
            return
        self.moved.emit(number)
        row = self.rows.standing_row(number)
        if row is not None:
            self.cue_wanted.emit(row)

    def _hear(self, number: int) -> None:
        row = self.rows.standing_row(number)
        if row is not None:
            self.audition.emit(row)

    def _show_detail(self, number: int | None) -> None:
        """Show the whole proposal below the list, if its row shows only a part of it."""
        cut_off = number is not None and self.list.cuts_off(number)
        if number is not None and cut_off:
            proposal = self.rows.proposals[number]
            before, after = compared(proposal.before, proposal.after)
            colours = self._theme.colours
            reason = escape(told(proposal.reason))
            self.detail.setText(
                f"{diff_painting.as_html(before, diff_painting.Ink.of('removed', colours))}<br>"
                f"{diff_painting.as_html(after, diff_painting.Ink.of('inserted', colours))}<br>"
                f"<span style='color: {colours.dim.name()}'>{reason}</span>"
            )
        self.detail.setVisible(cut_off)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._show_detail(self.list.current)

    def _follow(self, applied: Applied) -> None:
        if self.rows.proposals:
            self.rows.follow(applied)

    # Applying

    def apply(self) -> None:
        """Emit `applied` if anything is ticked, or nothing need be."""
        fixes = self.rows.fixes()
        if fixes or self._may_pass:
            self.applied.emit(fixes)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or event.isAutoRepeat()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not held:
            self.apply()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.NoFrame)
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(line.palette().ColorRole.Mid)
    return line
