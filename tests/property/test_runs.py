# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever workers do, and in whatever order, every sample is decoded, and then it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from editor.media.peaks import CELL
from editor.media.runs import OPEN, Order, Runs, joined

if TYPE_CHECKING:
    from editor.media.runs import Ranges

WORKERS = (0, 1, 2)
NEAR = 4 * CELL

pieces = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=12)


@given(pieces)
def test_joined_is_the_union(parts: list[tuple[int, int]]) -> None:
    ranges: Ranges = ()
    members: set[int] = set()
    for start, length in parts:
        ranges = joined(ranges, start, start + length)
        members |= set(range(start, start + length))
    assert members == {sample for start, stop in ranges for sample in range(start, stop)}
    flat = [bound for each in ranges for bound in each]
    assert flat == sorted(set(flat)), "ascending, not touching, none empty"


class Medium:
    """A sound of `length` samples and the workers that decode it, some cells at a time."""

    def __init__(self, length: int, expected: int, ranges: Ranges = ()) -> None:
        self.length = length
        self.runs = Runs(ranges)
        self.runs.expect(expected, NEAR)
        self.orders: dict[int, Order] = {}
        self.places: dict[int, int] = {}
        self.done = ranges
        self.twice = 0

    def tell(self, orders: dict[int, Order]) -> None:
        for worker, order in orders.items():
            old = self.orders.get(worker)
            if old is None or old.number != order.number:
                self.places[worker] = order.start
            self.orders[worker] = order

    def employ(self) -> None:
        for worker in WORKERS:
            if not self.runs.busy(worker):
                self.orders.pop(worker, None)
                self.tell(self.runs.give(worker))

    def work(self, worker: int, cells: int) -> None:
        order = self.orders.get(worker)
        if order is None:
            return
        start = self.places[worker]
        stop = min(start + cells * CELL, order.stop, max(self.length, start))
        for each in self.done:
            self.twice += max(0, min(stop, each[1]) - max(start, each[0]))
        self.done = joined(self.done, start, stop)
        self.runs.fill(worker, order.number, start, stop)
        self.places[worker] = stop
        if stop >= min(order.stop, self.length):
            ended = stop < order.stop
            assert self.runs.finish(worker, order.number, self.length if ended else None) is None
            self.orders.pop(worker)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("work"), st.sampled_from(WORKERS), st.integers(1, 40)),
        st.tuples(st.just("want"), st.integers(0, 200 * CELL), st.just(0)),
        st.tuples(st.just("die"), st.sampled_from(WORKERS), st.just(0)),
    ),
    max_size=40,
)
lengths = st.integers(0, 200 * CELL)


@given(lengths, lengths, steps)
def test_every_sample_once_and_then_complete(
    length: int, expected: int, happenings: list[tuple[str, int, int]]
) -> None:
    medium = Medium(length, expected)
    medium.employ()
    for what, value, cells in happenings:
        if what == "work":
            medium.work(value, cells)
        elif what == "want":
            medium.tell(medium.runs.want(value))
        else:
            medium.runs.drop(value)
        medium.employ()
        assert medium.runs.ranges == medium.done
    for _ in range(400):
        if medium.runs.complete:
            break
        for worker in WORKERS:
            medium.work(worker, 30)
        medium.employ()
    assert medium.runs.complete
    assert medium.runs.total == medium.runs.decoded == length
    assert medium.twice == 0


@given(st.integers(100 * CELL, 200 * CELL), st.integers(0, 99 * CELL))
def test_what_is_wanted_is_decoded_next(length: int, wanted: int) -> None:
    medium = Medium(length, length)
    medium.employ()
    medium.tell(medium.runs.want(wanted))
    for _ in range(3):
        for worker in WORKERS:
            medium.work(worker, 2)
        medium.employ()
    assert any(start <= wanted < stop for start, stop in medium.runs.ranges)


def test_what_is_there_or_comes_at_once_calls_nobody_away() -> None:
    runs = Runs(((0, 50 * CELL),))
    runs.expect(100 * CELL, NEAR)
    assert runs.give(0) == {0: Order(1, 50 * CELL, OPEN)}
    assert runs.want(3 * CELL) == {}
    assert runs.want(51 * CELL) == {}
    assert runs.want(80 * CELL) == {0: Order(2, 80 * CELL, OPEN)}


def test_a_piece_that_is_missing_is_told_and_not_tried_again() -> None:
    runs = Runs()
    runs.expect(100 * CELL, NEAR)
    runs.give(0)
    orders = runs.give(1)
    middle = orders[0].stop
    runs.fill(1, 2, middle, 100 * CELL)
    assert runs.finish(1, 2, 100 * CELL) is None
    runs.fill(0, 1, 0, 10 * CELL)
    assert runs.finish(0, 1, 10 * CELL + 3) == (10 * CELL, middle)
    assert runs.complete
    assert runs.total == 100 * CELL


def test_a_report_of_a_run_that_was_given_up_still_counts() -> None:
    runs = Runs()
    runs.expect(100 * CELL, NEAR)
    runs.give(0)
    runs.want(70 * CELL)
    runs.fill(0, 1, 0, 5 * CELL)
    assert runs.finish(0, 1, 5 * CELL) is None
    assert runs.ranges == ((0, 5 * CELL),)
    assert runs.busy(0)
    runs.fill(0, 2, 70 * CELL, 90 * CELL)
    assert runs.finish(0, 2, 90 * CELL) is None
    assert not runs.complete
    assert runs.give(0) == {0: Order(3, 5 * CELL, 70 * CELL)}
