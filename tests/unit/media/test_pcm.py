# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames of any sample format become one channel of 16-bit samples."""

from __future__ import annotations

import av
import numpy as np
import pytest

from editor.media.pcm import BLOCK, Mixer


def frame(values: np.ndarray, kind: str, layout: str = "stereo") -> av.AudioFrame:
    """Of `values`, shape (planes, samples in a plane)."""
    made = av.AudioFrame.from_ndarray(values, format=kind, layout=layout)
    made.sample_rate = 48_000
    return made


@pytest.mark.parametrize(
    ("kind", "left", "right", "mean"),
    [
        ("s16p", [100, -32_768, 7], [300, -32_768, 8], [200, -32_768, 8]),
        ("u8p", [128, 255, 0], [128, 255, 128], [0, 127 * 256, -64 * 256]),
        ("s32p", [1 << 20, 3 << 16, 0], [1 << 20, 1 << 16, 0], [16, 2, 0]),
        ("fltp", [0.5, 2.0, float("nan")], [0.25, 2.0, 0.5], [12_288, 32_767, 0]),
        ("dblp", [0.5, -2.0, 0.0], [0.25, -2.0, 0.0], [12_288, -32_768, 0]),
    ],
)
def test_the_mean_of_the_channels(
    kind: str, left: list[float], right: list[float], mean: list[int]
) -> None:
    types = {"s16p": np.int16, "u8p": np.uint8, "s32p": np.int32, "fltp": np.float32}
    made = frame(np.array([left, right], types.get(kind, np.float64)), kind)
    mixer = Mixer(made)
    assert mixer.add(made) is None
    mixed = mixer.flush()
    assert mixed is not None
    assert mixed.tolist() == mean
    assert mixer.flush() is None


def test_packed_channels_and_samples_to_be_skipped() -> None:
    made = frame(np.array([[1, 3, 10, 20, 100, 300]], np.int16), "s16")
    mixer = Mixer(made)
    mixer.add(made, skip=1)
    mixed = mixer.flush()
    assert mixed is not None
    assert mixed.tolist() == [15, 200]


def test_a_block_is_given_when_the_next_frame_does_not_fit() -> None:
    first = np.arange(BLOCK - 10, dtype=np.int16)[None]
    second = np.full((1, 2 * BLOCK), 7, np.int16)
    mixer = Mixer(frame(first, "s16p", "mono"))
    assert mixer.add(frame(first, "s16p", "mono")) is None
    block = mixer.add(frame(second, "s16p", "mono"))
    assert block is not None
    assert np.array_equal(block, first[0])
    rest = mixer.flush()
    assert rest is not None
    assert np.array_equal(rest, second[0])


def test_frames_of_another_kind_are_not_taken() -> None:
    stereo = frame(np.zeros((2, 4), np.int16), "s16p")
    mixer = Mixer(stereo)
    assert mixer.takes(stereo)
    assert not mixer.takes(frame(np.zeros((1, 4), np.int16), "s16p", "mono"))
    assert not mixer.takes(frame(np.zeros((2, 4), np.float32), "fltp"))
