# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import tools
from editor.core import editing
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


def test_a_clock_that_runs_through_is_not_repaired(desk: Desk) -> None:
    tools.repair(desk.context)
    desk.look()
    assert desk.said == "Timing is continuous; there is nothing to repair."
    assert desk.views.work == []


def test_cues_that_are_only_shuffled_are_told(desk: Desk, tmp_path: Path) -> None:
    rows = [(2_000 * n, 2_000 * n + 1_300, f"第{n}句话") for n in range(20)]
    desk.open(tmp_path / "halves.srt", srt(*rows[10:], *rows[:10]))
    tools.repair(desk.context)
    desk.look()
    assert desk.said.startswith("The cues are not in order of time, first cue 11;")
    assert desk.views.work == []


def test_a_clock_that_falls_back_is_repaired_on_its_page(desk: Desk, tmp_path: Path) -> None:
    rows = [
        (start, start + 900, f"第{n}句") for n, start in enumerate([*range(0, 9_000, 1_000)] * 2)
    ]
    desk.open(tmp_path / "fallen.srt", srt(*rows))
    tools.repair(desk.context)
    desk.look()
    (page,) = desk.views.work
    cue = desk.session.document.cues[9]
    page.apply([((9, cue.shifted(9_000)),)])
    assert desk.times[9] == (9_000, 9_900)
    assert desk.session.history.undo_title == "Repair timing"
    assert desk.said == "Cues changed: 1."


def test_the_script_is_converted_with_the_language(desk: Desk) -> None:
    tools.convert("zh-Hant")(desk.context)
    desk.look()
    (review,) = desk.views.work
    assert review.title == "Convert to Traditional"
    review.accept()
    assert desk.texts == ["大家好", "今天聊聊字幕", "怎麼校對", "再見"]
    assert desk.session.document.head.language == "zh-Hant"


def test_where_all_is_in_that_script_it_is_said(desk: Desk) -> None:
    tools.convert("zh-Hans")(desk.context)
    desk.look()
    assert desk.said == "All text is already in this script."


@pytest.mark.parametrize(("answer", "wanted"), [(0, ["你好吗", "你好"]), (1, ["妳好吗", "妳好"])])
def test_nu_you_is_asked_once(desk: Desk, tmp_path: Path, answer: int, wanted: list[str]) -> None:
    path = tmp_path / "nu.srt"
    desk.open(path, srt((0, 900, "妳好嗎"), (1_000, 1_900, "妳好")))
    desk.ask.will_answer(None)
    tools.convert("zh-Hans")(desk.context)
    desk.look()
    assert desk.views.work == []  # the user cancelled: nothing was chosen, and it is asked again
    desk.ask.will_answer(answer)
    tools.convert("zh-Hans")(desk.context)
    desk.look()
    desk.views.work.pop().accept()
    assert desk.texts == wanted
    desk.session.undo()
    tools.convert("zh-Hans")(desk.context)
    desk.look()
    assert len(desk.ask.asked) == 2
    assert len(desk.views.work) == 1


def test_problems_are_fixed_through_the_review(desk: Desk, tmp_path: Path) -> None:
    rows = [(0, 1_500, "<i>大家好</i>"), (2_000, 3_500, "今天聊聊字幕")]
    desk.open(tmp_path / "bad.srt", srt(*rows))
    tools.fix_all(desk.context)
    desk.look()
    (review,) = desk.views.work
    review.accept()
    assert desk.texts == ["大家好", "今天聊聊字幕"]
    assert desk.session.history.undo_title == "Fix problems"


def test_of_a_document_that_changes_meanwhile_the_problems_are_looked_for_again(
    desk: Desk, tmp_path: Path
) -> None:
    desk.open(tmp_path / "bad.srt", srt((0, 1_500, "<i>大家好</i>"), (2_000, 3_500, "今天")))
    desk.look()
    tools.fix_all(desk.context)
    desk.session.commit(editing.set_text(desk.session.document, 1, "<b>今天</b>"))
    desk.look()
    (review,) = desk.views.work
    review.accept()
    assert desk.texts == ["大家好", "今天"]


def test_where_nothing_has_a_plain_fix_it_is_said(desk: Desk) -> None:
    tools.fix(desk.context, lambda: ())
    desk.look()
    assert desk.said == "None of these can be fixed automatically."


def test_one_walks_from_problem_to_problem_and_round_the_end(desk: Desk, tmp_path: Path) -> None:
    texts = ["大家好", "<i>今天聊聊字幕</i>", "怎么校对", "<b>再见</b>"]
    rows = [(2_000 * n, 2_000 * n + 1_500, text) for n, text in enumerate(texts)]
    desk.open(tmp_path / "marked.srt", srt(*rows))
    desk.look()
    assert {found.row for found in desk.context.inspection.report.findings} == {1, 3}
    walked = []
    for step in (tools.next_problem,) * 3 + (tools.previous_problem,) * 2:
        step(desk.context)
        walked.append(desk.session.selection.current)
    assert walked == [1, 3, 1, 3, 1]
    assert desk.said == "The site shows the markup in this cue as text, or drops it."


def test_who_composes_by_the_time_the_checks_are_done_stays(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "marked.srt", srt((0, 1_500, "大家好"), (2_000, 3_500, "<b>再见</b>")))
    desk.views.composing = True  # before the checks are done, however soon that is
    tools.next_problem(desk.context)
    desk.look()
    assert desk.context.inspection.report.findings
    assert desk.session.selection.current == 0


def test_where_the_checks_find_nothing_it_is_said(desk: Desk) -> None:
    desk.look()
    assert desk.context.inspection.report.findings == []
    tools.next_problem(desk.context)
    assert desk.said == "No problems found."


def test_the_list_of_problems_is_shown_and_hidden(desk: Desk) -> None:
    tools.toggle_problems(desk.context)
    assert desk.views.panel == "problems"
    tools.toggle_problems(desk.context)
    assert desk.views.panel is None


def test_nothing_is_opened_where_another_window_took_over_while_it_was_looked(
    desk: Desk,
) -> None:
    desk.session.commit(editing.set_text(desk.session.document, 0, "大家"))
    tools.convert("zh-Hant")(desk.context)  # which waits for the inspection
    desk.look_only()
    desk.look()
    assert desk.views.work == []


def test_repeated_lines_are_removed_through_the_review(desk: Desk, tmp_path: Path) -> None:
    rows = [
        (0, 1_000, "一"),
        (1_000, 1_010, "一"),
        (1_010, 2_000, "一\n二"),
        (2_000, 2_010, "二"),
        (2_010, 3_000, "二\n三"),
    ]
    desk.open(tmp_path / "rolling.srt", srt(*rows))
    tools.unroll(desk.context)
    (review,) = desk.views.work
    assert review.title == "Remove repeated lines"
    review.accept()
    assert desk.texts == ["一", "二", "三"]
    assert desk.times == [(0, 1_010), (1_010, 2_010), (2_010, 3_000)]


def test_where_no_line_is_repeated_it_is_said(desk: Desk) -> None:
    tools.unroll(desk.context)
    assert desk.said == "These are no rolling captions; no line is repeated."
    assert desk.views.work == []


def test_a_second_language_is_set_apart_and_offered_when_a_file_is_opened(
    desk: Desk, tmp_path: Path
) -> None:
    lines = [f"第{n}句话\nThis is line {n}" for n in range(12)]
    cues = [(n * 2_000, n * 2_000 + 1_900, text) for n, text in enumerate(lines)]
    desk.open(tmp_path / "two.srt", srt(*cues))
    assert desk.views.notices[-1] == ("These subtitles are in two languages.", ("tools.second",))
    tools.set_second_apart(desk.context)
    desk.settle()
    desk.views.work[-1].accept()
    cue = desk.session.document.cues[3]
    assert (cue.text, cue.second) == ("第3句话", "This is line 3")
    tools.set_second_apart(desk.context)
    desk.settle()
    assert desk.said == "There is one language here, or both stand apart already."
