# SPDX-License-Identifier: GPL-3.0-or-later
"""When the disk does not take what was done. The journal is one that refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import disk_trouble
from editor.core import editing
from editor.core.errors import UserError
from editor.jobs import Job
from editor.project.journal_port import NoJournal
from editor.project.journal_writer import SessionLost

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


class Refusing(NoJournal):
    """A journal whose disk is full, for so many more looks."""

    def __init__(self, looks: int, trouble: UserError | None) -> None:
        super().__init__()
        self._left = looks
        self.trouble = trouble  # type: ignore[assignment] # which this one has

    def flush(self) -> bool:
        self._left -= 1
        if self._left <= 0:
            self.trouble = None
        return self._left < 0


FULL = UserError("The disk is full.")


def refuse(desk: Desk, looks: int, trouble: UserError | None = FULL) -> None:
    desk.session.keep_in(Refusing(looks, trouble))
    desk.session.commit(editing.set_text(desk.session.document, 0, "各位好"))


def test_what_is_kept_can_be_left(desk: Desk) -> None:
    assert disk_trouble.may_leave(desk.context)
    assert desk.ask.asked == []


def test_who_would_lose_something_is_asked_and_may_try_again(desk: Desk) -> None:
    refuse(desk, 2)
    desk.ask.will_answer(0)
    assert disk_trouble.may_leave(desk.context)
    assert desk.ask.asked == [
        "The disk is full. If you leave now, your latest changes will be lost."
    ]


def test_a_disk_that_says_nothing_is_named_so(desk: Desk) -> None:
    refuse(desk, 1_000, None)
    desk.ask.will_answer(None)
    assert not disk_trouble.may_leave(desk.context)
    assert desk.ask.asked[0].startswith("The disk is not responding.")


def test_one_may_let_go_of_it(desk: Desk) -> None:
    refuse(desk, 1_000)
    desk.ask.will_answer(2)
    assert disk_trouble.may_leave(desk.context)


def test_or_save_it_elsewhere_first(desk: Desk, tmp_path: Path) -> None:
    refuse(desk, 1_000)
    desk.ask.will_answer(1, tmp_path / "rescued.jiaozi")
    assert not disk_trouble.may_leave(desk.context)
    desk.settle()
    assert (tmp_path / "rescued.jiaozi").exists()
    assert disk_trouble.may_leave(desk.context)  # all of it is in the project now


def test_what_was_only_opened_is_left_unasked(desk: Desk) -> None:
    desk.session.keep_in(Refusing(1_000, FULL))
    assert disk_trouble.may_leave(desk.context)


def test_a_session_that_is_lost_is_begun_anew_with_all_of_the_work(desk: Desk) -> None:
    refuse(desk, 1_000, SessionLost())
    disk_trouble.troubled(desk.context)
    assert desk.session.trouble is None
    assert desk.session.flush()
    assert desk.said == SessionLost().problem.text
    entry = desk.context.store.recent(1)[0]
    restored = desk.context.store.restore(entry)
    assert [cue.text for cue in restored.document.cues] == desk.texts
    assert restored.history.undo_title == "Edit text"


def test_trouble_that_may_pass_is_waited_for(desk: Desk) -> None:
    refuse(desk, 1_000)
    disk_trouble.troubled(desk.context)
    assert desk.session.trouble is FULL
    assert desk.views.notices == []


def test_a_drive_that_does_not_answer_is_named(desk: Desk, tmp_path: Path) -> None:
    disk_trouble.late(desk.context, Job("Opening {name}", {}, tmp_path / "stick.srt"))
    assert desk.said.startswith("“stick.srt” is not responding")
    disk_trouble.late(desk.context, Job("Checking", {}))
    assert len(desk.views.notices) == 1
