# SPDX-License-Identifier: GPL-3.0-or-later
"""A rule and a site that are no part of the program: one row each, and no other file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from editor.actions import publishing
from editor.checks import profiles, rules, sites
from editor.checks.checked import Rule
from editor.checks.finding import Finding, View
from editor.checks.rules import check, fix_proposals
from editor.checks.sites import Site
from editor.core.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk import Desk


def no_goodbye(view: View) -> Iterator[Finding]:
    for row, cue in enumerate(view.cues):
        if cue.text == "再见":
            message = Problem("Nobody says goodbye here.")
            yield Finding(
                "goodbye", "note", row, row, message, ((row, replace(cue, text="回头见")),)
            )


SITE = Site(
    "zimu",
    "Zimu",
    limits="youtube-default",
    targets=((".zimu.srt", "srt"), (".vtt", "vtt")),
    languages={"zh-Hans": "Hans"},
)


def test_a_rule_is_one_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", (*rules.RULES, Rule("goodbye", "Goodbye", no_goodbye)))
    document = desk.session.document
    found = [one for one in check(document, profiles.profile("youtube")) if one.rule == "goodbye"]
    assert [one.row for one in found] == [3]
    (proposal,) = fix_proposals(document, found)
    assert (proposal.before, proposal.after, proposal.kind.text) == ("再见", "回头见", "Goodbye")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    rows = (*sites.SITES, SITE)
    monkeypatch.setattr(sites, "SITES", rows)
    monkeypatch.setattr(profiles, "SITES", rows)
    profiles.profiles.cache_clear()
    yield SITE
    profiles.profiles.cache_clear()


def test_a_site_is_one_row_with_a_profile_and_a_command(
    desk: Desk, site: Site, tmp_path: Path
) -> None:
    assert profiles.profile(site.id).name == "Zimu"
    out = tmp_path / "out"
    out.mkdir()
    desk.ask.will_answer(out)
    partial(publishing.publish, to=site.id)(desk.context)
    desk.settle()
    written = sorted(path.name for path in out.iterdir())
    assert written == ["talk.zh-Hans.vtt", "talk.zh-Hans.zimu.srt"]
    assert "Hans" in desk.said
