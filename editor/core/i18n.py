# SPDX-License-Identifier: GPL-3.0-or-later
"""Marking of sentences that a user reads, so that they can be translated.

A sentence is written once, in English, as a template with named facts. It is
translated where it is shown (the window) or shown as it stands (the headless
verbs). Templates given to `UserError` and `Problem` are marked by standing
there; anything else is marked with `N_`.
"""


def N_(template: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark `template` for translation and return it unchanged."""
    return template
