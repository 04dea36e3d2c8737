# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import changing, publishing
from editor.checks.sites import SITES, Site
from editor.publish.uploads import Choice
from editor.settings import PROFILE
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from editor.publish.plan import Plan
    from tests.desk import Desk


def publish(desk: Desk, to: str, *answers: object) -> None:
    desk.ask.will_answer(*answers)
    publishing.publish(desk.context, to)
    desk.settle()


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.id)
def test_all_that_a_site_takes_is_written_under_its_names(
    desk: Desk, tmp_path: Path, site: Site
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    publish(desk, site.id, out)
    written = sorted(path.name for path in out.iterdir())
    assert written == sorted(f"talk.zh-Hans{ending}" for ending, _ in site.targets)
    assert "choose the language “" in desk.said
    assert site.languages["zh-Hans"] in desk.said


def test_the_key_opens_the_page(desk: Desk) -> None:
    publishing.open_page(desk.context)
    assert ("publish",) in desk.views.called


@pytest.mark.parametrize(
    ("profile", "sites"),
    [("bilibili", ("bilibili",)), ("netflix-zh-hans", ("youtube", "bilibili"))],
)
def test_at_first_the_site_of_the_profile_and_the_texts_own_script_are_chosen(
    desk: Desk, profile: str, sites: tuple[str, ...]
) -> None:
    desk.context.settings[PROFILE] = profile
    assert publishing.choice_of(desk.context) == Choice(sites, ("zh-Hans",))


def test_the_last_choice_is_kept_with_the_document(desk: Desk) -> None:
    choice = Choice(("youtube",), ("zh-Hant", "text"), 18)
    publishing.keep_choice(desk.context, choice)
    assert publishing.choice_of(desk.context) == choice
    assert not desk.context.session.history.done  # it is no edit


def test_a_plan_has_the_files_and_what_is_wrong_with_them(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "bad.srt", srt((0, 100, "大家好" * 9), (2_000, 3_500, "今天聊聊")))
    desk.look()
    plans: list[Plan] = []
    publishing.examine(desk.context, Choice(("bilibili",)), plans.append)
    desk.settle()
    (plan,) = plans
    assert [upload.name for upload in plan.uploads] == [
        "bad.zh-Hans.bilibili.srt",
        "bad.zh-Hans.bcc",
    ]
    assert {found.row for found in plan.objections} == {0}
    out = tmp_path / "out"
    out.mkdir()
    done: list[bool] = []
    publishing.write(desk.context, plan.uploads, out, lambda: done.append(True))
    desk.settle()
    assert (done, len(list(out.iterdir()))) == ([True], 2)


def test_a_document_in_traditional_is_named_so(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "old.srt", srt((0, 1_500, "這個詞會聽錯"), (2_000, 3_500, "怎麼校對")))
    desk.look()
    publish(desk, "bilibili", tmp_path)
    assert (tmp_path / "old.zh-Hant.bcc").exists()
    assert "中文（繁体）" in desk.said


def test_a_language_that_is_not_known_in_the_sites_list_is_not_guessed(
    desk: Desk, tmp_path: Path
) -> None:
    changing.accept(desk.context, "Convert", (), language="yue")
    publish(desk, "youtube", tmp_path)
    assert (tmp_path / "talk.yue.srt").exists()
    assert "choose the language" not in desk.said


def test_what_the_site_would_refuse_is_told_first(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "bad.srt", srt((2_000, 3_500, "大家好"), (0, 1_500, "今天聊聊字幕")))
    publish(desk, "youtube", None)
    publish(desk, "youtube", 1)
    assert desk.ask.asked[0].startswith("The site may reject these subtitles. Errors: 1;")
    assert desk.views.panel == "problems"
    publish(desk, "youtube", 0, tmp_path)
    assert (tmp_path / "bad.zh-Hans.vtt").exists()


def test_files_that_are_there_are_asked_about(desk: Desk, tmp_path: Path) -> None:
    there = tmp_path / "talk.zh-Hans.srt"
    there.write_text("mine", "utf-8")
    publish(desk, "youtube", tmp_path, 1)
    assert desk.ask.asked[-1] == "Already in this folder: talk.zh-Hans.srt."
    assert there.read_text("utf-8") == "mine"
    publish(desk, "youtube", tmp_path, 0)
    assert "大家好" in there.read_text("utf-8")


def test_no_folder_no_files(desk: Desk, tmp_path: Path) -> None:
    publish(desk, "youtube", None)
    assert [path.name for path in tmp_path.glob("*.*")] == ["talk.srt"]
