# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles of limits: changed into one of the user's own, written to a file, added from one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor.actions.action import Action, has_document
from editor.checks.profiles import profiles
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.reasons import reason_of
from editor.core.values import dataclass
from editor.formats.files import is_there, read_bytes, write_bytes

if TYPE_CHECKING:
    from editor.actions.context import Context

_SUFFIX = ".json"
_KINDS = ((N_("Check profile"), f"*{_SUFFIX}"),)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that the user can change in the window; all others are in the profile's file.

    Attributes:
        id: Field of `Profile`.
        label: Shown beside it.
        unit: Shown after the number.
        most: Greatest value.
        decimals: Decimal places.
    """

    id: str
    label: str
    unit: str = ""
    most: float = 60_000
    decimals: int = 0


LIMITS = (
    Limit("cpl", N_("Characters per line"), most=200, decimals=1),
    Limit("cpl_hard", N_("… tolerated"), most=200, decimals=1),
    Limit("lines", N_("Lines per cue"), most=9),
    Limit("lines_hard", N_("… tolerated"), most=9),
    Limit("cps", N_("Characters per second"), most=100, decimals=1),
    Limit("cps_opt", N_("… better"), most=100, decimals=1),
    Limit("min_ms", N_("Minimum duration"), "ms"),
    Limit("max_ms", N_("Maximum duration"), "ms"),
    Limit("gap_ms", N_("Minimum gap"), "ms"),
    Limit("close_gap_ms", N_("Close gaps shorter than"), "ms"),
)


def change(context: Context) -> None:
    """Change the limits of the current profile; they are kept as a profile of the user's own."""
    from editor.checks.own_profiles import written

    profile, folder = context.inspection.profile, context.inspection.own_profiles
    values = {limit.id: getattr(profile, limit.id) for limit in LIMITS}
    known = profile.id in profiles()
    called = f"{context.views.translated(profile.name)} 2" if known else profile.name
    answer = context.ask.limits(called, LIMITS, values)
    if answer is None or folder is None:
        return
    name, changed = answer[0].strip(), {**values, **answer[1]}
    own = not known and name == profile.name
    path = folder / (f"{profile.id}{_SUFFIX}" if own else _file(name))
    if not own and is_there(path) and not _may_replace(context, path):
        return
    try:
        _keep(context, path, written(replace(profile, **changed), name))
    except UserError as error:
        context.ask.tell(error.problem)


def save(context: Context) -> None:
    """Write the current profile with all its limits to a file, to be changed or sent to others."""
    from editor.checks.own_profiles import written

    profile = context.inspection.profile
    name = context.views.translated(profile.name)
    suggested = (context.session.path or Path.home() / "x").with_name(_file(name))
    path = context.ask.save_file(N_("Save check profile"), suggested, _KINDS)
    if path is None:
        return
    data = written(profile, name)
    context.jobs.start(
        N_("Exporting"),
        lambda _: write_bytes(str(path), data, replace=True),
        lambda _: context.views.notice(Problem("Written: {name}", name=path.name)),
        lambda error: context.ask.tell(error.problem),
        path,
    )


def add(context: Context) -> None:
    """Add the profile in a file to the user's, and check against it."""
    path = context.ask.open_file(N_("Add check profile"), _KINDS)
    folder = context.inspection.own_profiles
    if path is None or folder is None:
        return
    place = folder / path.name

    def work(_: object) -> bytes:
        from editor.checks.own_profiles import read

        data = read_bytes(str(path))
        read(data, path.name)
        return data

    def take(data: bytes) -> None:
        if path != place and is_there(place) and not _may_replace(context, place):
            return
        _keep(context, place, data)

    context.jobs.start(
        N_("Reading the check profile"),
        work,
        take,
        lambda error: context.ask.tell(error.problem),
        path,
    )


def _may_replace(context: Context, path: Path) -> bool:
    question = Problem("There is a check profile “{name}” already.", name=path.stem)
    return context.ask.choose(question, (N_("Replace"),)) == 0


def _keep(context: Context, path: Path, data: bytes) -> None:
    """Keep a profile among the user's, and check against it.

    Raises:
        UserError: It is none, or cannot be written.
    """
    from editor.checks.own_profiles import read

    profile = read(data, path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("Settings could not be saved. {reason}", reason=reason_of(error)) from None
    write_bytes(str(path), data, replace=True)
    context.inspection.reread_profiles()
    context.inspection.choose(profile.id)
    message = Problem("Checked against “{name}” from now on.", name=profile.name)
    context.views.notice(message, "view.problems")


def _file(name: str) -> str:
    """A file's name for a profile's, other than the ids of the program's profiles."""
    plain = "".join(one if one.isalnum() else "-" for one in name).strip("-") or "profile"
    return f"{plain}-2{_SUFFIX}" if plain in profiles() else f"{plain}{_SUFFIX}"


ACTIONS: tuple[Action, ...] = (
    Action("profile.change", N_("Change check profile…"), change, (), has_document, changes=False),
    Action("profile.save", N_("Save check profile as…"), save, (), has_document, changes=False),
    Action("profile.add", N_("Add check profile…"), add, (), has_document, changes=False),
)  # fmt: skip
