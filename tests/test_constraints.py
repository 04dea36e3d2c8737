# SPDX-License-Identifier: GPL-3.0-or-later
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def test_every_requirement_is_locked() -> None:
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = metadata["project"]
    wanted = [metadata["build-system"]["requires"], project["dependencies"]]
    wanted += project["optional-dependencies"].values()
    rows = (ROOT / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    locked = {name(row) for row in rows if "==" in row}
    assert {name(requirement) for group in wanted for requirement in group} <= locked
