# SPDX-License-Identifier: GPL-3.0-or-later
"""A sound card, and what is played into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end2end import rig
from tests.sound_card import SoundCard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.end2end.rig import Samples


@pytest.fixture(scope="session")
def noise() -> Samples:
    """Twelve seconds, each moment of which tells where it stands."""
    return rig.noise()


@pytest.fixture
def card() -> Iterator[SoundCard]:
    """The first there is; it may be pulled out."""
    with SoundCard() as card:
        yield card
