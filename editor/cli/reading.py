# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi doubt` does without a medium: lines are read, not heard."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from editor.cli import glossaries
from editor.cli.common import DONE, load, say, say_problems
from editor.cli.doubt_rows import show_doubts
from editor.cli.many import run_all
from editor.cli.showing import Shown
from editor.core.errors import UserError
from editor.language.glossary import Term, together
from editor.language.word_model import finding
from editor.language.word_model.doubting import Doubter
from editor.language.word_model.model import word_model
from editor.project.places import places

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(options: argparse.Namespace) -> int:
    """Rank the cues of the input by how badly they read."""
    path = options.words or finding.found(places(os.environ).glossary.parent)
    if path is None:
        raise UserError(
            "There is no word model here: name one with --words (docs/terms.md says which), "
            "or name a sound with --media."
        )
    options.words = path
    options.terms = together(glossaries.given(options.glossary), tuple(map(Term, options.term)))
    return run_all(options, _judge, listed=".doubt.json" if options.json else ".doubt.txt")


def _judge(options: argparse.Namespace) -> int:
    name, path = options.file, options.words
    model = f"{path.name} ({_size(path)})"
    document = load(name, options)
    say_problems(name, document.problems)
    terms = together(glossaries.own(name, options), options.terms)
    doubter = Doubter(word_model(path, (term.term for term in terms)), terms)
    shown = Shown(quiet=options.quiet)
    found = [doubt for doubt in doubter.doubts(document.cues, shown) if doubt.score < 0]
    shown.clear()
    if not options.quiet:
        say(f"{name}: read by {model}")
    show_doubts(name, document, found, options, model=model)
    return DONE


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it will tell
