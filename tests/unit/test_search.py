# SPDX-License-Identifier: GPL-3.0-or-later
"""The search follows the document, whenever it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.core import editing
from editor.core.change import replaced
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.state import TERM
from editor.jobs import Jobs
from editor.language.searching import Options, Query
from editor.project.journal_port import NoJournal
from editor.search import Search
from editor.session import Session
from tests.pause import pause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Desk:
    """A session with a search in it."""

    def __init__(self, *texts: str) -> None:
        self.session, self.jobs = Session(), Jobs()
        self.search = Search(self.session, self.jobs)
        self.open(*texts)

    def open(self, *texts: str) -> None:
        cues = [Cue(row, row * 1000, row * 1000 + 900, text) for row, text in enumerate(texts)]
        self.session.open(Document(tuple(cues), next_id=len(cues)), journal=NoJournal())

    def look(self, text: str, options: Options | None = None, near: range = range(0)) -> None:
        self.search.look_for(Query(text, options or Options()), near)

    def wait(self) -> None:
        while self.search.busy:
            pause(1)

    @property
    def rows(self) -> list[int]:
        return list(self.search.places.rows())

    def put(self, row: int, text: str) -> None:
        self.session.commit(editing.set_text(self.session.document, row, text))


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    del qtbot
    desk = Desk(*["一二", "三四"] * 1_500)
    yield desk
    desk.jobs.close()


def test_rows_in_sight_are_searched_at_once_and_all_others_soon(desk: Desk) -> None:
    desk.session.select(desk.session.selection.at(2_000))
    desk.look("一", near=range(10, 14))
    assert desk.rows == [10, 12]
    desk.look("一二", near=range(11, 12))
    assert desk.rows == [2_000]  # the first one from the current cue on
    desk.wait()
    assert desk.rows == list(range(0, 3_000, 2))
    assert desk.search.places.total == 1_500


@pytest.mark.parametrize("searched", [False, True])
@pytest.mark.parametrize("begun", [False, True])
def test_a_change_during_the_search_is_not_lost(desk: Desk, *, searched: bool, begun: bool) -> None:
    desk.look("一")
    if searched:  # the rows are prepared already
        desk.wait()
        desk.look("二")
        desk.look("一")
    assert desk.search.busy
    while begun and not desk.jobs.running:
        pause(1)
    desk.session.commit(editing.delete(desk.session.document, [0]))
    desk.put(4, "")
    desk.put(0, "一一")
    desk.wait()
    assert desk.rows == [0, *(row for row in range(1, 2_999, 2))]
    assert desk.search.places.total == 1_501
    assert [row[0].text for row in desk.search.prepared()] == [
        cue.text for cue in desk.session.document.cues
    ]


def test_a_change_between_two_searches_is_not_lost(desk: Desk) -> None:
    desk.look("一")
    desk.wait()
    desk.look("二")
    desk.session.commit(editing.delete(desk.session.document, [0]))
    desk.put(0, "五")
    desk.look("五")
    assert desk.rows == [0]
    desk.wait()
    assert (desk.rows, desk.search.places.total) == ([0], 1)


def test_changes_are_followed_and_undone(desk: Desk) -> None:
    desk.look("五")
    desk.wait()
    assert desk.rows == []
    desk.put(7, "五五")
    assert (desk.rows, desk.search.places.total) == ([7], 2)
    desk.session.commit(editing.delete(desk.session.document, [3]))
    assert desk.rows == [6]
    desk.session.undo()
    desk.session.undo()
    assert (desk.rows, desk.search.places.total) == ([], 0)


def test_a_change_of_very_many_cues_is_searched_again(desk: Desk) -> None:
    desk.look("六")
    desk.wait()
    document = desk.session.document
    many = [(row, document.cues[row].saying("六")) for row in range(2_000)]
    desk.session.commit(replaced(document, "all", many))
    desk.wait()
    assert desk.rows == list(range(2_000))


def test_another_document_is_another_search(desk: Desk) -> None:
    desk.look("一")
    desk.open("一", "二")
    desk.wait()
    assert (desk.rows, desk.search.query) == ([], None)


def test_walking_leads_around(desk: Desk) -> None:
    desk.open("", "一 一", "", "一", "")
    desk.look("一")
    desk.wait()
    places = desk.search.places
    assert places.after(0, 0) == (1, 0)
    assert places.after(1, 1) == (1, 1)
    assert places.next((1, 1)) == (3, 0)
    assert places.next((3, 0)) == (1, 0)
    assert places.before(1, 0) == (3, 0)
    assert places.before(2, 0) == (1, 1)
    assert places.previous((1, 0)) == (3, 0)
    assert [places.number(place) for place in ((1, 0), (1, 1), (3, 0))] == [1, 2, 3]


def test_one_match_alone_leads_to_itself(desk: Desk) -> None:
    desk.open("一")
    desk.look("一")
    desk.wait()
    assert desk.search.places.next((0, 0)) == (0, 0)
    assert desk.search.places.previous((0, 0)) == (0, 0)


def test_only_cues_of_the_scope_are_searched(desk: Desk) -> None:
    desk.search.look_for(Query("一"), range(4), frozenset({2, 3, 4}))
    assert desk.rows[0] == 2
    desk.wait()
    assert desk.rows == [2, 4]
    desk.put(6, "一一")
    assert desk.rows == [2, 4]


def test_an_expression_that_explodes_is_told_with_what_was_found_before(desk: Desk) -> None:
    desk.open("aab", "a" * 60 + "b", "aab")
    desk.look("(a|aa)+$|b", Options(regex=True))
    desk.wait()
    assert desk.rows == [0]
    assert desk.search.problem is not None
    assert dict(desk.search.problem.facts) == {"number": 2}


def test_terms_of_the_glossary_are_words(desk: Desk) -> None:
    desk.open("柯代表说")
    desk.look("柯", Options(word=True))
    desk.wait()
    assert desk.rows == [0]
    desk.session.keep(TERM, "柯代表", {})
    desk.open("柯代表说")
    desk.session.keep(TERM, "柯代表", {})
    desk.look("柯", Options(word=True))
    desk.wait()
    assert desk.rows == []
