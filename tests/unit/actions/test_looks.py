# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import looks
from editor.core.time_index import FAR
from editor.settings import FOLLOW, SIGHT, TEXT_SIZE, THEME

if TYPE_CHECKING:
    from tests.desk import Desk


def test_the_keys_go_where_they_are_wanted(empty: Desk) -> None:
    looks.focus("timeline")(empty.context)
    looks.focus("panel")(empty.context)
    assert empty.views.focused == ["timeline", "panel"]


def test_the_timeline_shows_the_cue_or_everything(desk: Desk) -> None:
    desk.session.select(desk.session.selection.at(1))
    looks.zoom_to_cue(desk.context)
    looks.zoom_to_all(desk.context)
    looks.zoom(-1)(desk.context)
    looks.heighten(1)(desk.context)
    assert desk.views.called[-4:] == [
        ("zoom_to", 2_000, 3_500),
        ("zoom_to", 0, FAR),
        ("zoom", -1),
        ("heighten", 1),
    ]


def test_the_ways_to_see_the_sound_come_round_again(empty: Desk) -> None:
    settings = empty.context.settings
    seen = [settings[SIGHT]]
    for _ in SIGHT.choices:
        looks.next_sight(empty.context)
        seen.append(settings[SIGHT])
    assert seen[0] == seen[-1]
    assert set(seen) == {way for way, _ in SIGHT.choices}


def test_one_way_to_follow_is_ticked(empty: Desk) -> None:
    for choice, _ in FOLLOW.choices:
        looks.follow(choice)(empty.context)
        ticked = [way for way, _ in FOLLOW.choices if looks.follows(way)(empty.context)]
        assert ticked == [choice]


def test_one_theme_is_ticked(empty: Desk) -> None:
    for choice, _ in THEME.choices:
        looks.theme(choice)(empty.context)
        ticked = [way for way, _ in THEME.choices if looks.is_theme(way)(empty.context)]
        assert ticked == [choice]


def test_text_grows_and_shrinks_within_what_can_be_read(empty: Desk) -> None:
    settings = empty.context.settings
    before = settings[TEXT_SIZE]
    looks.text_size(1)(empty.context)
    assert settings[TEXT_SIZE] == before + 1
    for _ in range(100):
        looks.text_size(-1)(empty.context)
    assert TEXT_SIZE.accepts(settings[TEXT_SIZE])
    assert not TEXT_SIZE.accepts(settings[TEXT_SIZE] - 1)


def test_what_the_window_shows_of_itself_is_asked_of_it(empty: Desk) -> None:
    for ask in (
        looks.move_panel,
        looks.preferences,
        looks.palette,
        looks.key_sheet,
        looks.about,
        looks.quit_program,
    ):
        ask(empty.context)
    names = [call[0] for call in empty.views.called]
    assert names == ["move_panel", "preferences", "palette", "key_sheet", "about", "quit"]
