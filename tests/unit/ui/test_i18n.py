# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QLabel

from editor.core.errors import Problem
from editor.ui import i18n
from tests.program import python
from tests.templates import CATALOGUES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


LOADING = """
import ctypes, os, sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from editor.ui import i18n
app = QCoreApplication([])
i18n.install(app, "zh_Hans", Path(sys.argv[1]))
sys.setswitchinterval(1e-6)

def load():
    while True:
        ctypes.CDLL("libm.so.6")

for _ in range(2):
    threading.Thread(target=load, daemon=True).start()
from editor.media import multimedia
os._exit(0)
"""

TEXTS = {
    ("QShortcut", "Up"): "↑",
    ("QKeySequenceEdit", "Press shortcut"): "请按快捷键",
    ("QFileSystemModel", "Size"): "大小",
    ("QFileSystemModel", "Name"): "名称",
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QFileDialog", "&Look in:"): "查找范围(&L)：",
    ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
    ("QShortcut", "Space"): "空格",  # Qt's own
    ("QLibrary", "Cannot load library %1: %2"): "无法加载库 %1：%2",  # Qt's own
    ("QFileSystemModel", "No such text"): "No such text",
}


@pytest.mark.usefixtures("simplified")
def test_a_problem_within_a_problem_is_translated_as_well() -> None:
    inner = Problem("The file is empty.", line=3)
    outer = Problem("“{name}” could not be opened. {reason}", name="a.srt", reason=inner)
    assert i18n.told(outer) == "无法打开“a.srt”。第 3 行：文件是空的。"
    assert i18n.sentence(inner) == "文件是空的。"


@pytest.mark.usefixtures("simplified")
def test_keys_are_called_as_on_the_keyboard() -> None:
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Ctrl+Return").toString(native) == "Ctrl+Enter"
    assert QKeySequence("Alt+Up").toString(native) == "Alt+↑"


@pytest.mark.usefixtures("simplified")
def test_qt_asks_no_python_for_its_texts() -> None:
    """Qt asks while a library is loaded; another thread that loads one would wait for ever."""
    called: list[str] = []
    sys.setprofile(lambda frame, _event, _: called.append(frame.f_code.co_name))
    try:
        told = [QCoreApplication.translate(*text) for text in TEXTS]
    finally:
        sys.setprofile(None)
    assert told == [*TEXTS.values()]
    assert set(called) <= {"<listcomp>", "test_qt_asks_no_python_for_its_texts", "setprofile"}


@pytest.mark.usefixtures("simplified")
def test_the_dialog_for_files_speaks_one_language(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert len(labels) >= 3
    assert not [text for text in labels if re.search("[A-Za-z]{2}", text)]


@pytest.mark.skipif(sys.platform != "linux", reason="loads a library of Linux")
@pytest.mark.parametrize("time", range(3))
def test_two_threads_load_libraries_at_once(time: int) -> None:
    """Of Qt Multimedia, which tells in Qt's language that the system has no PipeWire."""
    del time  # an earlier version waited for ever in ten of twelve
    python(LOADING, str(CATALOGUES))


def test_what_no_catalogue_has_stays_english() -> None:
    assert i18n.tr("No such {thing}", thing="sentence") == "No such sentence"
