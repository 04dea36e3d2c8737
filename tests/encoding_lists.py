# SPDX-License-Identifier: GPL-3.0-or-later
"""Short texts in each encoding, and what is made of them: `tests/data/encodings`.

A file of texts, one a line, is named after their encoding.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from editor.core.errors import UserError
from editor.formats.encodings import decode

FOLDER = Path(__file__).parent / "data" / "encodings"
CHINESE = ("gb18030", "big5hkscs")
OTHERS = tuple(sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem not in CHINESE))
_STEP = 37
"""Distance in the list between the lines of one file, so that names stand beside sentences."""


def files(encoding: str, lines: int) -> list[str]:
    """As many texts as the list of that encoding has lines; each begins with another of them."""
    texts = (FOLDER / f"{encoding}.txt").read_text("utf-8").splitlines()
    step = _STEP if len(texts) > _STEP else 1
    return [
        "".join(f"{texts[(first + step * more) % len(texts)]}\n" for more in range(lines))
        for first in range(len(texts))
    ]


def outcome(text: str, encoding: str) -> str:
    """``right``, ``told`` (doubtful or refused, in words) or ``silently wrong``."""
    try:
        decoded = decode(text.encode(encoding))
    except UserError:
        return "told"
    if decoded.problems:
        return "told"
    return "right" if decoded.text == text else "silently wrong"


def outcomes(encoding: str, lines: int) -> Counter[str]:
    """How many of the files come out how."""
    return Counter(outcome(text, encoding) for text in files(encoding, lines))
