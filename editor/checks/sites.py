# SPDX-License-Identifier: GPL-3.0-or-later
"""Upload sites: what each accepts, and how it displays cues.

To add one: a row in `SITES`, and its command in `actions/publishing.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Site:
    """An upload site.

    Attributes:
        id: Id of the site and of its profile.
        name: Display name.
        limits: Id of the preset with its limits.
        targets: Files to upload: the suffix after STEM.LANGUAGE, and the format's id.
        languages: Its name for a language, by BCP 47 tag.
        refuses_late: Whether it refuses a file with a cue that ends after the medium.
        boxed: Whether its player shows cues on a box; otherwise with an outline.
    """

    id: str
    name: str
    limits: str
    targets: tuple[tuple[str, str], ...]
    languages: Mapping[str, str]
    refuses_late: bool = False
    boxed: bool = False


SITES: tuple[Site, ...] = (
    Site(
        "youtube",
        "YouTube",
        limits="youtube-default",
        targets=((".srt", "srt"), (".vtt", "vtt"), (".sbv", "sbv")),
        languages={  # shown in the user's language
            "zh-Hans": N_("Chinese (Simplified)"),
            "zh-Hant": N_("Chinese (Traditional)"),
        },
        boxed=True,
    ),
    Site(
        "bilibili",
        "Bilibili",
        limits="bilibili-default",
        targets=((".bilibili.srt", "srt"), (".bcc", "bcc")),
        languages={"zh-Hans": "中文（简体）", "zh-Hant": "中文（繁体）"},  # always in Chinese
        refuses_late=True,  # with its error 79014
    ),
)
"""All upload sites."""


def site(site_id: str) -> Site:
    """The site with that id, which must exist."""
    return next(row for row in SITES if row.id == site_id)
