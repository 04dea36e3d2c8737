# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles: the limits of platforms and style guides, from `presets.json`.

Each number there has its source and a level of confidence. A guide that has other speeds for
children or for the deaf is a profile for each of these audiences, too. Each site in `sites` has
its own profile: a preset, plus the rules of its upload. Profiles of users are in `own_profiles`.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from editor.checks.sites import SITES
from editor.core.errors import UserError
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editor.checks.sites import Site
    from editor.core.text import Counting

Dash = Literal["both-nospace", "one-line"]
"""How two speakers in one cue are written: ``both-nospace``: each on a line of its own after a
hyphen; ``one-line``: on one line, each after a hyphen, two spaces between them.
"""

AUDIENCES = {
    "children": "children",
    "sdh": "deaf and hard of hearing",
    "sdh_children": "deaf and hard of hearing, children",
}
"""Of a preset's key after ``cps_``: what its profile for that audience is called."""


_FPS = 24.0
"""Frames a second of cinema, and of most series."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of limits; None, or empty, where the source gives none.

    Attributes:
        id: Name on the command line.
        name: Display name.
        count: How characters are counted, see `editor.core.text.units`.
        fps: Frames a second, for what is given in frames.
        cpl: Maximum characters per line; `cpl_hard` is an upper limit that a guide tolerates.
        lines: Maximum lines per cue; `lines_hard` likewise.
        cps: Maximum characters per second; `cps_opt` is what would be better.
        wpm: Words per minute: what would be better, and the maximum.
        min_ms_per_word: Minimum duration in ms for each word.
        min_ms: Minimum cue duration in ms; `max_ms` is the maximum.
        gap_ms: Minimum gap between two cues in ms; `gap_pref_ms` is what would be better.
        gap_or_none: Whether cues may also follow one another without a gap.
        close_gap_ms: Gaps shorter than this, in ms, should be closed.
        close_gap_frames: Gaps of so many frames, both included, should be closed to `gap_ms`.
        lead_in_ms_max: How long before the speech a cue may start, in ms.
        hang_ms_max: How long after the speech it may end, in ms.
        ellipsis: The only form of an ellipsis.
        ellipsis_repeated: Whether a cue may begin with one after a cue that ends with one.
        interpunct: The dot in foreign names; empty if names have none.
        dialog_dash: See `Dash`.
        italics: Whether there may be italics.
        strip_line_end: Marks that no line ends with.
        mid_punct_to: What is written for these marks within a line.
        keep: Marks that stay, whatever `strip_line_end` says.
        keep_quotes: Marks of full width that stay, whatever `half_width_punct` says.
        half_width_punct: Whether marks are of half width.
        quotes: The two quotation marks.
        site: The upload site, for rules about the upload itself.
    """

    id: str
    name: str
    count: Counting = "cjk"
    fps: float = _FPS
    cpl: float | None = None
    cpl_hard: float | None = None
    lines: int | None = None
    lines_hard: int | None = None
    cps: float | None = None
    cps_opt: float | None = None
    wpm: tuple[float, float] | None = None
    min_ms_per_word: int | None = None
    min_ms: int | None = None
    max_ms: int | None = None
    gap_ms: int | None = None
    gap_pref_ms: int | None = None
    gap_or_none: bool = False
    close_gap_ms: int | None = None
    close_gap_frames: tuple[int, int] | None = None
    lead_in_ms_max: int | None = None
    hang_ms_max: int | None = None
    ellipsis: str | None = None
    ellipsis_repeated: bool = True
    interpunct: str | None = None
    dialog_dash: Dash | None = None
    italics: bool = True
    strip_line_end: str = ""
    mid_punct_to: str | None = None
    keep: str = ""
    keep_quotes: str = ""
    half_width_punct: bool = False
    quotes: str | None = None
    site: Site | None = None

    @property
    def least_gap(self) -> int:
        """The gap in ms that a cue must leave before the next one."""
        return 0 if self.gap_or_none else self.gap_ms or 0


@cache
def profiles() -> dict[str, Profile]:
    """All profiles of the program by id."""
    # Read by path: importing importlib.resources takes longer than the rest of this package.
    text = Path(__file__).with_name("presets.json").read_text(encoding="utf-8")
    found = {
        preset["id"]: preset for row in json.loads(text)["presets"] for preset in _variants(row)
    }
    made = {name: Profile(**values_of(preset)) for name, preset in found.items()}
    for site in SITES:
        made[site.id] = replace(made[site.limits], id=site.id, name=site.name, site=site)
    return made


def _variants(preset: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A preset, and one for each other audience that it gives a speed for."""
    yield dict(preset)
    for audience, told in AUDIENCES.items():
        if speed := preset.get(f"cps_{audience}"):
            name = f"{preset['id']}-{audience.replace('_', '-')}"
            yield {**preset, "id": name, "name": f"{preset['name']} ({told})", "cps": speed}


def values_of(preset: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a `Profile` that a preset gives; gaps in frames come in ms."""
    known = {field.name for field in fields(Profile)} - {"site"}
    values = {name: value for name, value in preset.items() if name in known and value is not None}
    values |= {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    frames = preset.get("gap_frames")
    if frames is not None:
        values["gap_ms"] = int(frames * 1000 / preset.get("fps", _FPS))
        if (least := preset.get("gap_or_min_frames")) is not None:
            values["close_gap_frames"] = (frames + 1, least - 1)
    return values


def profile(profile_id: str) -> Profile:
    """The program's profile with that id.

    Raises:
        UserError: There is none.
    """
    try:
        return profiles()[profile_id]
    except KeyError:
        raise UserError(
            "Unknown profile “{id}”. Available: {known}.",
            id=profile_id,
            known=", ".join(profiles()),
        ) from None
