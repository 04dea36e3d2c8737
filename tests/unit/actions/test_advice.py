# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from editor.actions import advice, files
from editor.core import editing
from editor.session import ELSEWHERE
from tests.desk import Desk, srt

DATA = Path(__file__).parents[2] / "data"


def advised(desk: Desk) -> tuple[str, tuple[str, ...]] | None:
    desk.look()
    advice.advise(desk.context, desk.context.inspection.report)
    return desk.views.advice


def test_where_all_is_well_nothing_is_said(desk: Desk) -> None:
    assert advised(desk) is None


def test_a_window_that_only_looks_says_so_before_all_else(desk: Desk) -> None:
    desk.session.earlier = "some session"
    desk.look_only()
    assert advised(desk) == (ELSEWHERE, ("file.take-over", "file.copy"))


def test_earlier_work_is_told_until_it_is_put_away(desk: Desk) -> None:
    desk.session.earlier = "some session"
    told = advised(desk)
    assert told is not None
    assert told[1] == ("file.earlier",)
    desk.views.put_away.add(told[0])
    assert advised(desk) is None


def test_a_clock_that_falls_back_comes_before_the_script(desk: Desk, tmp_path: Path) -> None:
    texts = ["大家好欢迎收听", "怎么校对字幕"] * 5 + ["大家好歡迎收聽", "怎麼校對字幕"] * 5
    rows = [
        (1_000 * (n % 10), 1_000 * (n % 10) + 900 - 30 * n, text) for n, text in enumerate(texts)
    ]
    desk.open(tmp_path / "fallen.srt", srt(*rows))
    told = advised(desk)
    assert told is not None
    assert told[1] == ("tools.repair", "tools.prepare")


def test_a_block_in_the_other_script_is_told_with_what_converts_it(
    desk: Desk, tmp_path: Path
) -> None:
    texts = ["大家好欢迎收听", "怎么校对字幕"] * 5 + ["大家好歡迎收聽", "怎麼校對字幕"] * 2
    rows = [(1_000 * n, 1_000 * n + 900, text) for n, text in enumerate(texts)]
    desk.open(tmp_path / "mixed.srt", srt(*rows))
    assert advised(desk) == (
        "Part of the text is in Traditional Chinese. Blocks: 1, cues: 4.",
        ("tools.zh-Hans", "tools.prepare"),
    )
    desk.session.commit(editing.set_text(desk.session.document, 0, "大家好"))
    told = advised(desk)
    assert told is not None
    assert told[1] == ("tools.zh-Hans",)  # somebody is at work


def test_a_recognisers_words_without_a_fault_are_to_be_prepared(desk: Desk, tmp_path: Path) -> None:
    words = [{"word": "你好", "start": 0.0, "end": 0.9}]
    heard = {"segments": [{"start": 0.0, "end": 0.9, "text": "你好", "words": words}]}
    desk.open(tmp_path / "heard.json", json.dumps(heard))
    assert advised(desk) == (
        "A machine transcript that nobody has worked on yet.",
        ("tools.prepare",),
    )


def test_who_goes_on_with_work_is_greeted_and_may_begin_again(desk: Desk, tmp_path: Path) -> None:
    desk.session.commit(editing.delete(desk.session.document, [0]))
    other = tmp_path / "other.srt"
    desk.open(other, srt((0, 900, "别的")))
    desk.open(tmp_path / "talk.srt")
    assert desk.views.notices[-1] == (
        "Your earlier work on this transcript was restored.",
        ("file.afresh",),
    )


def test_work_that_cannot_be_read_is_told_once(desk: Desk, tmp_path: Path) -> None:
    one, other = tmp_path / "a.jiaozi-session", tmp_path / "b.jiaozi-session"
    advice.tell_unreadable(desk.context, [one])
    told = f"Earlier work cannot be read. It is kept in “{tmp_path}”: "
    assert desk.views.notices == [(f"{told}a.jiaozi-session.", ())]
    advice.tell_unreadable(desk.context, [one])
    assert len(desk.views.notices) == 1
    advice.tell_unreadable(desk.context, [one, other])
    assert desk.views.notices[1:] == [(f"{told}b.jiaozi-session.", ())]


def test_all_that_is_damaged_in_a_project_is_listed(desk: Desk, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jiaozi"
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize((DATA / "projects" / "version-1.jiaozi").read_bytes())
        connection.execute("UPDATE cues SET start_ms = 'soon' WHERE number = 2")
        connection.execute("UPDATE cues SET text = x'ff' WHERE number = 3")
        connection.commit()
        damaged.write_bytes(connection.serialize())
    desk.open(damaged)
    assert desk.views.notices[-1][0].startswith("Cue 2 of the project is damaged")
    assert desk.views.notices[-1][1] == ("file.doubts",)
    files.doubts(desk.context)
    ((_, told),) = desk.views.reports
    assert [line.split(" of the project")[0] for line in told[:2]] == ["Cue 2", "Cue 3"]


def test_doubts_of_reading_are_told_with_their_number(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "odd.srt", srt((0, 900, "好")) + "\nno cue at all\n\n")
    assert desk.views.notices[-1][1] == ("file.doubts",)
    assert "Import warnings: 1." in desk.said


def test_several_files_in_one_are_told_with_what_merges_them(desk: Desk, tmp_path: Path) -> None:
    rows = [(2_000 * n, 2_000 * n + 1_300, f"第{n}句话") for n in range(20)]
    english = [(start, end, f"line {start}") for start, end, _ in rows]
    desk.open(tmp_path / "both.srt", srt(*rows, *english))
    told = advised(desk)
    assert told is not None
    assert told[0].startswith("Two languages in one file: from cue 21 on ")
    assert told[1] == ("time.tracks",)


def test_times_that_the_medium_has_no_room_for_are_told(desk: Desk, tmp_path: Path) -> None:
    rows = [(3_600_000 + 2_000 * n, 3_601_300 + 2_000 * n, f"第{n}句话") for n in range(20)]
    desk.open(tmp_path / "late.srt", srt(*rows))
    assert advised(desk) is None
    desk.context.inspection.set_medium(41_000, None)
    desk.session.commit(editing.set_text(desk.session.document, 0, "第零句"))  # looks again
    told = advised(desk)
    assert told is not None
    assert "they look like times of day" in told[0]
    assert told[1] == ("tools.repair",)


def test_rolling_captions_are_offered_to_be_put_right(desk: Desk, tmp_path: Path) -> None:
    data = (DATA / "samples" / "youtube_auto_vtt" / "auto_rolling_en_trimmed.vtt").read_text(
        "utf-8"
    )
    desk.open(tmp_path / "auto.vtt", data)
    told = advised(desk)
    assert told is not None
    assert told[0].startswith("Rolling captions: lines stand in several cues.")
    assert told[1] == ("tools.unroll", "tools.prepare")
