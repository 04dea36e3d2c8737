# SPDX-License-Identifier: GPL-3.0-or-later
"""The vocabulary of Taiwan: OpenCC's, kept to whole words.

OpenCC finds 数组 (陣列) in 少数|组织 too. Here a phrase counts only if it begins and ends between
words; what is wrong outside of computing (支持 支援) is in the tables of phrases and senses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import product
from typing import TYPE_CHECKING

from editor.language import phrases, senses
from editor.language.converters import converted, converted_each, smallest
from editor.language.words import dictionary_edges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from editor.language.converters import Span

_REACH = 6
"""Characters of the longest phrase that is looked for across words."""
_WORDS = 4
"""Words of the longest phrase that is looked for."""

_HALF = 2
"""Characters of each half of a word that is two words."""

_FORMS = str.maketrans("賬", "帳")
"""Taiwan's standard forms that OpenCC does not know."""


def with_vocabulary(text: str, whole: str, standard: str, edges: Sequence[int]) -> str:
    """A line in the characters and the words of Taiwan.

    Args:
        text: The line in Simplified.
        whole: The same in Traditional, as OpenCC makes it of the whole line.
        standard: The same, put right character by character.
        edges: Borders of its words.
    """
    plain = converted(standard, "t2tw")
    told = (each for each in senses.of_taiwan(text, edges) if not _is_part(text, each, edges))
    right = {
        start: (end, plain[start:end] if words == "=" else words)
        for start, end, words in [*told, *phrases.found(text, "TW", lambda: edges)]
    }
    opencc = converted(text, "s2twp")
    if opencc == (plain if standard == whole else converted(whole, "t2tw")) and all(
        words == plain[start:end] for start, (end, words) in right.items()
    ):
        return plain.translate(_FORMS)
    result, done = [], 0
    for start, end, words in _replaced(text, standard, edges, right):
        result += [converted(standard[done:start], "t2tw"), words]
        done = end
    return "".join([*result, converted(standard[done:], "t2tw")]).translate(_FORMS)


def _replaced(
    text: str, standard: str, edges: Sequence[int], right: Mapping[int, tuple[int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and words of Taiwan for what has such words, in order.

    `right` are the phrases of the table: by their start, their end and words.
    """
    found = _vocabulary(text, standard, edges)
    done = 0
    for start in sorted({*edges[:-1], *right}):
        if start < done:
            continue
        if start in right:
            done, words = right[start]
            yield start, done, words
            continue
        stop = min((begin for begin in right if begin > start), default=len(text))
        ends = [end for begin, end in found if begin == start and end <= stop]
        if ends:
            done = max(ends)
            yield start, done, found[start, done]


def _vocabulary(text: str, standard: str, edges: Sequence[int]) -> dict[Span, str]:
    """The words of Taiwan for each word or phrase that has such, by its start and end."""
    runs = [
        (start, end)
        for first, start in enumerate(edges)
        for end in edges[first + 1 : first + 1 + _WORDS]
    ]
    readings = _readings(text, runs)
    ours = dict(zip(runs, converted_each(standard, runs, "t2tw"), strict=True))
    return {
        run: words
        for run, (plain, words) in readings.items()
        # OpenCC's words are no use where it read the characters wrong.
        if words != plain
        and plain == ours[run]
        and not _falls_apart(run, readings, edges)
        and not _cuts_words(text, run, edges)
    }


def _readings(text: str, spans: Sequence[Span]) -> dict[Span, tuple[str, str]]:
    """Each part in the characters of Taiwan, and with its words."""
    plain, words = (converted_each(text, spans, each) for each in ("s2tw", "s2twp"))
    return dict(zip(spans, zip(plain, words, strict=True), strict=True))


def _is_part(text: str, told: tuple[int, int, str], edges: Sequence[int]) -> bool:
    """Whether what is told is part of a word that has its own word in Taiwan: 集成 in 集成电路."""
    start, end, _ = told
    first = edges[bisect_right(edges, start) - 1]
    last = edges[bisect_left(edges, end)]
    parts = [(first, start), (start, end), (end, last)]
    whole, *each = converted_each(text, [(first, last), *parts], "s2twp")
    return whole != "".join(each)


def _falls_apart(run: Span, readings: Mapping[Span, tuple[str, str]], edges: Sequence[int]) -> bool:
    """Whether a run of words is no phrase: its parts by themselves have the same words."""
    start, end = run
    words = readings[run][1]
    return any(
        words in {"".join(both) for both in product(readings[start, edge], readings[edge, end])}
        for edge in edges
        if start < edge < end
    )


def _cuts_words(text: str, run: Span, edges: Sequence[int]) -> bool:
    """Whether OpenCC finds vocabulary across a border of words in the run, but inside of one."""
    first, last = run
    inner = [edge for edge in edges if first < edge < last] or _middle(text, first, last)
    if not inner:
        return False
    spans = [
        (start, end)
        for start in range(first, last)
        for end in range(start + 2, min(last, start + _REACH) + 1)
    ]
    differing = [span for span, (plain, words) in _readings(text, spans).items() if plain != words]
    return any(
        not {start, end} <= set(edges) and any(start < edge < end for edge in inner)
        for start, end in smallest(differing)
    )


def _middle(text: str, first: int, last: int) -> list[int]:
    """Where a word of the dictionary that is two words divides: 电视频道 has no 视频."""
    half = first + _HALF
    is_two = last == half + _HALF and all(
        dictionary_edges(word) == [0, _HALF] for word in (text[first:half], text[half:last])
    )
    return [half] if is_two else []
