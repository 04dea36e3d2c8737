# SPDX-License-Identifier: GPL-3.0-or-later
"""Fonts with all Chinese characters and tabular digits, on each system."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

_SIMPLIFIED = {
    "win32": ("Microsoft YaHei UI", "Microsoft YaHei", "DengXian", "SimHei", "SimSun"),
    "darwin": ("PingFang SC", "Hiragino Sans GB", "Heiti SC", "STHeiti"),
    "linux": (
        *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
        *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback"),
    ),
}
_TRADITIONAL = {
    "win32": ("Microsoft JhengHei UI", "Microsoft JhengHei", "MingLiU"),
    "darwin": ("PingFang TC", "PingFang HK", "Heiti TC"),
    "linux": ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "Source Han Sans TW"),
}

_SCRIPTS = {"zh-hans": "hans", "zh-cn": "hans", "zh-sg": "hans", "zh-hant": "hant",
            "zh-tw": "hant", "zh-hk": "hant", "zh-mo": "hant"}  # fmt: skip
"""Scripts by the beginnings of language tags."""


def ui_font() -> QFont:
    """The desktop's font, with Chinese fallbacks for the script of the window."""
    traditional = QLocale().script() == QLocale.Script.TraditionalHanScript
    return _with_chinese(QGuiApplication.font(), traditional=traditional)


def heading_font(size: float = 1.0) -> QFont:
    """The same in bold; `size` is a multiple of its size."""
    font = ui_font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * size)
    return font


def text_font(size: float, *, traditional: bool = False) -> QFont:
    """The font of cues.

    Args:
        size: In points.
        traditional: Whether to prefer the glyphs of Taiwan and Hong Kong.
    """
    font = _with_chinese(QGuiApplication.font(), traditional=traditional)
    font.setPointSizeF(size)
    return font


def digits_font(size: float | None = None) -> QFont:
    """The font of times: with tabular digits, so that a running clock does not jitter.

    Args:
        size: In points; by default that of `ui_font`.
    """
    font = ui_font()
    font.setFeature(QFont.Tag("tnum"), 1)
    if size is not None:
        font.setPointSizeF(size)
    return font


@cache
def chinese_families(*, traditional: bool = False) -> list[str]:
    """The installed Chinese font families, the best first."""
    system = sys.platform if sys.platform in _SIMPLIFIED else "linux"
    first, second = _SIMPLIFIED[system], _TRADITIONAL[system]
    wanted = (*second, *first) if traditional else (*first, *second)
    # For a missing family, Qt searches all aliases and warns.
    return [family for family in wanted if QFontDatabase.hasFamily(family)]


def _with_chinese(font: QFont, *, traditional: bool) -> QFont:
    font = QFont(font)
    chinese = chinese_families(traditional=traditional)
    font.setFamilies([*(name for name in font.families() if name not in chinese), *chinese])
    return font


def han_script(language: str | None) -> str | None:
    """The script that a BCP 47 tag names: ``hans``, ``hant``, or None."""
    tag = (language or "").lower()
    return next((script for name, script in _SCRIPTS.items() if tag.startswith(name)), None)
