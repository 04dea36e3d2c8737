# SPDX-License-Identifier: GPL-3.0-or-later
"""The manuals name every command that has keys, under the name it has in the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.actions.table import ACTIONS
from tests.templates import catalogue

ROOT = Path(__file__).parents[2]
CATALOGUE = catalogue("zh_Hans")
MANUALS = {
    "docs/manual.md": {row.label: row.label for row in ACTIONS},
    "docs/manual.zh-Hans.md": {row.label: CATALOGUE.get(row.label, row.label) for row in ACTIONS},
}
ON_KEYBOARDS = {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def written(keys: str) -> str:
    *held, key = keys.replace("++", "+Plus").split("+")
    return "+".join((*held, ON_KEYBOARDS.get(key, key).replace("Plus", "+")))


@pytest.mark.parametrize("name", MANUALS)
def test_every_key_stands_in_the_manual(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    expected = [
        f"| {MANUALS[name][row.label]} | {', '.join(dict.fromkeys(map(written, row.keys)))} |"
        for row in ACTIONS
        if row.keys
    ]
    assert [row for row in expected if row not in lines] == []


@pytest.mark.parametrize("name", MANUALS)
def test_every_command_is_named_in_the_manual(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    names = [MANUALS[name][row.label].removesuffix("…") for row in ACTIONS]
    assert [label for label in names if label not in text] == []


def test_both_manuals_have_the_same_chapters_in_number() -> None:
    chapters = [
        [line for line in (ROOT / name).read_text("utf-8").splitlines() if line.startswith("## ")]
        for name in MANUALS
    ]
    assert len(chapters[0]) == len(chapters[1]) > 0
