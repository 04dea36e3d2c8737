# SPDX-License-Identifier: GPL-3.0-or-later
"""`make windows`: builds the Windows program on Linux, installs it under Wine, and tries it.

All of it happens in build/windows. `make windows steps='build pack'` runs those steps only;
else all run, in this order:

    prepare   Python for Windows, wheels, and a Wine prefix
    build     PyInstaller; a table of what is in the bundle, and an audit
    pack      installer and portable archive
    install   install, self-test, upgrade, uninstall
    test      the tests, but what Wine cannot carry
"""

from __future__ import annotations

import shutil
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import contents  # noqa: E402
from hands import Hands, InputMethod  # noqa: E402
from windows import audit, ingredients, installer  # noqa: E402
from windows.suite import Suite  # noqa: E402
from windows.trial import SILENCE, Trial  # noqa: E402
from windows.wine import Wine  # noqa: E402

from editor import __version__  # noqa: E402
from tests.screen import VirtualScreen  # noqa: E402
from tests.sound_card import SoundCard  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = ROOT / "build" / "windows"
PYTHON = HERE / "python"
APP = HERE / "app"
BUNDLE = HERE / "dist" / "jiaozi"
SETUP = HERE / f"jiaozi-{__version__}-setup.exe"
PORTABLE = HERE / f"jiaozi-{__version__}-portable.zip"

MEGABYTE = 1_000_000
LARGEST_BUNDLE, LARGEST_SETUP = 230 * MEGABYTE, 85 * MEGABYTE

COPIED = (
    *("editor", "resources", "packaging", "tests", "docs", ".github", "pyproject.toml", "Makefile"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"),
)
"""What the build and the tests read of the checkout."""


def prepare(wine: Wine) -> None:
    """Download, and make Python and the prefix anew."""
    wheels, payloads = HERE / "wheels", HERE / "payloads"
    ingredients.download(wheels, payloads)
    ingredients.install_python(PYTHON, wheels, payloads)
    wine.close()
    shutil.rmtree(wine.prefix, ignore_errors=True)
    ingredients.furnish(wine, payloads)
    cards = ingredients.show_sound_card(wine, PYTHON / "python.exe")
    print(
        f"Python {wine.run(PYTHON / 'python.exe', '--version').split()[1]}, {cards} sound card(s)"
    )


def copy_checkout() -> None:
    """Copy what is built and tested, so that the checkout stays as it is."""
    shutil.rmtree(APP, ignore_errors=True)
    for name in COPIED:
        source, target = ROOT / name, APP / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def build(wine: Wine) -> None:
    """Run PyInstaller, say what is in the bundle, and audit it."""
    copy_checkout()
    options = ["--noconfirm", "--log-level=ERROR", "--distpath=../dist", "--workpath=../work"]
    options.append("packaging/jiaozi.spec")
    wine.run(PYTHON / "python.exe", "-m", "PyInstaller", *options, cwd=APP, timeout=900)
    print(
        wine.run(PYTHON / "python.exe", "packaging/licences.py", wine.name(BUNDLE), cwd=APP), end=""
    )
    size = contents.show(BUNDLE)
    limit(BUNDLE, size, LARGEST_BUNDLE)
    stubs = [wine.system / f"{name}.dll" for name in ("icuuc", "bcryptprimitives", "ucrtbase")]
    if found := audit.problems(BUNDLE, stubs):
        sys.exit("\n".join(found))
    print("audit: all imports are met, and nothing of the tests is in the bundle")


def pack(_: Wine) -> None:
    """Make the installer and the portable archive."""
    installer.make_installer(BUNDLE, SETUP, __version__)
    installer.make_portable(BUNDLE, PORTABLE)
    for path in (SETUP, PORTABLE):
        print(f"{path.name}: {path.stat().st_size / MEGABYTE:.1f} MB")
    limit(SETUP, SETUP.stat().st_size, LARGEST_SETUP)


def install(wine: Wine) -> None:
    """Install the program as a user would, try it, and remove it."""
    display = wine.environment["DISPLAY"]
    with ExitStack() as ends:
        ends.enter_context(hidden(PYTHON, BUNDLE.parent, APP))
        hands = ends.enter_context(closing(Hands(display, HERE / "pictures")))
        method = ends.enter_context(closing(InputMethod("fcitx5", display, HERE / "method")))
        Trial(wine, SETUP, hands, method.environment).run()


def test(wine: Wine) -> None:
    """Run the tests without a sound card; exits if one fails twice.

    With one, Python was ended by Wine in the middle of the tests of playback: not explained yet.
    """
    copy_checkout()
    broken = Suite(wine, PYTHON / "python.exe", APP, SILENCE).run()
    if broken:
        sys.exit("\n".join(["These failed under Wine:", *broken]))


STEPS: dict[str, Callable[[Wine], None]] = {
    step.__name__: step for step in (prepare, build, pack, install, test)
}


def limit(path: Path, size: int, most: int) -> None:
    """Exits if something is larger than it may be."""
    if size > most:
        sys.exit(f"{path.name} has {size / MEGABYTE:.0f} MB; it may have {most / MEGABYTE:.0f}.")


@contextmanager
def hidden(*folders: Path) -> Iterator[None]:
    """Rename folders for a while, so that nothing in them can be used."""
    moved = [(folder, folder.with_name(f"{folder.name}.hidden")) for folder in folders]
    for folder, away in moved:
        folder.rename(away)
    try:
        yield
    finally:
        for folder, away in moved:
            away.rename(folder)


def main() -> None:
    """Run the steps."""
    wanted = sys.argv[1:] or list(STEPS)
    if unknown := set(wanted) - STEPS.keys():
        sys.exit(f"No such step: {', '.join(unknown)}. There are: {', '.join(STEPS)}.\n{__doc__}")
    HERE.mkdir(parents=True, exist_ok=True)
    screen = VirtualScreen()
    try:
        with SoundCard() as card:
            sound = {name: card.environment[name] for name in ("PULSE_SERVER", "PULSE_COOKIE")}
            wine = Wine(HERE / "prefix", {"DISPLAY": screen.display, **sound})
            try:
                for name in wanted:
                    started = time.monotonic()
                    print(f"== {name}", flush=True)
                    STEPS[name](wine)
                    print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
            finally:
                wine.close()
    finally:
        screen.close()


if __name__ == "__main__":
    main()
