# SPDX-License-Identifier: GPL-3.0-or-later
"""Verbs run in this process, in a folder of their own."""

from pathlib import Path

import pytest

from editor.cli.command_line import main
from tests.program import Done, Run

SRT = "1\n00:00:01,000 --> 00:00:02,000\n你好\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we stand in, with a small subtitle file in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.srt").write_text(SRT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    assert folder

    def run(*arguments: str) -> Done:
        try:
            code: object = main(arguments)
        except SystemExit as stop:  # argparse on bad usage
            code = stop.code
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run
