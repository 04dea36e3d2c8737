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


ENUMERATIONS = """
import enum, json, sys
if sys.argv[1] == "quickly":
    from editor import qt
    qt.load()
from PySide6 import QtCore, QtGui, QtWidgets

def tried(what):
    try:
        return repr(what())
    except ValueError as error:
        return str(error)

def described(found):
    members = list(found.__members__.items())
    return [
        found.__module__, found.__qualname__, found.__doc__, str(found.__mro__),
        [repr(member) for member in found],
        [(name, member.name, member.value, str(member), member is getattr(found, name))
         for name, member in members],
        [tried(lambda: found(number)) for number in (0, 5, 987_654)] if members else [],
        [repr(member | ~member) for _, member in members if isinstance(member, enum.Flag)],
        sorted(name for name in vars(found) if not name.startswith("__")),
    ]

def walked(place, path):
    names = [name for name in dir(place) if not name.startswith("__")]
    for name, inner in ((name, getattr(place, name)) for name in names):
        if isinstance(inner, enum.EnumType):
            if inner.__module__.startswith("PySide6"):
                yield f"{path}.{name}", described(inner)
        elif isinstance(inner, type) and path.count(".") < 2:
            yield from walked(inner, f"{path}.{name}")

modules = (QtCore, QtGui, QtWidgets)
print(json.dumps({key: told for one in modules for key, told in walked(one, one.__name__)}))
"""


def test_enumerations_are_those_of_pyside() -> None:
    quickly, plainly = (
        json.loads(python(ENUMERATIONS, how).stdout) for how in ("quickly", "plainly")
    )
    assert len(plainly) > 500
    assert quickly == plainly
