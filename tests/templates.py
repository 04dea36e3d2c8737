# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence that a user of the window can read, found in the source.

`python -m tests.templates LANGUAGE` lists those that the catalogues lack, as JSON, by room.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from editor.checks.profiles import profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "resources" / "i18n"
_MARKS = {
    "N_",
    "tr",
    "Problem",
    "BrokenOff",
    "UserError",
    "WriteError",
    "SessionBusy",
    "self._report",
}
_SENTENCE = re.compile(r"[“{A-Z][^<>=\\]*[a-z}”],? [^<>=\\]*[.!?…]")
_HEADLESS = ROOT / "editor" / "cli"


def templates() -> dict[str, list[str]]:
    """Templates, and all places where each of them stands, as ``file:line``."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "editor").rglob("*.py")):
        if _HEADLESS in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for text in _marked(node):
                place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
                found.setdefault(text, []).append(place)
    for profile in profiles().values():
        found.setdefault(profile.name, []).append("editor/checks/presets.json")
    return found


def room_of(place: str) -> str:
    """The catalogue of a sentence that stands at ``file:line``.

    A file for each of the commands' modules, since many hands add to those; one for each other
    room; ``editor`` for what stands above them.
    """
    parts = Path(place.partition(":")[0]).with_suffix("").parts[1:]
    if len(parts) == 1:
        return "editor"
    if parts[0] == "actions":
        return ".".join(parts)
    return ".".join(parts[:-1])


def unmarked() -> dict[str, str]:
    """Sentences that stand in the source and no mark beside them, and where."""
    known = templates()
    found = {}
    for path in sorted((ROOT / "editor").rglob("*.py")):
        if _HEADLESS in path.parents:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        pieces = [node for node in ast.walk(tree) if isinstance(node, (ast.Expr, ast.JoinedStr))]
        passed = {id(part) for node in pieces for part in _pieces(node)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in passed
                and node.value not in known
                and _SENTENCE.fullmatch(node.value)
            ):
                found[f"{path.relative_to(ROOT)}:{node.lineno}"] = node.value
    return found


def _pieces(node: ast.Expr | ast.JoinedStr) -> list[ast.expr]:
    """Docstrings, and the literal parts of an f-string: never a sentence for a user."""
    return node.values if isinstance(node, ast.JoinedStr) else [node.value]


def _marked(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not node.args or ast.unparse(node.func) not in _MARKS:
        return
    yield from _texts(node.args[0])


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def catalogues(language: str) -> dict[str, dict[str, str]]:
    """Templates and their translations, by room."""
    return {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in sorted((CATALOGUES / language).glob("*.json"))
    }


def catalogue(language: str) -> dict[str, str]:
    """All of a language in one."""
    return {text: said for room in catalogues(language).values() for text, said in room.items()}


def missing(language: str) -> dict[str, list[str]]:
    """Templates that have no translation, by the room that may hold it."""
    known, lacking = catalogue(language), dict[str, list[str]]()
    for text, places in templates().items():
        if not known.get(text):
            lacking.setdefault(room_of(places[0]), []).append(text)
    return lacking


if __name__ == "__main__":
    print(json.dumps(missing(sys.argv[1]), ensure_ascii=False, indent=1))  # noqa: T201
