# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QKeySequence

from editor.core.errors import Problem
from editor.ui import i18n
from tests.templates import CATALOGUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def simplified(qapp: QApplication) -> Iterator[None]:
    before, there = QLocale(), set(qapp.findChildren(QTranslator))
    i18n.install(qapp, "zh_Hans", CATALOGUES)
    yield
    QLocale.setDefault(before)
    for translator in set(qapp.findChildren(QTranslator)) - there:
        qapp.removeTranslator(translator)


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


def test_what_no_catalogue_has_stays_english() -> None:
    assert i18n.tr("No such {thing}", thing="sentence") == "No such sentence"
