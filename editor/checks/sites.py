# SPDX-License-Identifier: GPL-3.0-or-later
"""Upload sites: what each accepts, and how it displays cues.

To add one: a row in `SITES`, and its command in `actions/publishing.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.i18n import N_
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Chapters:
    """A site's rules for the list of chapters in a description.

    Attributes:
        site: Display name of the site.
        least: Fewest chapters.
        most: Most chapters, or None.
        shortest: Length of the shortest chapter, in ms.
        title: Longest title, in characters.
        hours: Whether each time has hours, in two digits.
        forbidden: Characters that titles may not have.
        medium: Length in ms that the medium must exceed, or None.
    """

    site: str
    least: int
    most: int | None
    shortest: int
    title: int
    hours: bool = False
    forbidden: str = ""
    medium: int | None = None


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
        chapters: Its rules for chapters; None if it has none.
    """

    id: str
    name: str
    limits: str
    targets: tuple[tuple[str, str], ...]
    languages: Mapping[str, str]
    refuses_late: bool = False
    boxed: bool = False
    chapters: Chapters | None = None


SITES: tuple[Site, ...] = (
    Site(
        "youtube",
        "YouTube",
        limits="youtube-default",
        targets=((".srt", "srt"), (".vtt", "vtt"), (".sbv", "sbv")),
        languages={  # shown in the user's language
            "zh-Hans": N_("Chinese (Simplified)"),
            "zh-Hant": N_("Chinese (Traditional)"),
            "zh-TW": N_("Chinese (Taiwan)"),
            "zh-HK": N_("Chinese (Hong Kong)"),
            "en": N_("English"),
        },
        # Help pages of 2020; 10 s up to the end of the video, too.
        chapters=Chapters("YouTube", 3, None, 10_000, 100, forbidden="<>"),
        boxed=True,
    ),
    Site(
        "bilibili",
        "Bilibili",
        limits="bilibili-default",
        targets=((".bilibili.srt", "srt"), (".bcc", "bcc")),
        languages={  # always in Chinese
            "zh-Hans": "中文（中国）",
            "zh-Hant": "中文（繁体）",
            "zh-TW": "中文（台湾）",
            "zh-HK": "中文（香港）",
        },
        # Users' notes of 2025 and 2026; no official page names them.
        chapters=Chapters("Bilibili", 2, 10, 5_000, 15, hours=True, medium=5 * 60_000),
        refuses_late=True,  # with its error 79014
    ),
)
"""All upload sites."""


def site(site_id: str) -> Site:
    """The site with that id, which must exist."""
    return next(row for row in SITES if row.id == site_id)
