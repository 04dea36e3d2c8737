# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import errno
import os

from editor.core.errors import Problem, UserError
from editor.core.reasons import reason, reason_of


def test_a_full_disk_is_told_in_a_sentence_that_can_be_translated() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert reason_of(full) == Problem("no space left on device")
    assert str(UserError("It failed: {reason}.", reason=reason_of(full))) == (
        "It failed: no space left on device."
    )


def test_what_nobody_foresaw_is_told_as_it_stands() -> None:
    assert str(reason("Odd {thing}: 50 %")) == "Odd {thing}: 50 %"
    assert str(reason_of(ValueError("embedded null byte"))) == "embedded null byte"
