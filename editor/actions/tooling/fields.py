# SPDX-License-Identifier: GPL-3.0-or-later
"""What a tool is: fields that it asks for, and the proposals it makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor.core.errors import UserError
from editor.core.timecode import parse_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor.checks.profiles import Profile
    from editor.core.document import Document
    from editor.core.proposal import Proposal
    from editor.core.selection import Selection
    from editor.repair.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Given:
    """What a tool works on.

    Attributes:
        document: As it stands.
        selection: Where the user is.
        evidence: What is known of the medium.
        profile: The limits in use.
    """

    document: Document
    selection: Selection
    evidence: Evidence
    profile: Profile


@dataclass(frozen=True, slots=True)
class Number:
    """A field for a whole number.

    Attributes:
        id: Its name among the values.
        label: For people.
        default: What it holds at first; made from what is given.
        unit: ``ms``, ``s`` …, shown behind it.
        least: The smallest value; `most` the greatest, `step` what an arrow adds.
        decimals: How many it has.
    """

    id: str
    label: str
    default: Callable[[Given], float]
    unit: str = "ms"
    least: float = 0
    most: float = 10_000
    step: float = 10
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Time:
    """A field for a time, as `core.timecode` reads it; its value is the text."""

    id: str
    label: str
    default: Callable[[Given], int]


@dataclass(frozen=True, slots=True)
class Text:
    """A field for a line of text, which is its value.

    Attributes:
        id: Its name among the values.
        label: For people.
        hint: Shown while it is empty.
    """

    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A box to tick; its value is whether it is."""

    id: str
    label: str
    default: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; its value is the number of the answer."""

    id: str
    label: str
    answers: tuple[str, ...]
    default: int = 0


@dataclass(frozen=True, slots=True)
class Anchors:
    """A field for starts that somebody has heard, as ``12=1:30.5, 40=3:20``; its value is the text.

    A cue that is dragged on the timeline meanwhile is put in here.
    """

    id: str
    label: str
    hint: str


Field = Number | Time | Text | Check | Choice | Anchors


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool.

    Attributes:
        title: What it is called, also as a step of undo.
        fields: What it asks.
        propose: Its proposals, from what is given and the fields' values; raises
            `UserError` where they make no sense.
        long: Whether that takes the window's attention too long, in a document of many
            thousand cues: then it is done on another thread.
    """

    title: str
    fields: tuple[Field, ...]
    propose: Callable[[Given, Mapping[str, Any]], list[Proposal]]
    long: bool = False


def anchors_of(text: str) -> dict[int, int]:
    """Row and start in ms of each anchor in the text of a field.

    Raises:
        UserError: One of them is none.
    """
    found = {}
    for part in filter(str.strip, text.replace("，", ",").split(",")):
        number, equals, time = part.partition("=")
        if not equals or not number.strip().isdecimal():
            raise UserError(
                "“{text}” is not a start time. Write it as 12=1:30.5.", text=part.strip()
            )
        found[int(number) - 1] = parse_time(time)
    return found
