# SPDX-License-Identifier: GPL-3.0-or-later
"""A user at a screen: keys of a keyboard, a window manager, an input method, pictures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_STILL, _LONGEST = 2.0, 6.0
"""Seconds for which nothing may change on a screen that is finished, and for which that is waited
for at most: a caret may blink."""
_SETTLED, _FINISHED = 5.0, 15.0
"""The same for a picture."""
_BEGUN = 5.0
"""Seconds in which keys must change something, if they change anything."""

_HELD = 0.5
"""Seconds that Ctrl and its like are held before and after the key, longer than fingers do: when a
machine is busy, Wine may handle a key after it has seen them go up."""

_PINYIN = """\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin

[GroupOrder]
0=Default
"""

_HAS_OWNER = [
    *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"),
    *("org.freedesktop.DBus.NameHasOwner", "string:org.fcitx.Fcitx5"),
]


class Hands:
    """Presses keys of an X server (XTEST), which go to the window that has the focus.

    Args:
        display: Name of the screen; it gets a window manager, since only that moves the focus.
        pictures: Where screenshots go.
    """

    def __init__(self, display: str, pictures: Path) -> None:
        self._pictures = pictures
        self._env = {**os.environ, "DISPLAY": display}
        pictures.mkdir(parents=True, exist_ok=True)
        quiet = subprocess.DEVNULL
        self._manager = subprocess.Popen(["openbox"], env=self._env, stdout=quiet, stderr=quiet)
        until(lambda: "_NET_SUPPORTING_WM_CHECK(" in self._x("xprop", "-root"), "a window manager")

    def close(self) -> None:
        """End the window manager."""
        self._manager.terminate()
        self._manager.wait()

    def windows(self, title: str) -> list[str]:
        """Ids of the visible windows with such a title."""
        return self._x("xdotool", "search", "--onlyvisible", "--name", title).split()

    def turn_to(self, title: str) -> None:
        """Wait for a window with such a title, and give it the focus."""
        until(lambda: bool(self.windows(title)), f"a window called {title}")
        self._x("xdotool", "windowactivate", "--sync", self.windows(title)[-1])
        self.wait_still()

    def press(self, *keys: str) -> None:
        """Press keys, one after another, and wait for what they do."""
        before = self._grab()
        for combination in keys:
            *held, key = combination.split("+")
            for each in held:
                self._x("xdotool", "keydown", each)
            time.sleep(_HELD if held else 0)
            self._x("xdotool", "key", key)
            time.sleep(_HELD if held else 0)
            for each in reversed(held):
                self._x("xdotool", "keyup", each)
        reached(lambda: self._grab() != before, _BEGUN)
        self.wait_still()

    def type(self, text: str) -> None:
        """Type letters."""
        self._x("xdotool", "type", "--delay", "100", text)
        self.wait_still()

    def picture(self, name: str) -> None:
        """Save what is on the screen, once it is finished."""
        self.wait_still(_SETTLED, _FINISHED)
        (self._pictures / f"{name}.png").write_bytes(self._grab())

    def wait_still(self, still: float = _STILL, longest: float = _LONGEST) -> None:
        """Wait until nothing has moved on the screen for some seconds, or the longest are over."""
        last, since = self._grab(), time.monotonic()
        latest = since + longest
        while time.monotonic() < min(since + still, latest):
            time.sleep(0.2)
            now = self._grab()
            if now != last:
                last, since = now, time.monotonic()

    def _grab(self) -> bytes:
        command = ["import", "-window", "root", "-strip", "png:-"]
        return subprocess.run(command, env=self._env, capture_output=True, check=True).stdout

    def _x(self, *command: str) -> str:
        done = subprocess.run(command, env=self._env, capture_output=True, text=True, check=False)
        return done.stdout


class InputMethod:
    """Pinyin for one screen, with a session bus of its own.

    Args:
        name: ``fcitx5`` or ``ibus``.
        display: Name of the screen.
        home: New folder for its files.
    """

    def __init__(self, name: str, display: str, home: Path) -> None:
        shutil.rmtree(home, ignore_errors=True)
        settings, runtime = home / "config", home / "run"
        (settings / "fcitx5").mkdir(parents=True)
        (settings / "fcitx5" / "profile").write_text(_PINYIN, "utf-8")
        (settings / "fcitx5" / "config").write_text("[Behavior]\nActiveByDefault=True\n", "utf-8")
        runtime.mkdir(mode=0o700)
        env = {**os.environ, "DISPLAY": display, "HOME": str(home), "LC_ALL": "C.UTF-8"}
        env |= {"XDG_CONFIG_HOME": str(settings), "XDG_RUNTIME_DIR": str(runtime)}
        env |= {"GSETTINGS_BACKEND": "memory"}
        command = ["dbus-daemon", "--session", "--fork", "--print-address=1", "--print-pid=1"]
        told = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
        address, self._bus = told.split()
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_CONFIG_HOME": str(settings)}
        short = name.removesuffix("5")
        self.environment |= {"QT_IM_MODULE": short, "XMODIFIERS": f"@im={short}"}
        env |= self.environment
        commands = {
            "fcitx5": ["fcitx5", "--disable", "wayland"],
            "ibus": ["ibus-daemon", "--panel", "disable"],
        }
        quiet = subprocess.DEVNULL
        self._server = subprocess.Popen(commands[name], env=env, stdout=quiet, stderr=quiet)
        ready: dict[str, tuple[list[str], str]] = {
            "fcitx5": (_HAS_OWNER, "boolean true"),
            "ibus": (["sh", "-c", "ibus engine libpinyin; ibus engine"], "libpinyin"),
        }
        command, answer = ready[name]
        until(lambda: answer in said(command, env), f"{name} with Pinyin")

    def close(self) -> None:
        """End it, and its bus."""
        self._server.terminate()
        self._server.wait()
        subprocess.run(["kill", self._bus], check=False)


def said(command: list[str], environment: Mapping[str, str]) -> str:
    """What a command prints."""
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False
    ).stdout


def reached(true: Callable[[], bool], seconds: float) -> bool:
    """Wait; whether it became true."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def until(true: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait; exits if it does not become true."""
    if not reached(true, seconds):
        sys.exit(f"Waited {seconds:g} s in vain: {what}.")


def check(true: bool, what: str) -> None:  # noqa: FBT001 - read as a sentence
    """Exits if it is not true."""
    if not true:
        sys.exit(f"Wrong: {what}.")
