# SPDX-License-Identifier: GPL-3.0-or-later
"""The glossaries that the window knows, the document's and the user's; what was put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.core.errors import UserError
from editor.core.reasons import reason_of
from editor.core.state import NOT_THIS, refusal_key
from editor.formats.files import is_there, write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from editor.core.proposal import Proposal
    from editor.jobs import Jobs
    from editor.language.corrections import Correction
    from editor.language.glossary import Glossary, Term
    from editor.language.word_model.model import WordModel
    from editor.session import Session


class Terms(QObject):
    """Terms of the open document, which go with its project, and of the user, for all documents.

    Signals:
        changed: There are other terms.
        offered: There is another correction that the glossary may keep, or one less.

    Attributes:
        corrected: What was corrected by hand last and looks like terms.
    """

    changed = Signal()
    offered = Signal()

    def __init__(self, session: Session, path: Path) -> None:
        """`path`: the file of the user's glossary, a table that other programs read, too."""
        super().__init__()
        self._session, self._path = session, path
        self._user: Glossary | None = None
        self._seen: Glossary = ()  # what the user's file said last
        self._copied: tuple[object, int] = (None, 0)
        self.corrected: list[Correction] = []
        self._offers: dict[tuple[str, str], tuple[int, Correction]] = {}
        self._steps: list[tuple[Glossary, Glossary]] = []
        session.opened.connect(self._opened)

    @property
    def of_document(self) -> Glossary:
        """The document's terms."""
        from editor.language.glossary import of_state

        return of_state(self._session.state)

    @property
    def of_user(self) -> Glossary:
        """The user's terms; none if their file is missing or cannot be read."""
        if self._user is None:
            self._user = ()
            try:
                self._follow_file()
            except UserError:
                return ()
        return self._user

    def look_again(self, jobs: Jobs) -> None:
        """Take what another window or program has written into the user's file meanwhile."""
        seen, before = self._seen, self._user
        if before is None:
            return

        def take(now: Glossary | None) -> None:
            if now is None or self._seen is not seen:  # written meanwhile: that took it, too
                return
            self._follow(now)
            if self._user != before:
                self.changed.emit()

        def ignore(_: UserError) -> None:
            """It is told when the file is to be written."""

        jobs.start("", lambda _: self._load(), take, ignore)

    def _follow_file(self) -> None:
        """Make the changes that the user's file has had since it was read or written last.

        Raises:
            UserError: It cannot be read.
        """
        now = self._load()
        if now is not None:
            self._follow(now)

    def _load(self) -> Glossary | None:
        """What the user's file says; None if it is gone, which what was known outlasts."""
        from editor.language import glossary_file

        return glossary_file.load(self._path)[0] if is_there(self._path) else None

    def _follow(self, now: Glossary) -> None:
        from editor.language.glossary import carried

        self._user = carried(self._seen, now, self._user or ())
        self._seen = now

    @property
    def all(self) -> Glossary:
        """Both; what the document says of a term counts more."""
        from editor.language.glossary import together

        return together(self.of_user, self.of_document)

    @property
    def read_only(self) -> bool:
        """Whether the document's terms cannot be changed: another window is editing it."""
        return self._session.elsewhere is not None

    def set_document(self, glossary: Glossary) -> None:
        """Replace the document's terms; nothing happens while another window edits it."""
        self.set_both(glossary, self.of_user)

    def set_user(self, glossary: Glossary) -> None:
        """Replace the user's terms; see `set_both`."""
        self.set_both(self.of_document, glossary)

    def set_both(self, document: Glossary, user: Glossary) -> None:
        """Replace the terms, which `undo` takes back in one step, and write the user's file.

        Raises:
            UserError: The file cannot be written; the terms last until the program ends.
        """
        before = (self.of_document, self.of_user)
        if self.read_only:
            document = before[0]
        if (document, user) != before:
            self._steps.append(before)
        self._become(document, user)

    def undo(self) -> bool:
        """Take the last change of the glossaries back; whether there was one.

        Raises:
            UserError: See `set_both`.
        """
        if not self._steps or self.read_only:
            return False
        self._become(*self._steps.pop())
        return True

    def _become(self, document: Glossary, user: Glossary) -> None:
        from editor.language.glossary import into_state, row_of

        before = tuple(self._session.state.kinds.get(_TERM, {}))
        rows = into_state(self._session.state, document).rows(_TERM)
        order = [row_of(term)[0] for term in document]
        staying = [key for key in before if key in rows]
        if staying != order[: len(staying)]:
            rows = {key: rows[key] for key in order}
            for key in before:  # what is kept anew goes to the end
                self._session.keep(_TERM, key, None)
        for key in dict.fromkeys((*order, *before)):
            self._session.keep(_TERM, key, rows.get(key))
        is_new, self._user = user != self.of_user, user
        self.changed.emit()
        if is_new:
            self._write()
            if self._user != user:
                self.changed.emit()

    def _write(self) -> None:
        """Write the user's file; what others have changed there stays."""
        from editor.language import glossary_file

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                "Your glossary could not be saved. {reason}", reason=reason_of(error)
            ) from None
        self._follow_file()
        glossary = self.of_user
        write_bytes(str(self._path), glossary_file.write(glossary, self._path.name), replace=True)
        self._seen = glossary

    def learn(self, heard: str, right: str) -> bool:
        """Note that `right` was written as `heard`; whether the document's glossary is new."""
        from editor.language.glossary import learned

        before = self.of_document
        after = learned(before, heard, right)
        if after != before:
            self.set_document(after)
        return after != before

    @property
    def offers(self) -> list[Correction]:
        """Corrections that the glossary may keep, the last one first, as far as they stand."""
        texts = {cue.id: cue.text for cue in self._session.document.cues}
        known = {(heard, term.term) for term in self.all for heard in term.heard_as}
        standing = (
            made
            for (heard, right), (cue, made) in reversed(self._offers.items())
            if (heard, right) not in known and right in texts.get(cue, "")
        )
        return list(standing)

    def offer(self, found: Sequence[tuple[int, Correction]]) -> None:
        """Offer corrections to be kept, each in the cue with that id; not what was put away."""
        if not found:
            return
        self.corrected = [made for _, made in found]
        refused = self._refused(_PAIRS)
        for cue, made in found:
            pair = (made.heard, made.right)
            self._offers.pop(pair, None)
            if refusal_key(*pair) not in refused:
                self._offers[pair] = (cue, made)
        self.offered.emit()

    def answer(self, offer: Correction, *, keep: bool) -> None:
        """Keep an offered correction in the document's glossary, or do not offer it again."""
        if self.read_only:
            return
        del self._offers[offer.heard, offer.right]
        if keep:
            self.learn(offer.heard, offer.right)
        else:
            self.put_away(_PAIRS, [(offer.heard, offer.right)])
        self.offered.emit()

    def put_away(self, of: str, proposals: Iterable[tuple[str, str]]) -> None:
        """Remember with the document what the user did not want: it is not proposed again.

        Args:
            of: What proposed it.
            proposals: The texts before and after.
        """
        before = self._refused(of)
        after = before | {refusal_key(*texts) for texts in proposals}
        if after != before:
            self._session.keep(NOT_THIS, of, [*sorted(after)])

    def left(self, of: str, proposals: Iterable[Proposal]) -> list[Proposal]:
        """Those of the proposals that were not put away."""
        refused = self._refused(of)
        return [row for row in proposals if refusal_key(row.before, row.after) not in refused]

    def propose_again(self) -> int:
        """Forget what was put away; returns how many proposals that were."""
        rows = self._session.state.rows(NOT_THIS)
        count = sum(len(self._refused(of)) for of in rows)
        for of in rows:
            self._session.keep(NOT_THIS, of, None)
        return count

    def _refused(self, of: str) -> frozenset[str]:
        body = self._session.state.rows(NOT_THIS).get(of)
        given = body if isinstance(body, list) else ()
        return frozenset(key for key in given if isinstance(key, str))

    @property
    def folder(self) -> Path:
        """Where the user's glossary is, and a word model of the user's may be."""
        return self._path.parent

    def word_model(self, terms: Glossary) -> WordModel | None:
        """What knows how lines read, these terms among their words; None if there is none here.

        On any thread; the first time takes a second or two.

        Raises:
            UserError: The file that is there cannot be read.
        """
        from editor.language.word_model.finding import found

        path = found(self.folder)
        if path is None:
            return None
        from editor.language.word_model.model import word_model

        return word_model(path, (term.term for term in terms))

    def next_piece(self, document: object, count: int) -> int:
        """Which of `count` pieces to copy next: the first, or the one after the last copied."""
        before, place = self._copied
        place = (place + 1) % count if before is document else 0
        self._copied = (document, place)
        return place

    def term(self, name: str) -> Term | None:
        """The term of that spelling, or None."""
        return next((term for term in self.all if term.term == name), None)

    def _opened(self) -> None:
        self.corrected, self._offers, self._steps = [], {}, []
        self.changed.emit()
        self.offered.emit()


_PAIRS = "pairs"
"""Under this name, corrections that the glossary is not to keep are put away."""

_TERM = "term"
"""See `core.state.TERM`."""
