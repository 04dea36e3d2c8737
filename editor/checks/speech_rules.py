# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that compare cues with speech.

What they do is imported once speech is known, since it needs numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.checks.finding import Finding, View


def no_speech(view: View) -> Iterator[Finding]:
    """The cue has a text, and nobody speaks."""
    if view.speech is not None:
        from editor.checks.against_speech import no_speech

        yield from no_speech(view)


def no_text(view: View) -> Iterator[Finding]:
    """Somebody speaks, and no cue is shown."""
    if view.speech is not None:
        from editor.checks.against_speech import no_text

        yield from no_text(view)


def lead_in(view: View) -> Iterator[Finding]:
    """The cue is shown long before somebody speaks."""
    if view.speech is not None:
        from editor.checks.against_speech import lead_in

        yield from lead_in(view)


def hang(view: View) -> Iterator[Finding]:
    """The cue stays long after the speech, or hangs over a long silence within."""
    if view.speech is not None:
        from editor.checks.against_speech import hang

        yield from hang(view)
