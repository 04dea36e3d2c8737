# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of the work beside the document. It is no edit: undo leaves it as it is.

A row has a kind, a key of that kind, and a body, which is JSON. Rows of kinds that this version
does not know are kept as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

KnownStarts = Mapping[int, int]
"""Where cues truly start, as somebody has heard: in ms, by the cues' ids."""

KNOWN_START = "known-start"
"""Key: a cue's id. Body: where it truly starts, in ms."""

IDLE_KINDS = frozenset({"last-search", "time-worked"})
"""Kinds that alone are no work: a session with nothing else in it is untouched."""

_LATEST = 1 << 53
"""Beyond every time and id: what JSON and floating point still hold exactly."""

Rows = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class State:
    """All rows, a value.

    Attributes:
        kinds: Of each kind the bodies by their keys, as they are stored: JSON text, where no
            later version put something else there.
    """

    kinds: Mapping[str, Rows] = field(default_factory=lambda: MappingProxyType({}))

    def with_row(self, kind: str, key: str, body: object) -> State:
        """The state with another body in this row; None takes the row out."""
        rows = dict(self.kinds.get(kind, {}))
        if body is None:
            rows.pop(key, None)
        else:
            rows[key] = body
        kinds = {name: there for name, there in self.kinds.items() if name != kind}
        return State(kinds | {kind: rows} if rows else kinds)

    def rows(self, kind: str) -> dict[str, Json]:
        """The bodies of a kind by their keys; those that are no JSON are passed over."""
        found = {}
        for key, body in self.kinds.get(kind, {}).items():
            with suppress(ValueError, RecursionError):
                if isinstance(body, str):
                    found[key] = json.loads(body)
        return found

    @property
    def known_starts(self) -> KnownStarts:
        """Where cues truly start, as far as somebody has heard it."""
        found = {}
        for key, at in self.rows(KNOWN_START).items():
            if key.isascii() and key.isdecimal() and type(at) is int and abs(at) <= _LATEST:
                found[int(key)] = at
        return found


NO_STATE = State()


def body_of(value: Json) -> str:
    """A body as it is stored; ASCII, so that every text in it can be."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def doubt_key(text: str, start: int, end: int, model: str) -> str:
    """The key of what a model makes of a cue with this text at these times, in ms.

    The same text at the same times has the same key: what was decided about a doubt holds again
    when undo brings the cue back.
    """
    said = json.dumps([text, start, end, model])
    return hashlib.sha256(said.encode()).hexdigest()[:32]
