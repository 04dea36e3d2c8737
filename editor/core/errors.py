# SPDX-License-Identifier: GPL-3.0-or-later
"""Problems and errors: messages for the user, with their facts as separate values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Problem:
    """Something dropped, altered or doubtful that does not stop the work.

    Attributes:
        message: English template, e.g. ``"The cue ends before it starts."``.
        facts: Values for the template's fields. The fact ``line`` (from 1, in the file as the
            user sees it) is displayed separately by every list of problems, so templates do
            not repeat it.
    """

    __slots__ = ("facts", "message")

    def __init__(self, message: str, **facts: object) -> None:
        self.message = message
        self.facts: Mapping[str, object] = facts

    @property
    def line(self) -> int | None:
        """Line of the file, from 1, or None if the problem concerns the whole file."""
        line = self.facts.get("line")
        return line if isinstance(line, int) else None

    @property
    def text(self) -> str:
        """The formatted message, without the line."""
        return self.message.format(**self.facts)

    def __str__(self) -> str:
        return self.text if self.line is None else f"Line {self.line}: {self.text}"

    def __repr__(self) -> str:
        return f"Problem({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        return self.message == other.message and self.facts == other.facts

    def __hash__(self) -> int:
        return hash((self.message, self.line))


class BrokenOff(Problem):
    """The file ends in the middle of something (an incomplete copy); all before that was read."""

    __slots__ = ()


class UserError(Exception):
    """Something the user asked for cannot be done; the message says why.

    Raised where the fact is known, shown in one place. Takes the same template and facts as
    `Problem`.
    """

    def __init__(self, message: str, **facts: object) -> None:
        self.problem = Problem(message, **facts)
        super().__init__(str(self.problem))

    @property
    def line(self) -> int | None:
        """Line of the file, from 1, or None."""
        return self.problem.line
