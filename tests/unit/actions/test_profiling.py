# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles of limits: saved as a file, changed there, added, chosen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor.actions import profiling

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


def test_a_profile_is_saved_changed_and_added(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"
    desk.ask.will_answer(file)
    profiling.save(desk.context)
    desk.settle()
    assert "ours.json" in desk.said
    given = json.loads(file.read_text("utf-8"))
    assert (given["name"], given["like"], given["cpl"]) == ("Bilibili", "bilibili", 18)
    file.write_text(json.dumps({**given, "name": "Ours", "cpl": 2}))

    desk.ask.will_answer(file)
    profiling.add(desk.context)
    desk.settle()
    profile = desk.context.inspection.profile
    assert (profile.name, profile.cpl) == ("Ours", 2)
    assert "“Ours”" in desk.said
    assert [path.name for path in (tmp_path / "home" / "profiles").iterdir()] == ["ours.json"]


def test_a_broken_one_is_told_and_not_added(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"
    file.write_text('{"cp1": 2}')
    desk.ask.will_answer(file)
    profiling.add(desk.context)
    desk.settle()
    assert "there is no limit “cp1”" in desk.ask.told[-1]
    assert desk.context.inspection.profile.id == "bilibili"
    assert not (tmp_path / "home" / "profiles").exists()


def test_limits_are_changed_in_the_window(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "profiles"
    desk.ask.will_answer(("My channel", {"cpl": 12.5, "min_ms": None}))
    profiling.change(desk.context)
    profile = desk.context.inspection.profile
    assert (profile.id, profile.name, profile.cpl, profile.min_ms) == (
        "My-channel",
        "My channel",
        12.5,
        None,
    )
    assert profile.site is not None, "all else stays"
    assert desk.ask.asked == ["Bilibili 2"]
    desk.ask.will_answer(("My channel", {"cpl": 14}))
    profiling.change(desk.context)
    assert desk.context.inspection.profile.cpl == 14
    assert [path.name for path in folder.iterdir()] == ["My-channel.json"]
    desk.ask.will_answer(("bilibili", {}), None)
    profiling.change(desk.context)
    profiling.change(desk.context)
    assert sorted(path.name for path in folder.iterdir()) == ["My-channel.json", "bilibili-2.json"]


def test_an_impossible_limit_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.ask.will_answer(("Mine", {"cps": 0}))
    profiling.change(desk.context)
    assert desk.ask.told == ["“Mine.json”: “cps” should be a number above zero."]
    assert desk.context.inspection.profile.id == "bilibili"
    assert not (tmp_path / "home" / "profiles").exists()


def test_another_of_the_same_name_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ours.json"
    for cpl, answer in ((2, ()), (3, (None,)), (4, (0,))):
        file.write_text(json.dumps({"cpl": cpl}))
        desk.ask.will_answer(file, *answer)
        profiling.add(desk.context)
        desk.settle()
        assert desk.context.inspection.profile.cpl == {2: 2, 3: 2, 4: 4}[cpl]
