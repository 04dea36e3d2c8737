# SPDX-License-Identifier: GPL-3.0-or-later
"""How Hypothesis works here, and the screen that windows are opened on."""

from __future__ import annotations

import gc
import os
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests import screen

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from PySide6.QtWidgets import QApplication

# The window loads it a moment after its start. Where a sound server's library is missing, Qt warns
# then, which would fail whatever test is running.
import_module("PySide6.QtMultimedia")

# The same examples everywhere, few enough to wait for.
settings.register_profile(
    "quick",
    derandomize=True,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=2000)
settings.load_profile("quick")

_PATIENCE = 60_000
"""ms that a test waits for something of Qt's by default: on a busy machine, and under Wine, a
process takes more than pytest-qt's 5 s to begin."""

for _wait in (
    *(QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals),
    *(QtBot.waitCallback, QtBot.waitExposed, QtBot.waitActive),
):
    _wait.__kwdefaults__ = {**(_wait.__kwdefaults__ or {}), "timeout": _PATIENCE}

_WINDOWS = {"gui", "end2end"}
"""Folders whose tests open windows."""

_FAILURES = Path(__file__).resolve().parents[1] / "build" / "failures"

_PERSONAL = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "QT_IM_MODULE", "QT_SCALE_FACTOR", "LANGUAGE")


_MANY = 20_000
"""Objects after which garbage is collected between two tests."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Garbage is collected between tests, and on this thread.

    Else it is on any: one that works destroys what an earlier test left, such as Qt objects with
    timers, which ends the process.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        if gc.get_count()[0] > _MANY:
            gc.collect()


@pytest.fixture
def collecting() -> Iterator[None]:
    """Python collects garbage by itself, as it does in the program."""
    gc.enable()
    yield
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a minute begins first."""
    items.sort(key=lambda item: item.get_closest_marker("first") is None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the tests take that would find more if they took longer."""
    parser.addoption(
        "--kills", type=int, default=60, help="How often the window is killed while it works."
    )
    parser.addoption(
        "--events", type=int, default=300, help="How many random events the window gets."
    )
    parser.addoption("--seed", type=int, default=20261129, help="Which random events those are.")
    parser.addoption(
        "--cuts", type=int, default=8, help="At how many places each sample is broken off."
    )


def pytest_configure(config: pytest.Config) -> None:
    """Tests run on a screen of their own, whatever the developer is looking at."""
    for name in _PERSONAL:
        os.environ.pop(name, None)
    if screen.NEEDED:
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        virtual = screen.VirtualScreen()
        os.environ["DISPLAY"] = virtual.display
        # Nor does the developer's screen reader listen.
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
        config.add_cleanup(virtual.close)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Windows are opened by the application object of the program."""
    from editor.ui.application import Application

    return Application


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """They look as the program does: without this, Windows and macOS have styles of their own."""
    from editor.app import ARGUMENTS

    return [*ARGUMENTS]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of the screen as it was when a test with windows failed."""
    report = yield
    opens_windows = screen.NEEDED and _WINDOWS & set(item.path.parts)
    if call.when == "call" and report.failed and opens_windows:
        name = re.sub(r"[^\w.-]+", "-", item.nodeid)[-150:]
        screen.picture(_FAILURES / f"{name}.png")
    return report


@pytest.fixture
def simplified(qapp: QApplication) -> Iterator[None]:
    """The program's language; Qt's translators, which outlive it, would reach the next tests."""
    from PySide6.QtCore import QLocale, QTranslator

    from editor.ui import i18n
    from tests.templates import CATALOGUES

    before, there = QLocale(), set(qapp.findChildren(QTranslator))
    i18n.install(qapp, "zh_Hans", CATALOGUES)
    yield
    i18n.install(qapp, "en", CATALOGUES)
    QLocale.setDefault(before)
    for translator in set(qapp.findChildren(QTranslator)) - there:
        qapp.removeTranslator(translator)
