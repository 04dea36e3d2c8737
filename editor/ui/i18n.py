# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(template: str, **facts: object) -> str:
    """`template` in the user's language, with the facts in it."""
    return QCoreApplication.translate("jiaozi", template).format(**facts)
