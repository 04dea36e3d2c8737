# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks sentences that the user reads for translation.

A sentence is written once, in English, as a template with named facts. The window translates it
when it is shown; the command line shows it as it is. Templates given to `UserError` and
`Problem` count as marked; all others are marked with `N_`.
"""


def N_(template: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark `template` for translation and return it unchanged."""
    return template
