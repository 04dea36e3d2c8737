# SPDX-License-Identifier: GPL-3.0-or-later
"""Peaks against the plain minimum and maximum of the samples."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.media.peaks import CELL, Pyramid, base_cells
from editor.media.sound import Sound
from tests.media import noise, write_kept

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SOURCE = noise(9)[:400_123]
SOURCE[100_000:200_000] //= 100  # a quiet part: where it begins and ends can be seen


def kept(samples: NDArray[np.int16], folder: Path) -> Sound:
    write_kept(folder, samples)
    sound = Sound(folder, 48_000, len(samples))
    sound.fill(0, len(samples))
    return sound


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return kept(SOURCE, tmp_path_factory.mktemp("sound"))


def plain(begin: int, end: int) -> tuple[int, int]:
    """Of [begin, end), what lies outside of the sound being zero."""
    part = SOURCE[max(0, begin) : max(0, end)]
    values = [*([0] if begin < 0 or end > len(SOURCE) or not len(part) else [])]
    if len(part):
        values += [int(part.min()), int(part.max())]
    return min(values), max(values)


places = st.floats(-5_000, 405_000)
columns = st.integers(1, 40)


@given(places, st.floats(1, 2 * CELL, exclude_max=True), columns)
def test_close_up_they_are_exact(sound: Sound, start: float, step: float, count: int) -> None:
    low, high = sound.peaks(start, step, count)
    assert low.dtype == high.dtype == np.int16
    for column in range(count):
        begin, end = start + column * step, start + (column + 1) * step
        expected = plain(math.ceil(begin), max(math.ceil(end), math.ceil(begin) + 1))
        assert (low[column], high[column]) == expected


@given(places, st.floats(0.01, 1, exclude_max=True), columns)
def test_closer_still_a_column_has_the_sample_it_lies_on(
    sound: Sound, start: float, step: float, count: int
) -> None:
    low, high = sound.peaks(start, step, count)
    for column in range(count):
        place = math.floor(start + column * step)
        assert (low[column], high[column]) == plain(place, place + 1)


@given(places, st.floats(2 * CELL, 300_000), columns)
def test_from_afar_all_of_a_column_is_in_it_and_little_of_its_neighbours(
    sound: Sound, start: float, step: float, count: int
) -> None:
    low, high = sound.peaks(start, step, count)
    for column in range(count):
        begin, end = start + column * step, start + (column + 1) * step
        inside = SOURCE[max(0, math.ceil(begin)) : max(0, math.ceil(end))]
        around = SOURCE[max(0, math.floor(begin - step / 2)) : max(0, math.ceil(end + step / 2))]
        if len(inside):
            assert low[column] <= inside.min()
            assert high[column] >= inside.max()
        if len(around):
            assert (low[column], high[column]) == (0, 0) or (
                low[column] >= around.min() and high[column] <= around.max()
            )
        else:
            assert (low[column], high[column]) == (0, 0)


@given(places, st.floats(1, 300_000), columns)
def test_loudness_is_the_root_mean_square(
    sound: Sound, start: float, step: float, count: int
) -> None:
    loud = sound.loudness(start, step, count)
    assert loud.dtype == np.float32
    for column in range(count):
        begin = math.ceil(start + column * step)
        end = max(math.ceil(start + (column + 1) * step), begin + 1)
        margin = 0 if step < 2 * CELL else step / 2
        if begin - margin < 0 or end + margin > len(SOURCE):
            continue  # it is partly outside
        part = SOURCE[begin:end].astype(np.float64)
        expected = math.sqrt(np.mean(part * part))
        if step < 2 * CELL:
            assert loud[column] == pytest.approx(expected, rel=1e-3, abs=1)
        elif not 99_000 - step < begin < 201_000:  # where it is as loud as its neighbours
            assert loud[column] == pytest.approx(expected, rel=0.1)


@given(st.permutations(list(range(8))), st.integers(1, 300), st.sampled_from([0, 300_000, 10**18]))
def test_filled_in_any_order_it_is_the_same_as_all_at_once(
    order: list[int], size: int, expected: int
) -> None:
    cells = base_cells(SOURCE)[: 8 * size]
    grown, whole = Pyramid(expected), Pyramid()
    for part in order:
        grown.put(part * size, cells[part * size : (part + 1) * size])
    whole.put(0, cells)
    assert grown.cells == whole.cells == len(cells)
    for step in (2 * CELL, 5_000, 70_000, 400_000):
        for ours, theirs in zip(
            grown.columns(-3, step, 9), whole.columns(-3, step, 9), strict=True
        ):
            assert ours.tolist() == theirs.tolist()
        assert grown.loudness(-3, step, 9) == pytest.approx(whole.loudness(-3, step, 9), rel=1e-4)


@given(st.integers(-1000, 402_000), st.integers(0, 3000))
def test_samples_are_those_of_the_sound_and_zeros_around_it(
    sound: Sound, start: int, count: int
) -> None:
    padded = np.concatenate((np.zeros(1000, np.int16), SOURCE, np.zeros(6000, np.int16)))
    taken = sound.samples(start, start + count)
    assert taken.tolist() == padded[start + 1000 : start + 1000 + count].tolist()
