# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from editor.core.garbage import collect_if_due, collect_new, take_over, uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.usefixtures("collecting")


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    gc.collect()
    yield
    gc.unfreeze()


def traversed() -> int:
    """How many objects a collection looks at."""
    return len(gc.get_objects())


def test_very_many_objects_are_never_traversed_and_yet_freed() -> None:
    before, frozen = traversed(), gc.get_freeze_count()
    with uncollected():
        many = [[number] for number in range(100_000)]
    assert gc.isenabled()
    assert traversed() < before
    assert gc.get_freeze_count() > frozen + len(many)
    many.clear()
    assert gc.get_freeze_count() < frozen + before + 1_000


def test_what_is_created_beside_few_objects_is_garbage_like_any_other() -> None:
    frozen = gc.get_freeze_count()
    with uncollected():
        few = [[number] for number in range(1_000)]
    assert gc.get_freeze_count() == frozen
    del few


def test_what_is_new_before_is_not_excluded() -> None:
    take_over()
    before = [[number] for number in range(100_000)]
    frozen = gc.get_freeze_count()
    with uncollected():
        few = [[number] for number in range(1_000)]
    assert gc.get_freeze_count() == frozen
    del before, few


@pytest.fixture
def collected() -> Iterator[list[int]]:
    """The generation of each collection."""
    generations: list[int] = []

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            generations.append(info["generation"])

    gc.callbacks.append(told)
    yield generations
    gc.callbacks.remove(told)


def test_nothing_is_collected_unasked(collected: list[int]) -> None:
    take_over()
    kept = [[number] for number in range(100_000)]
    assert collected == []
    collect_new()
    assert collected == [0]
    collect_new()
    assert collected == [0]  # nothing is due
    del kept


def test_what_is_older_is_collected_more_seldom(collected: list[int]) -> None:
    take_over()
    kept: list[list[list[int]]] = []
    for _ in range(12):
        kept.append([[number] for number in range(2_000)])
        collect_new()
    assert collected == [*[0] * 11, 1]


def test_full_collections_wait_for_a_pause(collected: list[int]) -> None:
    take_over()
    collect_if_due()
    assert collected == []
    for _ in range(11):
        gc.collect(1)
    collect_new()
    assert 2 not in collected
    collect_if_due()
    collect_if_due()
    assert collected.count(2) == 1


def test_one_who_never_pauses_gets_full_collections_all_the_same(collected: list[int]) -> None:
    take_over()
    for _ in range(101):
        gc.collect(1)
    collect_new()
    assert collected.count(2) == 1
