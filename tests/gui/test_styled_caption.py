# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues in ASS styles as Qt draws them stand where libass puts them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.head import Head
from editor.formats.ass_head import DEFAULT, with_styles
from editor.formats.ass_style import changed, style_of
from editor.ui.styles.drawing import StyledCaption

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

FFMPEG, FONT = shutil.which("ffmpeg"), "Noto Sans CJK SC"
WIDTH, HEIGHT = 1280, 720
TEXT = "最重要的五个问题，一直在寻找答案\n之前是经济学博士"
Box = tuple[float, ...]


def box(picture: np.ndarray) -> Box:
    """Top, bottom, left and right of what is bright, as shares of the picture."""
    bright = picture > 220
    rows, columns = np.flatnonzero(bright.any(axis=1)), np.flatnonzero(bright.any(axis=0))
    return rows[0] / HEIGHT, rows[-1] / HEIGHT, columns[0] / WIDTH, columns[-1] / WIDTH


def by_libass(folder: Path, document: Document) -> Box:
    (folder / "x.ass").write_bytes(formats.write(document, formats.by_id("ass")).data)
    command = (
        *(str(FFMPEG), "-v", "error", "-f", "lavfi", "-i", f"color=c=gray:s={WIDTH}x{HEIGHT}:r=1"),
        *("-vf", "subtitles=x.ass", "-frames:v", "1", "-pix_fmt", "gray", "-f", "rawvideo", "-"),
    )
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"this FFmpeg has no libass: {done.stderr.decode()[:80]}")
    return box(np.frombuffer(done.stdout, np.uint8).reshape(HEIGHT, WIDTH))


def by_qt(document: Document) -> Box:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(128, 128, 128))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture = QRectF(0, 0, WIDTH, HEIGHT)
    StyledCaption(picture, document.cues[0], document.head, HEIGHT).paint(painter)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return box(np.frombuffer(grey.constBits(), np.uint8).reshape(HEIGHT, grey.bytesPerLine()))


@pytest.mark.skipif(FFMPEG is None, reason="needs ffmpeg")
@pytest.mark.parametrize(
    "style",
    [
        {},
        {"key": 8, "size": 100},
        {"key": 1, "outline": 8, "bold": True},
        {"boxed": True, "outline": 12, "shadow": 0},
        {"key": 5, "size": 54},
        {"key": 9, "vertical": 100, "right": 300},
    ],
)
def test_it_stands_where_libass_puts_it(
    qtbot: QtBot, tmp_path: Path, style: Mapping[str, object]
) -> None:
    del qtbot
    if FONT not in QFontDatabase.families():
        pytest.skip(f"needs the font {FONT}")
    head = with_styles(Head(language="zh-Hans"))
    value = replace(style_of({}), font=FONT, **style)  # type: ignore[arg-type]
    head = replace(head, styles={DEFAULT: changed(head.styles[DEFAULT], value)})
    second = "" if style else "Five questions"
    document = Document((Cue(0, 0, 3_000, TEXT, second=second),), head=head, next_id=1)
    assert by_qt(document) == pytest.approx(by_libass(tmp_path, document), abs=0.006)
