# SPDX-License-Identifier: GPL-3.0-or-later
"""Composes Chinese in the built program with real input methods: fcitx5 and ibus.

`try_input_methods.py [PROGRAM]`; by default what `make package` has built. Needs, of Debian: fcitx5
fcitx5-pinyin ibus ibus-libpinyin dbus-daemon dbus-bin openbox xdotool imagemagick x11-utils xvfb.
Pictures are in build/packages/pictures.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from hands import Hands, InputMethod, until  # noqa: E402

from editor.project.places import places  # noqa: E402
from editor.project.store import SessionStore  # noqa: E402
from tests.screen import VirtualScreen  # noqa: E402

PROGRAM = ROOT / "build" / "frozen" / "jiaozi" / "jiaozi"
PICTURES = ROOT / "build" / "packages" / "pictures"
CUE = "1\n00:00:01,000 --> 00:00:04,000\n世界\n"


def text(home: Path) -> str:
    """The first cue as it is on disk."""
    store = SessionStore(places({"JIAOZI_HOME": str(home)}).sessions, lambda _: None)
    entry = store.last()
    return store.restore(entry).document.cues[0].text if entry else ""


def compose(program: Path, name: str) -> None:
    """Type nihao before the text, and choose the first candidate; exits if that fails."""
    with ExitStack() as ends:
        home = Path(ends.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        (home / "talk.srt").write_text(CUE, "utf-8")
        screen = ends.enter_context(closing(VirtualScreen("1280x800")))
        hands = ends.enter_context(closing(Hands(screen.display, PICTURES)))
        method = ends.enter_context(closing(InputMethod(name, screen.display, home / "method")))
        env = {"DISPLAY": screen.display, "JIAOZI_HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
        env = {**os.environ, **env, **method.environment}
        running = ends.enter_context(subprocess.Popen([program, home / "talk.srt"], env=env))
        ends.callback(running.kill)
        hands.turn_to("talk")
        hands.press("ctrl+1", "Home")
        hands.type("nihao")
        hands.picture(f"{name}-composing")
        if text(home) != "世界":
            sys.exit(f"{name}: while composing, the text was {text(home)}.")
        hands.press("space")
        until(lambda: text(home) == "你好世界", f"{name}: 你好世界 on disk")
        hands.picture(f"{name}-composed")
        print(f"{name}: composed 你好 in {program.name}", flush=True)


def main() -> None:
    """Try both."""
    program = Path(sys.argv[1]) if len(sys.argv) > 1 else PROGRAM
    for name in ("fcitx5", "ibus"):
        compose(program.resolve(), name)


if __name__ == "__main__":
    main()
