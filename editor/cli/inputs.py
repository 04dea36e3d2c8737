# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders among the inputs of a verb: they stand for the files in them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from editor import formats
from editor.cli.common import counted, say
from editor.core.errors import UserError
from editor.formats.files import STANDARD, is_folder, real
from editor.project.project_file import SUFFIX

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterator

_NUMBER = re.compile(r"(\d+)")


def readable() -> frozenset[str]:
    """Endings of the files that verbs read."""
    known = {suffix.lower() for row in formats.FORMATS if row.reader for suffix in row.suffixes}
    return frozenset(known | {SUFFIX})


def gather(options: argparse.Namespace, suffixes: Collection[str] | None = None) -> None:
    """Put the files of each folder in its place in `options.files`, at any depth, by name.

    Hidden files are left out, and what is in the folder of the outputs. `options.under` says for
    each file in which folder below the named one it is: there its outputs go.

    Args:
        options: Those of the verb.
        suffixes: Endings of the files; those that verbs read by default.

    Raises:
        UserError: A folder has no such file.
    """
    suffixes = readable() if suffixes is None else suffixes
    options.under = {}
    names = []
    for name in options.files:
        if name == STANDARD or not is_folder(name):
            names.append(name)
            continue
        found = sorted(_files(Path(name), suffixes, options.out), key=_order)
        if not found:
            raise UserError("{name}: This folder has no file that can be read.", name=name)
        if not options.quiet:
            say(f"{name}: {counted(len(found), 'file')}")
        options.under |= {str(path): str(path.parent.relative_to(name)) for path in found}
        names += map(str, found)
    options.files = names


def _files(folder: Path, suffixes: Collection[str], out: str | None) -> Iterator[Path]:
    outputs = None if out is None else real(out)
    for parent, folders, names in os.walk(folder):
        path = Path(parent)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (outputs is None or real(path / name) != outputs)
        ]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in suffixes:
                yield path / name


def _order(path: Path) -> list[list[tuple[bool, int, str]]]:
    """Part 2 stands before part 10."""
    return [
        [(text.isdecimal(), int(text) if text.isdecimal() else 0, text) for text in pieces]
        for pieces in map(_NUMBER.split, path.parts)
    ]
