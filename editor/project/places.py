# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the program keeps what is its own on this system; owner of `platformdirs`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME = "JIAOZI_HOME"
"""Environment variable: one folder for all of it, for portable installs and for tests."""

_NAME = "jiaozi"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and files, not made yet.

    Attributes:
        sessions: Folder of the sessions; precious.
        settings: File of the settings.
        cache: Folder of what can be made again.
    """

    sessions: Path
    settings: Path
    cache: Path


def places(environment: Mapping[str, str]) -> Places:
    """The places that the system wants, or all under the folder that `JIAOZI_HOME` names."""
    if home := environment.get(HOME):
        root = Path(home).absolute()
        return Places(root / "sessions", root / "settings.json", root / "cache")
    return Places(
        platformdirs.user_data_path(_NAME, appauthor=False) / "sessions",
        platformdirs.user_config_path(_NAME, appauthor=False, roaming=True) / "settings.json",
        platformdirs.user_cache_path(_NAME, appauthor=False),
    )
