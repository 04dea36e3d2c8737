# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a tool: at once, or as a job if the tool is `long`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from editor.core.errors import UserError
from editor.jobs import Latest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from editor.actions.tooling.fields import Given, Tool
    from editor.core.errors import Problem
    from editor.core.proposal import Proposal
    from editor.jobs import Jobs

    Then = Callable[[Sequence[Proposal], Problem | None], None]


class Proposing:
    """Makes a tool's proposals for the current document; a new request cancels the one before."""

    def __init__(self, tool: Tool, given: Callable[[], Given], jobs: Jobs) -> None:
        self._tool, self._given = tool, given
        self._latest = Latest(jobs, lambda: given().document)

    @property
    def busy(self) -> bool:
        """Whether a request is still running."""
        return self._latest.busy

    def propose(self, values: Mapping[str, Any], then: Then) -> None:
        """Call `then` with the proposals, or with what is wrong with the fields' `values`."""
        given = self._given()
        if self._tool.long:
            self._latest.start(
                self._tool.title,
                lambda progress: self._made(replace(given, progress=progress), values),
                lambda made: then(*made),
                partial(self.propose, values, then),  # the document has changed since: again
            )
        else:
            then(*self._made(given, values))

    def close(self) -> None:
        """Cancel what is running."""
        self._latest.cancel()

    def _made(
        self, given: Given, values: Mapping[str, Any]
    ) -> tuple[Sequence[Proposal], Problem | None]:
        try:
            return self._tool.propose(given, values), None
        except UserError as error:
            return (), error.problem
