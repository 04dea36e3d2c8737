# SPDX-License-Identifier: GPL-3.0-or-later
"""Each tool of the menu, with whatever its fields can hold, over whatever document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.actions.tooling.fields import Anchors, Check, Choice, Given, Number, Text, Time
from editor.actions.tooling.table import TOOLS
from editor.checks.profiles import profiles
from editor.core.cue import MARKS, Cue
from editor.core.document import Document, Source
from editor.core.errors import UserError
from editor.core.proposal import accepted
from editor.core.selection import Selection
from editor.core.timecode import mark
from editor.core.words import Word, Words
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.actions.tooling.fields import Field
    from editor.core.proposal import Proposal

SPEECH = (list(range(400, 70_000, 2_300)), list(range(2_100, 71_700, 2_300)))
REFERENCE = tuple(
    Cue(row, start, start + 1_700, "我们的模型") for row, start in enumerate(SPEECH[0])
)
TIMES = st.integers(0, 70_000)
OF_TEXTS = {"tracks"}
"""Tools that change what cues say, or leave out what is there twice."""


@st.composite
def cues(draw: st.DrawFn) -> Cue:
    """Now and then one that ends before it starts, or with a word for each character."""
    start, length = draw(TIMES), draw(st.integers(-50, 12_000))
    text = draw(st.text("我们的模型，是 ab。\n", max_size=40))
    cue = Cue(
        0,
        start,
        start + length,
        text,
        hypothesis=draw(st.none() | st.text("我们的模形 ab", max_size=40)),
        speaker=draw(st.sampled_from([None, "小王", "小李"])),
        note=draw(st.sampled_from(["", "听不清"])),
        checked=draw(st.booleans()),
        second=draw(st.just("") | st.text("our model. \n", max_size=30)),
        mark=draw(st.sampled_from([None, *MARKS])),
        chapter=draw(st.sampled_from([None, None, None, "开场"])),
        left_out=draw(st.booleans()),
    )
    if draw(st.booleans()) and text.strip() and length > len(text):
        step = length // len(text)
        words = [
            Word(start + n * step, start + (n + 1) * step, one)
            for n, one in enumerate(text)
            if not one.isspace()
        ]
        return replace(cue, words=Words(words, draw(st.sampled_from(["text", "hypothesis"]))))
    return cue


@st.composite
def givens(draw: st.DrawFn) -> Given:
    """A document that was read from a file and changed since, somebody in it, what is known."""
    rows = draw(st.lists(cues(), min_size=1, max_size=12))
    shown = tuple(replace(cue, id=row) for row, cue in enumerate(rows))
    delta = draw(st.integers(0, 5_000))
    source = Source("srt", b"", cues=tuple(cue.shifted(delta) for cue in shown))
    document = Document(shown, source=source, next_id=len(shown))
    row = draw(st.integers(0, len(shown) - 1))
    evidence = draw(
        st.sampled_from(
            [Evidence(), Evidence(72_000, speech=SPEECH), Evidence(reference=REFERENCE)]
        )
    )
    selection = Selection().at(row)
    profile = draw(st.sampled_from(sorted(profiles().values(), key=lambda one: one.id)))
    return Given(document, selection, evidence, profile)


def values_for(field: Field, now: Given) -> st.SearchStrategy[Any]:
    """What its field can hold."""
    rows = len(now.document.cues)
    if isinstance(field, Choice):
        return st.integers(0, len(field.answers) - 1)
    if isinstance(field, Number):
        usual = st.just(field.default(now))
        most = rows + 1 if field.id in {"first", "last"} else min(field.most, 100_000)
        least = max(field.least, -100_000)
        steps = st.integers(round(least * 10**field.decimals), round(most * 10**field.decimals))
        return usual | steps.map(lambda step: step / 10**field.decimals)
    if isinstance(field, Time):
        return TIMES.map(lambda ms: mark(ms, 3))
    if isinstance(field, Check):
        return st.booleans()
    if isinstance(field, Text):
        return st.text("我们的模型，是 aB。\n\\", max_size=3)
    assert isinstance(field, Anchors)
    anchors = st.dictionaries(st.integers(1, rows + 1), TIMES, max_size=4)
    return anchors.map(lambda known: ", ".join(f"{n}={mark(ms, 3)}" for n, ms in known.items()))


def proposed(name: str, now: Given, values: Mapping[str, Any]) -> list[Proposal] | None:
    """None where the tool says in a sentence why it cannot."""
    try:
        return TOOLS[name].propose(now, values)
    except UserError:
        return None


def applied(before: Document, found: list[Proposal]) -> Document:
    change = accepted(before, "…", [proposal.fix for proposal in found])
    after = change.apply(before)
    assert change.invert().apply(after) == before
    assert len({cue.id for cue in after.cues}) == len(after.cues)
    return after


def kept(document: Document) -> dict[str, object]:
    """What no tool takes away, in order."""
    cues = document.cues
    return {
        "text": "".join("".join(cue.text.split()) for cue in cues),
        "second": "".join("".join(cue.second.split()) for cue in cues),
        "left out": "".join("".join(cue.text.split()) for cue in cues if cue.left_out),
        "chapters": [cue.chapter for cue in cues if cue.chapter is not None],
        "marks": {cue.mark for cue in cues},
        "words": [word.text for cue in cues for word in cue.words or ()],
        "heard": "".join("".join(cue.heard.split()) for cue in cues),
        "notes": [note for cue in cues for note in cue.note.split("\n") if note],
        "speakers": {
            name: "".join("".join(cue.text.split()) for cue in cues if cue.speaker == name)
            for name in ("小王", "小李")
        },
    }


def checked(document: Document) -> int:
    """Letters of checked cues."""
    return sum(len("".join(cue.text.split())) for cue in document.cues if cue.checked)


def words_are_inside(document: Document) -> bool:
    return all(
        cue.start <= word.start <= word.end <= cue.end
        for cue in document.cues
        if cue.start < cue.end
        for word in cue.words or ()
    )


def drawn(data: st.DataObject, name: str) -> tuple[Given, dict[str, Any]]:
    now = data.draw(givens())
    return now, {field.id: data.draw(values_for(field, now)) for field in TOOLS[name].fields}


@pytest.mark.parametrize("name", TOOLS)
@given(st.data())
def test_every_change_undoes_to_the_identical_document(name: str, data: st.DataObject) -> None:
    now, values = drawn(data, name)
    found = proposed(name, now, values)
    if found is None:
        return
    after = applied(now.document, found)
    if name == "tracks" and values["what"]:
        return  # all tracks but one are deleted, which is what was asked for
    there, here = kept(now.document), kept(after)
    # Of cues that are joined the first one's mark stays.
    assert here.pop("marks") <= there.pop("marks")  # type: ignore[operator] # sets
    if name in OF_TEXTS:
        for part in (
            "text",
            "left out",
            "heard",
            "speakers",
            "notes",
            *(["second", "chapters"] * (name == "tracks")),
            "words",
        ):
            here.pop(part), there.pop(part)
    assert here == there
    assert checked(after) <= checked(now.document) or name in OF_TEXTS
    if words_are_inside(now.document):
        assert words_are_inside(after)
    applied(now.document, [proposal for proposal in found if data.draw(st.booleans())])
    for proposal in found:
        assert proposal.reason.text
        assert proposal.kind.text


@pytest.mark.parametrize("name", ["stretch", "bend", "gaps", "original"])
@given(st.data())
def test_what_leads_to_given_times_or_limits_says_nothing_a_second_time(
    name: str, data: st.DataObject
) -> None:
    now, values = drawn(data, name)
    found = proposed(name, now, values)
    if found is not None:
        once = replace(now, document=applied(now.document, found))
        assert proposed(name, once, values) == []
