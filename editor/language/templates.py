# SPDX-License-Identifier: GPL-3.0-or-later
"""Replacements with groups, as people know them from other programs.

``$1``, ``${name}`` and ``$&`` (the whole match), or ``\\1`` and ``\\g<name>``; ``\\n`` and ``\\t``;
``$$`` and ``\\\\`` for the signs themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import UserError

if TYPE_CHECKING:
    import regex

_GROUP = re.compile(
    r"\\(?:(?P<number>\d{1,2})|g<(?P<name>\w+)>|(?P<sign>.))"
    r"|\$(?:(?P<dollar>\d{1,2})|\{(?P<braced>\w+)\}|(?P<whole>&)|(?P<money>\$))",
    re.DOTALL,
)
_SIGNS = {"n": "\n", "t": "\t"}


def _name(part: re.Match[str]) -> str:
    """The group that a part of a replacement stands for; empty if it is a sign."""
    if part["whole"]:
        return "0"
    return part["number"] or part["name"] or part["dollar"] or part["braced"] or ""


def check(template: str, pattern: regex.Pattern[str]) -> None:
    """Raise `UserError` if a template has a group that the expression does not have."""
    for part in _GROUP.finditer(template):
        group = _name(part)
        known = int(group) <= pattern.groups if group.isdecimal() else group in pattern.groupindex
        if group and not known:
            raise UserError(
                "The replacement uses the group {group}, which the expression does not have.",
                group=group,
            )


def expanded(template: str, match: regex.Match[str], text: str) -> str:
    """The replacement for one match, with what its groups have in `text`."""

    def fill(part: re.Match[str]) -> str:
        group = _name(part)
        if group:
            start, end = match.span(int(group) if group.isdecimal() else group)
            return text[start:end] if start >= 0 else ""
        sign = part["sign"]
        return "$" if sign is None else _SIGNS.get(sign, sign)

    return _GROUP.sub(fill, template)
