# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core import editing
from editor.core.state import NO_STATE, body_of, doubt_key
from tests.making import written


def test_a_row_has_its_last_body_and_goes_with_none() -> None:
    state = NO_STATE.with_row("heard", "1", "true").with_row("heard", "2", "true")
    assert state.with_row("heard", "1", "false").rows("heard") == {"1": False, "2": True}
    assert state.with_row("heard", "1", None).rows("heard") == {"2": True}
    assert state.with_row("heard", "1", None).with_row("heard", "2", None) == NO_STATE
    assert NO_STATE.with_row("heard", "1", None) == NO_STATE


def test_a_state_is_a_value() -> None:
    state = NO_STATE.with_row("heard", "1", "true")
    state.with_row("heard", "2", "true")
    assert state.rows("heard") == {"1": True}
    assert NO_STATE.kinds == {}


def test_bodies_that_are_no_json_are_kept_but_not_read() -> None:
    state = (
        NO_STATE.with_row("mood", "1", b"\0").with_row("mood", "2", "{").with_row("mood", "3", "4")
    )
    assert state.rows("mood") == {"3": 4}
    assert state.kinds["mood"] == {"1": b"\0", "2": "{", "3": "4"}


def test_known_starts_are_read_by_their_cues() -> None:
    state = NO_STATE.with_row("known-start", "3", "1250")
    for key, body in (("x", "5"), ("-1", "5"), ("4", "true"), ("5", "[1]"), ("6", "1e3")):
        state = state.with_row("known-start", key, body)
    assert state.known_starts == {3: 1250}


def test_a_body_holds_any_text() -> None:
    assert body_of({"半\udce4": [1, None, 0.5]}).isascii()
    with pytest.raises(ValueError, match="JSON"):
        body_of(float("nan"))


def test_a_doubt_is_found_again_when_undo_brings_the_cue_back() -> None:
    document = written((0, 900, "大家号"), (1000, 1900, "再见"))
    change = editing.set_text(document, 0, "大家好")
    changed = change.apply(document)
    back = change.invert().apply(changed)

    def key(number: int, of: object = document, model: str = "ear-1") -> str:
        cue = of.cues[number]  # type: ignore[attr-defined] # a document
        return doubt_key(cue.text, cue.start, cue.end, model)

    assert key(0) == key(0, back) != key(0, changed)
    assert key(0) != key(0, model="ear-2")
    moved = replace(document.cues[0], end=901)
    assert key(0) != doubt_key(moved.text, moved.start, moved.end, "ear-1")
    assert doubt_key("半\udce4", 0, 1, "") != doubt_key("半", 0, 1, "")
