# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles of limits as files: one made from the current one, one of somebody else's added."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor.actions.action import Action, has_document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.reasons import reason_of
from editor.formats.files import is_there, read_bytes, write_bytes

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.checks.profiles import Profile

_KINDS = ((N_("Check profile"), "*.json"),)


def save(context: Context) -> None:
    """Write the current profile with all its limits to a file, to be changed and added."""
    from editor.checks.own_profiles import SUFFIX, written

    profile = context.inspection.profile
    name = context.ask.line(
        N_("Save check profile"), N_("Name"), context.views.translated(profile.name)
    )
    if name is None or not name.strip():
        return
    suggested = (context.session.path or Path.home() / "x").with_name(f"{_plain(name)}{SUFFIX}")
    path = context.ask.save_file(N_("Save check profile"), suggested, _KINDS)
    if path is None:
        return
    data = written(profile, name.strip())
    context.jobs.start(
        N_("Exporting"),
        lambda _: write_bytes(str(path), data, replace=True),
        lambda _: context.views.notice(
            Problem("Written: {name}. Change it, then add it.", name=path.name), "profile.add"
        ),
        lambda error: context.ask.tell(error.problem),
        path,
    )


def add(context: Context) -> None:
    """Add the profile in a file to the user's, and check against it."""
    path = context.ask.open_file(N_("Add check profile"), _KINDS)
    folder = context.inspection.own_profiles
    if path is None or folder is None:
        return

    def work(_: object) -> tuple[bytes, Profile, bool]:
        from editor.checks import own_profiles

        data = read_bytes(str(path))
        return data, own_profiles.read(data, path.name), is_there(folder / path.name)

    def take(found: tuple[bytes, Profile, bool]) -> None:
        data, profile, present = found
        if present and path.parent != folder:
            question = Problem("There is a check profile “{name}” already.", name=profile.id)
            if context.ask.choose(question, (N_("Replace"),)) != 0:
                return
        _keep(folder / path.name, data)
        context.inspection.reread_profiles()
        context.inspection.choose(profile.id)
        context.views.notice(
            Problem("Checked against “{name}” from now on.", name=profile.name), "view.problems"
        )

    context.jobs.start(
        N_("Reading the check profile"),
        work,
        take,
        lambda error: context.ask.tell(error.problem),
        path,
    )


def _keep(path: Path, data: bytes) -> None:
    """Write a file into the program's own folder."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("Settings could not be saved. {reason}", reason=reason_of(error)) from None
    write_bytes(str(path), data, replace=True)


def _plain(name: str) -> str:
    """A name as a file's."""
    return "".join(one if one.isalnum() else "-" for one in name.strip()).strip("-") or "profile"


ACTIONS: tuple[Action, ...] = (
    Action("profile.save", N_("Save check profile as…"), save, (), has_document, changes=False),
    Action("profile.add", N_("Add check profile…"), add, (), has_document, changes=False),
)  # fmt: skip
