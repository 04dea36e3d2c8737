# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from editor.setting import Setting
from editor.settings import LATENCY, NUDGE, SETTINGS, THEME, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.errors import Problem

pytestmark = pytest.mark.usefixtures("qapp")  # for timers

SPEED = Setting("speed", "Group", "Speed", 1.0, limits=(0.5, 2.0, 0.1))


def from_file(path: Path, text: str) -> Settings:
    path.write_text(text, "utf-8")
    return Settings(path)


def test_without_a_file_everything_is_as_if_never_chosen(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert [settings[setting] for setting in SETTINGS] == [setting.default for setting in SETTINGS]


def test_every_default_can_be_chosen() -> None:
    assert [setting.id for setting in SETTINGS if not setting.accepts(setting.default)] == []
    assert len({setting.id for setting in SETTINGS}) == len(SETTINGS)


def test_what_was_chosen_is_there_next_time(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "settings.json"
    settings = Settings(path)
    told: list[str] = []
    settings.changed.connect(told.append)
    settings[NUDGE] = 100
    settings[THEME] = "dark"
    settings[THEME] = "dark"
    assert told == ["nudge", "theme"]
    settings.wait()
    again = Settings(path)
    assert (again[NUDGE], again[THEME]) == (100, "dark")
    assert json.loads(path.read_text("utf-8")) == {"nudge": 100, "theme": "dark"}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", "7", "null", '{"nudge": ' * 3, "[" * 100_000, '{"nudge": "\udcff"}'],
    ids=["empty", "cut", "list", "number", "null", "cut deeper", "nested", "no UTF-8"],
)
def test_a_broken_file_is_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    settings = Settings(path)
    assert settings[NUDGE] == 50
    settings[NUDGE] = 75
    settings.wait()
    assert Settings(path)[NUDGE] == 75


@pytest.mark.parametrize("value", ['"100"', "true", "null", "[100]", "4", "1001", "NaN", "100.5"])
def test_a_value_of_the_wrong_kind_or_out_of_range_is_as_none(tmp_path: Path, value: str) -> None:
    settings = from_file(tmp_path / "settings.json", f'{{"nudge": {value}, "theme": "light"}}')
    assert settings[NUDGE] == 50
    assert settings[THEME] == "light"


@pytest.mark.parametrize("value", ["purple", 3, True, None, ["dark"]])
def test_only_a_listed_choice_can_be_chosen(tmp_path: Path, value: object) -> None:
    settings = from_file(tmp_path / "settings.json", json.dumps({"theme": value}))
    assert settings[THEME] == "system"
    assert not THEME.accepts(value)


def test_the_limits_themselves_can_be_chosen(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings[LATENCY] = -500
    assert settings[LATENCY] == -500
    for value in (-501, 501):
        with pytest.raises(ValueError, match="latency"):
            settings[LATENCY] = value
    assert settings[LATENCY] == -500


@pytest.mark.parametrize(
    ("value", "fits"),
    [(1.5, True), (1, True), (2, True), (3, False), (10**400, False), (True, False), ("1", False)],
)
def test_a_whole_number_will_do_for_a_fraction(value: object, fits: bool) -> None:  # noqa: FBT001
    assert SPEED.accepts(value) is fits


def test_a_setting_of_a_later_version_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = from_file(path, '{"tomorrow": {"x": 1}}')
    settings[NUDGE] = 75
    settings.wait()
    assert json.loads(path.read_text("utf-8")) == {"nudge": 75, "tomorrow": {"x": 1}}


def test_two_windows_keep_what_each_of_them_set(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    first = from_file(path, '{"nudge": 100, "state.folder": "/a", "state.old": 1}')
    second = Settings(path)
    second[THEME] = "dark"
    second.remember("keys", {"cue.split": ["F11"]})
    second.remember("old", None)
    second.wait()
    first.remember("folder", "/b")
    first.wait()
    second[NUDGE] = 200
    second.wait()
    assert json.loads(path.read_text("utf-8")) == {
        "nudge": 200,
        "state.folder": "/b",
        "state.keys": {"cue.split": ["F11"]},
        "theme": "dark",
    }


def test_the_window_remembers_and_forgets(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    assert settings.state("columns") is None
    settings.remember("columns", {"text": 320, "times": [1, 2]})
    settings.wait()
    assert Settings(path).state("columns") == {"text": 320, "times": [1, 2]}
    settings.remember("columns", None)
    settings.wait()
    assert Settings(path).state("columns") is None
    assert json.loads(path.read_text("utf-8")) == {}


def test_a_file_name_that_is_no_unicode_can_be_remembered(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.remember("folder", "/home/\udce4")
    settings.wait()
    assert Settings(tmp_path / "settings.json").state("folder") == "/home/\udce4"


def test_a_choice_holds_though_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    settings = Settings(tmp_path / "file" / "settings.json")
    told: list[str] = []
    refused: list[Problem] = []
    settings.changed.connect(told.append)
    settings.refused.connect(refused.append)
    settings[NUDGE] = 75
    settings.remember("folder", "/talks")
    settings.wait()
    assert settings[NUDGE] == 75
    assert told == ["nudge"]
    assert [problem.message for problem in refused] == ["Settings could not be saved. {reason}"]
    (tmp_path / "file").unlink()
    settings[NUDGE] = 80
    settings.wait()
    again = Settings(tmp_path / "file" / "settings.json")
    assert (again[NUDGE], again.state("folder")) == (80, "/talks")
    assert len(refused) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the test needs a file that blocks")
def test_a_disk_that_does_not_answer_holds_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    os.mkfifo(path)  # reading waits until somebody writes, and writing until somebody reads
    settings[NUDGE] = 75
    settings[THEME] = "light"
    settings[THEME] = "dark"
    assert (settings[NUDGE], settings[THEME]) == (75, "dark")
    written = ""
    while '"dark"' not in written:  # of what came meanwhile the newest is written
        path.write_text("{}", "utf-8")
        written = path.read_text("utf-8")
    settings.wait()


def test_a_setting_of_which_there_are_several_is_kept_for_each(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    changed: list[str] = []
    settings[LATENCY] = 20
    settings.changed.connect(changed.append)
    settings.vary(LATENCY, "headset")
    assert (settings[LATENCY], changed) == (20, [])
    settings[LATENCY] = 180
    settings.vary(LATENCY, "speakers")
    assert (settings[LATENCY], changed) == (20, ["latency"] * 2)
    settings.wait()
    again = Settings(tmp_path / "settings.json")
    again.vary(LATENCY, "headset")
    assert again[LATENCY] == 180
