# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests under Wine, and counts what became of them."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from windows.wine import Wine

PROCESSES = {
    "tests/unit": 2,
    "tests/property": 2,
    "tests/gui": 1,
    "tests/end2end": 1,
}
"""What is tested, in how many processes: windows have one desktop, and one focus. A process that
hangs or dies takes no test with it but the one it had."""

LEFT_OUT = {
    "Wine has not the fonts of Windows": (
        "tests/gui/test_caption.py::test_a_platform_s_size_and_margin",
        "tests/gui/test_theme.py::test_chinese_characters_are_there",
        "tests/gui/test_theme.py::test_traditional_shapes_come_first_where_wanted",
    ),
    "only X11 has a keyboard for tests": ("tests/gui/test_every_key.py",),
    "looks at a screen that nothing else is on": ("tests/gui/test_timeline_scaled.py",),
    "names that are no Unicode are of POSIX": ("tests/end2end/test_odd_names.py",),
    "AT-SPI is Linux's": ("tests/end2end/test_screen_reader.py",),
    "reads a file while it is being replaced, which Windows refuses": (
        "tests/end2end/test_project.py::test_an_export_over_the_transcript_keeps_the_original",
    ),
    "hears what is played, which needs Linux's sound server": (
        "tests/end2end/test_audition.py",
        "tests/end2end/test_devices.py",
        "tests/end2end/test_media_come_and_go.py",
    ),
}
"""Files and tests that Wine cannot carry, by why; what is skipped within the rest, pytest says."""

PATIENCE = 240
"""Seconds of a test, at most: then Python says where each thread is, and ends."""

LONGEST = 7200
"""Seconds of a folder of `PROCESSES`, at most: beside other work, `tests/unit` took 44 minutes."""

_OF_WINE = "PerMonitorVersion2 is not supported|EnableNonClientDpiScaling"
"""Warnings of Qt's about what Wine 8 lacks and Windows 10 has."""

_OPTIONS = (
    f"qt_log_ignore={_OF_WINE}",
    f"faulthandler_timeout={PATIENCE}",
    "faulthandler_exit_on_timeout=true",
)


class Outcome(NamedTuple):
    """What became of the tests of some files.

    Attributes:
        counts: How many passed, failed and were skipped.
        reasons: Why tests were skipped, and how many for each reason.
        broken: What failed or did not end.
    """

    counts: Counter[str]
    reasons: Counter[str]
    broken: list[str]

    def with_(self, other: Outcome) -> Outcome:
        """Of both."""
        counts, reasons, broken = other
        return Outcome(self.counts + counts, self.reasons + reasons, self.broken + broken)


NOTHING = Outcome(Counter(), Counter(), [])


class Suite:
    """The tests of a checkout.

    Args:
        wine: A furnished prefix.
        python: Python for Windows.
        app: The checkout.
        environment: Of the tests.
    """

    def __init__(self, wine: Wine, python: Path, app: Path, environment: Mapping[str, str]) -> None:
        self._wine, self._python, self._app = wine, python, app
        self._environment = environment

    def run(self) -> list[str]:
        """Run all tests but what is left out; what failed twice.

        Prints how many passed, failed and were skipped, and why.
        """
        for why, names in LEFT_OUT.items():
            print(f"left out: {', '.join(names)}: {why}", flush=True)
        whole = NOTHING
        for folder in PROCESSES:
            started = time.monotonic()
            outcome = self._tested(folder)
            took = time.monotonic() - started
            print(f"-- {folder}: {said(outcome.counts)}, {took:.0f} s", flush=True)
            whole = whole.with_(outcome)
        for reason, count in whole.reasons.most_common():
            print(f"skipped: {count}: {reason}")
        print(f"all: {said(whole.counts)}", flush=True)
        return whole.broken

    def _tested(self, folder: str) -> Outcome:
        """Run a row of `PROCESSES`, and what failed once more."""
        first = self._pytest(folder)
        if not first.broken:
            return first
        print("What failed, once more: starting a process may take too long.", flush=True)
        again = self._pytest("--last-failed", folder)
        passed = first.counts - Counter(failed=len(first.broken))
        return Outcome(passed, first.reasons, []).with_(again)

    def _pytest(self, *arguments: str) -> Outcome:
        """What pytest reports of a row, which comes last."""
        report = self._app / "report.xml"
        report.unlink(missing_ok=True)
        command: list[str | Path] = [self._python, "-X", "utf8", "-m", "pytest", "--tb=short"]
        for option in _OPTIONS:
            command += ["-o", option]
        for name in chain.from_iterable(LEFT_OUT.values()):
            command.append(f"--deselect={name}" if "::" in name else f"--ignore={name}")
        command += [f"--numprocesses={PROCESSES[arguments[-1]]}", "--dist=worksteal"]
        command += [f"--junitxml={report.name}", *arguments]
        env = self._environment
        self._wine.follow(*command, cwd=self._app, environment=env, timeout=LONGEST)
        if report.exists():
            return read(report)
        return Outcome(Counter(failed=1), Counter(), [f"{arguments[-1]}: it did not end"])


def read(report: Path) -> Outcome:
    """What pytest wrote for machines."""
    counts, reasons = Counter[str](), Counter[str]()
    broken = []
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - ours
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            counts["failed"] += 1
            broken.append(f"{case.get('classname')}: {case.get('name')}")
        elif skipped is not None:
            counts["skipped"] += 1
            reasons[skipped.get("message", "")] += 1
        else:
            counts["passed"] += 1
    return Outcome(counts, reasons, broken)


def said(counts: Counter[str]) -> str:
    """Counts in words."""
    return ", ".join(f"{counts[what]} {what}" for what in ("passed", "failed", "skipped"))
