# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system calls the user."""

from __future__ import annotations

import getpass
import sys


def account_name() -> str:
    """The full name of the user's account, or else its login; empty if there is none."""
    try:
        return _full_name() or getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account that the system does not list
        return ""


if sys.platform == "win32":

    def _full_name() -> str:
        import ctypes

        display = 3  # NameDisplay
        size = ctypes.c_ulong(0)
        function = ctypes.WinDLL("secur32").GetUserNameExW
        function(display, None, ctypes.byref(size))
        if not size.value:
            return ""
        buffer = ctypes.create_unicode_buffer(size.value)
        return buffer.value if function(display, buffer, ctypes.byref(size)) else ""

else:

    def _full_name() -> str:
        import os
        import pwd

        return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
