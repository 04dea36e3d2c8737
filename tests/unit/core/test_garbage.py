# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from editor.core.garbage import collect_if_due, collect_in_pauses, uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.usefixtures("collecting")


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    thresholds = gc.get_threshold()
    gc.collect()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


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


def test_full_collections_wait_for_a_pause() -> None:
    full: list[str] = []

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == len(gc.get_threshold()) - 1:
            full.append(phase)

    gc.callbacks.append(told)
    try:
        collect_in_pauses()
        collect_if_due()
        assert full == []  # nothing is due
        kept = [[number] for number in range(200_000)]  # which make Python collect in full
        assert full == []
        collect_if_due()
        assert full == ["start"]
        collect_if_due()
        assert full == ["start"]
    finally:
        gc.callbacks.remove(told)
    del kept
