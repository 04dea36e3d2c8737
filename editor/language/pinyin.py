# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese in pinyin. Only this module imports `pypinyin`."""

from __future__ import annotations


def initials(text: str) -> str:
    """The first letter of each syllable; other characters unchanged: 修复时钟 → ``xfsz``."""
    import pypinyin

    letters = pypinyin.pinyin(text, style=pypinyin.Style.FIRST_LETTER)
    return "".join(letter[0] for letter in letters).lower()


def spelled(text: str) -> str:
    """All syllables in full, without tones or spaces: 修复时钟 → ``xiufushizhong``."""
    import pypinyin

    syllables = pypinyin.pinyin(text, style=pypinyin.Style.NORMAL)
    return "".join(syllable[0] for syllable in syllables).lower()
