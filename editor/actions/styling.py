# SPDX-License-Identifier: GPL-3.0-or-later
"""Styles of the document, as ASS has them: changed, added, given to cues."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.change import replaced
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.actions.context import Context
    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.head import Styles

_TITLE = N_("Change styles")
_STYLE, _ANCHOR = "ass.style", "ass.anchor"
_USUAL = 2
"""Bottom centre, as cues stand that say nothing of it."""


class Restyled(NamedTuple):
    """What the user made of the styles.

    Attributes:
        styles: The styles by their new names.
        names: The new names of all that there were, by the old ones; None where one was deleted.
        used: Name of the style that the selected cues get; None leaves them theirs.
    """

    styles: Styles
    names: Mapping[str, str | None]
    used: str | None


def edit(context: Context) -> None:
    """Show the styles, and make what the user makes of them one step of undo."""
    from editor.formats.ass_head import completed

    document = context.session.document
    second = any(cue.second for cue in document.cues)
    styles, info = completed(document.head, second=second)
    rows = context.session.chosen
    restyled = context.ask.styles(styles, info, [document.cues[row] for row in rows])
    if restyled is None or (restyled.styles == styles and restyled.used is None):
        return
    if context.session.document is document:
        changing.commit(context, change_of(document, restyled, info, rows))


def change_of(
    document: Document, restyled: Restyled, info: Mapping[str, str], rows: Sequence[int]
) -> Change:
    """The change to these styles.

    Args:
        document: The document before.
        restyled: What the user made of its styles.
        info: The script info that the styles' sizes are for.
        rows: The selected cues.
    """
    from editor.formats.ass_head import DEFAULT
    from editor.formats.ass_style import style_of

    keys = {name: style_of(fields).key for name, fields in restyled.styles.items()}
    first = DEFAULT if DEFAULT in keys else next(iter(keys))
    chosen = frozenset(rows) if restyled.used is not None else frozenset()

    def dressed(row: int, cue: Cue) -> Cue:
        old = str(cue.extras.get(_STYLE, DEFAULT)).lstrip("*")
        if row not in chosen and old not in restyled.names:
            return cue  # of a style that nobody has defined
        name = restyled.used if row in chosen else restyled.names[old]
        return _in_style(cue, name or first, keys[name or first])

    change = replaced(
        document, _TITLE, ((row, dressed(row, cue)) for row, cue in enumerate(document.cues))
    )
    others = {name: each for name, each in document.head.styles.items() if "Fontname" not in each}
    styles = {**others, **restyled.styles}
    after = replace(document.head, styles=styles, script_info=info)
    return replace(change, head=(document.head, after)) if after != document.head else change


def _in_style(cue: Cue, name: str, key: int) -> Cue:
    from editor.formats.ass_head import DEFAULT

    extras = {each: value for each, value in cue.extras.items() if each != _ANCHOR}
    if str(extras.get(_STYLE, DEFAULT)).lstrip("*") != name:
        extras[_STYLE] = name
    if extras.get(_STYLE) == DEFAULT:
        del extras[_STYLE]
    if key != _USUAL:
        extras[_ANCHOR] = key
    return cue if extras == cue.extras else replace(cue, extras=extras)


ACTIONS: tuple[Action, ...] = (
    Action("file.styles", N_("Subtitle styles (ASS)…"), edit, when=has_cue),
)  # fmt: skip
