# SPDX-License-Identifier: GPL-3.0-or-later
"""The command that makes a release, on a clone; and the workflow that builds it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "packaging" / "release.py"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
RELEASE = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")

CHANGES = """\
# Changelog

## Unreleased

### Added

- A thing.

## 0.1.0 – 2026-01-02

The first.
"""


def git(folder: Path, *arguments: str) -> str:
    own = ["-c", "user.name=T", "-c", "user.email=t@t", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *own, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose main is clean and ready for a release."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "T")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@t")
    texts = {"editor/__init__.py": '"""It."""\n\n__version__ = "0.1.0"\n', "CHANGELOG.md": CHANGES}
    texts |= {"pyproject.toml": 'Issues = "https://owned.org/issues"\n'}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "First")
    return tmp_path


def run(checkout: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", SCRIPT, *arguments],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_release_is_a_commit_and_a_tag_with_version_and_date(checkout: Path) -> None:
    done = run(checkout, "0.2.0")
    assert done.returncode == 0, done.stderr
    assert "git push --atomic origin main v0.2.0" in done.stdout
    assert git(checkout, "status", "--porcelain") == ""
    assert git(checkout, "cat-file", "-t", "v0.2.0") == "tag"
    assert git(checkout, "rev-parse", "v0.2.0^{commit}") == git(checkout, "rev-parse", "main")
    assert '__version__ = "0.2.0"' in (checkout / "editor/__init__.py").read_text("utf-8")
    changes = (checkout / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"## Unreleased\n\n## 0\.2\.0 – \d{4}-\d\d-\d\d\n\n### Added\n", changes)
    assert run(checkout, "check", "v0.2.0").returncode == 0
    assert (
        run(checkout, "check", "v0.3.0").stderr == "The tag is v0.3.0, and the program is 0.2.0.\n"
    )
    assert run(checkout, "notes", "v0.2.0").stdout == "### Added\n\n- A thing.\n"


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("", "VERSION is no version: three numbers, as in 1.2.3.\n"),
        ("1.2", "1.2 is no version: three numbers, as in 1.2.3.\n"),
        ("0.1.0", "0.1.0 is not newer than 0.1.0.\n"),
        ("0.0.9", "0.0.9 is not newer than 0.1.0.\n"),
    ],
)
def test_versions_go_up(checkout: Path, version: str, said: str) -> None:
    before = git(checkout, "rev-parse", "HEAD")
    done = run(checkout, *([version] if version else []))
    assert (done.returncode, done.stderr) == (1, said)
    assert git(checkout, "rev-parse", "HEAD") == before


def test_what_is_not_ready_is_not_released(checkout: Path) -> None:
    git(checkout, "tag", "v0.2.0")
    git(checkout, "switch", "--quiet", "--create", "side")
    (checkout / "new").touch()
    (checkout / "CHANGELOG.md").write_text("## Unreleased\n\n## 0.1.0\n", "utf-8")
    (checkout / "pyproject.toml").write_text("https://jiaozi.example/issues", "utf-8")
    done = run(checkout, "0.2.0")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "There are changes that are not committed.",
        "This is the branch side; releases are made of main.",
        "The tag v0.2.0 is there already.",
        "CHANGELOG.md says nothing under Unreleased.",
        "pyproject.toml has jiaozi.example where the project's own address belongs.",
    ]


def build(folder: Path, name: str, package: str, python: str) -> None:
    """What a job of the workflow hands over."""
    notices = folder / name / "frozen" / "jiaozi"
    notices.mkdir(parents=True)
    bill = {"components": [{"name": "CPython", "version": python}]}
    (notices / "sbom.cdx.json").write_text(json.dumps(bill), "utf-8")
    (notices / "THIRD-PARTY.txt").write_text(name, "utf-8")
    (folder / name / "packages").mkdir()
    (folder / name / "packages" / package).write_bytes(package.encode())


@pytest.fixture
def builds(tmp_path: Path) -> Path:
    folder = tmp_path / "builds"
    build(folder, "linux", "jiaozi.deb", "3.11.2")
    build(folder, "windows", "jiaozi-setup.exe", "3.13.9")
    build(folder, "macos-arm64", "jiaozi-arm64.dmg", "3.13.9")
    build(folder, "macos-x86_64", "jiaozi-x86_64.dmg", "3.13.9")
    return folder


def test_all_builds_are_gathered_with_notices_and_checksums(
    checkout: Path, builds: Path, tmp_path: Path
) -> None:
    done = run(checkout, "gather", builds, tmp_path / "out", "v0.2.0")
    assert done.returncode == 0, done.stderr
    rows = (tmp_path / "out" / "SHA256SUMS").read_text("utf-8").splitlines()
    names = {row.split("  ")[1] for row in rows}
    assert names == {path.name for path in (tmp_path / "out").iterdir()} - {"SHA256SUMS"}
    assert {"jiaozi-setup.exe", "jiaozi-0.2.0-windows-sbom.cdx.json"} < names
    assert len(names) == 4 * 3
    if program := shutil.which("sha256sum"):
        sums = [program, "--check", "--quiet", "SHA256SUMS"]
        subprocess.run(sums, cwd=tmp_path / "out", check=True)


def test_a_program_that_was_made_under_wine_is_not_released(
    checkout: Path, builds: Path, tmp_path: Path
) -> None:
    pinned = (ROOT / "packaging/windows/payloads.txt").read_text("utf-8")
    wine = re.search(r"qenvpython\d+==([\d.]+)", pinned)
    assert wine
    shutil.rmtree(builds / "windows")
    build(builds, "windows", "jiaozi-setup.exe", wine[1])
    done = run(checkout, "gather", builds, tmp_path / "out", "v0.2.0")
    assert done.returncode == 1
    assert done.stderr == f"windows was built with Python {wine[1]}, not with python.org's 3.13.\n"


def test_a_missing_build_stops_the_release(checkout: Path, builds: Path, tmp_path: Path) -> None:
    shutil.rmtree(builds / "macos-arm64")
    done = run(checkout, "gather", builds, tmp_path / "out", "v0.2.0")
    assert done.stderr == "There are no packages for macos-arm64.\n"


def test_workflows_have_no_faults_that_a_linter_knows() -> None:
    linter = shutil.which("actionlint", path=sysconfig.get_path("scripts"))
    assert linter
    done = subprocess.run([linter, *WORKFLOWS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_is_published_that_was_not_tried() -> None:
    """Each system's job runs the self-test: `build.py` does, and so does what is installed."""
    rows = re.split(r"(?m)^  ([\w-]+):\n", RELEASE.split("\njobs:\n")[1])
    jobs = dict(zip(rows[1::2], rows[2::2], strict=True))
    building = {"words", "linux", "linux-trial", "windows", "macos"}
    assert set(jobs) == {"check", "test", *building, "publish"}
    assert "needs: [test, linux-trial, windows, macos]" in jobs["publish"]
    assert "make package" in jobs["linux"]
    for name in ("windows", "macos"):
        assert "python packaging/build.py\n" in jobs[name]
        assert "setup-python@" in jobs[name]
    for name in ("linux-trial", "windows"):
        assert "--self-test" in jobs[name]
    assert [name for name, text in jobs.items() if "contents: write" in text] == ["publish"]
    for foreign in ("make windows", "payloads", "wine"):
        assert foreign not in RELEASE.lower().replace("under wine ever is", "")


def test_python_of_releases_is_the_same_everywhere() -> None:
    named = {re.search(r'PYTHON: "([\d.]+)"', RELEASE)}
    for script in ("release.py", "macos/wheels.py"):
        text = (ROOT / "packaging" / script).read_text("utf-8")
        named.add(re.search(r'PYTHON = "([\d.]+)"', text))
    assert {found[1] for found in named if found} == {"3.13"}
    assert None not in named
