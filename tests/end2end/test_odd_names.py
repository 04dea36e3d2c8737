# SPDX-License-Identifier: GPL-3.0-or-later
"""Files whose names are made to confuse: opened, corrected, exported, and named in sentences."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.end2end.robot import Robot
from tests.screen import NEEDED

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(not NEEDED, reason="only on Linux may a file have any name")

SRT = "1\n00:00:01,000 --> 00:00:02,000\n你好\n"
LONGEST = 255
"""Bytes of a file's name."""

NAMES = {
    "newline": "two\nlines.srt",
    "bidi": "see \u202etrs.exe\u202c.srt",
    "escape": "\x1b[31mred\x07.srt",
    "markup": "<b>bold<img src=x>&amp;.srt",
    "template": "{name} {0} %s.srt",
    "quotes": "a'b\"c`d$(e);f|g.srt",
    "option": "--force.srt",
    "no unicode": os.fsdecode(b"\xff\xfe\xc3.srt"),
    "long": "字" * ((LONGEST - 4) // 3) + ".srt",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_of_any_name_is_opened_corrected_and_exported(
    name: str, tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    path = tmp_path / "files" / name
    path.parent.mkdir()
    path.write_text(SRT, "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(path)
    robot.wait(lambda: robot.session.is_open, "open")
    robot.go_to(1, caret=2)
    robot.type("吗")
    title = robot.window.windowTitle()
    assert not [sign for sign in title if unicodedata.category(sign) in {"Cc", "Cf", "Cs"}]

    out = tmp_path / "out"
    out.mkdir()
    stem = os.fsencode(name.removesuffix(".srt"))
    robot.answer_file(out)
    robot.press("Ctrl+Shift+Y")
    if len(stem) + len(".zh-Hans.srt") <= LONGEST:
        robot.wait(lambda: robot.notice.startswith("Exported"), "exported")
        written = sorted(os.fsencode(file.name) for file in out.iterdir())
        assert written == [stem + b".zh-Hans" + end for end in (b".sbv", b".srt", b".vtt")]
        assert "你好吗" in (out / os.fsdecode(written[1])).read_text("utf-8")
    else:
        robot.answer("Cancel")
        robot.wait(lambda: robot.asked, "told why not")
        assert "file name too long" in robot.asked
        assert not list(out.iterdir())
    assert not [sign for sign in robot.notice if unicodedata.category(sign) in {"Cf", "Cs"}]
    robot.close()

    # It is found again.
    again = Robot(tmp_path / "home")
    again.start()
    again.wait(lambda: again.session.is_open, "return")
    assert again.session.path == path
    assert again.cues[0].text == "你好吗"
    again.close()
