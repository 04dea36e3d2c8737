# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles of users: one in a JSON file, to be kept, sent to others, and checked against.

The file is an object with the fields of a preset: `name`, and the limits; `like` names a profile
of the program whose limits apply where the file has none, and null takes one of them away.
"""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from editor.checks.profiles import Profile, profiles, values_of
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SUFFIX = ".json"
SCHEMA = "jiaozi/profile/1"
_LONGEST_NAME = 60
_PAIR = 2

_NUMBER = N_("a number above zero")
_WHOLE = N_("a whole number, zero or more")
_TEXT = N_("a text")
_YES = N_("true or false")
_TWO = N_("two numbers, the lower one first")


def _is_number(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return math.isfinite(value) and value > 0


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_pair(value: object) -> bool:
    if not isinstance(value, list) or len(value) != _PAIR or not all(map(_is_number, value)):
        return False
    return bool(value[0] <= value[1])


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(*values: str) -> tuple[Callable[[object], bool], str]:
    return (lambda value: value in values), ", ".join(values)


_FIELDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "count": _one_of("cjk", "all1"),
    "dialog_dash": _one_of("both-nospace", "one-line"),
    "quotes": _one_of("“”", "「」"),
    **dict.fromkeys(
        ("fps", "cpl", "cpl_hard", "cps", "cps_opt"),
        (_is_number, _NUMBER),
    ),
    **dict.fromkeys(
        (
            *("lines", "lines_hard", "min_ms_per_word", "min_ms", "max_ms", "gap_ms"),
            *("gap_pref_ms", "gap_frames", "gap_or_min_frames", "close_gap_ms"),
            *("lead_in_ms_max", "hang_ms_max"),
        ),
        (_is_whole, _WHOLE),
    ),
    **dict.fromkeys(("wpm", "close_gap_frames"), (_is_pair, _TWO)),
    **dict.fromkeys(
        ("gap_or_none", "ellipsis_repeated", "italics", "half_width_punct"),
        (_is_yes_or_no, _YES),
    ),
    **dict.fromkeys(
        ("ellipsis", "interpunct", "strip_line_end", "mid_punct_to", "keep", "keep_quotes"),
        (_is_text, _TEXT),
    ),
}
"""What each field may hold: a test, and what is expected, for a person."""

_ABOUT = {"schema", "name", "like", "_note", "src", "conf"}
"""Fields that are no limits."""


def read(data: bytes, name: str) -> Profile:
    """The profile in a file; its id is the file's name without the ending.

    Args:
        data: The file's bytes.
        name: The file's name.

    Raises:
        UserError: The file holds no profile; the message says what is wrong.
    """
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UserError(
            "“{name}” is no JSON: {reason}", name=PurePath(name).name, reason=str(error)
        ) from None
    if not isinstance(given, dict):
        raise UserError("“{name}” holds no profile: an object in braces is expected.", name=name)
    for key, value in given.items():
        _check_field(key, value, name)
    stem = PurePath(name).stem
    if stem in profiles():
        raise UserError("“{name}” is called like a profile of the program; rename it.", name=name)
    return _made(given, stem)


def _check_field(key: str, value: object, name: str) -> None:
    if key in _ABOUT:
        if key in {"name", "like"} and not (isinstance(value, str) and value.strip()):
            raise _wrong(name, key, Problem(_TEXT))
        if key == "like" and value not in profiles():
            raise UserError(
                "“{name}”: there is no profile “{like}”. Available: {known}.",
                name=name,
                like=value,
                known=", ".join(profiles()),
            )
        return
    if key not in _FIELDS:
        raise UserError(
            "“{name}”: there is no limit “{key}”. Available: {known}.",
            name=name,
            key=key,
            known=", ".join(sorted(_FIELDS)),
        )
    test, expected = _FIELDS[key]
    if value is not None and not test(value):
        raise _wrong(name, key, Problem(expected))


def _wrong(name: str, key: str, expected: Problem) -> UserError:
    return UserError(
        "“{name}”: “{key}” should be {expected}.", name=name, key=key, expected=expected
    )


def _made(given: Mapping[str, Any], stem: str) -> Profile:
    base = profiles()[given["like"]] if "like" in given else Profile(stem, stem)
    standard = Profile("", "")
    removed = {
        field.name: getattr(standard, field.name)
        for field in fields(Profile)
        if field.name in given and given[field.name] is None
    }
    values = values_of({"fps": base.fps, **given})
    called = " ".join(str(given.get("name", stem)).split())[:_LONGEST_NAME]
    return replace(base, **{**removed, **values, "id": stem, "name": called})


def written(profile: Profile, name: str) -> bytes:
    """The file of a profile: all of its limits, so that whoever opens it sees what there is."""
    standard = Profile("", "")
    values = {
        field.name: getattr(profile, field.name)
        for field in fields(Profile)
        if field.name in _FIELDS
    }
    like = {"like": profile.site.id} if profile.site is not None else {}
    given = {
        key: value
        for key, value in values.items()
        if key != "fps" or value != standard.fps or profile.close_gap_frames is not None
    }
    return json.dumps(
        {"schema": SCHEMA, "name": name, **like, **given}, ensure_ascii=False, indent=1
    ).encode()


def read_all(folder: Path) -> tuple[dict[str, Profile], list[Problem]]:
    """The profiles in a folder by id, in order of their files' names, and what is wrong."""
    found, problems = dict[str, Profile](), list[Problem]()
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)
    except OSError:
        return {}, []  # there is none yet
    for path in files:
        try:
            profile = read(read_bytes(str(path)), path.name)
        except UserError as error:
            problems.append(error.problem)
        else:
            found[profile.id] = profile
    return found, problems
