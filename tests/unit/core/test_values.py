# SPDX-License-Identifier: GPL-3.0-or-later
"""Our dataclasses do what the standard ones do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

import pytest

from editor.core import values
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0
    names: Sequence[str] = field(default=(), repr=False)
    seen: int = field(default=0, compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    x: int
    y: int = 0
    names: Sequence[str] = field(default=(), repr=False)
    seen: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Only:
    x: int


@dataclass(slots=True)
class Rows:
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Counted(Rows):
    count: int = field(init=False)

    def __post_init__(self) -> None:
        self.count = len(self.rows)


@dataclass(slots=True)
class Odd:
    x: int
    fixed: int = field(default=3, init=False)
    missing: int = field(default=0, kw_only=True)


@dataclass(frozen=True, slots=True)
class Base:
    x: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Derived(Base):
    more: int = 0


@dataclass(frozen=True, eq=False)
class Same:
    x: int


def test_values_are_equal_by_the_fields_that_are_compared() -> None:
    assert Point(1, 2, seen=3) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1) != Standard(1)  # type: ignore[comparison-overlap]
    assert Only(1) == Only(1)
    assert Same(1) != Same(1)


def test_frozen_ones_have_a_hash_by_them_and_others_none() -> None:
    assert len({Point(1, seen=1), Point(1), Point(2)}) == 2
    assert len({Only(1), Only(1)}) == 1
    with pytest.raises(TypeError):
        hash(Rows())


def test_they_are_shown_as_the_standard_ones() -> None:
    assert repr(Point(1, 2, ("a",), 3)) == "Point(x=1, y=2, seen=3)"
    assert repr(Point(1, 2)).replace("Point", "Standard") == repr(Standard(1, 2))
    assert repr(Rows([1])) == "Rows(rows=[1])"


def test_they_are_made_and_copied_as_the_standard_ones() -> None:
    point = Point(1, names=("a",))
    assert (point.x, point.y, point.names, point.seen) == (1, 0, ("a",), 0)
    assert replace(point, y=5) == Point(1, 5, ("a",))
    assert dataclasses.asdict(Rows([1])) == {"rows": [1]}
    assert copy.copy(point) == pickle.loads(pickle.dumps(point)) == point  # noqa: S301 - ours
    assert Rows().rows is not Rows().rows
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_what_follows_from_the_fields_is_set_behind_them() -> None:
    assert [Counted([1, 2]).count, Counted().count, Rows([1]).rows] == [2, 0, [1]]


def test_fields_that_are_no_parameters_or_are_named_are_as_in_the_standard_ones() -> None:
    assert (Odd(1).fixed, Odd(1, missing=2).missing) == (3, 2)
    assert Base(1, "x") != Derived(1, "x")
    assert (Derived(1, "x", more=4).more, Derived(1, "x").name) == (4, "x")
    with pytest.raises(TypeError):
        Odd(1, 2)  # type: ignore[call-arg]


def test_a_method_is_compiled_only_where_many_objects_are_made() -> None:
    late: Any = dataclass(slots=True)(type("Late", (), {"__annotations__": {"x": "int"}}))
    first = late.__init__
    assert [late(1).x, late(x=2).x] == [1, 2]
    assert late.__init__ is first
    assert [late(number).x for number in range(100)] == list(range(100))
    assert (first.__code__.co_filename, late.__init__.__code__.co_filename) == (
        values.__file__,
        "<string>",
    )


@pytest.mark.parametrize("before", [0, 100])
def test_all_objects_are_made_alike_the_first_and_those_after_many(before: int) -> None:
    class_: Any = dataclass(slots=True)(
        type("Of", (), {"__annotations__": {"x": "int", "y": "int", "z": "list"}, **_defaults()})
    )
    for number in range(before):
        class_(number)
    made = class_(1), class_(1, 2), class_(y=3, x=1), class_(1, 2, z=[4])
    assert [(one.x, one.y, one.z) for one in made] == [
        *((1, 0, []), (1, 2, []), (1, 3, []), (1, 2, [4])),
    ]
    assert made[0].z is not made[1].z
    for values_, named in (((), {}), ((1, 2, [], 4), {}), ((1,), {"x": 2}), ((1,), {"w": 2})):
        with pytest.raises(TypeError):
            class_(*values_, **named)
    assert class_(5).x == 5


def _defaults() -> dict[str, object]:
    return {"y": 0, "z": field(default_factory=list)}


def test_a_default_that_all_objects_would_share_is_refused() -> None:
    shared: Any = dataclass()(type("Shared", (), {"__annotations__": {"x": "list"}, "x": []}))
    with pytest.raises(ValueError, match="mutable default"):
        shared()


def test_slots_leave_no_room_for_other_attributes() -> None:
    assert not hasattr(Point(1), "__dict__")
    with pytest.raises(AttributeError):
        Rows().more = 1  # type: ignore[attr-defined]
