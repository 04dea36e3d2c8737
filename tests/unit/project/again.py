# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that ended, found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.project.store import SessionStore
    from editor.session import Session


def is_found_again(store: SessionStore, session: Session) -> None:
    """The newest work in `store` is that of `session`, with all of its steps."""
    entry = store.last()
    assert entry is not None
    restored = store.restore(entry)
    assert restored.problems == ()
    assert restored.document == session.document
    assert restored.history.done == session.history.done
