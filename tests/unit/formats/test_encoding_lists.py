# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of one, two and five lines: right or told; `tests/bench/encodings.py` prints how many."""

from __future__ import annotations

import pytest

from editor.formats.encodings import decode
from tests.encoding_lists import CHINESE, OTHERS, files, outcomes

LEAST = {"gb18030": 150, "big5hkscs": 200}


@pytest.mark.parametrize("encoding", CHINESE)
@pytest.mark.parametrize(("lines", "right"), [(1, 0.85), (2, 0.97), (5, 1.0)])
def test_chinese(encoding: str, lines: int, right: float) -> None:
    found = outcomes(encoding, lines)
    assert found.total() >= LEAST[encoding]
    assert found["silently wrong"] == 0
    assert found["right"] / found.total() >= right


@pytest.mark.parametrize("encoding", OTHERS)
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_others(encoding: str, lines: int) -> None:
    found = outcomes(encoding, lines)
    assert found["silently wrong"] == 0
    assert found["right"] > found["told"] or lines == 1


@pytest.mark.parametrize("encoding", CHINESE)
def test_what_is_doubtful_is_read_as_the_likeliest(encoding: str) -> None:
    texts = files(encoding, 2)
    same = [decode(text.encode(encoding)).text == text for text in texts]
    assert sum(same) / len(same) > 0.95
