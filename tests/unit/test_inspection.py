# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import itertools
import time
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core import editing
from editor.core.cue import Cue
from editor.core.document import Document
from editor.inspection import Inspection
from editor.jobs import Jobs
from editor.media.speech import Speech
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.report import Report


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    del qtbot  # there is an event loop
    jobs = Jobs()
    yield jobs
    jobs.close()


def document(*texts: str) -> Document:
    cues = tuple(Cue(row, 2000 * row, 2000 * row + 1500, text) for row, text in enumerate(texts))
    return Document(cues, next_id=len(cues))


def inspected(
    qtbot: QtBot,
    jobs: Jobs,
    tmp_path: Path,
    texts: Sequence[str],
    now: Callable[[], float] = time.monotonic,
) -> tuple[Session, Inspection]:
    """An open document that was analysed."""
    session = Session()
    inspection = Inspection(session, Settings(tmp_path / "settings.json"), jobs, now=now)
    session.open(document(*texts), journal=NoJournal())
    qtbot.waitUntil(lambda: inspection.report.document is session.document)
    return session, inspection


def test_a_document_opened_while_another_is_looked_at_has_its_own_report(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session = Session()
    inspection = Inspection(session, Settings(tmp_path / "settings.json"), jobs)
    with qtbot.waitSignal(jobs.changed):  # the first one is being looked at
        session.open(document(*["大家好"] * 2000), journal=NoJournal())
    session.open(document("欢迎收听", ""), journal=NoJournal())
    assert not inspection.report.findings
    qtbot.waitUntil(lambda: inspection.report.document is session.document)
    assert [found.row for found in inspection.report.findings if found.rule == "empty"] == [1]


def test_the_users_profiles_can_be_chosen(jobs: Jobs, tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    settings = Settings(tmp_path / "settings.json")
    inspection = Inspection(Session(), settings, jobs, folder)
    assert "ours" not in inspection.profiles
    folder.mkdir()
    (folder / "ours.json").write_text('{"name": "Ours", "cpl": 2}')
    inspection.reread_profiles()
    inspection.choose("ours")
    assert (inspection.profile.name, inspection.profile.cpl) == ("Ours", 2)
    assert list(inspection.profiles)[:3] == ["youtube", "bilibili", "ours"]
    (folder / "ours.json").unlink()
    assert Inspection(Session(), settings, jobs, folder).profile.id == "bilibili"


def test_findings_compare_cues_with_the_speech_in_the_medium(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session = Session()
    inspection = Inspection(session, Settings(tmp_path / "settings.json"), jobs)
    session.open(document("大家好", "再见"), journal=NoJournal())
    inspection.set_medium(60_000, Speech(np.array([0]), np.array([1400]), 60_000))
    qtbot.waitUntil(lambda: inspection.report.evidence.media_length == 60_000)
    found = [one.row for one in inspection.report.findings if one.rule == "no-speech"]
    assert found == [1]


def test_who_waits_gets_the_report_on_what_was_typed_last(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session = Session()
    inspection = Inspection(session, Settings(tmp_path / "settings.json"), jobs)
    session.open(document("大家好"), journal=NoJournal())
    reports: list[Report] = []
    inspection.when_current(reports.append)
    qtbot.waitUntil(lambda: len(reports) == 1)
    session.commit(editing.set_text(session.document, 0, "大家都好"))
    inspection.when_current(reports.append)
    assert len(reports) == 1
    qtbot.waitUntil(lambda: len(reports) == 2)
    assert reports[1].document.cues[0].text == "大家都好"


def test_a_change_calls_off_what_looks_at_the_text_before_it(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session, inspection = inspected(qtbot, jobs, tmp_path, ["大家好"] * 2000)
    session.commit(editing.set_text(session.document, 0, "大家都好"))
    with qtbot.waitSignal(jobs.changed):
        pass
    (looking,) = jobs.running
    session.commit(editing.set_text(session.document, 0, "大家都很好"))
    assert looking.cancelled
    qtbot.waitUntil(lambda: inspection.report.document is session.document)


def test_typing_holds_a_diagnosis_by_speech_but_does_not_begin_it_again(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session, inspection = inspected(qtbot, jobs, tmp_path, ["大家好"] * 500)
    starts = np.arange(500) * 2000
    inspection.set_medium(1_000_000, Speech(starts, starts + 1400, 1_000_000))
    reports: list[Report] = []
    with qtbot.waitSignal(jobs.changed):
        inspection.when_current(reports.append)  # who asks does not wait for a pause
    (diagnosing,) = jobs.running
    began = [diagnosing]
    jobs.changed.connect(lambda: began.extend(set(jobs.running) - set(began)))
    for text in ("大家都好", "大家都很好"):
        session.commit(editing.set_text(session.document, 0, text))
    assert not diagnosing.cancelled
    with pytest.raises(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: diagnosing not in jobs.running, timeout=200)
    qtbot.waitUntil(lambda: len(reports) == 1)
    assert reports[0].document.cues[0].text == "大家都很好"
    assert reports[0].evidence.speech is not None
    assert len(began) == 2, "the diagnosis and the checks, once each"
    session.commit(editing.set_text(session.document, 0, "大家好"))
    qtbot.waitUntil(lambda: inspection.report.document is session.document)
    session.commit(editing.retime(session.document, 1, 100, 900))
    inspection.when_current(reports.append)
    qtbot.waitUntil(lambda: len(reports) == 2)
    assert reports[1].diagnosis is not reports[0].diagnosis


def test_findings_about_what_was_typed_do_not_wait_for_a_diagnosis_by_speech(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session, inspection = inspected(qtbot, jobs, tmp_path, ["大家好"] * 500)
    first = inspection.report
    starts = np.arange(500) * 2000
    inspection.set_medium(1_000_000, Speech(starts, starts + 1400, 1_000_000))
    session.commit(editing.set_text(session.document, 7, ""))
    with qtbot.waitSignal(inspection.changed):
        pass
    typed = inspection.report
    assert [found.row for found in typed.findings if found.rule == "empty"] == [7]
    assert typed.diagnosis is first.diagnosis
    qtbot.waitUntil(lambda: inspection.report.evidence.speech is not None)
    assert [found.row for found in inspection.report.findings if found.rule == "empty"] == [7]


def test_checks_that_were_cut_short_wait_for_a_longer_pause(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    clock = [0.0]
    session, inspection = inspected(qtbot, jobs, tmp_path, ["大家好"] * 2000, lambda: clock[0])
    session.commit(editing.set_text(session.document, 0, "大家都好"))
    with qtbot.waitSignal(jobs.changed):
        pass
    clock[0] = 0.7  # seconds that the checks have taken so far
    session.commit(editing.set_text(session.document, 0, "大家都很好"))
    qtbot.waitUntil(lambda: not jobs.running)
    with qtbot.assertNotEmitted(jobs.changed, wait=1_000):
        pass
    qtbot.waitUntil(lambda: inspection.report.document is session.document)


def test_composing_cancels_checks_and_holds_a_diagnosis_as_typing_does(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session, inspection = inspected(qtbot, jobs, tmp_path, ["大家好"] * 2000)
    with qtbot.assertNotEmitted(jobs.changed, wait=600):
        inspection.make_way()  # nothing is due
    session.commit(editing.set_text(session.document, 0, "大家都好"))
    with qtbot.waitSignal(jobs.changed):
        pass
    (looking,) = jobs.running
    inspection.make_way()
    assert looking.cancelled
    qtbot.waitUntil(lambda: inspection.report.document is session.document)
    starts = np.arange(2000) * 2000
    inspection.set_medium(4_000_000, Speech(starts, starts + 1400, 4_000_000))
    with qtbot.waitSignal(jobs.changed):
        inspection.when_current(lambda _: None)
    (diagnosing,) = jobs.running
    inspection.make_way()
    assert not diagnosing.cancelled
    with pytest.raises(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: diagnosing not in jobs.running, timeout=200)
    qtbot.waitUntil(lambda: inspection.report.evidence.speech is not None)


def test_what_takes_long_waits_for_a_pause_as_long(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session, times = Session(), itertools.count(step=1.5)  # seconds: so long does each look take
    inspection = Inspection(
        session, Settings(tmp_path / "settings.json"), jobs, now=partial(next, times)
    )
    session.open(document("大家好"), journal=NoJournal())
    qtbot.waitUntil(lambda: inspection.report.document is session.document)
    with qtbot.assertNotEmitted(jobs.changed, wait=1_000):
        session.commit(editing.set_text(session.document, 0, "大家都好"))
    qtbot.waitUntil(lambda: inspection.report.document is session.document)
    with qtbot.assertNotEmitted(jobs.changed, wait=1_000):
        inspection.set_medium(60_000, None)  # and who has chosen a medium may be typing
    qtbot.waitUntil(lambda: inspection.report.evidence.media_length == 60_000)
    with qtbot.waitSignal(inspection.changed, timeout=1_000):  # who asks does not type
        inspection.choose("youtube")
    session.open(document("大家好"), journal=NoJournal())
    qtbot.waitUntil(lambda: inspection.report.document is session.document, timeout=1_000)


def test_times_are_diagnosed_anew_only_when_they_change(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    session = Session()
    inspection = Inspection(session, Settings(tmp_path / "settings.json"), jobs)
    session.open(document("大家好", "再见"), journal=NoJournal())

    def reported() -> Report:
        qtbot.waitUntil(lambda: inspection.report.document is session.document)
        return inspection.report

    first = reported()
    session.commit(editing.set_text(session.document, 0, ""))
    typed = reported()
    assert typed.diagnosis is first.diagnosis
    assert [found.row for found in typed.findings if found.rule == "empty"] == [0]
    session.commit(editing.retime(session.document, 1, 100, 900))
    assert reported().diagnosis is not first.diagnosis
    moved = reported()
    inspection.set_medium(60_000, None)
    qtbot.waitUntil(lambda: inspection.report.evidence.media_length == 60_000)
    assert inspection.report.diagnosis is not moved.diagnosis
