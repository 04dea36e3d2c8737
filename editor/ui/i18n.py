# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(template: str, **facts: object) -> str:
    """`template` translated, with its facts filled in."""
    return QCoreApplication.translate("jiaozi", template).format(**facts)
