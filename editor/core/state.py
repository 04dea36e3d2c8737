# SPDX-License-Identifier: GPL-3.0-or-later
"""State kept with the document that is not an edit: undo does not affect it.

A row has a kind, a key within that kind, and a body, which is JSON. Rows of kinds unknown to
this version are kept unchanged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from types import MappingProxyType
from typing import TypeAlias

from editor.core.values import dataclass

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A JSON value."""

KnownStarts = Mapping[int, int]
"""True starts of cues in ms, confirmed by the user, by cue id."""

KNOWN_START = "known-start"
"""Key: a cue's id. Body: its true start in ms."""

HEARD = "heard"
"""Key: a cue's id. Body: the duration in ms that it had when it was played to its end."""

TIME_WORKED = "time-worked"
"""Key: a day, as ``2026-11-29``. Body: milliseconds in which the user worked on it that day."""

TERM = "term"
"""Key: a term of the document's glossary. Body: an object of `kind`, `heard_as`, `not_near`,
`keep_script` and `note`. A project file stores these rows in its table `glossary`.
"""

PUBLISH = "publish"
"""Key: ``choice``. Body: what was published last, as `publish.uploads.Choice` tells it."""

SUMMARY = "summary"
"""Key: empty. Body: an object of `cues` and `checked` (numbers of cues) and `end` (ms), for lists
of sessions, which are not replayed for that.
"""

DOUBT = "doubt"
"""Key: `doubt_key`. Body: an object of `window`, `model`, `cue`, `said`, `score`, `heard`,
`weakest`, `spoken` and `words`, as `ear.results` writes and reads it. `CURRENT_MODEL` is a row of
its own.
"""

CURRENT_MODEL = "model"
"""Key of the row whose body is the name of the model that was used last, with the scale of its
scores. Only its results count, since scores of two models or on two scales cannot be compared.
"""

DRAFT = "draft"
"""Key: `ear.drafts.draft_key`. Body: what a model heard in a window, as `ear.drafts` writes it."""

AUDIT = "audit"
"""Key: empty. Body: the last audit, as `audit.Audit` writes and reads it."""

NOT_THIS = "not-this"
"""Key: what proposed it, such as a clean-up pass. Body: a list of `refusal_key`: what the user did
not want.
"""

PREPARE = "prepare"
"""Key: empty. Body: an object of `at` (the step of Prepare that the user was at) and `passed` (a
list of the steps that were passed over).
"""

IDLE_KINDS = frozenset({"last-search", TIME_WORKED, PUBLISH, SUMMARY, PREPARE})
"""Kinds that do not count as work: a session with only these is untouched."""

_LATEST = 1 << 53
"""Limit for times and ids: integers up to here are exact in JSON and floating point."""

Rows = Mapping[str, object]
"""Bodies of one kind, by key, as stored."""


@dataclass(frozen=True, slots=True)
class State:
    """All rows, an immutable value.

    Attributes:
        kinds: For each kind, bodies by key, as stored: JSON text, unless a later version stored
            something else.
    """

    kinds: Mapping[str, Rows] = field(default_factory=lambda: MappingProxyType({}))

    def with_row(self, kind: str, key: str, body: object) -> State:
        """The state with a new body in this row; None removes the row."""
        rows = dict(self.kinds.get(kind, {}))
        if body is None:
            rows.pop(key, None)
        else:
            rows[key] = body
        kinds = {name: there for name, there in self.kinds.items() if name != kind}
        return State(kinds | {kind: rows} if rows else kinds)

    def rows(self, kind: str) -> dict[str, Json]:
        """Parsed bodies of a kind, by key; bodies that are not JSON are skipped."""
        found = {}
        for key, body in self.kinds.get(kind, {}).items():
            with suppress(ValueError, RecursionError):
                if isinstance(body, str):
                    found[key] = json.loads(body)
        return found

    @property
    def heard(self) -> dict[int, int]:
        """Durations in ms of the cues that were heard, by cue id; invalid rows are skipped."""
        return self._numbers(HEARD)

    @property
    def terms(self) -> frozenset[str]:
        """The terms of the document's glossary."""
        return frozenset(self.kinds.get(TERM, ()))

    @property
    def known_starts(self) -> KnownStarts:
        """True starts of cues in ms, by cue id; invalid rows are skipped."""
        return self._numbers(KNOWN_START)

    @property
    def worked(self) -> dict[str, int]:
        """Milliseconds of work by day, as ``2026-11-29``; invalid rows are skipped."""
        rows = self.rows(TIME_WORKED).items()
        return {day: ms for day, ms in rows if type(ms) is int and 0 <= ms <= _LATEST}

    def _numbers(self, kind: str) -> dict[int, int]:
        """Whole numbers by cue id."""
        found = {}
        for key, at in self.rows(kind).items():
            if key.isascii() and key.isdecimal() and type(at) is int and abs(at) <= _LATEST:
                found[int(key)] = at
        return found


NO_STATE = State()
"""A state without rows."""


def body_of(value: Json) -> str:
    """A body as stored: ASCII JSON, so that it can hold any text, even lone surrogates."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def key_of(text: str) -> str:
    """A key as stored; lone surrogates, which UTF-8 cannot encode, are escaped."""
    return text.encode("utf-8", "backslashreplace").decode()


def doubt_key(text: str, start: int, end: int, model: str) -> str:
    """Key of a model's result for a cue with this text and these times in ms.

    The same text and times give the same key: a decision about a doubt applies again after undo
    brings the cue back.
    """
    return _digest([text, start, end, model])


def refusal_key(before: str, after: str) -> str:
    """Stands for a proposal, by the text before and after it, among those that were refused."""
    return _digest([before, after])


def _digest(said: Json) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
