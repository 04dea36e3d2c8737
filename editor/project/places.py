# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's own folders on this system. Only this module imports `platformdirs`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME = "JIAOZI_HOME"
"""Environment variable: one folder for all data, for portable installs and tests."""

_NAME = "jiaozi"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and files; they may not exist yet.

    Attributes:
        sessions: Folder of the sessions: user data that cannot be regenerated.
        settings: File of the settings.
        cache: Folder of data that can be regenerated.
    """

    sessions: Path
    settings: Path
    cache: Path

    @property
    def glossary(self) -> Path:
        """File of the terms that the user has for all documents; a table that Excel opens."""
        return self.settings.with_name("glossary.tsv")

    @property
    def profiles(self) -> Path:
        """Folder of the limits that the user made or got from others."""
        return self.settings.with_name("profiles")


def places(environment: Mapping[str, str]) -> Places:
    """The system's standard places, or places under the folder named by `JIAOZI_HOME`."""
    if home := environment.get(HOME):
        root = Path(home).absolute()
        return Places(root / "sessions", root / "settings.json", root / "cache")
    return Places(
        platformdirs.user_data_path(_NAME, appauthor=False) / "sessions",
        platformdirs.user_config_path(_NAME, appauthor=False, roaming=True) / "settings.json",
        platformdirs.user_cache_path(_NAME, appauthor=False),
    )
