# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys that the corrections of the gold sample take, pressed as real key events in the real window.

By hand; after the passes of Prepare, as they are ticked beforehand; and after its lists were
reviewed with a glossary (how terms were heard is left out). The text equals the gold text in the
end. Beside a study of the whole transcript (906 lines), in which keys were counted on paper.

Counted is every key of an edit: caret, marking, deleting, typing; the palette, and all keys in
lists, one for each row that is looked at. A key with Shift or Ctrl is one. Chinese is composed from
pinyin: its letters, and one key that chooses each word. Enter, which accepts a line and goes to the
next, is the same for all three, and not counted.
"""

from __future__ import annotations

import os
from collections import deque
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtTest import QTest

from editor.core.text import HAN
from editor.language.pinyin import syllables
from editor.language.words import borders, next_border, previous_border
from tests.bench.measure import Figure, report
from tests.desk import srt
from tests.making import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from editor.core.proposal import Proposal
    from editor.ui.review.panel import ReviewPanel
    from tests.end2end.robot import Robot

_GOLD = DATA / "gold" / "sample.tsv"
_SHORT = 30
"""Characters that stand on one line in the window, so that Home and End are those of the text."""


_WORD = {"TERM", "HOMO", "STUT", "UNK"}
"""Kinds of errors that need a person; the others are for the passes."""


class Study(NamedTuple):
    """What the study found in the whole transcript.

    Attributes:
        by_hand, passes, review: Keys, counted on paper: three for placing the caret, 3.2 for a
            Chinese character.
        form: Lines with nothing but what a pass puts right.
        word: Lines of which a word is wrong: 30 % of all wrong ones. Of the sample's it is 36 %, so
            that its shares cannot be those of the whole.
    """

    by_hand: int = 5_540
    passes: int = 1_400
    review: int = 620
    form: int = 286
    word: int = 122


class Keys(NamedTuple):
    """The keys of one way.

    Attributes:
        fixed: Of opening Prepare, and leaving its lists.
        lists: Of looking at proposals, one by one.
        lines: Of correcting each line.
    """

    fixed: int
    lists: int
    lines: tuple[int, ...]

    @property
    def all(self) -> int:
        """Of the sample."""
        return self.fixed + self.lists + sum(self.lines)

    def of_whole(self, word: Sequence[bool], wrong: Sequence[bool]) -> float:
        """An estimate for the whole transcript, from its numbers of lines of both kinds.

        `word` and `wrong` tell of which lines of the sample a word, or anything, is wrong.
        """
        study = Study()
        per_word = study.word / sum(word)
        per_form = study.form / (sum(wrong) - sum(word))
        both = zip(self.lines, word, strict=True)
        lines = sum(keys * (per_word if of_word else per_form) for keys, of_word in both)
        return self.fixed + self.lists * per_word + lines


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
            codes = SequenceMatcher(None, text, right, autojunk=False).get_opcodes()
            _, first, stop, start, end = next(code for code in codes if code[0] != "equal")
            self._go(row, first)
            marking = _shortest(first, stop, lambda at: _marking(text, at))
            if end > start:
                self.press(*marking)
                self.type(right[start:end])
            elif stop - first <= len(marking):
                self.press(*["Delete"] * (stop - first))
            else:
                self.press(*marking, "Delete")

    def _go(self, row: int, caret: int) -> None:
        """Put the caret there, with the fewest keys."""
        text, selection = self.robot.cues[row].text, self.robot.session.selection
        assert selection.current == row
        self.press(*_shortest(selection.caret, caret, lambda at: _moving(text, at)))
        assert self.robot.session.selection.caret == caret


def _shortest(
    start: int, goal: int, edges: Callable[[int], Iterable[tuple[str, int]]]
) -> list[str]:
    """The fewest keys from one place to another."""
    came: dict[int, tuple[int, str]] = {start: (start, "")}
    places = deque([start])
    while goal not in came:
        here = places.popleft()
        for key, there in edges(here):
            if there not in came:
                came[there] = (here, key)
                places.append(there)
    keys = []
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


def main() -> None:
    """Count and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = [line.split("\t") for line in _GOLD.read_text("utf-8").splitlines()[1:]]
    texts = [(row[2], row[3]) for row in rows]
    word = [bool(_WORD & set(row[4].split("+"))) for row in rows]
    wrong = [before != after for before, after in texts]
    with TemporaryDirectory() as folder:
        home = Path(folder)
        by_hand = _keys(home / "hand", texts, prepared=False, glossary=False)
        passes = _keys(home / "passes", texts, prepared=True, glossary=False)
        review = _keys(home / "review", texts, prepared=True, glossary=True)
    figures = []
    study, whole = Study(), by_hand.of_whole(word, wrong)
    for name, ours, theirs in (
        ("after the passes", passes, study.passes),
        ("after passes and review", review, study.review),
    ):
        share, figure = ours.all / by_hand.all, 100 * theirs / study.by_hand
        figures.append(Figure(name, "by hand", share, ours.all, by_hand.all, "keys"))
        share = 100 * ours.of_whole(word, wrong) / whole
        named = f"{name}, of those by hand, for all 906 lines"
        figures.append(Figure(named, "the study", share / figure, share, figure, "%"))
    report("keystrokes", figures)


def _keys(home: Path, texts: list[tuple[str, str]], *, prepared: bool, glossary: bool) -> Keys:
    """The keys that lead from the one text to the other."""
    from editor.language import glossary_file
    from editor.language.word_model import finding
    from tests.end2end.robot import Robot
    from tests.term_places import gold

    finding._places = lambda _: iter(())  # type: ignore[assignment] # noqa: SLF001 - as without one
    home.mkdir()
    robot = Robot(home / "home")
    if glossary:
        path = robot.places.settings.with_name("glossary.tsv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(glossary_file.write(gold().glossary, path.name))
    cues = [(2_000 * n, 2_000 * n + 1_900, before) for n, (before, _) in enumerate(texts)]
    (home / "talk.srt").write_text(srt(*cues), "utf-8")
    robot.start(home / "talk.srt")
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    typist = Typist(robot)
    right = [after for _, after in texts]
    lists = _prepare(typist, right, decide=glossary) if prepared else 0
    fixed = typist.taken() - lists
    robot.go_to(1)
    lines = []
    for row, text in enumerate(right):
        typist.correct(row, text)
        lines.append(typist.taken())
        robot.press("Return")
    assert [cue.text for cue in robot.cues] == right
    robot.close()
    return Keys(fixed, lists, tuple(lines))


def _prepare(typist: Typist, right: list[str], *, decide: bool) -> int:
    """Go through the lists of Prepare; `decide`: each row is looked at, and ticked if right.

    Returns the keys of looking.
    """
    from editor.ui.palette import Palette
    from editor.ui.prepare.page import PreparePage
    from editor.ui.review.panel import ReviewPanel

    robot = typist.robot
    typist.press("Ctrl+K")
    palette = robot.window.findChild(Palette)
    assert palette is not None
    palette.activateWindow()  # as a window manager does
    robot.wait(palette.isActiveWindow, "the keys")
    typist.type("prepare")
    typist.press("Return")
    bench = robot.program.bench
    robot.wait(lambda: isinstance(bench.page, PreparePage), "the page")
    robot.wait_idle()
    done: set[str] = set()

    def listed() -> bool:
        """Whether there is another list, with the keys in it."""
        side = bench.side
        new = isinstance(side, ReviewPanel) and side.title.text() not in done
        return new and robot.focus is not bench.table.focusProxy()

    def over() -> bool:
        return isinstance(bench.page, PreparePage) and not robot.program.context.jobs.running

    looking = 0
    typist.press("Return")
    robot.wait(listed, "the first list")
    while not over():
        panel = bench.side
        assert isinstance(panel, ReviewPanel)
        done.add(panel.title.text())
        before = typist.keys
        if decide and not all(row.sure for row in panel.rows.proposals):
            _decide(typist, panel, right)
        looking += typist.keys - before
        typist.press("Return")
        robot.wait(lambda: listed() or over(), "the next list")
    typist.press("Escape")
    return looking


def _decide(typist: Typist, panel: ReviewPanel, right: list[str]) -> None:
    wanted = [_is_right(proposal, right) for proposal in panel.rows.proposals]
    ticked = [panel.rows.is_ticked(number) for number in range(len(wanted))]
    wrong = sum(map(bool.__ne__, wanted, ticked))
    if wanted.count(False) + 1 < wrong:
        typist.press("A")  # all, and fewer are to be unticked
    elif wanted.count(True) + 1 < wrong:
        typist.press("N")
    for number, is_wanted in enumerate(wanted):
        assert panel.list.current == number
        if is_wanted != panel.rows.is_ticked(number):
            typist.press("Space")
        if number + 1 < len(panel.rows.proposals):
            typist.press("Down")


def _is_right(proposal: Proposal, right: list[str]) -> bool:
    """Whether less is wrong after it; spaces are another list's."""
    rows = dict.fromkeys(row for row, _ in proposal.fix)
    goal = "".join(right[row] for row in rows)
    return _apart(proposal.after, goal) < _apart(proposal.before, goal)


def _apart(one: str, other: str) -> int:
    """Characters to be changed."""
    one, other = "".join(one.split()), "".join(other.split())
    row = list(range(len(other) + 1))
    for number, character in enumerate(one, 1):
        above, row = row, [number]
        for place, opposite in enumerate(other):
            change = above[place] + (character != opposite)
            row.append(min(change, above[place + 1] + 1, row[place] + 1))
    return row[-1]


if __name__ == "__main__":
    main()
