# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys that the corrections of the gold sample take, pressed as real key events in the real window.

By hand; after the passes of Prepare, as they are ticked beforehand; and after its lists were
reviewed with a glossary (how terms were heard is left out). The text equals the gold text in the
end. Beside a study of the whole transcript (906 lines), in which keys were counted on paper.

Counted is every key of an edit: caret, marking, deleting, typing; the palette, and all keys in
lists, one for each row that is looked at, down to the last one that is not ticked beforehand. A key
with Shift or Ctrl is one. Enter, which accepts a line and goes to the next, is the same for all
three, and not counted. After the passes, words are corrected with F7 and Ctrl+D, too; see
`typists`. A word model is used where there is one.

Where a doubtful cue is entered at its weakest word, that may be the wrong place. Hence the way to
every misheard term of the two talks, too, from there and from the start of its line.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.measure import Figure, report
from tests.bench.typists import Helped, Typist, decide, way
from tests.desk import srt
from tests.making import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.language.word_model.model import WordModel
    from tests.term_places import Talk

_GOLD = DATA / "gold" / "sample.tsv"

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
    report("keystrokes", [*figures, *_ways()])


def _keys(home: Path, texts: list[tuple[str, str]], *, prepared: bool, glossary: bool) -> Keys:
    """The keys that lead from the one text to the other."""
    from editor.language import glossary_file
    from editor.ui import correcting
    from tests.end2end.robot import Robot
    from tests.term_places import gold

    correcting.PAUSE = 50  # nobody waits here
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
    right = [after for _, after in texts]
    terms = [term.term for term in gold().glossary] if glossary else []
    typist = Helped(robot, right, terms) if prepared else Typist(robot)
    lists = _prepare(typist, right, reviewed=glossary) if prepared else 0
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


def _ways() -> Iterator[Figure]:
    """The keys that lead to the misheard terms of the talks, as nothing is known of either."""
    from editor.language.word_model.finding import found
    from editor.language.word_model.model import word_model
    from tests.term_places import talk

    path = found(Path(gettempdir()))
    if path is None:
        return
    model = word_model(path)
    for name in ("heart", "camera"):
        ours, theirs = _way_to_terms(talk(name), model)
        what = f"the way to misheard terms, talk on the {name}"
        yield Figure(what, "from the start of the line", ours / theirs, ours, theirs, "keys")


def _way_to_terms(talk: Talk, model: WordModel) -> tuple[int, int]:
    """From the weakest word where a cue is doubtful, and from the start of each line."""
    from editor.core.doubt import ranked
    from editor.language.word_model.doubting import Doubter
    from editor.language.words import word_at

    doubts = [doubt for doubt in Doubter(model).doubts(talk.cues) if doubt.score < 0]
    weakest = {doubt.cue.id: doubt.weakest[0] for doubt in ranked([doubts], len(talk.cues))}
    ours = theirs = 0
    for wrong in talk.wrong:
        cue = talk.cues[wrong.row]
        start, end = word_at(cue.text, wrong.start)
        carets = range(start, max(end, start + 1))
        ours += len(way(cue.text, weakest.get(cue.id, 0), carets))
        theirs += len(way(cue.text, 0, carets))
    return ours, theirs


def _prepare(typist: Typist, right: list[str], *, reviewed: bool) -> int:
    """Go through the lists of Prepare; `reviewed`: each row is looked at, and ticked if right.

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
    typist.type("prep")
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
        if reviewed and not all(row.sure for row in panel.rows.proposals):
            decide(typist, panel, right)
        looking += typist.keys - before
        typist.press("Return")
        robot.wait(lambda: listed() or over(), "the next list")
    typist.press("Escape")
    return looking


if __name__ == "__main__":
    main()
