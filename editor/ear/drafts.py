# SPDX-License-Identifier: GPL-3.0-or-later
"""What was heard afresh, as it is kept with the work: state rows of kind `core.state.DRAFT`.

So a long pass that was ended goes on where it was, and what is known is not heard again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from editor.core.words import Word
from editor.ear.drafting import Drafted, Drafting, windows_of
from editor.ear.passing import drafted
from editor.media.headless_sound import required_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from editor.core.progress import Progress
    from editor.core.state import Json
    from editor.ear.aligning import Listener
    from editor.media.headless_sound import Decoded
    from editor.media.speech import Speech

    Range = tuple[int, int]

_START, _END, _WORDS, _DROPPED = "start", "end", "words", "dropped"
_DIGITS = 3
"""Decimals of confidences that are kept."""


_JOINED = 400
"""ms between two ranges that are heard as one."""


class Row(NamedTuple):
    """A row of state: its key and its body."""

    key: str
    body: Json


class Afresh(NamedTuple):
    """What is to be heard afresh.

    Attributes:
        listener: Who listens, and to what.
        medium: Names the medium, wherever it is.
        ranges: Where, in ms.
        speech: Where somebody speaks, if that is known.
        kept: Rows of what was heard before.
    """

    listener: Listener
    medium: str
    ranges: Sequence[Range]
    speech: Speech | None
    kept: Mapping[str, Json]


def heard(wanted: Afresh, each: Callable[[Row], None], progress: Progress) -> list[Drafted]:
    """What is said in these ranges, where somebody speaks; in the order of time.

    Args:
        wanted: What is to be heard.
        each: Called with what is to be kept, window by window.
        progress: Reported the windows that are heard; may cancel, which loses one.

    Raises:
        UserError: The model or the medium cannot be used.
        Cancelled: `progress` cancelled.
    """
    listener = wanted.listener
    with required_sound(listener.source) as sound:
        windows = tuple(_windows(wanted.speech or _speech(sound), wanted.ranges))
        keys = {
            window: draft_key(wanted.medium, str(listener.model), listener.terms, window)
            for window in windows
        }
        known = {window: drafted_of(wanted.kept.get(key)) for window, key in keys.items()}
        left = tuple(window for window in windows if known[window] is None)
        found: list[Drafted] = []
        if left:
            task = Drafting(listener.model, *sound, left, listener.terms, listener.threads())

            def keep(one: Drafted) -> None:
                each(Row(keys[one.start, one.end], body_of(one)))

            found = drafted(task, progress, listener.threads, listener.served, keep)[1]
    before = [one for one in known.values() if one is not None]
    return sorted([*before, *found], key=lambda one: one.start)


def _speech(sound: Decoded) -> Speech:
    import numpy as np

    from editor.media.sound import SAMPLES_FILE
    from editor.media.voice_activity import find_speech

    return find_speech(np.memmap(sound.folder / SAMPLES_FILE, np.int16, "r"), sound.rate)


def _windows(speech: Speech, ranges: Sequence[Range]) -> Iterator[Range]:
    stretches: list[Range] = []
    for start, end in _united(ranges):
        part = speech.between(start, end)
        stretches += zip(part.starts.tolist(), part.ends.tolist(), strict=True)
    return windows_of(stretches, speech.until)


def _united(ranges: Sequence[Range]) -> list[Range]:
    """Ranges in the order of time, those that nearly touch as one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start - found[-1][1] <= _JOINED:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def draft_key(medium: str, model: str, terms: Sequence[str], window: tuple[int, int]) -> str:
    """The key of what a model that was told these terms hears in a window, in ms, of a medium."""
    said = repr((medium, model, tuple(terms), window))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def body_of(drafted: Drafted) -> Json:
    """The body of a row."""
    words: list[Json] = [
        [word.start, word.end, word.text, round(word.confidence or 0.0, _DIGITS)]
        for word in drafted.words
    ]
    return {
        _START: drafted.start,
        _END: drafted.end,
        _WORDS: words,
        _DROPPED: drafted.dropped,
    }


def drafted_of(body: Json) -> Drafted | None:
    """What a body tells; None if it is damaged."""
    match body:
        case {"start": int() as start, "end": int() as end, "words": list() as rows, **others}:
            words = [word for word in map(_word, rows) if word is not None]
        case _:
            return None
    if len(words) < len(rows):
        return None
    dropped = others.get(_DROPPED)
    return Drafted(start, end, tuple(words), dropped if isinstance(dropped, str) else "")


def _word(row: Json) -> Word | None:
    match row:
        case [int() as start, int() as end, str() as text, int() | float() as confidence]:
            return Word(start, end, text, float(confidence)) if start <= end else None
        case _:
            return None
