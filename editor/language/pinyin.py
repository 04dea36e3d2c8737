# SPDX-License-Identifier: GPL-3.0-or-later
"""How Chinese is spelled. Owner of `pypinyin`."""

from __future__ import annotations


def initials(text: str) -> str:
    """The first letter of each syllable, other letters as they are: 修复时钟 → ``xfsz``."""
    import pypinyin

    letters = pypinyin.pinyin(text, style=pypinyin.Style.FIRST_LETTER)
    return "".join(letter[0] for letter in letters).lower()


def spelled(text: str) -> str:
    """All syllables without tones or spaces: 修复时钟 → ``xiufushizhong``."""
    import pypinyin

    syllables = pypinyin.pinyin(text, style=pypinyin.Style.NORMAL)
    return "".join(syllable[0] for syllable in syllables).lower()
