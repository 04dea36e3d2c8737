# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions.diagnosing import Diagnosing
from editor.core import editing
from editor.repair.evidence import Evidence
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from editor.repair.diagnosis import Diagnosis
    from tests.desk import Desk


def fallen(desk: Desk, folder: Path) -> Diagnosing:
    starts = [*range(0, 9_000, 1_000)] * 2
    rows = [(start, start + 900 - 30 * n, f"第{n}句") for n, start in enumerate(starts)]
    desk.open(folder / "fallen.srt", srt(*rows))
    return Diagnosing(desk.session, desk.context.jobs)


def test_of_several_questions_the_last_is_answered(desk: Desk, tmp_path: Path) -> None:
    diagnosing, got = fallen(desk, tmp_path), list[tuple[str, "Diagnosis"]]()
    diagnosing.weigh(Evidence(), lambda found: got.append(("first", found)))
    diagnosing.weigh(Evidence(20_000), lambda found: got.append(("second", found)))
    desk.settle()
    ((name, diagnosis),) = got
    assert name == "second"
    assert len(diagnosis.chunks) == 2
    assert diagnosis.interpretations


def test_an_answer_about_another_document_is_dropped(desk: Desk, tmp_path: Path) -> None:
    diagnosing, got = fallen(desk, tmp_path), list["Diagnosis"]()
    diagnosing.weigh(Evidence(), got.append)
    desk.session.commit(editing.delete(desk.session.document, [0]))
    desk.settle()
    diagnosing.weigh(Evidence(), got.append)
    diagnosing.close()
    desk.settle()
    assert got == []
