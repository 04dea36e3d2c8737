# SPDX-License-Identifier: GPL-3.0-or-later
"""The language of the window.

Catalogues are JSON files of English templates and their translations, one for each room
of the program, under ``resources/i18n/LANGUAGE``: a translator can edit one and start the
program, and nothing has to be compiled. Qt's own sentences (of file dialogs and the
like) come with Qt.
"""

from __future__ import annotations

import html
import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

_LOCALES = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}


def tr(template: str, **facts: object) -> str:
    """A template in the language of the window, its fields filled in."""
    text = QCoreApplication.translate("jiaozi", template)
    return text.format(**{name: _shown(fact) for name, fact in facts.items()}) if facts else text


def _shown(fact: object) -> object:
    if not isinstance(fact, str | PurePath):
        return fact
    return "\n".join(map(visible, str(fact).split("\n")))  # lists have a line for each


def as_html(text: str) -> str:
    """Foreign text for where Qt would take it for markup if it looks so."""
    return f"<p>{html.escape(visible(text))}</p>" if text else ""


def told(problem: Problem) -> str:
    """A problem in the language of the window, its line before it where there is one."""
    text = sentence(problem)
    return text if problem.line is None else tr("Line {line}: {text}", line=problem.line, text=text)


def sentence(problem: Problem) -> str:
    """The same without the line, for who lists that in a place of its own."""
    facts = {
        name: told(fact) if isinstance(fact, Problem) else fact
        for name, fact in problem.facts.items()
    }
    return tr(problem.message, **facts)


_OURS = ("jiaozi", "QKeySequenceEdit")
"""Contexts of what the catalogues hold; Qt's own Chinese of the field for a key is no Chinese."""

N_("Press shortcut")

_KEYS = {
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Return": "Enter",
    "Enter": "Enter",
    "Backspace": "Backspace",
    "Del": "Delete",
}
"""Keys as keyboards have them; Qt's Chinese calls ↑ 上方向, and no keyboard does."""


class _Catalogue(QTranslator):
    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(
        self, context: str, text: str, _comment: str | None = None, _count: int = -1
    ) -> str | None:
        """None, which Qt takes for: look elsewhere, where there is no translation."""
        if context == "QShortcut":
            return _KEYS.get(text)
        return self._texts.get(text) if context in _OURS else None


def chosen_language(setting: str) -> str:
    """``zh_Hans``, ``zh_Hant`` or ``en``: what was set, else what the system speaks."""
    if setting != "system":
        return setting
    locale = QLocale.system()
    if locale.language() != QLocale.Language.Chinese:
        return "en"
    traditional = locale.script() == QLocale.Script.TraditionalHanScript
    return "zh_Hant" if traditional else "zh_Hans"


def install(application: QCoreApplication, language: str, folder: Path) -> None:
    """Let the window speak `language`; English where there is no catalogue in `folder`."""
    files = sorted((folder / language).glob("*.json"))
    if not files:
        return
    QLocale.setDefault(QLocale(_LOCALES[language]))  # dates and numbers follow the words
    qt = QTranslator(application)
    if qt.load(
        f"qtbase_{_LOCALES[language]}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        application.installTranslator(qt)
    texts: dict[str, str] = {}
    for file in files:
        texts.update(json.loads(file.read_text(encoding="utf-8")))
    own = _Catalogue(texts)
    own.setParent(application)
    application.installTranslator(own)  # the last one is asked first
