# SPDX-License-Identifier: GPL-3.0-or-later
"""The sites name profiles, presets and formats that there are."""

from __future__ import annotations

import pytest

from editor import formats
from editor.checks.profiles import profiles
from editor.checks.sites import SITES, Site, site


@pytest.mark.parametrize("row", SITES, ids=lambda row: row.id)
def test_a_site_has_a_profile_of_its_own_with_the_limits_of_a_preset(row: Site) -> None:
    own, preset = profiles()[row.id], profiles()[row.limits]
    assert (own.name, own.site) == (row.name, row)
    assert (own.cpl, own.cps, own.lines) == (preset.cpl, preset.cps, preset.lines)
    assert preset.site is None


@pytest.mark.parametrize("row", SITES, ids=lambda row: row.id)
def test_a_site_takes_formats_that_can_be_written_under_names_that_tell_them(row: Site) -> None:
    for ending, format_id in row.targets:
        assert formats.by_id(format_id).write is not None
        assert formats.by_suffix("talk.zh-Hans" + ending).id == format_id


def test_sites_are_found_by_their_ids() -> None:
    assert [site(row.id) for row in SITES] == list(SITES)
    assert site("bilibili").languages["zh-Hant"] == "中文（繁体）"
