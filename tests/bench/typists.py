# SPDX-License-Identifier: GPL-3.0-or-later
"""A user whose keys are counted: by hand, and with what the window offers a hand.

Chinese is composed from pinyin: its letters, and one key that chooses each word. The caret goes its
way with the fewest keys. A user with help knows what is right and what was misheard, sees what the
window shows, and decides by that: F7 is pressed without knowing what it will offer, and in vain at
times; Ctrl+D where the window says that there are more places like it.
"""

from __future__ import annotations

import re
from collections import deque
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from editor.core.text import HAN
from editor.language.pinyin import initials, syllables
from editor.language.sound.likeness import likeness
from editor.language.term_start import usual
from editor.language.words import borders, next_border, previous_border, word_at
from editor.ui.correcting import Correcting
from editor.ui.review.panel import ReviewPanel
from editor.ui.word_menu import WordMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from editor.core.proposal import Proposal
    from editor.language.sound.alternatives import Alternative
    from tests.end2end.robot import Robot

_SHORT = 30
"""Characters that stand on one line in the window, so that Home and End are those of the text."""
_ALIKE = 0.75
"""How alike what stands there and what was said sound, from 0 to 1, where a user tries F7: nearly
the same."""
_PICKED = 4
"""Keys from which on that is worth it: F7, a digit, and now and then Esc."""


_MARKS = re.compile(r"[\s,，。、]+")


class Stretch(NamedTuple):
    """A stretch of a text, and of the right one, that differ."""

    first: int
    stop: int
    start: int
    end: int


class Typist:
    """A user whose keys are counted."""

    def __init__(self, robot: Robot) -> None:
        self.robot, self.keys = robot, 0

    def taken(self) -> int:
        """The keys since the last call."""
        keys, self.keys = self.keys, 0
        return keys

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.keys += len(keys)
        self.robot.press(*keys)

    def type(self, text: str) -> None:
        """Type a text, its Chinese by its pinyin."""
        for start, end in pairwise(borders(text)):
            word = text[start:end]
            if HAN.match(word):
                self._compose(word)
                continue
            for character in word:
                self.keys += 1
                if character.isascii():
                    QTest.keyClicks(self.robot.focus, character)
                else:
                    self.robot.type(character)

    def _compose(self, word: str) -> None:
        letters = "".join(syllables(word))
        for stop in range(1, len(letters) + 1):
            self.robot.compose(letters[:stop])
        self.robot.type(word)
        self.keys += len(letters) + 1

    def correct(self, row: int, right: str) -> None:
        """Make the text of the current cue right, from its start to its end."""
        while (text := self.robot.cues[row].text) != right:
            self.mend(row, text, right, first_difference(text, right))

    def mend(self, row: int, text: str, right: str, wrong: Stretch) -> None:
        """Make one stretch right, by hand."""
        first, stop, start, end = wrong
        self._go(row, (first,))
        marking = _shortest(first, (stop,), lambda at: _marking(text, at))
        if end > start:
            self.press(*marking)
            self.type(right[start:end])
        elif stop - first <= len(marking):
            self.press(*["Delete"] * (stop - first))
        else:
            self.press(*marking, "Delete")

    def _go(self, row: int, carets: Sequence[int]) -> None:
        """Put the caret to one of these places, with the fewest keys."""
        text, selection = self.robot.cues[row].text, self.robot.session.selection
        assert selection.current == row
        self.press(*way(text, selection.caret, carets))
        assert self.robot.session.selection.caret in carets


class Helped(Typist):
    """One who takes what F7 offers, and corrects everywhere at once with Ctrl+D."""

    def __init__(self, robot: Robot, right: Sequence[str], terms: Iterable[str]) -> None:
        """`right`: what was said in each cue; `terms`: those of the glossary, which one knows."""
        super().__init__(robot)
        self._right, self._terms = right, tuple(terms)

    def correct(self, row: int, right: str) -> None:
        """As by hand, with help; and the same elsewhere, if the window says that there is more."""
        before = self.keys
        while (text := self.robot.cues[row].text) != right:
            wrong = first_difference(text, right)
            if not (self._may_be_offered(text, right, wrong) and self._pick(row, right, wrong)):
                self.mend(row, text, right, wrong)
        if self.keys > before:
            self._everywhere()

    def _may_be_offered(self, text: str, right: str, wrong: Stretch) -> bool:
        """Whether a user would look: it sounds alike, or a term is right; and typing takes more."""
        heard, said = text[wrong.first : wrong.stop], right[wrong.start : wrong.end]
        if any(_covers(right, term, wrong) for term in self._known()):
            return True
        chinese = bool(heard and said) and all(map(HAN.match, heard + said))
        alike = chinese and len(heard) == len(said) and likeness(heard, said) >= _ALIKE
        return alike and len("".join(syllables(said))) + 1 >= _PICKED

    def _known(self) -> tuple[str, ...]:
        """Terms of the glossary, and what the document says often."""
        learned = (term.term for term in self.robot.program.context.terms.of_document)
        often = (term.term for term in usual([cue.text for cue in self.robot.cues]))
        return (*self._terms, *learned, *often)

    def _pick(self, row: int, right: str, wrong: Stretch) -> bool:
        """Press F7 and take what makes the text more like the right one; whether there was such."""
        text = self.robot.cues[row].text
        start, end = word_at(text, wrong.first)
        self._go(row, range(start, max(end, start + 1)))
        robot = self.robot
        notices = robot.notice
        self.press("F7")
        robot.wait(lambda: _menu(robot) or robot.notice != notices, "other words")
        robot.wait_idle()
        menu = _menu(robot)
        if menu is None:
            return False
        for letter in ("", *self._letters(right, wrong)):
            self.type(letter)
            ranks = [(_left(text, each, right), rank) for rank, each in enumerate(menu.shown, 1)]
            left, rank = min(ranks, default=(len(right), 0))
            if left < apart(text, right):
                self.type(str(rank))
                robot.wait(lambda: robot.cues[row].text != text, "the word")
                return True
        self.press("Escape")
        return False

    def _letters(self, right: str, wrong: Stretch) -> str:
        """What narrows the words to the term that is right there; nothing for other words."""
        term = next((term for term in self._known() if _covers(right, term, wrong)), "")
        return initials(term)[:_PICKED]

    def _everywhere(self) -> None:
        """Wait for what the status bar says, and correct the same elsewhere."""
        robot = self.robot
        pause = robot.window.findChild(Correcting).findChild(QTimer)  # type: ignore[union-attr]
        robot.wait(lambda: not pause.isActive(), "whether there is more")  # type: ignore[union-attr]
        robot.wait_idle()
        if not robot.program.status.more.isVisible():
            return
        self.press("Ctrl+D")
        bench = robot.program.bench
        nothing = "Nothing else"
        robot.wait(
            lambda: isinstance(bench.side, ReviewPanel) or robot.notice.startswith(nothing),
            "more places",
        )
        panel = bench.side
        if not isinstance(panel, ReviewPanel):
            return  # nothing is left of it: it was put away
        decide(self, panel, self._right)
        self.press("Return" if panel.rows.chosen else "Escape")
        robot.wait(lambda: bench.side is not panel, "the end of the list")
        robot.wait_idle()


def _covers(right: str, term: str, wrong: Stretch) -> bool:
    """Whether a term stands in the right text where it differs."""
    return any(
        match.start() < max(wrong.end, wrong.start + 1) and wrong.start < match.end()
        for match in re.finditer(rf"(?<![A-Za-z]){re.escape(term)}(?![A-Za-z])", right)
    )


def _menu(robot: Robot) -> WordMenu | None:
    found = (each for each in robot.window.findChildren(WordMenu) if each.isVisible())
    return next(found, None)


def _left(text: str, word: Alternative, right: str) -> int:
    """How far a text with a word in it is from the right one."""
    return apart(text[: word.start] + word.word + text[word.end :], right)


def first_difference(text: str, right: str) -> Stretch:
    """The first stretch of two texts that differ."""
    codes = SequenceMatcher(None, text, right, autojunk=False).get_opcodes()
    return Stretch(*next(code[1:] for code in codes if code[0] != "equal"))


def way(text: str, caret: int, carets: Sequence[int]) -> list[str]:
    """The fewest keys that lead the caret of a text to one of these places."""
    return _shortest(caret, carets, lambda at: _moving(text, at))


def _shortest(
    start: int, goals: Sequence[int], edges: Callable[[int], Iterable[tuple[str, int]]]
) -> list[str]:
    """The fewest keys from one place to the nearest of others."""
    came: dict[int, tuple[int, str]] = {start: (start, "")}
    places = deque([start])
    while not (reached := [goal for goal in goals if goal in came]):
        here = places.popleft()
        for key, there in edges(here):
            if there not in came:
                came[there] = (here, key)
                places.append(there)
    keys = []
    goal = reached[0]
    while goal != start:
        goal, key = came[goal]
        keys.append(key)
    return keys[::-1]


def _moving(text: str, at: int) -> Iterator[tuple[str, int]]:
    if at > 0:
        yield "Left", at - 1
        yield "Ctrl+Left", previous_border(text, at)
    if at < len(text):
        yield "Right", at + 1
        yield "Ctrl+Right", next_border(text, at)
    if len(text) <= _SHORT:
        yield "Home", 0
        yield "End", len(text)


def _marking(text: str, at: int) -> Iterator[tuple[str, int]]:
    if at < len(text):
        yield "Shift+Right", at + 1
        yield "Ctrl+Shift+Right", next_border(text, at)


def decide(typist: Typist, panel: ReviewPanel, right: Sequence[str]) -> None:
    """Look at each row down to the last one that is not sure, and tick it if it is right."""
    proposals = panel.rows.proposals
    last = max((number for number, row in enumerate(proposals) if not row.sure), default=-1)
    wanted = [_is_right(proposal, right) for proposal in proposals[: last + 1]]
    ticked = [panel.rows.is_ticked(number) for number in range(last + 1)]
    wrong = sum(map(bool.__ne__, wanted, ticked))
    if wanted.count(False) + 1 < wrong:
        typist.press("A")  # all, and fewer are to be unticked
    for number, is_wanted in enumerate(wanted):
        assert panel.list.current == number
        if is_wanted != panel.rows.is_ticked(number):
            typist.press("Space")
        if number < last:
            typist.press("Down")


def _is_right(proposal: Proposal, right: Sequence[str]) -> bool:
    """Whether less is wrong after it; spaces and marks are other lists'."""
    rows = dict.fromkeys(row for row, _ in proposal.fix)
    goal = "".join(right[row] for row in rows)
    return apart(proposal.after, goal) < apart(proposal.before, goal)


def apart(one: str, other: str) -> int:
    """Characters to be changed."""
    one, other = (_MARKS.sub("", text) for text in (one, other))
    row = list(range(len(other) + 1))
    for number, character in enumerate(one, 1):
        above, row = row, [number]
        for place, opposite in enumerate(other):
            change = above[place] + (character != opposite)
            row.append(min(change, above[place + 1] + 1, row[place] + 1))
    return row[-1]
