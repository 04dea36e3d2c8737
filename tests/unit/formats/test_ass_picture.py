# SPDX-License-Identifier: GPL-3.0-or-later
"""Our ASS as libass paints it: readable, inside the safe area, and alike at any picture size."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.head import Head

if TYPE_CHECKING:
    from pathlib import Path

FFMPEG = shutil.which("ffmpeg")
CUE = Cue(0, 0, 3000, "最重要的五个问题，一直在寻找答案\n之前是经济学博士", second="Five questions")


def painted(folder: Path, width: int, height: int) -> tuple[float, float, float]:
    """Top, bottom and width of what is bright, as shares of the picture."""
    document = Document((CUE,), head=Head(language="zh-Hans"), next_id=1)
    (folder / "x.ass").write_bytes(formats.write(document, formats.by_id("ass")).data)
    command = (
        *(str(FFMPEG), "-v", "error", "-f", "lavfi", "-i", f"color=c=gray:s={width}x{height}:r=1"),
        *("-vf", "subtitles=x.ass", "-frames:v", "1", "-pix_fmt", "gray", "-f", "rawvideo", "-"),
    )
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"this FFmpeg has no libass: {done.stderr.decode()[:80]}")
    picture = np.frombuffer(done.stdout, np.uint8).reshape(height, width) > 220
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    return (
        float(rows[0] / height),
        float(rows[-1] / height),
        float((columns[-1] - columns[0]) / width),
    )


@pytest.mark.skipif(FFMPEG is None, reason="needs ffmpeg")
def test_it_looks_alike_at_1080p_and_4k(tmp_path: Path) -> None:
    full, ultra = painted(tmp_path, 1920, 1080), painted(tmp_path, 3840, 2160)
    assert ultra == pytest.approx(full, abs=0.005)
    top, bottom, width = full
    assert 0.7 < top < 0.85  # three lines, in the lowest quarter
    assert 0.9 < bottom < 0.96
    assert 0.3 < width < 0.7
