# SPDX-License-Identifier: GPL-3.0-or-later
"""TMPlayer, and what only looks like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import UserError

if TYPE_CHECKING:
    from editor.core.document import Document


def read(text: str, name: str, format_id: str | None = None) -> Document:
    return formats.read(text.encode(), name, format_id)


def rows(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def test_lines_of_tmplayer() -> None:
    text = "00:00:01,1=甲\n00:00:01,2=乙\n00:00:03,1=丙\n00:00:03,2=\n00:00:04,1=\n"
    assert rows(read(text, "a.txt", "tmplayer")) == [(1000, 3000, "甲\n乙"), (3000, 4000, "丙")]
    found = read("0:00:01:大家好\n0:00:02:再见\n", "a.sub").source
    assert found is not None
    assert found.format == "tmplayer"
    with pytest.raises(UserError):
        read("00:00:01:\n", "a.txt", "tmplayer")


def test_a_time_before_a_space_is_a_transcript() -> None:
    document = read("00:00:01: 大家好\n00:00:03: 再见\n00:00:05: 张三：好\n", "a.txt")
    assert document.source is not None
    assert document.source.format == "transcript"
