# SPDX-License-Identifier: GPL-3.0-or-later
"""The language of the window.

Catalogues are JSON files that map English templates to translations, one for each package of
the program, in ``resources/i18n/LANGUAGE``. To try an edited one, start the program: nothing is
compiled. Qt's own texts (file dialogs and the like) come with Qt.
"""

from __future__ import annotations

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
    """The translation of a template, with its fields filled in."""
    text = QCoreApplication.translate("jiaozi", template)
    return text.format(**{name: _shown(fact) for name, fact in facts.items()}) if facts else text


def _shown(fact: object) -> object:
    if not isinstance(fact, str | PurePath):
        return fact
    return "\n".join(map(visible, str(fact).split("\n")))  # keep the line breaks of lists


def as_html(text: str) -> str:
    """Text from files, escaped for widgets where Qt detects markup."""
    import html

    return f"<p>{html.escape(visible(text))}</p>" if text else ""


def told(problem: Problem) -> str:
    """A problem in the language of the window, with its line number if it has one."""
    text = sentence(problem)
    return text if problem.line is None else tr("Line {line}: {text}", line=problem.line, text=text)


def sentence(problem: Problem) -> str:
    """The same without the line number, for lists that show it in a column of its own."""
    facts = {
        name: told(fact) if isinstance(fact, Problem) else fact
        for name, fact in problem.facts.items()
    }
    return tr(problem.message, **facts)


_OURS = ("jiaozi", "QKeySequenceEdit", "QFileSystemModel")
"""Contexts that our catalogues translate; Qt's Chinese for these is poor."""

N_("Press shortcut")
N_("Size")

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
"""Key names as printed on keyboards; Qt's Chinese calls ↑ 上方向, which no keyboard does."""


class _Catalogue(QTranslator):
    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(
        self, context: str, text: str, _comment: str | None = None, _count: int = -1
    ) -> str | None:
        """The translation, or None, which makes Qt ask the next translator."""
        if context == "QShortcut":
            return _KEYS.get(text)
        return self._texts.get(text) if context in _OURS else None


def chosen_language(setting: str) -> str:
    """``zh_Hans``, ``zh_Hant`` or ``en``: the setting, else the system's language."""
    if setting != "system":
        return setting
    locale = QLocale.system()
    if locale.language() != QLocale.Language.Chinese:
        return "en"
    traditional = locale.script() == QLocale.Script.TraditionalHanScript
    return "zh_Hant" if traditional else "zh_Hans"


def install(application: QCoreApplication, language: str, folder: Path) -> None:
    """Translate the window to `language`; English if `folder` has no catalogue for it."""
    files = sorted((folder / language).glob("*.json"))
    if not files:
        return
    QLocale.setDefault(QLocale(_LOCALES[language]))  # for dates and numbers
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
    application.installTranslator(own)  # Qt asks the translator installed last first
