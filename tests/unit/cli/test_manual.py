# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual names what there is, and nothing that is not."""

import re
from pathlib import Path

import pytest

from editor.checks.profiles import profiles
from editor.checks.rules import RULES
from editor.cli import VERBS
from editor.cli.command_line import parser

MANUAL = (Path(__file__).parents[3] / "docs" / "cli.md").read_text("utf-8")
CODE = set(re.findall(r"`([^`]+)`", MANUAL))


def test_every_profile_and_every_rule_is_in_the_manual() -> None:
    assert set(profiles()) <= CODE
    assert {rule.id for rule in RULES} <= CODE


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_in_the_manual(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args([verb, "--help"])
    options = set(re.findall(r"--[a-z][a-z-]*", capsys.readouterr().out)) - {"--help"}
    assert options
    assert options <= set(re.findall(r"--[a-z][a-z-]*", MANUAL))


def test_the_manual_names_no_option_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    known = set()
    for verb in ([], *([name] for name in VERBS)):
        with pytest.raises(SystemExit):
            parser().parse_args([*verb, "--help"])
        known |= set(re.findall(r"--[a-z][a-z-]*", capsys.readouterr().out))
    ours = "".join(line for line in MANUAL.splitlines() if "#SBATCH" not in line)
    assert set(re.findall(r"--[a-z][a-z-]*", ours)) <= known
