# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of settings, stored as readable JSON.

To add one: a row in `SETTINGS`. The preferences dialog is built from this table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer, Signal

from editor.background import BackgroundWriter
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.reasons import reason_of
from editor.setting import Setting, T
from editor.settings_file import SettingsFile, read, texts

if TYPE_CHECKING:
    from pathlib import Path

LOOK, HEARING, EDITING = N_("Appearance"), N_("Playback"), N_("Editing")
LISTENING = N_("Listening by a speech model")

LANGUAGE = Setting(
    "language",
    LOOK,
    N_("Language"),
    "system",
    choices=(
        ("system", N_("Same as system")),
        ("zh_Hans", "简体中文"),
        ("zh_Hant", "繁體中文"),
        ("en", "English"),
    ),
    hint=N_("Takes effect after a restart."),
)
THEME = Setting(
    "theme",
    LOOK,
    N_("Theme"),
    "system",
    choices=(("system", N_("Same as system")), ("light", N_("Light")), ("dark", N_("Dark"))),
)
TEXT_SIZE = Setting("text-size", LOOK, N_("Cue text size"), 13, limits=(9, 32, 1), unit="pt")
DENSITY = Setting(
    "density",
    LOOK,
    N_("Row density"),
    "normal",
    choices=(("compact", N_("Compact")), ("normal", N_("Normal")), ("roomy", N_("Roomy"))),
)
CENTRED = Setting(
    "centred", EDITING, N_("Keep the current cue in the middle of the table"), default=False
)
ORIGINALS = Setting("originals", LOOK, N_("Original text below changed cues"), default=False)
PICTURE = Setting("picture", LOOK, N_("Video, where there is one"), default=True)
BUTTONS = Setting("cue-buttons", LOOK, N_("Buttons for the current cue"), default=True)
SIGHT = Setting(
    "sound-as",
    LOOK,
    N_("Audio display"),
    "wave",
    choices=(
        ("wave", N_("Waveform")),
        ("both", N_("Waveform and spectrogram")),
        ("spectrum", N_("Spectrogram")),
    ),
)
FOLLOW = Setting(
    "follow",
    HEARING,
    N_("Timeline during playback"),
    "page",
    choices=(
        ("page", N_("Pages")),
        ("centre", N_("Scrolls smoothly")),
        ("free", N_("Does not move")),
    ),
)
AFTER_ACCEPT = Setting(
    "play-after-accept", HEARING, N_("Play the next cue after marking one checked"), default=True
)
MANNER = Setting(
    "manner",
    EDITING,
    N_("Way of working"),
    "step",
    choices=(("step", N_("Step: one cue at a time")), ("flow", N_("Flow: playing runs on"))),
)
ON_EDIT = Setting(
    "on-edit",
    EDITING,
    N_("In Flow, a cue that is corrected"),
    "hold",
    choices=(("hold", N_("Plays to its end, then waits")), ("loop", N_("Loops"))),
)
BACK = Setting(
    "back",
    EDITING,
    N_("In Flow, go back before playing on"),
    0,
    limits=(0, 2000, 250),
    unit="ms",
)
SKIP = Setting(
    "skip-silence",
    HEARING,
    N_("Skip silence"),
    default=False,
    hint=N_("When playing on: pauses of more than a second without speech and without a cue."),
)
FAST = Setting(
    "by-doubt-speed",
    HEARING,
    N_("By doubt, speed of what is likely right"),
    2.0,
    limits=(1.5, 2.5, 0.25),
    unit="×",
    hint=N_("Doubtful words have the normal speed, the most doubtful once more a slower one."),
)
OUTPUT = Setting("sound-device", HEARING, N_("Audio device"), "")
LATENCY = Setting(
    "latency",
    HEARING,
    N_("Audio device delay"),
    0,
    limits=(-500, 500, 5),
    unit="ms",
    hint=N_("How much later you hear sound than the device reports; stored for each device."),
)
LEVELLED = Setting("levelled", HEARING, N_("Level quiet voices"), default=False)
CACHE = Setting("cache", HEARING, N_("Audio cache size"), 4, limits=(1, 100, 1), unit="GB")
NUDGE = Setting("nudge", EDITING, N_("Time nudge step"), 50, limits=(5, 1000, 5), unit="ms")
REACTION = Setting(
    "reaction",
    EDITING,
    N_("Reaction time"),
    250,
    limits=(0, 1000, 10),
    unit="ms",
    hint=N_("Subtracted when you set a start or end during playback."),
)
PIECE = Setting(
    "typed-piece",
    EDITING,
    N_("Piece of sound to type from"),
    3_000,
    limits=(1_000, 15_000, 500),
    unit="ms",
)
YOU = Setting(
    "you",
    EDITING,
    N_("妳 when converting to Simplified"),
    "ask",
    choices=(("ask", N_("Ask")), ("replace", N_("Write 你")), ("keep", N_("Keep 妳"))),
)
SPEAKERS = Setting(
    "speakers-in-text",
    EDITING,
    N_("Write speakers into the text where a format has none"),
    default=False,
    hint=N_("As “>> Name: ” where another speaker begins, in SubRip for example."),
)
PROFILE = Setting("profile", EDITING, N_("Check profile"), "bilibili")
AUTHOR = Setting(
    "author",
    EDITING,
    N_("Your name"),
    "",
    hint=N_(
        "Saved in projects, and shown to those who compare with them. Empty: your account name."
    ),
)
MODEL = Setting(
    "speech-model",
    LISTENING,
    N_("Speech model"),
    "",
    hint=N_("A Whisper model of yours that finds doubtful cues. The manual says how to get one."),
)
"""The path of its file or folder."""
ENGINE = Setting(
    "speech-engine",
    LISTENING,
    N_("Python with CTranslate2"),
    "",
    hint=N_(
        "Optional: your own Python computes instead of Jiaozi, for large models and graphics cards."
    ),
)
"""The path of its interpreter."""
BESIDE = Setting(
    "listen-when-idle",
    LISTENING,
    N_("Listen for doubtful cues when idle"),
    default=True,
    hint=N_("Starts after a minute without input, and goes on more slowly while you work."),
)  # fmt: skip
GOAL = Setting(
    "audit-goal",
    LISTENING,
    N_("An audit ends at"),
    1.0,
    limits=(0.1, 20, 0.1),
    unit="%",
    hint=N_("Share of cues that are still wrong, at most; fewer are asked about then."),
)

_LOOKED = 50
"""Interval in ms of looking whether the file was written."""

FIRST_STEPS = "first-steps"
"""Name in the state of the numbers of the first steps that were done; true: never show them."""

SETTINGS: tuple[Setting[Any], ...] = (
    *(LANGUAGE, THEME, TEXT_SIZE, DENSITY, PICTURE, BUTTONS, ORIGINALS, SIGHT),
    *(FOLLOW, AFTER_ACCEPT, SKIP, FAST, OUTPUT, LATENCY, LEVELLED, CACHE),
    *(MANNER, ON_EDIT, BACK, CENTRED, NUDGE, REACTION, PIECE, YOU, SPEAKERS, PROFILE, AUTHOR),
    *(MODEL, ENGINE, BESIDE, GOAL),
)


class Settings(QObject):
    """The values that the user chose.

    They are written in the background. If they cannot be, changes last until the program ends.

    Signals:
        changed (str): The setting with that id changed.
        refused (Problem): The file cannot be written.
    """

    changed = Signal(str)
    refused = Signal(object)

    def __init__(self, path: Path) -> None:
        """Read `path`; missing or invalid values are defaults."""
        super().__init__()
        self._values = read(path) or {}
        self._writer = BackgroundWriter(SettingsFile(path, texts(self._values)).write)
        self._written = QTimer(self, interval=_LOOKED)
        self._written.timeout.connect(self._look)
        self._variants: dict[str, str] = {}
        self._refused = False

    def __getitem__(self, setting: Setting[T]) -> T:
        plain = self._values.get(setting.id, setting.default)
        value: Any = self._values.get(self._key(setting), plain)
        return value if setting.accepts(value) else setting.default

    def __setitem__(self, setting: Setting[T], value: T) -> None:
        """Set a value.

        Raises:
            ValueError: The value is invalid.
        """
        if not setting.accepts(value):
            raise ValueError(f"{setting.id}: {value!r}")
        if self[setting] == value:
            return
        self._values[self._key(setting)] = value
        self.changed.emit(setting.id)
        self._save()

    def vary(self, setting: Setting[T], variant: str) -> None:
        """Switch `setting` to its value for `variant`, such as one of several audio devices.

        If none was chosen for that variant, the value chosen without a variant ("") applies.
        """
        before = self[setting]
        self._variants[setting.id] = variant
        if self[setting] != before:
            self.changed.emit(setting.id)

    def state(self, name: str) -> object:
        """A stored value of the window (such as geometry or columns), or None."""
        return self._values.get(f"state.{name}")

    def remember(self, name: str, value: object) -> None:
        """Store a JSON value of the window under `name`; None deletes it."""
        if value is None:
            self._values.pop(f"state.{name}", None)
        else:
            self._values[f"state.{name}"] = value
        self._save()

    def _key(self, setting: Setting[Any]) -> str:
        variant = self._variants.get(setting.id)
        return f"{setting.id}@{variant}" if variant else setting.id

    def wait(self, seconds: float | None = None) -> None:
        """Return when all that was set is in the file or could not be written, or after a time."""
        self._writer.wait(seconds)
        self._look()

    def _save(self) -> None:
        self._writer.write(texts(self._values))
        if QAbstractEventDispatcher.instance() is not None:  # the program runs
            self._written.start()

    def _look(self) -> None:
        """Once all is written, tell of a failure, once; the next change tries again."""
        if self._writer.busy:
            return
        self._written.stop()
        error = self._writer.failure
        if error is not None and not self._refused:
            said = error.problem if isinstance(error, UserError) else reason_of(error)
            self.refused.emit(Problem("Settings could not be saved. {reason}", reason=said))
        self._refused = error is not None
