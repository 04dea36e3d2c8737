# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenCC, the converter between scripts. Only this module imports `opencc`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import opencc

Span = tuple[int, int]
"""Start and end of a part of a line."""


def converted(text: str, configuration: str) -> str:
    """`text` as OpenCC converts it with one of its configurations, as ``t2s``.

    Raises:
        UserError: The wrong `opencc` is installed, or none.
    """
    result: str = _converter(configuration).convert(text)
    return result


def converted_each(text: str, spans: Sequence[Span], configuration: str) -> list[str]:
    """Parts of a line from start to end, each converted by itself, in one call.

    Args:
        text: A line without line end or NUL.
        spans: Start and end of each part.
        configuration: See `converted`.
    """
    if not spans:
        return []
    return converted("\n".join(text[start:end] for start, end in spans), configuration).split("\n")


def smallest(spans: Iterable[Span]) -> list[Span]:
    """Those of `spans` that have no other one inside."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: span[1] - span[0]):
        if not any(start <= first and last <= end for first, last in kept):
            kept.append((start, end))
    return kept


@cache
def _converter(configuration: str) -> opencc.OpenCC:
    check_opencc()
    import opencc

    return opencc.OpenCC(configuration)


@cache
def check_opencc() -> None:
    """Check that the right `opencc` is installed: three PyPI packages overwrite that module.

    Raises:
        UserError: It is missing or a different one; the message says what to do.
    """
    advice = Problem(
        "Run: pip uninstall opencc opencc-py opencc-python-reimplemented; pip install opencc"
    )
    try:
        import opencc
    except ImportError:
        raise UserError("The package opencc is missing. {advice}", advice=advice) from None
    version = getattr(opencc, "__version__", "")
    if not hasattr(opencc, "opencc_clib") or not version.startswith("1."):
        raise UserError(
            "Another package has replaced opencc ({file}). {advice}",
            file=opencc.__file__,
            advice=advice,
        )
