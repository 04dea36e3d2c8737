# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader gets of the window, heard on the accessibility bus as Orca does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end2end.accessibility import MISSING, Event, Heard

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.alone, pytest.mark.skipif(bool(MISSING), reason=MISSING)]

NO_ROLE = {"filler", "unknown", "invalid", "redundant object"}
CONTROLS = {
    *("push button", "toggle button", "check box", "combo box", "spin button", "slider", "text"),
    *("list", "list item", "menu item", "check menu item", "radio menu item", "radio button"),
    *("page tab", "progress bar", "table", "table cell"),
}
SHOWING = (
    *("view.problems", "tools.zh-Hans", "time.gaps", "edit.replace", "tools.repair"),
    *("help.keys", "file.preferences", "cue.times", "help.palette"),
)
"""Commands that show a panel, a page or a dialog, each beside or over the last one."""

SAID = {
    "en": ("Cue 12, ", "This cue starts", "Checked", "Undone: Mark as checked", "not selected"),
    "zh_Hans": ("第 12 条，", "早", "已校对", "已撤销：标为已校对", "未选"),
    "zh_Hant": ("第 12 條，", "早", "已校對", "已復原：標為已校對", "未選取"),
}
"""Of a cue, its problem, checking it, a notice, and a tick in a review."""
JOBS = {"en": "Reading audio", "zh_Hans": "正在读取音频", "zh_Hant": "正在讀取音訊"}


def faults(tree: list[Event]) -> list[str]:
    """Controls without a name or a role."""
    return [
        f"{element['role']} “{element['name']}” {element['states']}"
        for element in tree
        if ("FOCUSABLE" in element["states"] or element["role"] in CONTROLS)
        and (not element["name"] or element["role"] in NO_ROLE)
    ]


@pytest.mark.parametrize("language", SAID)
def test_every_control_has_a_name_and_a_role(language: str, tmp_path: Path) -> None:
    with Heard(tmp_path, language) as heard:
        for name in ("", *SHOWING):
            if name:
                heard.do("run", name)
                heard.do("wait_idle")  # a list that is filled again has rows without names
            tree = heard.tree()
            assert len(tree) > 40, name
            assert faults(tree) == [], name


@pytest.mark.parametrize("language", SAID)
def test_what_happens_is_heard(language: str, tmp_path: Path) -> None:
    cue, problem, checked, undone, ticked = SAID[language]
    with Heard(tmp_path, language) as heard:
        heard.said(JOBS[language])
        _, text = heard.do("go_to", 12)
        said = heard.said(cue)["said"]
        assert text in said
        assert problem in said
        heard.do("press", "Right")
        moved = heard.wait_for(lambda event: event.get("event") == "text-caret-moved", "the caret")
        assert moved["caret"] == 1
        assert moved["name"].startswith(cue)
        heard.do("run", "cue.check")
        heard.said(checked)
        row = next(
            e for e in heard.tree() if e["role"] == "list item" and "SELECTED" in e["states"]
        )
        assert "CHECKED" in row["states"], "not by its colour alone"
        heard.do("run", "edit.undo")
        heard.said(undone)
        heard.do("run", "tools.zh-Hans")
        heard.do("wait_idle")
        heard.do("press", "Space")
        heard.said(ticked)
