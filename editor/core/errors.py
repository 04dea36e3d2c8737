# SPDX-License-Identifier: GPL-3.0-or-later
"""What went wrong, in words a subtitler understands, with the facts beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Problem:
    """Something dropped, altered or doubtful that does not stop the work.

    Attributes:
        message: English template, e.g. ``"The cue ends before it starts."``.
        facts: Values for the template's fields. The fact ``line`` (counted from
            1, in the file as the user sees it) is kept apart by everyone who
            lists problems, so templates do not repeat it.
    """

    __slots__ = ("facts", "message")

    def __init__(self, message: str, **facts: object) -> None:
        self.message = message
        self.facts: Mapping[str, object] = facts

    @property
    def line(self) -> int | None:
        """Line of the file, from 1, or None where the whole file is meant."""
        line = self.facts.get("line")
        return line if isinstance(line, int) else None

    @property
    def text(self) -> str:
        """The sentence, without the line."""
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
    """The file ends in the middle of something: an incomplete copy. What came before was read."""

    __slots__ = ()


class UserError(Exception):
    """Something the user asked for cannot be done; the sentence says why.

    Raised where the fact is known, shown in one place. Takes the same template
    and facts as `Problem`.
    """

    def __init__(self, message: str, **facts: object) -> None:
        self.problem = Problem(message, **facts)
        super().__init__(str(self.problem))

    @property
    def line(self) -> int | None:
        """Line of the file, from 1, or None."""
        return self.problem.line
