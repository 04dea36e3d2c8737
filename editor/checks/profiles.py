# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles: the limits of platforms and style guides, from `presets.json`.

Each number there has its source and a level of confidence. Each site in `sites` has its own
profile: a preset, plus the rules of its upload.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from editor.checks.sites import SITES
from editor.core.errors import UserError

if TYPE_CHECKING:
    from editor.checks.sites import Site
    from editor.core.text import Counting


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of limits; None where the source gives none.

    Attributes:
        id: Name on the command line.
        name: Display name.
        count: How characters are counted, see `editor.core.text.units`.
        cpl: Maximum characters per line; `cpl_hard` is an upper limit that a guide tolerates.
        lines: Maximum lines per cue; `lines_hard` likewise.
        cps: Maximum characters per second.
        min_ms: Minimum cue duration in ms; `max_ms` is the maximum.
        gap_ms: Minimum gap between two cues in ms.
        close_gap_ms: Gaps shorter than this, in ms, should be closed.
        site: The upload site, for rules about the upload itself.
    """

    id: str
    name: str
    count: Counting = "cjk"
    cpl: float | None = None
    cpl_hard: float | None = None
    lines: int | None = None
    lines_hard: int | None = None
    cps: float | None = None
    min_ms: int | None = None
    max_ms: int | None = None
    gap_ms: int | None = None
    close_gap_ms: int | None = None
    site: Site | None = None


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by id."""
    # Read by path: importing importlib.resources takes longer than the rest of this package.
    text = Path(__file__).with_name("presets.json").read_text(encoding="utf-8")
    known = {field.name for field in fields(Profile)}
    found = {}
    for preset in json.loads(text)["presets"]:
        values = {name: value for name, value in preset.items() if name in known}
        if "gap_ms_24fps" in preset:
            values["gap_ms"] = preset["gap_ms_24fps"]
        found[preset["id"]] = Profile(**values)
    for site in SITES:
        found[site.id] = replace(found[site.limits], id=site.id, name=site.name, site=site)
    return found


def profile(profile_id: str) -> Profile:
    """The profile with that id.

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
