# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

from editor.project.places import places


def test_one_folder_holds_everything_where_the_user_names_it(tmp_path: Path) -> None:
    home = places({"JIAOZI_HOME": str(tmp_path)})
    assert home.sessions == tmp_path / "sessions"
    assert home.settings == tmp_path / "settings.json"
    assert home.cache == tmp_path / "cache"
    assert list(tmp_path.iterdir()) == []


def test_a_relative_home_is_where_the_program_was_started() -> None:
    assert places({"JIAOZI_HOME": "here"}).cache == Path.cwd() / "here" / "cache"


def test_without_one_the_system_says_where() -> None:
    usual = places({"JIAOZI_HOME": ""})
    assert usual == places({})
    for place in (usual.sessions, usual.settings, usual.cache):
        assert place.is_absolute()
        assert "jiaozi" in place.parts
    assert len({usual.sessions, usual.settings, usual.cache}) == 3
