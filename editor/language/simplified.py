# SPDX-License-Identifier: GPL-3.0-or-later
"""Traditional to Simplified: OpenCC, and around it what OpenCC leaves.

Taiwan writes 著 for the particle 着 (看著, 跟著) as well as in 著名 and 原著; OpenCC leaves both.
They are told apart by the words around: with the right character the dictionary needs fewer.
"""

from __future__ import annotations

from functools import partial

from editor.core import lazy_re
from editor.core.text import HAN
from editor.language import phrases
from editor.language.converters import converted
from editor.language.words import dictionary_edges, word_class

_SIGNS = frozenset("著乾牠瞭祇衹")
"""Characters that are Traditional or not by the words around, or that Simplified hardly has."""
_HALVES = lazy_re.compile("[\ud800-\udfff]")
"""Half a character, which a damaged file may have; OpenCC cannot take it."""
_NAME = 2
"""Least length of a word that the dictionary's class for people may be believed for."""


def to_simplified(text: str, *, you: bool = False) -> str:
    """One line in Simplified.

    Args:
        text: A line without line end.
        you: Whether 妳 becomes 你; some keep it.
    """
    if you:
        text = text.replace("妳", "你")
    whole = converted(text, "t2s")
    if len(whole) != len(text):
        return whole
    result = list(whole)
    for place in _particles(whole):
        result[place] = "着"
    phrases.mend(text, "Hans", result, partial(dictionary_edges, "".join(result)))
    return "".join(result)


def traditional_signs(text: str) -> int:
    """How many characters of a line show that it is Traditional though Simplified has them too.

    著 in 看著, 乾 in 喝乾, but not in 著名 and 乾隆.
    """
    if _SIGNS.isdisjoint(text):
        return 0
    text = _HALVES.sub("?", text)
    result = to_simplified(text)
    return sum(
        old in _SIGNS and new != old and (old != "乾" or _is_dry(result, place))
        for place, (old, new) in enumerate(zip(text, result, strict=False))
    )


def _is_dry(text: str, place: int) -> bool:
    """Whether 干 is sure to be what Traditional writes 乾: in a word, or after a verb.

    By itself 乾 may be a name, which Simplified writes so, too.
    """
    edges = dictionary_edges(text)
    start = max(edge for edge in edges if edge <= place)
    if place + 1 not in edges or start != place:
        return True
    before = max((edge for edge in edges if edge < start), default=0)
    return word_class(text[before:start]).startswith("v") if start else False


def _particles(text: str) -> list[int]:
    """Offsets of each 著 that is the particle, in a Simplified `text`."""
    return [
        place
        for place, character in enumerate(text)
        if character == "著" and _is_particle(text, place)
    ]


def _is_particle(text: str, place: int) -> bool:
    plain = text.replace("著", "着")
    with_verb = dictionary_edges(plain)
    with_word = dictionary_edges(f"{plain[:place]}著{plain[place + 1 :]}")
    if place in with_word and place + 1 in with_word:  # 著 by itself
        return not _signed(text, place, with_word)
    if {place - 2, place + 1} <= set(with_word) and place not in with_word:
        return place - 1 not in with_word  # 标志著, 意味著: the dictionary's verbs with their 著
    if len(with_verb) != len(with_word):
        return len(with_verb) < len(with_word)
    # As many words either way: 着 if a longer word begins behind it (跟着|作者, not 有|著名|的).
    return place in with_word and place + 1 in with_verb and place + 2 not in with_verb


def _signed(text: str, place: int, edges: list[int]) -> bool:
    """Whether 著 is "written by": a name before it, and the end of a clause or 的 behind it."""
    if HAN.match(text, place + 1) and text[place + 1] != "的":
        return False
    start = max((edge for edge in edges if edge < place), default=0)
    name = text[start:place]
    return len(name) >= _NAME and word_class(name).startswith("nr")
