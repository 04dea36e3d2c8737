# SPDX-License-Identifier: GPL-3.0-or-later
"""The sites that subtitles are made for: what each takes, and how it shows it.

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
    """A site.

    Attributes:
        id: Its name, and that of its profile.
        name: Its name for people.
        limits: Id of the preset whose limits its profile has.
        targets: The files it takes: what follows STEM.LANGUAGE in the name, and the format's id.
        languages: What its list of languages calls a document's language (a BCP 47 tag).
        refuses_late: Whether it refuses a file with a cue that ends after the medium.
        boxed: Whether its player shows cues on a box; else they have an outline.
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
        languages={  # in the user's language
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
        languages={"zh-Hans": "中文（简体）", "zh-Hant": "中文（繁体）"},  # in Chinese always
        refuses_late=True,  # with its error 79014
    ),
)
"""All of them."""


def site(site_id: str) -> Site:
    """The site of that id; there must be one."""
    return next(row for row in SITES if row.id == site_id)
