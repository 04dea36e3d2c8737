# SPDX-License-Identifier: GPL-3.0-or-later
"""One typed table of settings, kept in a file that a person can read.

To add one: a row in `SETTINGS`. The preferences page is made from the table.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.reasons import reason_of
from editor.formats.files import read_bytes, write_bytes

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T", str, int, float, bool)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One thing the user can choose.

    Attributes:
        id: Name in the file.
        group: Heading on the preferences page.
        label: What it is.
        default: Until the user chooses.
        choices: Values and their labels, where there are only some.
        limits: Least, greatest and step, for numbers.
        unit: What the number counts.
        hint: A sentence more, where the label is not enough.
    """

    id: str
    group: str
    label: str
    default: T
    choices: tuple[tuple[T, str], ...] = ()
    limits: tuple[float, float, float] | None = None
    unit: str = ""
    hint: str = ""

    def accepts(self, value: object) -> bool:
        """Whether `value` can be chosen."""
        if isinstance(value, bool) != isinstance(self.default, bool):
            return False
        kinds = (float, int) if isinstance(self.default, float) else (type(self.default),)
        if not isinstance(value, kinds):
            return False
        if self.choices:
            return value in [choice for choice, _ in self.choices]
        if self.limits is not None and isinstance(value, (int, float)):
            return self.limits[0] <= value <= self.limits[1]
        return True


LOOK, HEARING, EDITING = N_("Look"), N_("Hearing"), N_("Correcting")

LANGUAGE = Setting(
    "language",
    LOOK,
    N_("Language"),
    "system",
    choices=(
        ("system", N_("As the system")),
        ("zh_Hans", "简体中文"),
        ("zh_Hant", "繁體中文"),
        ("en", "English"),
    ),
    hint=N_("Takes effect when the program starts again."),
)
THEME = Setting(
    "theme",
    LOOK,
    N_("Colours"),
    "system",
    choices=(("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark"))),
)
TEXT_SIZE = Setting("text-size", LOOK, N_("Text of the cues"), 13, limits=(9, 32, 1), unit="pt")
SIGHT = Setting(
    "sound-as",
    LOOK,
    N_("Sound on the timeline"),
    "wave",
    choices=(
        ("wave", N_("Wave")),
        ("both", N_("Wave and spectrogram")),
        ("spectrum", N_("Spectrogram")),
    ),
)
FOLLOW = Setting(
    "follow",
    HEARING,
    N_("While it plays, the timeline"),
    "page",
    choices=(
        ("page", N_("turns the page")),
        ("centre", N_("glides along")),
        ("free", N_("stays where it is")),
    ),
)
AFTER_ACCEPT = Setting(
    "play-after-accept", HEARING, N_("Play the next cue after accepting one"), default=True
)
OUTPUT = Setting("sound-device", HEARING, N_("Sound device"), "")
LATENCY = Setting(
    "latency",
    HEARING,
    N_("Delay of the sound device"),
    0,
    limits=(-500, 500, 5),
    unit="ms",
    hint=N_("How much later the sound is heard than the device says; each has its own."),
)
LEVELLED = Setting("levelled", HEARING, N_("Bring quiet speakers up"), default=False)
CACHE = Setting("cache", HEARING, N_("Room for decoded sound"), 4, limits=(1, 100, 1), unit="GB")
NUDGE = Setting("nudge", EDITING, N_("Step of the time keys"), 50, limits=(5, 1000, 5), unit="ms")
REACTION = Setting(
    "reaction",
    EDITING,
    N_("Time it takes to press a key"),
    250,
    limits=(0, 1000, 10),
    unit="ms",
    hint=N_("Taken off when a cue is set to start or end here while it plays."),
)
PROFILE = Setting("profile", EDITING, N_("Limits to check against"), "bilibili")

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    TEXT_SIZE,
    SIGHT,
    FOLLOW,
    AFTER_ACCEPT,
    OUTPUT,
    LATENCY,
    LEVELLED,
    CACHE,
    NUDGE,
    REACTION,
    PROFILE,
)


class Settings(QObject):
    """What the user chose.

    What can't be written holds all the same, until the program is left.

    Signals:
        changed (str): The setting with that id has another value.
        refused (Problem): The file can't be written.
    """

    changed = Signal(str)
    refused = Signal(object)

    def __init__(self, path: Path) -> None:
        """Read `path`; what is missing or cannot be is as if never chosen."""
        super().__init__()
        self._path = path
        self._values: dict[str, object] = {}
        self._variants: dict[str, str] = {}
        self._refused = False
        try:
            values = json.loads(read_bytes(str(path)))
        except (UserError, ValueError, RecursionError):
            return
        if isinstance(values, dict):
            self._values = values

    def __getitem__(self, setting: Setting[T]) -> T:
        plain = self._values.get(setting.id, setting.default)
        value: Any = self._values.get(self._key(setting), plain)
        return value if setting.accepts(value) else setting.default

    def __setitem__(self, setting: Setting[T], value: T) -> None:
        """Choose `value`.

        Raises:
            ValueError: The setting has no such value.
        """
        if not setting.accepts(value):
            raise ValueError(f"{setting.id}: {value!r}")
        if self[setting] == value:
            return
        self._values[self._key(setting)] = value
        self.changed.emit(setting.id)
        self._save()

    def vary(self, setting: Setting[T], variant: str) -> None:
        """From now on `setting` is what was chosen for `variant`, of what there are several of.

        What was never chosen for it is as it was chosen for none ("").
        """
        before = self[setting]
        self._variants[setting.id] = variant
        if self[setting] != before:
            self.changed.emit(setting.id)

    def state(self, name: str) -> object:
        """What the window remembers under `name` (its place, its columns), or None."""
        return self._values.get(f"state.{name}")

    def remember(self, name: str, value: object) -> None:
        """Let the window remember a JSON value under `name`; None forgets it."""
        if value is None:
            self._values.pop(f"state.{name}", None)
        else:
            self._values[f"state.{name}"] = value
        self._save()

    def _key(self, setting: Setting[Any]) -> str:
        variant = self._variants.get(setting.id)
        return f"{setting.id}@{variant}" if variant else setting.id

    def _save(self) -> None:
        """Write all of it. A failure is told once; the next choice tries again."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(str(self._path), self._data(), replace=True)
        except (OSError, UserError) as error:
            if not self._refused:
                self._refused = True
                said = error.problem if isinstance(error, UserError) else reason_of(error)
                self.refused.emit(Problem("Settings cannot be kept. {reason}", reason=said))
        else:
            self._refused = False

    def _data(self) -> bytes:
        text = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            return text.encode()
        except UnicodeEncodeError:  # the name of a file that is no Unicode
            return json.dumps(self._values, indent=1, sort_keys=True).encode()
