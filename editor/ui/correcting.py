# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches what is corrected by hand: more places like it are counted, and the glossary may keep it.

Nobody is asked anything: the status bar says how many more there are, and the glossary panel shows
a row. Work of the background, once the user pauses or goes to another cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.actions import sounding
from editor.jobs import Latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.language.corrections import Correction
    from editor.session import Applied

PAUSE = 1_200
"""ms without a change after which a correction is taken to be complete."""

_LEFT = 400
"""ms after the cue was left: the correction is complete then. But the search slows down painting,
so it does not begin while the user goes from cue to cue."""

_LARGE = 10_000
"""Cues up to which more places are looked for by their sound, in a few seconds at most; beyond, as
they are written."""

_Found = list[tuple[int, "Correction"]]
"""Corrections with the ids of their cues."""


class Correcting(QObject):
    """Follows the session; `show_more` gets the number of further places, 0 for none."""

    def __init__(self, context: Context, show_more: Callable[[int], None]) -> None:
        super().__init__()
        self._context, self._show_more = context, show_more
        self._before: dict[int, str] = {}  # texts before they were corrected, by the cues' ids
        self._latest = Latest(context.jobs, lambda: context.session.document)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look)
        session = context.session
        session.changed.connect(self._changed)
        session.selected.connect(self._moved)
        session.opened.connect(self._forget)

    def _changed(self, applied: Applied) -> None:
        cues = [(splice.removed, splice.inserted) for splice in applied.change.splices]
        self._latest.cancel()  # who types is not to be slowed down
        self._show_more(0)
        if len(cues) == 1 and len(cues[0][0]) == 1 and len(cues[0][1]) == 1:
            (before,), (after,) = cues[0]
            if before.id == after.id and before.text != after.text:
                self._before.setdefault(after.id, before.text)
        if self._before:
            self._pause.start(PAUSE)

    def make_way(self) -> None:
        """An input method composes: a search that runs begins again after a pause."""
        if self._latest.busy:
            self._latest.cancel()
            self._pause.start(PAUSE)

    def _moved(self) -> None:
        cues, row = self._context.session.document.cues, self._context.row
        if self._pause.isActive() and row < len(cues) and cues[row].id not in self._before:
            self._pause.start(_LEFT)

    def _forget(self) -> None:
        self._latest.cancel()
        self._pause.stop()
        self._before.clear()
        self._show_more(0)

    def _look(self) -> None:
        """See what was corrected in the cues since they were left alone."""
        context = self._context
        if context.views.composing:
            self._pause.start(PAUSE)
            return
        cues, before = context.session.document.cues, dict(self._before)
        known = context.terms.all
        names = [term.term for term in known]

        def work(progress: Progress) -> tuple[_Found, int]:
            from editor.language.corrections import corrections, is_term

            found: _Found = []
            last: list[Correction] = []
            now = {cue.id: cue for cue in cues if cue.id in before}
            pairs = [(text, now[cue]) for cue, text in before.items() if cue in now]
            for text, cue in pairs:
                made = corrections(cue.heard or text, cue.text, names)
                # A word of the glossary is no mishearing, and what was there before no correction.
                last = [
                    each
                    for each in made
                    if each.right not in text and each.heard not in names and is_term(each)
                ]
                found += [(cue.id, each) for each in last]
            terms = [each.term for each in last]
            if not terms:
                return found, 0
            if len(cues) > _LARGE:
                heard = [each.heard for each in last]
                return found, sum(any(word in cue.text for word in heard) for cue in cues)
            return found, len(sounding.seek(context, terms, sounding.EVERYWHERE)(progress))

        def take(made: tuple[_Found, int]) -> None:
            found, more = made
            self._before.clear()
            context.terms.offer(found)
            self._show_more(more)

        self._latest.start("", work, take, lambda: self._pause.start(PAUSE))
