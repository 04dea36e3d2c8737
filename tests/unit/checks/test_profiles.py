# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from editor.checks.profiles import profile, profiles
from editor.core.errors import UserError

# As the sources give them: count, characters a line (hard), lines (hard), characters a
# second, shortest, longest, gap, gap to close.
NUMBERS = {
    "netflix-zh-hans": ("all1", 16, None, 2, None, 9, 833, 7000, 83, None),
    "netflix-zh-hant": ("all1", 16, None, 2, None, 9, 833, 7000, 83, None),
    "netflix-en": ("all1", 42, None, 2, None, 20, 833, 7000, 83, None),
    "netflix-ja": ("cjk", 13, None, 2, None, 4, 500, 7000, None, None),
    "hk-vendor": ("all1", 18, None, 2, None, 9, 1000, 7000, None, None),
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
    assert loaded == NUMBERS
    assert list(profiles()) == list(NUMBERS)


def test_only_the_two_platforms_have_an_upload() -> None:
    uploads = {found.id: found.site.id for found in profiles().values() if found.site}
    assert uploads == {"youtube": "youtube", "bilibili": "bilibili"}


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"“nowhere”.*netflix-zh-hans, .*youtube, bilibili"):
        profile("nowhere")
