# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes foreign text safe to show in our sentences: a file name may be crafted to deceive."""

from __future__ import annotations

from editor.core import lazy_re

# Control characters, line separators, lone surrogates and bidirectional controls.
_UNSEEN = lazy_re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """`text` with � for characters that break the line, are invisible or reorder text."""
    return _UNSEEN.sub("\ufffd", text)
