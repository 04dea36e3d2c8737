# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.media.identity import identify

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copy_is_the_same_medium_and_another_end_or_length_is_not(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1024
    path = tmp_path / "a.mp4"
    path.write_bytes(data)
    known = identify(path)
    copy = tmp_path / "名字.mkv"
    copy.write_bytes(data)
    assert identify(copy) == known
    assert known.size == len(data)
    for other in (data[:-1] + b"x", b"x" + data[1:], data + b"x"):
        copy.write_bytes(other)
        assert identify(copy) != known


def test_a_small_or_empty_file_has_one_too(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"")
    empty = identify(path)
    path.write_bytes(b"abc")
    assert (empty.size, identify(path).size) == (0, 3)
    assert identify(path).digest != empty.digest


def test_a_file_that_is_not_there_has_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        identify(tmp_path / "gone.mp4")
