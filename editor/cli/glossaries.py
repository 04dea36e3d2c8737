# SPDX-License-Identifier: GPL-3.0-or-later
"""The names and terms that a verb is given: `--glossary`, and what a project holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.cli.common import say_problems
from editor.core.errors import UserError
from editor.core.state import State
from editor.formats.files import STANDARD, read_bytes
from editor.language import glossary_file
from editor.language.glossary import of_state, together
from editor.project import project_reader
from editor.project.project_file import MAGIC

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from editor.language.glossary import Glossary


def given(names: Iterable[str]) -> Glossary:
    """The terms of these files, the last one's first in doubt; of a project, those that it holds.

    Raises:
        UserError: One of them cannot be read.
    """
    found = []
    for name in names:
        try:
            data = read_bytes(name)
            if data.startswith(MAGIC):
                found.append(of_state(project_reader.read(data).work.state))
                continue
            terms, problems = glossary_file.read(data, name)
        except UserError as error:
            raise UserError("{name}: {reason}", name=name, reason=error.problem) from None
        say_problems(name, problems)
        found.append(terms)
    return together(*found)


def own(name: str, options: argparse.Namespace) -> Glossary:
    """The glossary of the input, if it is a project."""
    if name == STANDARD or options.source is not None:
        return ()
    data = read_bytes(name)
    state = project_reader.read(data).work.state if data.startswith(MAGIC) else State()
    return of_state(state)
