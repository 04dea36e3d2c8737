# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from editor.core.change import Splice
from editor.core.cue import Cue
from editor.ui.cue_table.findings import carried

CUE = Cue(0, 0, 1, "")


def test_what_was_found_goes_with_its_row() -> None:
    found = {0: "a", 2: "b", 3: "c", 9: "d"}
    splices = [Splice(1, (), (CUE, CUE)), Splice(3, (CUE,), ()), Splice(5, (CUE,), (CUE, CUE))]
    assert carried(found, splices) == {0: "a", 4: "b", 11: "d"}
    assert carried(found, []) == found


def test_insertion_before_the_very_row() -> None:
    assert carried({0: "a"}, [Splice(0, (), (CUE,))]) == {1: "a"}
