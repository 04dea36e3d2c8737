# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyboard of the X server: keys pressed as a person presses them, by the XTEST extension.

So a key has all the meanings that the layout gives it, which Qt's own test events lack.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os

_NAMES = {
    "=": "equal", "-": "minus", ",": "comma", ".": "period", "Enter": "KP_Enter", "Esc": "Escape",
    "PgUp": "Prior", "PgDown": "Next", "Del": "Delete", "Space": "space",
}  # fmt: skip
_HELD = {"Ctrl": "Control_L", "Shift": "Shift_L", "Alt": "Alt_L", "Meta": "Super_L"}


class Keyboard:
    """Presses keys on the screen that Qt is on. Ends with `close`.

    Raises:
        OSError: A library of X11 is missing.
    """

    def __init__(self) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XSetInputFocus.argtypes = [
            *(ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong)
        ]
        self._test.XTestFakeKeyEvent.argtypes = [
            *(ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong)
        ]
        for call in (self._x.XFlush, self._x.XCloseDisplay):
            call.argtypes = [ctypes.c_void_p]
        self._display = self._x.XOpenDisplay(os.environ["DISPLAY"].encode())

    def focus(self, window: int) -> None:
        """Give the keyboard to the window with this id; there may be no window manager."""
        self._x.XSetInputFocus(self._display, window, 1, 0)
        self._x.XFlush(self._display)

    def press(self, keys: str) -> None:
        """Press keys, as they are written in the table of commands: ``Ctrl+Shift+=``."""
        *held, key = keys.split("+")
        codes = [self._code(_HELD[name]) for name in held]
        codes.append(self._code(_NAMES.get(key, key.lower() if len(key) == 1 else key)))
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XFlush(self._display)

    def close(self) -> None:
        """Leave the X server."""
        self._x.XCloseDisplay(self._display)

    def _code(self, name: str) -> int:
        code = int(self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode())))
        assert code, f"no key {name} on this keyboard"
        return code
