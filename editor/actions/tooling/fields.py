# SPDX-License-Identifier: GPL-3.0-or-later
"""The model of a tool: its fields, and how proposals are made from their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor.core.errors import UserError
from editor.core.progress import UNHEARD
from editor.core.timecode import parse_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor.checks.profiles import Profile
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.core.proposal import Proposal
    from editor.core.selection import Selection
    from editor.ear.aligning import Aligner
    from editor.repair.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Given:
    """What a tool works on.

    Attributes:
        document: The document as it is now.
        selection: The selection when the tool was opened.
        evidence: What is known of the medium.
        profile: The limits in use.
        aligner: Hears where cues are spoken, or None.
        progress: Told how far the proposals of a long tool are.
    """

    document: Document
    selection: Selection
    evidence: Evidence
    profile: Profile
    aligner: Aligner | None = None
    progress: Progress = UNHEARD


@dataclass(frozen=True, slots=True)
class Number:
    """A field for a number.

    Attributes:
        id: Its key in the values.
        label: Shown beside it.
        default: Computes its initial value.
        unit: ``ms``, ``s`` …, shown after the number.
        least: The minimum; `most` is the maximum, `step` what an arrow key adds.
        decimals: Decimal places.
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
    """A field for a time; its value is the text, to be read by `core.timecode.parse_time`."""

    id: str
    label: str
    default: Callable[[Given], int]


@dataclass(frozen=True, slots=True)
class Text:
    """A field for a line of text; its value is the text.

    Attributes:
        id: Its key in the values.
        label: Shown beside it.
        hint: Shown while it is empty.
    """

    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A check box; its value is a bool."""

    id: str
    label: str
    default: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers; its value is the index of the answer."""

    id: str
    label: str
    answers: tuple[str, ...]
    default: int = 0


@dataclass(frozen=True, slots=True)
class Anchors:
    """A field for known start times, as ``12=1:30.5, 40=3:20``; its value is the text.

    Dragging a cue on the timeline while the tool is open adds it here.
    """

    id: str
    label: str
    hint: str


Field = Number | Time | Text | Check | Choice | Anchors


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool.

    Attributes:
        title: Its name, also as a step of undo.
        fields: Its fields, in order.
        propose: Makes proposals from what is given and the fields' values; raises
            `UserError` if the values are invalid.
        long: Whether it may take too long for the user interface thread in a document of many
            thousand cues: then it runs in a worker thread.
    """

    title: str
    fields: tuple[Field, ...]
    propose: Callable[[Given, Mapping[str, Any]], list[Proposal]]
    long: bool = False


def anchors_of(text: str) -> dict[int, int]:
    """The start in ms of each anchor in a field's text, by row.

    Raises:
        UserError: A part of the text is not an anchor.
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
