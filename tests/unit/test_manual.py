# SPDX-License-Identifier: GPL-3.0-or-later
"""The manuals name every command that has keys, under the name it has in the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editor.actions.table import ACTIONS
from resources.i18n.make_manual import PAGES, traditional
from tests.templates import catalogue

ROOT = Path(__file__).parents[2]
CATALOGUES = {language: catalogue(language) for language in ("zh_Hans", "zh_Hant")}
MANUALS = {
    "docs/manual.md": {row.label: row.label for row in ACTIONS},
    **{
        f"docs/manual.{language.replace('_', '-')}.md": {
            row.label: texts.get(row.label, row.label) for row in ACTIONS
        }
        for language, texts in CATALOGUES.items()
    },
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


def test_all_manuals_have_the_same_chapters_in_number() -> None:
    chapters = [
        [line for line in (ROOT / name).read_text("utf-8").splitlines() if line.startswith("## ")]
        for name in MANUALS
    ]
    assert len(chapters[0]) > 0
    assert {len(found) for found in chapters} == {len(chapters[0])}


@pytest.mark.parametrize("page", PAGES)
def test_the_traditional_page_is_that_of_the_simplified_one(page: str) -> None:
    """If this fails: `python -m resources.i18n.make_manual` writes it again."""
    simplified = (ROOT / f"docs/{page}.zh-Hans.md").read_text("utf-8")
    assert (ROOT / f"docs/{page}.zh-Hant.md").read_text("utf-8") == traditional(simplified)


@pytest.mark.parametrize("name", MANUALS)
def test_every_picture_and_page_that_the_manual_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = re.findall(r"\]\(([^):#]+)\)", text)
    assert named
    assert [path for path in named if not (ROOT / "docs" / path).is_file()] == []
