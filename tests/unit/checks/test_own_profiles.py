# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles in files: what they may say, and what is said of a broken one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from editor.checks.own_profiles import _ABOUT, _FIELDS, read, read_all, written
from editor.checks.profiles import Profile, profile, profiles
from editor.core.errors import UserError
from tests.checking import found, texts

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "profile.json"


def of(**given: Any) -> Profile:
    return read(json.dumps(given).encode(), "mine.json")


def test_a_profile_of_its_own() -> None:
    mine = of(name="My channel", cpl=12, lines=1, gap_frames=2, fps=25, close_gap_frames=[3, 9])
    assert (mine.id, mine.name, mine.cpl, mine.lines, mine.cps) == (
        "mine",
        "My channel",
        12,
        1,
        None,
    )
    assert (mine.gap_ms, mine.close_gap_frames) == (80, (3, 9))
    assert [one.rule for one in found("cpl", texts("字" * 13), mine)] == ["cpl"]
    assert found("cpl", texts("字" * 12), mine) == []


def test_one_like_another() -> None:
    mine = of(like="bilibili", cpl=12, min_ms=None, strip_line_end=None)
    theirs = profile("bilibili")
    assert mine.site is theirs.site
    assert (mine.cps, mine.cpl, mine.min_ms) == (theirs.cps, 12, None)
    assert found("punctuation", texts("对，好"), mine) == []


@pytest.mark.parametrize("name", sorted(profiles()))
def test_what_is_written_is_read_again(name: str) -> None:
    theirs = profile(name)
    assert read(written(theirs, "Mine"), "x/mine.json") == replace(theirs, id="mine", name="Mine")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "“mine.json” is no JSON: "),
        (b"\xff\xfe", "“mine.json” is no JSON: "),
        (b"[]", "holds no profile: an object in braces is expected"),
        (b'{"cpl": 0}', "“cpl” should be a number above zero."),
        (b'{"cpl": true}', "“cpl” should be a number above zero."),
        (b'{"cps": NaN}', "“cps” should be a number above zero."),
        (b'{"lines": 1.5}', "“lines” should be a whole number, zero or more."),
        (b'{"wpm": [180, 160]}', "“wpm” should be two numbers, the lower one first."),
        (b'{"italics": "no"}', "“italics” should be true or false."),
        (b'{"keep": 3}', "“keep” should be a text."),
        (b'{"count": "half"}', "“count” should be cjk, all1."),
        (b'{"name": ""}', "“name” should be a text."),
        (b'{"cp1": 16}', "there is no limit “cp1”. Available: .*cpl, "),
        (b'{"like": "tv"}', "there is no profile “tv”. Available: .*bilibili"),
        (b'{"site": "bilibili"}', "there is no limit “site”"),
    ],
)
def test_a_broken_one_is_told_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read(data, "mine.json")


def test_none_is_called_like_one_of_the_program() -> None:
    with pytest.raises(UserError, match="called like a profile of the program"):
        read(b"{}", "bilibili.json")


def test_a_folder_of_them(tmp_path: Path) -> None:
    assert read_all(tmp_path / "none") == ({}, [])
    for name, text in (
        ("b.json", "{}"),
        ("a.json", '{"name": "A"}'),
        ("c.json", "{"),
        ("d.txt", ""),
    ):
        (tmp_path / name).write_text(text)
    known, problems = read_all(tmp_path)
    assert [(one.id, one.name) for one in known.values()] == [("a", "A"), ("b", "b")]
    assert len(problems) == 1


def test_the_schema_knows_the_same_fields() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert set(schema["properties"]) == set(_FIELDS) | _ABOUT
    jsonschema.validate(json.loads(written(profile("netflix-zh-hans"), "Mine")), schema)
