# SPDX-License-Identifier: GPL-3.0-or-later
"""What the first paint does without is not imported before it."""

from __future__ import annotations

import gc
import importlib.util
import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from editor.later import LATER, Later
from tests.program import python

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

# Libraries that no first paint needs, with their own children.
FOREIGN = (
    "difflib",
    "email",
    "importlib.metadata",
    "numpy",
    "av",
    "pysrt",
    "vlc",
    "opencc",
    "rjieba",
    "pypinyin",
    "PySide6.QtMultimedia",
    "shibokensupport.signature.parser",
)

Found = tuple[list[str], list[str], list[int]]

PAINT = """
import json, os, re, sys
from pathlib import Path
from editor import qt
qt.load()
from PySide6.QtCore import QEvent, QObject
from editor import app
from editor.project.places import places
from editor.settings import Settings

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and program.context.session.is_open:
            watched.removeEventFilter(self)
            application.sendEvent(watched, event)
            program.bench.overview.grab()
            # The checks of the document begin after its first paint, and import what they need.
            compiled = [
                f"{name}.{key}"
                for name, module in sys.modules.items() if name.startswith("editor.")
                for key, value in vars(module).items() if isinstance(value, re.Pattern)
            ]
            executed = [
                name for name, module in sys.modules.items() if type(module) is not qt._Helper
            ]
            heights = [program.status.height()]
            application.sendEvent(program.status, QEvent(QEvent.Type.LayoutRequest))
            program.window.layout().activate()
            heights.append(program.status.height())
            sys.stdout.write(json.dumps([sorted(executed), compiled, heights]))
            sys.stdout.flush()
            os._exit(0)
        return False

where = places(os.environ)
settings = Settings(where.settings)
application = app.application(settings)
program = app.build(where, settings)
watch = Watch()
program.bench.table.viewport().installEventFilter(watch)
app.begin(program, [Path(sys.argv[1])])
program.context.jobs.wait(5_000)
program.window.show()
application.exec()
"""


LINE = "{0}:{1:02}:00,000 --> {0}:{1:02}:59,000\n你好\n\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is there when a long transcript is painted for the first time.

    Returns:
        The modules, their patterns that were compiled when they were imported, and the height of
        the status bar before and after it is laid out again.
    """
    home = tmp_path_factory.mktemp("home")
    long = home / "long.srt"
    long.write_text("".join(LINE.format(*divmod(at, 60)) for at in range(3_000)), encoding="utf-8")
    child = python(PAINT, str(long), JIAOZI_HOME=str(home))
    modules, compiled, heights = json.loads(child.stdout)
    return modules, compiled, heights


@pytest.fixture(scope="module")
def painted(found: Found) -> set[str]:
    return set(found[0])


def test_no_pattern_is_compiled_before_it_is_used(found: Found) -> None:
    assert found[1] == []


def test_nothing_moves_after_the_first_paint(found: Found) -> None:
    before, after = found[2]
    assert before == after


def test_nothing_that_may_come_later_is_there_at_the_first_paint(painted: set[str]) -> None:
    assert painted.intersection(LATER) == set()


@pytest.mark.parametrize("library", FOREIGN)
def test_no_library_is_there_that_no_paint_needs(painted: set[str], library: str) -> None:
    assert library not in painted


@pytest.mark.parametrize("name", LATER)
def test_what_comes_later_exists(name: str) -> None:
    assert importlib.util.find_spec(name)


@pytest.mark.parametrize("missing", [(), ("PySide6.QtMultimedia",)], ids=["all", "no-multimedia"])
def test_what_comes_later_is_imported_in_silence(missing: tuple[str, ...]) -> None:
    """A system may lack the libraries that Qt Multimedia needs, or Qt's favourite sound server."""
    imports = (
        f"import importlib, sys; sys.modules.update(dict.fromkeys({missing!r}))\n"
        f"for name in {LATER!r}: importlib.import_module(name)"
    )
    child = python(imports, check=False)
    assert (child.returncode, child.stdout, child.stderr) == (0, "", "")


def test_no_collection_goes_through_what_was_imported(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.later.LATER", ("editor.core.text",))
    frozen, parent = gc.get_freeze_count(), QObject()
    try:
        Later(parent)
        qtbot.waitUntil(lambda: gc.get_freeze_count() > frozen)
        assert len(gc.get_objects()) < gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_nothing_is_imported_while_somebody_types(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[str] = []
    monkeypatch.setattr("editor.later.LATER", ("one", "two", "three"))
    monkeypatch.setattr("importlib.import_module", named.append)
    field = QLineEdit()
    qtbot.addWidget(field)
    parent = QObject()
    Later(parent)
    qtbot.waitUntil(lambda: bool(named))
    QTest.keyClick(field, Qt.Key.Key_A)
    begun = named.copy()
    typing = QTimer(parent, interval=100)
    typing.timeout.connect(lambda: QTest.keyClick(field, Qt.Key.Key_A))
    typing.start()
    end = QDeadlineTimer(1_500)  # longer than it pauses after a key
    qtbot.waitUntil(end.hasExpired)
    assert named == begun
    typing.stop()
    qtbot.waitUntil(lambda: named == ["one", "two", "three"])
