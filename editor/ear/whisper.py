# SPDX-License-Identifier: GPL-3.0-or-later
"""A Whisper model in numpy: scores texts by one pass over given tokens (teacher forcing).

Radford et al., *Robust Speech Recognition via Large-Scale Weak Supervision* (2022);
github.com/openai/whisper (MIT).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.ear.alignment import POSITIONS, alignment_heads, token_starts
from editor.ear.compute import Workers
from editor.ear.decoder import Decoded, Decoder
from editor.ear.ear import Draft, Heard, Scored, Seams
from editor.ear.encoder import encode, encode_in_part
from editor.ear.mel import LONGEST, RATE, log_mel
from editor.ear.parameters import KEPT, Parameters
from editor.ear.tokens import Tokens, special

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from editor.ear.decoder import Pairs
    from editor.ear.tokens import Encoding
    from editor.ear.weights import Floats, ModelFile

_SPACE = 220
"""The token of a space, which no text begins with (``SuppressBlank``)."""
MOST_DRAFTED = 224
"""Tokens of a draft: half of what the decoder sees (``sample_len``)."""
_LIKELIER = np.log(0.5)
"""Log-probability from which on a token is likelier than all others."""
_LONGEST_PROMPT = 160
"""Tokens of a prompt that leave room for a window's text."""


class Whisper:
    """A multilingual model that listens to Mandarin.

    Attributes:
        name: For the user.
    """

    def __init__(
        self,
        model: ModelFile,
        name: str = "",
        threads: int = 1,
        kept: int = KEPT,
        *,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepare; tensors are read when they are needed.

        Args:
            model: Its file.
            name: For the user.
            threads: Threads that compute.
            kept: Bytes of tensors that are kept in memory.
            between: See `Workers`.
        """
        self.name = name
        self._dims = model.dims
        self._heads = model.alignment or alignment_heads(model.dims)
        self._parameters = Parameters(model, kept)
        self._tokens = Tokens(model.vocabulary)
        self._special = special(model.dims.vocabulary)
        self._workers = Workers(threads, between)
        self._decoder = Decoder(model.dims, self._parameters, self._workers)
        self._latest: tuple[Pairs, tuple[int, ...], Decoded] | None = None  # what was scored

    def use(self, threads: int) -> None:
        """Compute on so many threads from now on."""
        self._workers.use(threads)

    def hear(self, sound: NDArray[np.float32], seconds: float = LONGEST) -> Heard:
        """Listen to a window, padded with silence to `seconds`."""
        mel = log_mel(sound, self._dims.mels, seconds)
        encoded = encode(
            mel[:, : 2 * self._dims.audio_ctx], self._dims, self._parameters, self._workers
        )
        spoken = -(-len(sound) * POSITIONS // RATE)
        return Heard(self._decoder.hear(encoded), max(1, min(spoken, len(encoded))))

    def sounds(self, sound: NDArray[np.float32], share: float) -> Floats:
        """What a share of the encoder's blocks makes of a window: shape (positions, width)."""
        mel = log_mel(sound, self._dims.mels, LONGEST)[:, : 2 * self._dims.audio_ctx]
        layers = max(1, round(share * self._dims.encoder_layers))
        heard = encode_in_part(mel, self._dims, self._parameters, self._workers, layers)
        return heard[: -(-len(sound) * POSITIONS // RATE)]

    def tokens_of(self, text: str) -> int:
        """How many tokens a text has."""
        return len(self._tokens.encode(text).ids)

    @property
    def room(self) -> int:
        """Tokens that a text may have, with the longest prompt."""
        around = 2 + len(self._special.beginning)
        return self._dims.text_ctx - around - min(_LONGEST_PROMPT, self._dims.text_ctx // 4)

    def score(self, window: Heard, texts: Sequence[str], prompt: str = "") -> list[Scored]:
        """Score texts: see `Ear`. The first one costs a whole pass, the others their endings."""
        encodings = [self._tokens.encode(text) for text in texts]
        before = self._before(prompt)
        first = encodings[0]
        ids = (*before, *first.ids, self._special.end)
        decoded = self._whole(window, ids)
        hidden = decoded.hidden[len(before) - 1 : -2] if first.ids else decoded.hidden[:0]
        right = self._log_probabilities(hidden, first.ids)
        starts = token_starts(decoded.attention, len(before) - 1, window.positions)
        scored = [Scored(first.spans, right, starts * (1000 // POSITIONS))]
        if len(texts) > 1:
            scored += self._alternatives(window, len(before), encodings, decoded, right)
        return scored

    def seams(self, window: Heard, text: str, scored: Scored, prompt: str = "") -> Seams:
        """See `Ear`; nothing is decoded again."""
        ids = self._tokens.encode(text).ids
        before = self._before(prompt)
        hidden = self._whole(window, (*before, *ids, self._special.end)).hidden
        rows, others = self._unspaced(ids, scored)
        places = len(before) - 1 + np.array([*rows, len(ids)])
        *found, end = self._log_probabilities(hidden[places], [*others, self._special.end])
        unspaced = np.full(len(ids), -np.inf, np.float32)
        unspaced[rows] = found
        return Seams(unspaced, float(end - np.logaddexp(0, end)))

    def _unspaced(self, ids: Sequence[int], scored: Scored) -> tuple[list[int], list[int]]:
        """Places of tokens that may be likelier without their space, and what they are then."""
        rows, others = [], []
        for row, token in enumerate(ids):
            other = self._tokens.unspaced(token)
            if other is not None and scored.log_probabilities[row] < _LIKELIER:
                rows.append(row)
                others.append(other)
        return rows, others

    def _alternatives(
        self, window: Heard, before: int, encodings: list[Encoding], whole: Decoded, right: Floats
    ) -> list[Scored]:
        """Score all but the first, in one pass over what comes behind their common beginning."""
        shared = _shared([encoding.ids for encoding in encodings])
        shared = min(shared, *(max(0, len(each.ids) - 1) for each in encodings))
        past = [(k[: before + shared], v[: before + shared]) for k, v in whole.pairs]
        rests = [encoding.ids[shared:] for encoding in encodings[1:]]
        fed = [rest[:-1] for rest in rests]  # the last token is predicted, and predicts nothing
        sizes = [len(each) for each in fed]
        rows = np.concatenate([np.arange(size) for size in sizes] or [np.zeros(0, np.intp)])
        hidden = whole.hidden[:0]
        if len(rows):
            ids = [token for each in fed for token in each]
            places = (rows + before + shared).astype(np.intp)
            mask = _apart(sizes, before + shared)
            hidden = self._decoder.decode(ids, places, mask, past, window.pairs).hidden
        parting = whole.hidden[before + shared - 1]
        stacked: list[Floats] = []
        targets: list[int] = []
        at = 0
        for rest, size in zip(rests, sizes, strict=True):
            stacked += [parting[None], hidden[at : at + size]] if rest else []
            targets += rest
            at += size
        if not targets:
            return [Scored(each.spans, right[:0], None) for each in encodings[1:]]
        found = self._log_probabilities(np.concatenate(stacked), targets)
        ends = np.cumsum([len(rest) for rest in rests])[:-1]
        return [
            Scored(each.spans, np.concatenate((right[:shared], part)), None)
            for each, part in zip(encodings[1:], np.split(found, ends), strict=True)
        ]

    def transcribe(self, window: Heard, prompt: str = "") -> Draft:
        """What the model hears: the likeliest token each time (greedy), without timestamps."""
        special_ids = self._special
        step = self._begun(window, self._before(prompt))
        no_speech = self._no_speech(step.hidden[-len(special_ids.beginning)])
        ids: list[int] = []
        total = 0.0
        for token, likely in self._greedy(window, step, MOST_DRAFTED):
            total += likely
            if token != special_ids.end:
                ids.append(token)
        return Draft(self._tokens.decode(ids), total / (len(ids) + 1), no_speech)

    def write_on(  # noqa: PLR0913, PLR0917 - where, and until when
        self, window: Heard, text: str, at: int, until: str, most: int, prompt: str = ""
    ) -> tuple[int, str]:
        """What the model writes from a place in a text on, the likeliest token each time.

        Args:
            window: What was heard.
            text: What stands there, in Simplified.
            at: Character at which it departs from that, or a little before, where a token begins.
            until: It ends once it has written this; empty: when it has no more to say.
            most: Tokens that it writes at most.
            prompt: See `Ear.score`.

        Returns:
            The character at which it departed, and what it wrote.
        """
        encoding = self._tokens.encode(text)
        kept = int((encoding.spans[:, 1] <= at).sum())
        ids: list[int] = []
        before = (*self._before(prompt), *encoding.ids[:kept])
        for token in self._following(window, before, most):
            if token == self._special.end:
                break
            ids.append(token)
            if until and until in self._tokens.decode(ids[1:]):
                break
        parted = int(encoding.spans[kept, 0]) if kept < len(encoding.ids) else len(text)
        return parted, self._tokens.decode(ids)

    def _following(self, window: Heard, before: tuple[int, ...], most: int) -> Iterator[int]:
        """The likeliest token each time behind others, `most` of them, or until the end."""
        for token, _ in self._greedy(window, self._begun(window, before), most):
            yield token

    def _whole(self, window: Heard, ids: tuple[int, ...]) -> Decoded:
        """A whole text decoded; the one that was scored just now is not decoded again."""
        latest = self._latest
        if latest is None or latest[0] is not window.pairs or latest[1] != ids:
            decoded = self._decoder.decode(
                ids, np.arange(len(ids)), _causal(len(ids)), [], window.pairs, watched=self._heads
            )
            self._latest = latest = (window.pairs, ids, decoded)
        return latest[2]

    def _begun(self, window: Heard, ids: tuple[int, ...]) -> Decoded:
        """The decoder after some tokens; those that were scored just now are not computed again."""
        count = len(ids)
        if self._latest is not None:
            pairs, scored, decoded = self._latest
            if pairs is window.pairs and scored[:count] == ids:
                seen = [(key[:count], value[:count]) for key, value in decoded.pairs]
                return Decoded(decoded.hidden[:count], seen, decoded.attention[:0])
        return self._decoder.decode(ids, np.arange(count), _causal(count), [], window.pairs)

    def _greedy(self, window: Heard, step: Decoded, most: int) -> Iterator[tuple[int, float]]:
        """The likeliest token each time, and its log-probability; the last one may be the end."""
        end, count = self._special.end, len(step.pairs[0][0])
        for number in range(min(most, self._dims.text_ctx - count)):
            logits = self._decoder.logits(step.hidden[-1:], slice(end + 1))[0]
            if not number:
                logits[[_SPACE, end]] = -np.inf
            token = int(logits.argmax())
            yield token, float(logits[token] - _log_sum(logits))
            if token == end:
                return
            place = count + number
            nothing = np.zeros((1, place + 1), np.float32)
            step = self._decoder.decode(
                [token], np.asarray([place]), nothing, step.pairs, window.pairs
            )

    def _before(self, prompt: str) -> tuple[int, ...]:
        """The tokens that stand before a text."""
        if not prompt:
            return self._special.beginning
        most = min(_LONGEST_PROMPT, self._dims.text_ctx // 4)
        ids = self._tokens.encode(prompt).ids[-most:]
        return (self._special.previous, *ids, *self._special.beginning)

    def _log_probabilities(self, hidden: Floats, ids: Sequence[int]) -> Floats:
        """Of token n, judged by row n, among all tokens of text."""
        if not len(ids):
            return np.zeros(0, np.float32)
        total = self._decoder.log_normaliser(hidden, self._special.end)
        return self._decoder.logits(hidden, ids) - total

    def _no_speech(self, hidden: Floats) -> float:
        logits = self._decoder.logits(hidden[None], slice(self._dims.vocabulary))[0]
        return float(np.exp(logits[self._special.no_speech] - _log_sum(logits)))


def _shared(rows: Sequence[tuple[int, ...]]) -> int:
    """How many tokens all of them begin with."""
    first = rows[0]
    for place, token in enumerate(first):
        if any(row[place : place + 1] != (token,) for row in rows):
            return place
    return len(first)


def _log_sum(logits: Floats) -> float:
    top = logits.max()
    return float(top + np.log(np.exp(np.maximum(logits - top, -60)).sum()))


def _causal(count: int) -> Floats:
    """What each of `count` tokens sees: those before it, and itself."""
    return np.triu(np.full((count, count), -np.inf, np.float32), 1)


def _apart(sizes: Sequence[int], before: int) -> Floats:
    """The mask of several endings side by side: each sees its own, and all that is before."""
    total = sum(sizes)
    mask = np.full((total, before + total), -np.inf, np.float32)
    mask[:, :before] = 0
    at = 0
    for size in sizes:
        own = slice(at, at + size)
        mask[own, before + at : before + at + size] = _causal(size)
        at += size
    return mask
