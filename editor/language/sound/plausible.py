# SPDX-License-Identifier: GPL-3.0-or-later
"""How likely it is that what is written was meant: words that exist, where words stand."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from pathlib import Path

from editor.core.text import HAN
from editor.language.words import dictionary_edges, frequency

_FUNCTION = frozenset(
    "的了是我你他她它这那在就不也都有和跟与及或从说去来把被让给对为以而但又再还才很太更最吗呢吧啊嗯呃哦们"
    "個们這那說為會來對從過與個會後來裡嗎們"
    "个一二两三到要会能可没上下里中后前时之所其么什怎么着过地得做"
)
"""Characters that stand between any words."""
_NAMES = frozenset(
    "阿艾安昂奥巴邦鲍贝本比彼宾波伯博布查茨达戴丹道德登邓迪蒂顿多恩尔法凡菲费芬弗福盖格哈海汉赫亨霍基吉"
    "加贾杰金卡凯坎康柯科克肯库夸奎拉莱赖兰朗劳勒雷蕾黎里丽利莉莲连林琳龙卢鲁路伦罗洛玛马麦迈曼芒毛梅门蒙"
    "米密敏明莫默姆慕娜纳奈尼妮涅努诺欧帕潘佩彭皮平普奇琪乔青琼丘瑞若萨塞赛桑森莎山尚舍申史斯苏索塔泰坦汤"
    "特腾廷图托瓦万威韦维魏温文沃乌武西希夏香谢辛欣休许雪逊雅亚延扬耶伊因英尤约扎泽曾詹珍芝朱兹卓佐"
)
"""Characters that foreign names are spelled with."""


_ENDINGS = (
    *(("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", "")),
    *(("ing", "e"), ("ly", ""), ("ness", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e")),
    *(("est", ""), ("est", "e")),
)
"""What is left out of the list of English words, and what stands there instead."""


_HALVES = re.compile("[\ud800-\udfff]")
"""Half a character, which a damaged file may have; the dictionary cannot take it."""


@cache
def _english() -> tuple[frozenset[str], frozenset[str]]:
    """Frequent English words (SCOWL's sizes 10 and 20), and others without their endings (35)."""
    table = Path(__file__).with_name("english.txt")
    lines = table.read_text(encoding="utf-8").splitlines()
    common, others = (line for line in lines if not line.startswith("#"))
    return frozenset(common.split()), frozenset(others.split())


def common_english() -> frozenset[str]:
    """Frequent English words in small letters."""
    return _english()[0]


def is_english(word: str) -> bool:
    """Whether a word is English, frequent or not; names are none."""
    word = word.casefold()
    common, others = _english()
    stems = (word[: -len(end)] + rest for end, rest in _ENDINGS if word.endswith(end))
    return any(each in common or each in others for each in (word, *stems))


@lru_cache(maxsize=4096)
def _edges(text: str) -> frozenset[int]:
    return frozenset(dictionary_edges(_HALVES.sub("?", text)))


@lru_cache(maxsize=8192)
def commonness(text: str) -> float:
    """The binary logarithm of how often a Chinese word, or these words in a row, are expected."""
    return math.log2(max(frequency(text), 1))


def cut_words(line: str, start: int, end: int) -> int:
    """How many words of a line a stretch of it cuts into, at its ends: 0 to 2."""
    edges = _edges(line)
    return (start not in edges) + (end not in edges)


def is_word(line: str, start: int, end: int) -> bool:
    """Whether a stretch of a line is one word of the dictionary."""
    return {start, end} <= _edges(line) and not any(start < edge < end for edge in _edges(line))


def function_share(text: str) -> float:
    """The share of a Chinese text's characters that stand between any words."""
    return sum(character in _FUNCTION for character in text) / max(len(text), 1)


def spells_name(text: str) -> bool:
    """Whether a Chinese text may be the sound of a foreign name."""
    return all(character in _NAMES or not HAN.match(character) for character in text)
