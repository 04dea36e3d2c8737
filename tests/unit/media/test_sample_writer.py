# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames get to their places: gaps are silence, overlaps are cut, runs have their own samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import numpy as np

from editor.media.peaks import CELL, base_cells
from editor.media.runs import OPEN
from editor.media.sample_writer import SampleWriter
from editor.media.sound import PEAKS_FILE, SAMPLES_FILE

if TYPE_CHECKING:
    from pathlib import Path

RATE = 8_000
SOURCE = np.arange(1, 20_001, dtype=np.int16)
"""Every sample tells its place."""


def frame(start: int, stop: int) -> av.AudioFrame:
    made = av.AudioFrame.from_ndarray(SOURCE[start:stop].reshape(1, -1), "s16", "mono")
    made.sample_rate = RATE
    return made


def written(folder: Path) -> np.ndarray:
    return np.fromfile(folder / SAMPLES_FILE, np.int16)


def test_frames_that_follow_each_other(tmp_path: Path) -> None:
    with SampleWriter(tmp_path, 0, OPEN) as writer:
        writer.begin(RATE, 0)
        for start in range(0, 3_000, 1_000):
            writer.add(frame(start, start + 1_000), start)
        writer.end(0)
    assert writer.ended == 3_000
    assert writer.news() == (0, 3_000)
    assert writer.news() == (3_000, 3_000)
    assert np.array_equal(written(tmp_path), SOURCE[:3_000])
    cells = np.fromfile(tmp_path / PEAKS_FILE, np.int16).reshape(-1, 3)
    assert np.array_equal(cells, base_cells(SOURCE[:3_000]))


def test_a_gap_is_silence_and_an_overlap_is_cut(tmp_path: Path) -> None:
    with SampleWriter(tmp_path, 0, OPEN) as writer:
        writer.begin(RATE, 0)
        writer.add(frame(0, 1_000), 0)
        writer.add(frame(2_000, 3_000), 2_000)
        writer.add(frame(2_500, 4_000), 2_500)
        writer.end(0)
    expected = SOURCE[:4_000].copy()
    expected[1_000:2_000] = 0
    assert np.array_equal(written(tmp_path), expected)


def test_frames_a_little_off_their_time_follow_each_other(tmp_path: Path) -> None:
    with SampleWriter(tmp_path, 0, OPEN) as writer:
        writer.begin(RATE, 0)
        writer.add(frame(0, 1_000), 0)
        writer.add(frame(1_000, 2_000), 1_100)  # 12.5 ms late
        writer.add(frame(2_000, 3_000), None)
        writer.end(0)
    assert np.array_equal(written(tmp_path), SOURCE[:3_000])


def test_a_clock_that_begins_anew_goes_on(tmp_path: Path) -> None:
    with SampleWriter(tmp_path, 0, OPEN) as writer:
        writer.begin(RATE, 0)
        writer.add(frame(0, 10_000), 0)
        writer.add(frame(10_000, 12_000), 0)  # more than a second back
        writer.add(frame(12_000, 13_000), 2_000)
        writer.end(0)
    assert np.array_equal(written(tmp_path), SOURCE[:13_000])


def test_a_run_has_its_own_samples_only(tmp_path: Path) -> None:
    start, stop = 4 * CELL, 10 * CELL
    with SampleWriter(tmp_path, start, stop) as writer:
        writer.begin(RATE, 0)
        writer.add(frame(500, 1_000), 500)
        assert writer.before
        writer.add(frame(1_000, 5_000), 1_000)
        writer.end(0)
    assert writer.full
    assert writer.ended is None
    assert writer.news() == (start, stop)
    samples = written(tmp_path)
    assert len(samples) == stop
    assert not samples[:start].any()
    assert np.array_equal(samples[start:], SOURCE[start:stop])


def test_two_runs_fill_one_file(tmp_path: Path) -> None:
    middle = 8 * CELL
    for start, stop in ((middle, OPEN), (0, middle)):
        with SampleWriter(tmp_path, start, stop) as writer:
            writer.begin(RATE, 0)
            for place in range(start, 4_000, 100):
                writer.add(frame(place, min(place + 100, 4_000)), place)
            writer.end(0)
    assert np.array_equal(written(tmp_path), SOURCE[:4_000])
    cells = np.fromfile(tmp_path / PEAKS_FILE, np.int16).reshape(-1, 3)
    assert np.array_equal(cells, base_cells(SOURCE[:4_000]))
