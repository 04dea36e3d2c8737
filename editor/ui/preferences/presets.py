# SPDX-License-Identifier: GPL-3.0-or-later
"""Key bindings for people who come from another editor: what differs from our defaults.

Read in the sources of Subtitle Edit 5 and Aegisub. What types into the text, what input methods
take, and what we have no command for is not mapped, and the preset says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Preset:
    """A set of key bindings.

    Attributes:
        name: The editor's name.
        keys: Portable text, several separated by ``"; "``, by command id; others keep their
            defaults, less the keys that are taken here.
        notes: What cannot be mapped, and what is different here.
    """

    name: str
    keys: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""

    def over(self, defaults: Mapping[str, str]) -> dict[str, str]:
        """All bindings by command id: those of the preset, else the defaults."""
        wanted = {name: keys for name, keys in self.keys.items() if name in defaults}
        taken = {key for keys in wanted.values() for key in each(keys)}
        return {
            name: wanted.get(name, joined(key for key in each(keys) if key not in taken))
            for name, keys in defaults.items()
        }


def each(keys: str) -> list[str]:
    """The single keys in a command's keys."""
    return [key for key in keys.split("; ") if key]


def joined(keys: Iterable[str]) -> str:
    """The inverse of `each`."""
    return "; ".join(keys)


PRESETS = (
    Preset(N_("Jiaozi")),
    Preset(
        "Subtitle Edit",
        {
            "play.pause": "Ctrl+P",
            "play.replay": "F5; Tab",
            "view.table": "Ctrl+L; Ctrl+1",
            "cue.split": "Ctrl+Alt+V; Ctrl+Enter; Ctrl+Return",
            "cue.join-next": "Ctrl+Shift+M; Ctrl+Shift+J",
            "cue.insert": "Alt+Ins; Ctrl+Shift+Ins",
            "time.shift": "Ctrl+Shift+A",
            "time.bend": "Ctrl+Shift+P",
            "view.problems": "Ctrl+F8",
        },
        N_(
            "As in Subtitle Edit: F5, F11, F12, F8, Alt+Up, Alt+Down, Ctrl+L, Ctrl+P, Ctrl+Alt+V, "
            "Ctrl+Shift+M, Ctrl+Shift+A, Ctrl+Shift+P, Alt+Insert. Cannot be mapped: Space and "
            "the arrows, which type and move in the text; Ctrl+Space and Ctrl+Shift+F, which input "
            "methods take; breaking lines by itself, extending to a neighbour, inserting before, "
            "steps of half a second. Enter accepts a cue here; Shift+Enter breaks the line."
        ),
    ),
    Preset(
        "Aegisub",
        {
            "play.pause": "Ctrl+P; F5",
            "cue.split": "Ctrl+D; Ctrl+Enter; Ctrl+Return",
            "cue.start-here": "Ctrl+3; F11",
            "cue.end-here": "Ctrl+4; F12",
            "cues.up": "Alt+Up",
            "cues.down": "Alt+Down",
            "time.shift": "Ctrl+I",
        },
        N_(
            "As in Aegisub: Enter, Ctrl+D, Ctrl+3, Ctrl+4, Ctrl+I, Ctrl+P, Alt+Up, Alt+Down, F3, "
            "Ctrl+H. Cannot be mapped: the letters and Space of the audio box, which type into the "
            "text; Ctrl+Delete, which deletes a word; Ctrl+Space, which input methods take; the "
            "keys of the number pad; the video to start or end, and snapping to scenes. The "
            "arrows go to the neighbours at the edge of the text."
        ),
    ),
)
"""All presets; the first one is our own."""
