# SPDX-License-Identifier: GPL-3.0-or-later
"""EAF of ELAN: XML of tiers whose annotations stand between time slots, in ms.

The tiers at the top are spoken; those below one of them (translations, glosses, remarks) are told
and left out, but for words. ELAN spreads slots without a time evenly between the others.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats import tiers
from editor.formats.format import Format, TextReader
from editor.formats.json_text import LONGEST, number
from editor.formats.lines import shortened
from editor.formats.tiers import Tier
from editor.formats.xml_text import parse

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed
    from editor.formats.xml_text import Element

_ROOT = re.compile(r"<ANNOTATION_DOCUMENT\b")


def score(text: str) -> float:
    """Sure of the root element."""
    return 1.0 if _ROOT.search(text[:2000]) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the tier that is spoken, or those of several speakers.

    Raises:
        UserError: There is none with a text, or this is no XML.
    """
    del options
    root, problems = parse(text)
    times = _times(root)
    found = [(tier, _tier(tier, times, problems)) for tier in root.all("TIER")]
    everything = [tier for _, tier in found]
    top = [tier for element, tier in found if not element.attributes.get("PARENT_REF")]
    below = [tier for tier in everything if tier not in top and tier.rows]
    spoken = [tier for tier in top if tier.rows] or below
    if not spoken:
        raise UserError("There are no cues in this file.")
    return tiers.read(spoken, everything, problems, below)


def _tier(element: Element, times: dict[str, float], problems: list[Problem]) -> Tier:
    """A tier with those of its annotations that have a text and times of their own."""
    name, speaker = (element.attributes.get(each, "") for each in ("TIER_ID", "PARTICIPANT"))
    rows = []
    for each in element.all("ALIGNABLE_ANNOTATION"):
        said = " ".join(value.text().strip() for value in each.all("ANNOTATION_VALUE"))
        if not said:
            continue
        start, end = (times.get(each.attributes.get(f"TIME_SLOT_REF{row}", "")) for row in (1, 2))
        if start is None or end is None:
            message = N_("This annotation has no time and was skipped: “{text}”.")
            problems.append(Problem(message, line=each.line, text=shortened(said)))
            continue
        rows.append((start, end, said))
    return Tier(name, element.line, rows, speaker=speaker.strip())


def _times(root: Element) -> dict[str, float]:
    """The time of each slot in ms; of those before the first one and after the last one, none."""
    slots = [slot.attributes for order in root.all("TIME_ORDER") for slot in order.all("TIME_SLOT")]
    known = [
        (row, time)
        for row, slot in enumerate(slots)
        if (time := number(slot.get("TIME_VALUE"))) is not None and abs(time) < LONGEST
    ]
    times = {slots[row].get("TIME_SLOT_ID", ""): time for row, time in known}
    for (row, time), (following, later) in pairwise(known):
        for place in range(row + 1, following):
            share = (place - row) / (following - row)
            times[slots[place].get("TIME_SLOT_ID", "")] = time + share * (later - time)
    return times


FORMAT = Format(
    id="elan",
    name=N_("ELAN"),
    suffixes=(".eaf",),
    reader=TextReader(score, read, texts="exact"),
)
