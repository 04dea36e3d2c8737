# SPDX-License-Identifier: GPL-3.0-or-later
"""What a model itself hears in the place of a word: it writes on where the word begins.

Greedy, from the tokens before it, until it writes what stands behind the word. Whether that fits is
for `fit.rank` to say: the line is scored with it as with any other word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.doubt import Candidate
from editor.language.conversion import in_script_of
from editor.language.simplified import to_simplified
from editor.language.words import word_at

if TYPE_CHECKING:
    from editor.ear.ear import Heard
    from editor.ear.whisper import Whisper
    from editor.ear.windows import Window

_BEHIND = re.compile(r"\W*([A-Za-z0-9]+|\w{1,2})")
"""What of the text behind a word tells that the word is over: a Latin word, or two characters."""

_LONGER = 4
"""Characters by which what is heard may be longer than the word; more is another sentence."""


def heard_word(  # noqa: PLR0913 - what was heard, and where
    ear: Whisper,
    heard: Heard,
    window: Window,
    row: int,
    place: tuple[int, int],
    *,
    prompt: str = "",
) -> Candidate | None:
    """What is heard in the place of a word, in the script of the cue, its gain still 0.

    None where that is the same word or no word, or where the model writes something that does not
    lead back to the text.

    Args:
        ear: Who listens.
        heard: The window.
        window: Its cues.
        row: Of the cue.
        place: What is selected of the cue's text; where nothing is, the word there counts.
        prompt: See `Ear.score`.
    """
    number = next(n for n, line in enumerate(window.lines) if line.row == row)
    written, said = window.lines[number].text, window.spoken[number]
    start, end = place if place[0] < place[1] else word_at(written, min(place[0], len(written) - 1))
    inside = [n for n, at in enumerate(said.places) if start <= at < end]
    if not inside:
        return None
    whole, first = window.text, window.firsts[number]
    begin, stop = first + inside[0], first + inside[-1] + 1
    behind = _BEHIND.match(whole, stop)
    most = ear.tokens_of(whole[begin : stop + _LONGER]) + _LONGER
    parted, text = ear.write_on(heard, whole, begin, behind[1] if behind else "", most, prompt)
    if parted < first:  # a token holds more than the word, across two cues
        return None
    word = _until(to_simplified(text), behind[1] if behind else None)
    instead = whole[parted:stop]
    if word in {"", instead} or len(word) > len(instead) + _LONGER:
        return None
    from_, to = said.in_cue(parted - first, stop - first)
    return Candidate(from_, to, in_script_of(written, word), 0.0)


def _until(text: str, behind: str | None) -> str:
    """What stands before `behind`, or all of it where nothing follows; empty if that never comes.

    Marks around it are no part of a word.
    """
    if behind is not None:
        found = text.find(behind, 1)
        text = text[: max(found, 0)]
    word = text.strip(" ,.!?，。！？、；：;:…")
    return word if word.replace(" ", "").isalnum() else ""
