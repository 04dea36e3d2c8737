# SPDX-License-Identifier: GPL-3.0-or-later
"""The language of the window.

Catalogues are JSON files that map English templates to translations, one for each package of
the program, in ``resources/i18n/LANGUAGE``. To try an edited one, start the program: nothing is
compiled. Qt's own texts (file dialogs and the like) come with Qt.
"""

from __future__ import annotations

import json
import struct
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LOCALES = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}

_texts: dict[str, str] = {}
"""The translations of the window's language, by their templates."""


def tr(template: str, **facts: object) -> str:
    """The translation of a template, with its fields filled in."""
    text = _texts.get(template, template)
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


_QT = {
    "QKeySequenceEdit": (N_("Press shortcut"),),
    "QFileDialog": (N_("&Look in:"), N_("Files of &type:")),
    "QFileSystemModel": (N_("Name"), N_("Size")),
    "QAbstractFileIconProvider": (N_("Folder"),),
}
"""Texts of Qt that our catalogues translate, by Qt's context: its own Chinese for these is poor, or
is for an older text, without the mnemonic, and is not found."""

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
    _texts.clear()
    files = sorted((folder / language).glob("*.json"))
    if not files:
        return
    QLocale.setDefault(QLocale(_LOCALES[language]))  # for dates and numbers
    qt = QTranslator(application)
    if qt.load(
        f"qtbase_{_LOCALES[language]}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        application.installTranslator(qt)
    for file in files:
        _texts.update(json.loads(file.read_text(encoding="utf-8")))
    changed = {("QShortcut", key): name for key, name in _KEYS.items()}
    for context, texts in _QT.items():
        changed |= {(context, text): _texts[text] for text in texts if text in _texts}
    own = _Changed(application, _compiled(changed))
    application.installTranslator(own)  # Qt asks the translator installed last first
    # When a translator is first asked, PySide looks for a Python method of it: see `_Changed`.
    application.translate("QLibrary", "No text of Qt")


class _Changed(QTranslator):
    """Texts of Qt that are changed, without a method in Python.

    Qt may ask for a text while the system's loader loads one of its libraries. If Python ran then,
    another thread could take its turn in the midst of it and need the loader, too: both would wait
    for ever.
    """

    def __init__(self, parent: QCoreApplication, compiled: bytes) -> None:
        super().__init__(parent)
        self._compiled = compiled  # Qt reads it in place
        self.load(compiled)


_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT = 1, 3, 6, 7


def _compiled(texts: Mapping[tuple[str, str], str]) -> bytes:
    """The bytes of a ``.qm`` file, as Qt's ``qtranslator.cpp`` reads it, of texts by context."""
    messages, hashes = b"", []
    for (context, text), translation in texts.items():
        hashes.append((_hash(text.encode()), len(messages)))
        messages += _block(_TRANSLATION, translation.encode("utf-16-be"))
        messages += _block(_SOURCE, text.encode()) + _block(_CONTEXT, context.encode())
        messages += bytes([_END])
    table = b"".join(struct.pack(">II", *pair) for pair in sorted(hashes))
    return _MAGIC + _block(_HASHES, table) + _block(_MESSAGES, messages)


def _block(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data


def _hash(text: bytes) -> int:
    """The hash of ELF files, which Qt looks texts up by."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        value = (value ^ (value & 0xF0000000) >> 24) & 0x0FFFFFFF
    return value or 1
