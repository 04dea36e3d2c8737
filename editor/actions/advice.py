# SPDX-License-Identifier: GPL-3.0-or-later
"""What to tell the user about a document that was just opened, and what to do first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.actions.changing import ELSEWHERE_ACTIONS
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.state import PREPARE
from editor.session import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.project.opening import Loaded
    from editor.report import Report

_FIRST = 200
"""Cues by which two languages are recognised when a file is opened."""

_TOLD = "unreadable"
"""Key in the settings' state of the files that were told to be unreadable."""

_FRESH = Problem("A machine transcript that nobody has worked on yet.")

_EARLIER = Problem("There is other work of yours on this file. It is kept.")


def greet(context: Context, read: Loaded) -> None:
    """Show a notice about a document that was just opened, if there is something to say."""
    restored = read.restored
    if context.session.elsewhere is not None:
        context.views.advise(Problem(ELSEWHERE), *ELSEWHERE_ACTIONS)
    elif restored is not None and restored.problems:
        also = ("file.doubts",) if restored.problems[1:] else ()
        context.views.notice(restored.problems[0], *also)
    elif restored is not None and restored.history.done:
        message = Problem("Your earlier work on this transcript was restored.")
        context.views.notice(message, "file.afresh")
    elif read.document.problems:
        count = len(read.document.problems)
        message = Problem("Import warnings: {count}.", count=count)
        of_encoding = any("encoding" in problem.facts for problem in read.document.problems)
        of_columns = any("columns" in problem.facts for problem in read.document.problems)
        also = ("file.read-again",) if of_encoding else ("file.columns",) if of_columns else ()
        context.views.notice(message, "file.doubts", *also)
    elif _is_bilingual(read.document):
        context.views.notice(Problem("These subtitles are in two languages."), "tools.second")


def tell_unreadable(context: Context, files: Sequence[Path]) -> None:
    """Tell, once for each, which files of earlier work cannot be read."""
    told, names = context.settings.state(_TOLD), [file.name for file in files]
    new = [name for name in names if not isinstance(told, list) or name not in told]
    if new:
        context.settings.remember(_TOLD, names)
        message = N_("Earlier work cannot be read. It is kept in “{folder}”: {names}.")
        names_of = ", ".join(new)
        context.views.notice(Problem(message, folder=files[0].parent, names=names_of))


def _is_bilingual(document: Document) -> bool:
    """Whether the first cues are in two languages."""
    from editor.language.second_texts import found

    first = document.cues[:_FIRST]
    return found(replace(document, cues=first)) is not None


def advise(context: Context, report: Report) -> None:
    """Recommend in one sentence what to do first; clear the advice if there is nothing to do."""
    if context.session.elsewhere is not None:
        context.views.advise(Problem(ELSEWHERE), *ELSEWHERE_ACTIONS)
        return
    if context.tapping.mode:
        context.views.advise(None)  # what is wrong is being put right
        return
    if context.session.earlier is not None and context.views.advise(_EARLIER, "file.earlier"):
        return
    diagnosis = report.diagnosis
    if diagnosis is not None and diagnosis.is_plain:
        action = "time.tracks" if diagnosis.tracks else "tools.repair"
        untimed = any(cue.is_untimed for cue in report.document.cues)
        tap = ("play.tap",) if untimed else ()
        also = () if diagnosis.tracks else _prepare(context, report)
        context.views.advise(diagnosis.finding, *tap, action, *also)
        return
    rolling = next((one for one in report.findings if one.rule == "rolling"), None)
    if rolling is not None:
        context.views.advise(rolling.message, "tools.unroll", *_prepare(context, report))
        return
    found = report.blocks
    if not found:
        heard = any(cue.words is not None for cue in report.document.cues)
        offered = _prepare(context, report) if heard else ()
        context.views.advise(_FRESH if offered else None, *offered)
        return
    cues = sum(block.stop - block.first for block in found)
    to_simplified = found[0].script == "hant"
    message = (
        N_("Part of the text is in Traditional Chinese. Blocks: {blocks}, cues: {cues}.")
        if to_simplified
        else N_("Part of the text is in Simplified Chinese. Blocks: {blocks}, cues: {cues}.")
    )
    action = "tools.zh-Hans" if to_simplified else "tools.zh-Hant"
    told = Problem(message, blocks=len(found), cues=cues)
    context.views.advise(told, action, *_prepare(context, report))


def _prepare(context: Context, report: Report) -> tuple[str, ...]:
    """The command that prepares a transcript, as long as nobody has worked on it."""
    known = context.session.state.kinds.get(PREPARE)
    worked = context.session.history.done or any(cue.checked for cue in report.document.cues)
    untimed = all(cue.is_untimed for cue in report.document.cues)
    return () if known or worked or untimed else ("tools.prepare",)
