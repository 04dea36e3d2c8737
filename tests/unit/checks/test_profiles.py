# SPDX-License-Identifier: GPL-3.0-or-later
import json
from dataclasses import fields
from pathlib import Path

import pytest

from editor.checks import profiles as module
from editor.checks.profiles import AUDIENCES as AUDIENCES_OF_PRESETS
from editor.checks.profiles import Profile, profile, profiles
from editor.core.errors import UserError

PRESETS = Path(module.__file__).with_name("presets.json")

# Audiences for which a guide has other characters a second.
AUDIENCES = {
    "netflix-zh-hans": {"children": 7, "sdh": 11, "sdh-children": 9},
    "netflix-zh-hant": {"children": 7, "sdh": 11, "sdh-children": 9},
    "netflix-en": {"children": 17},
    "hk-vendor": {"children": 7, "sdh": 11, "sdh-children": 9},
}

# As the sources give them: count, characters a line (hard), lines (hard), characters a
# second, shortest, longest, gap, gap to close.
NUMBERS = {
    "netflix-zh-hans": ("all1", 16, None, 2, None, 9, 833, 7000, 83, None),
    "netflix-zh-hant": ("all1", 16, None, 2, None, 9, 833, 7000, 83, None),
    "netflix-en": ("all1", 42, None, 2, None, 20, 833, 7000, 83, None),
    "netflix-ja": ("cjk", 13, None, 2, None, 4, 500, 7000, 83, None),
    "hk-vendor": ("all1", 18, None, 2, None, 9, 1000, 7000, 83, None),
    "amazon-en": ("all1", 42, None, 2, None, 17, 1000, 7000, 83, None),
    "bbc": ("all1", 37, None, 2, 3, None, None, None, 1000, None),
    "ted-en": ("all1", 42, None, 2, None, 21, 1000, 7000, None, None),
    "ted-zh": ("cjk", 16, None, 2, None, None, 1000, 7000, None, None),
    "youtube-default": ("cjk", 20, None, 2, None, 11, 700, 7000, 0, None),
    "youtube-shorts": ("all1", 24, None, 2, None, 25, 700, 5000, 0, None),
    "bilibili-default": ("cjk", 18, 25, 1, 2, 11, 500, 7000, 0, 300),
    "jianying-default": ("cjk", 16, None, 1, None, None, None, None, None, None),
    "fansub-rrys": ("cjk", 22, None, 2, None, None, None, None, None, None),
    "fansub-strict": ("cjk", None, None, None, None, None, None, None, None, None),
    "youtube": ("cjk", 20, None, 2, None, 11, 700, 7000, 0, None),
    "bilibili": ("cjk", 18, 25, 1, 2, 11, 500, 7000, 0, 300),
}


def test_every_profile_carries_its_sources_numbers() -> None:
    loaded = {
        found.id: (
            *(found.count, found.cpl, found.cpl_hard, found.lines, found.lines_hard, found.cps),
            *(found.min_ms, found.max_ms, found.gap_ms, found.close_gap_ms),
        )
        for found in profiles().values()
    }
    expected = {}
    for name, row in NUMBERS.items():
        expected[name] = row
        for audience, cps in AUDIENCES.get(name, {}).items():
            expected[f"{name}-{audience}"] = (*row[:5], cps, *row[6:])
    assert loaded == expected
    assert list(loaded) == list(expected)


def test_gaps_in_frames_are_at_24_frames_a_second() -> None:
    assert profile("netflix-zh-hans").close_gap_frames == (3, 11)
    vendor = profile("hk-vendor")
    assert (vendor.gap_ms, vendor.close_gap_frames) == (83, (3, 4)), "two, or at least five"


def test_every_number_and_mark_of_a_preset_is_a_limit_of_its_profile() -> None:
    known = {field.name for field in fields(Profile)}
    others = {"gap_frames", "gap_or_min_frames", "src", "conf"}
    others |= {f"cps_{audience}" for audience in AUDIENCES_OF_PRESETS}
    presets = json.loads(PRESETS.read_text("utf-8"))["presets"]
    assert {key for preset in presets for key in preset} <= known | others


def test_only_the_two_platforms_have_an_upload() -> None:
    uploads = {found.id: found.site.id for found in profiles().values() if found.site}
    assert uploads == {"youtube": "youtube", "bilibili": "bilibili"}


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"“nowhere”.*netflix-zh-hans, .*youtube, bilibili"):
        profile("nowhere")
