# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows are found in a reference by their words, however that is cut."""

from __future__ import annotations

import numpy as np

from editor.repair.reference_witness import find
from editor.repair.witness import STEP
from tests.making import written

REFERENCE = written(
    (10_000, 14_000, "今天我们来聊一聊模型的训练。"),
    (14_500, 18_000, "大家好，欢迎收听这一期节目！"),
    (20_000, 26_000, "我觉得这个问题很有意思，其实不是这样的"),
    (30_000, 33_000, "我们先看一下数据再说"),
).cues


def test_a_row_with_the_same_words_has_the_times_of_the_reference() -> None:
    cues = written(
        (0, 4_000, "今天我们来聊一聊模型的训练"),
        (4_500, 8_000, "大家好欢迎收听这一期节目"),
        (9_000, 12_000, "我们先看一下数据再说"),
    ).cues
    witness = find(cues, REFERENCE)
    assert witness is not None
    rows, starts = np.arange(3), np.array([10_000, 14_500, 30_000])
    ends = np.array([14_000, 18_000, 33_000])
    assert witness.end == 33_000
    assert witness.known(rows).tolist() == [0, 1, 2]
    assert witness.met(rows, starts) == 1
    assert witness.met(rows, starts + 1_000) == 0
    assert witness.score(rows, starts, ends) > 1.2
    curve = witness.curve(2, (9_000, 12_000), 0, STEP, 2_000)
    assert abs(STEP * int(curve.argmax()) - 21_000) <= 170


def test_parts_of_a_cue_share_an_edge_with_it_or_only_about() -> None:
    cues = written(
        (0, 1_000, "我觉得这个问题"),
        (1_000, 2_000, "问题很有意思其实"),
        (2_000, 3_000, "其实不是这样的"),
    ).cues
    witness = find(cues, REFERENCE)
    assert witness is not None
    assert witness.known(np.arange(3)).tolist() == [0, 2]
    assert witness.met(np.array([0]), np.array([20_000])) == 1
    voters, truths = witness.votes(np.array([2]), np.array([25_000]), np.array([26_000]), reach=500)
    assert (voters.tolist(), truths.tolist()) == ([0], [25_000])
    middle = witness.curve(1, (1_000, 2_000), 0, STEP, 2_000)
    assert 20_000 < 1_000 + STEP * int(middle.argmax()) < 26_000
    assert middle.max() < 0.5, "about, not exactly"


def test_another_talk_is_no_reference() -> None:
    other = written(
        (0, 1_000, "昨天晚上下了一场大雨"),
        (2_000, 3_000, "公园里的花都开了"),
        (4_000, 5_000, "孩子们在草地上放风筝"),
        (6_000, 7_000, "老人坐在长椅上晒太阳"),
    ).cues
    assert find(other, REFERENCE) is None
