# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries the installer and the installed program, as a user would, under Wine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hands import check, until
from windows.key_session import KeySession

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hands import Hands
    from windows.wine import Wine

FOLDER = "字幕 工具/校字 Jiaozi"
"""Where it is installed on drive C:, with Chinese and spaces."""

RUNNING = 2
"""Exit code of the installer while the program is running."""

FOUND_ERRORS = 1
"""Exit code of `jiaozi check` that is a result."""

SILENCE = {"PULSE_SERVER": "unix:/nonexistent"}
"""A machine without a sound card."""

_UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Jiaozi"
_CLASSES = r"HKCU\Software\Classes"
_PLAYER = "Some.Player"
"""What opens .srt files on this machine; it must stay so."""

_RAW = '@"%SETUP%" /S /D=%TARGET%\r\n'
"""NSIS takes /D= without quotes only, which no list of arguments can say if there is a space."""


class Trial:
    """Installs, tries, upgrades and removes the program.

    Args:
        wine: A furnished prefix.
        setup: The installer.
        hands: The user at its screen.
        method: Environment of an input method for it.
    """

    def __init__(self, wine: Wine, setup: Path, hands: Hands, method: Mapping[str, str]) -> None:
        self._wine, self._setup = wine, setup
        self._hands, self._method = hands, method
        self._target = wine.drive / FOLDER
        local = wine.user / "AppData"
        self._work = {
            local / "Local" / "jiaozi" / "sessions" / "1.jiaozi-session": "a session",
            local / "Roaming" / "jiaozi" / "settings.json": '{"theme": "dark"}',
        }
        self._menu = local / "Roaming/Microsoft/Windows/Start Menu/Programs/Jiaozi 校字.lnk"

    def run(self) -> None:
        """All of it; exits at the first thing that is wrong."""
        for path, text in self._work.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self._wine.register(rf"{_CLASSES}\.srt", "", _PLAYER)
        self._install()
        self._own = self._target / "my own.srt"
        self._own.write_text("the user's", "utf-8")
        self._verbs()
        self._self_test("with sound", {})
        self._self_test("without sound", SILENCE)
        self._window()
        KeySession(self._wine, self._target, self._hands, self._method).run()
        self._install()
        self._self_test("upgraded", {})
        self._uninstall()

    def _install(self) -> None:
        code = self._setup_code()
        check(code == 0, f"the installer returned {code}")
        for name in ("jiaozi.exe", "jiaoziw.exe", "uninstall.exe"):
            check((self._target / name).is_file(), f"{name} was not installed in {self._target}")
        check(self._menu.is_file(), "there is no entry in the start menu")
        check("DisplayVersion" in self._wine.registered(_UNINSTALL), "it cannot be uninstalled")
        offered = self._wine.registered(rf"{_CLASSES}\.srt\OpenWithProgids")
        check("Jiaozi.Subtitles" in offered, "it is not offered for .srt files")
        self._others_intact()
        print(f"installed in C:\\{FOLDER}", flush=True)

    def _setup_code(self) -> int:
        batch = self._wine.drive / "setup.cmd"
        batch.write_text(_RAW, "ascii")
        where = {"SETUP": self._wine.name(self._setup), "TARGET": self._wine.name(self._target)}
        said = self._wine.run(
            *("cmd", "/c", f"{self._wine.name(batch)} & call echo code %^ERRORLEVEL%"),
            environment=where,
            fine=(0, 1),
        )
        return int(said.split("code ")[1])

    def _jiaozi(
        self,
        *arguments: str | Path,
        environment: Mapping[str, str] | None = None,
        fine: tuple[int, ...] = (0,),
    ) -> str:
        names = [self._wine.name(each) if isinstance(each, Path) else each for each in arguments]
        program = self._target / "jiaozi.exe"
        return self._wine.run(program, *names, environment=environment, fine=fine)

    def _verbs(self) -> None:
        sample = self._target / "_internal" / "resources" / "sample"
        transcript, medium = sample / "sample.txt", sample / "sample.ogg"
        result = self._wine.drive / "结 果.srt"
        print(self._jiaozi("--version").strip())
        check("sample.txt" in self._jiaozi("info", transcript, "--media", medium), "info")
        self._jiaozi("convert", transcript, result, "--script", "zh-Hans")
        self._jiaozi("check", result, "--profile", "bilibili", fine=(0, FOUND_ERRORS))
        piped = self._jiaozi("convert", transcript, "-", "--to", "srt", "--media", medium)
        check("\r" not in piped, "a pipe gets line ends of Windows")
        result.unlink()
        print("verbs: ok", flush=True)

    def _self_test(self, how: str, environment: Mapping[str, str]) -> None:
        said = self._jiaozi("--self-test", environment=environment)
        check("self-test: ok" in said, f"the self-test {how}:\n{said}")
        print(f"-- {how}\n{said}", end="", flush=True)

    def _window(self) -> None:
        """While the window is open, the installer changes nothing."""
        program = self._target / "jiaoziw.exe"
        sample = self._target / "_internal" / "resources" / "sample" / "sample.txt"
        home = {"JIAOZI_HOME": self._wine.name(self._wine.drive / "window")}
        running = self._wine.start(program, self._wine.name(sample), environment=home)
        until(lambda: bool(self._hands.windows("sample")), "a window with the sample")
        code = self._setup_code()
        check(code == RUNNING, f"beside a running program the installer returned {code}")
        self._wine.run("taskkill", "/f", "/im", "jiaoziw.exe", fine=(0, 1, 128))
        running.wait(60)
        print("window: ok; the installer waits for it to be closed", flush=True)

    def _uninstall(self) -> None:
        self._wine.run(self._target / "uninstall.exe", "/S")
        program = self._target / "jiaozi.exe"
        # It copies itself elsewhere and returns before that copy is done.
        until(lambda: not program.exists(), "the program is removed")
        until(lambda: not (self._target / "uninstall.exe").exists(), "the uninstaller is removed")
        until(lambda: not self._wine.registered(_UNINSTALL), "it is not listed any more")
        left = sorted(path.name for path in self._target.iterdir())
        check(left == [self._own.name], f"left behind: {left}")
        check(not self._menu.exists(), "its entry in the start menu is left")
        offered = self._wine.registered(rf"{_CLASSES}\.srt")
        check("Jiaozi" not in offered, f"still offered for .srt files: {offered}")
        self._others_intact()
        print("uninstalled; the user's work and files are there", flush=True)

    def _others_intact(self) -> None:
        for path, text in self._work.items():
            check(path.is_file() and path.read_text("utf-8") == text, f"{path} was changed")
        check(_PLAYER in self._wine.registered(rf"{_CLASSES}\.srt"), ".srt files were taken over")
