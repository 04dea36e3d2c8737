# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of commands, put together: one name a command, and menus that name commands."""

from __future__ import annotations

from collections import Counter

from editor.actions.changing import ELSEWHERE_ACTIONS
from editor.actions.table import (
    ACTIONS,
    COLUMNS,
    CONTEXT_MENU,
    MENUS,
    RECENT,
    SEPARATOR,
    listed,
)

IDS = [row.id for row in ACTIONS]
PLACEHOLDERS = {SEPARATOR, RECENT, COLUMNS}
LISTED = [name for _, names in MENUS for name in listed(names) if name not in PLACEHOLDERS]


def test_no_two_commands_have_the_same_id() -> None:
    assert [name for name, count in Counter(IDS).items() if count > 1] == []


def test_every_command_stands_in_one_menu_and_menus_name_nothing_else() -> None:
    assert Counter(LISTED) == Counter(IDS)


def test_the_context_menu_and_the_notices_name_commands() -> None:
    assert {*CONTEXT_MENU, *ELSEWHERE_ACTIONS} - {SEPARATOR} <= set(IDS)


def test_no_two_commands_have_the_same_keys() -> None:
    keys = Counter(key for row in ACTIONS for key in row.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_decoded_sound_may_be_cleared_wherever_the_document_is_at_work() -> None:
    rows = {row.id: row for row in ACTIONS}
    assert not rows["tools.clear-sound"].changes
    assert rows["tools.fix"].changes
    assert rows["cue.split"].changes


def test_no_menu_is_longer_than_a_small_window() -> None:
    """At 25 px an entry, 26 of them and their separators fit into 800 px."""
    assert {title: len(entries) for title, entries in MENUS if len(entries) > 30} == {}
