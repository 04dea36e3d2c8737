# SPDX-License-Identifier: GPL-3.0-or-later
"""Making a tool's proposals: at once, or as a job where a long document makes that take long."""

from __future__ import annotations

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
    """Proposes for the document as it stands; what was asked before the last time is called off."""

    def __init__(self, tool: Tool, given: Callable[[], Given], jobs: Jobs) -> None:
        self._tool, self._given = tool, given
        self._latest = Latest(jobs, lambda: given().document)

    @property
    def busy(self) -> bool:
        """Whether what was asked is still to come."""
        return self._latest.busy

    def propose(self, values: Mapping[str, Any], then: Then) -> None:
        """Call `then` with the proposals, or with what is wrong with the fields' `values`."""
        given = self._given()
        if self._tool.long:
            self._latest.start(
                self._tool.title,
                lambda _progress: self._made(given, values),
                lambda made: then(*made),
                partial(self.propose, values, then),  # it was edited meanwhile
            )
        else:
            then(*self._made(given, values))

    def close(self) -> None:
        """Call off what is under way."""
        self._latest.cancel()

    def _made(
        self, given: Given, values: Mapping[str, Any]
    ) -> tuple[Sequence[Proposal], Problem | None]:
        try:
            return self._tool.propose(given, values), None
        except UserError as error:
            return (), error.problem
