# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from editor.core.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator


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
