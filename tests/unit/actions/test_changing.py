# SPDX-License-Identifier: GPL-3.0-or-later
"""There is one door by which the window changes the document."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[3] / "editor"
DOORS = {"commit"}


def commits(path: Path) -> list[int]:
    """The lines on which a session is asked to commit."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in DOORS
        and ast.unparse(node.value).endswith("session")
    ]


def test_nothing_in_the_window_commits_but_by_the_one_door() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for room in ("actions", "ui")
        for path in sorted((ROOT / room).rglob("*.py"))
        if (lines := commits(path))
    }
    assert list(found) == ["actions/changing.py"]
