# SPDX-License-Identifier: GPL-3.0-or-later
"""Foreign text within our sentences: the name of a file may be made to look like something else."""

from __future__ import annotations

import re

# Control characters, halves of characters, and what turns the order of the rest round.
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """`text` with � for whatever would break the line, hide something, or turn it round."""
    return _UNSEEN.sub("\ufffd", text)
