# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing Qt: what PySide loads for nothing waits, and works when it is needed."""

from __future__ import annotations

import json

import pytest

from tests.program import python

Loaded = tuple[dict[str, bool], list[str], str]

LOAD = """
import builtins, json, sys
plain = builtins.__import__
from editor import qt
qt.load()
from PySide6.QtCore import QObject
left = {"plain": builtins.__import__ is plain, "tools": "argparse" in sys.modules}
object = QObject()
said = []
for wrong in (lambda: object.setObjectName(3), lambda: QObject("parent")):
    try:
        wrong()
    except TypeError as error:
        said.append(str(error))
print(json.dumps([left, said, QObject.setObjectName.__doc__ or ""]))
"""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    left, said, described = json.loads(python(LOAD).stdout)
    return left, said, described


def test_import_is_python_s_own(loaded: Loaded) -> None:
    assert loaded[0]["plain"]


def test_what_only_tools_of_pyside_need_is_not_loaded(loaded: Loaded) -> None:
    assert not loaded[0]["tools"]


def test_wrong_calls_are_explained_as_ever(loaded: Loaded) -> None:
    explained = [said for said in loaded[1] if "Supported signatures" in said]
    assert len(explained) == len(loaded[1]) == 2
    assert "setObjectName(int)" in explained[0]


def test_functions_have_their_description(loaded: Loaded) -> None:
    assert "name" in loaded[2]
