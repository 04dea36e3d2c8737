# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a release. On a clean main: `make release VERSION=1.2.3`, then the push that it prints.

The rest is what .github/workflows/release.yml asks for:

    release.py VERSION              checks; writes version and date; commits and tags
    release.py check TAG            exits if the tag is not that of the version and its changes
    release.py notes TAG            prints what changed in it
    release.py gather FROM TO TAG   collects the builds of all systems, with their checksums
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path.cwd()
VERSION_FILE, CHANGES = "editor/__init__.py", "CHANGELOG.md"
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
BRANCH = "main"
UNOWNED = re.compile(r"[\w-]+\.example\b")
"""Names that nobody can own, where the project's address belongs."""
NAMING = ("pyproject.toml", "packaging/linux")

BUILDS = ("linux", "windows", "macos-arm64", "macos-x86_64")
"""Builds that a release consists of, as the workflow names them."""
NOTICES = ("THIRD-PARTY.txt", "sbom.cdx.json")
PYTHON = "3.13"
"""Python of the builds for Windows and macOS: python.org's. Another one is that of the tests under
Wine, which are never handed out."""


def git(*arguments: str) -> str:
    """What git prints; exits if it fails."""
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def read(name: str) -> str:
    """A file of the checkout."""
    return (ROOT / name).read_text("utf-8")


def current() -> str:
    """The version that the program has."""
    found = re.search(r'__version__ = "([^"]+)"', read(VERSION_FILE))
    return found[1] if found else ""


def section(heading: str) -> str:
    """What the changelog says under a heading that begins so."""
    parts = re.split(r"(?m)^(?=## )", read(CHANGES))
    found = [part for part in parts if part.startswith(f"## {heading}")]
    return found[0].partition("\n")[2].strip() if found else ""


def obstacles(version: str) -> list[str]:
    """Why this version cannot be released from this checkout, a sentence each."""
    wanted, last = VERSION.fullmatch(version), VERSION.fullmatch(current())
    found = []
    if wanted is None:
        return [f"{version or 'VERSION'} is no version: three numbers, as in 1.2.3."]
    if last and tuple(map(int, wanted.groups())) <= tuple(map(int, last.groups())):
        found.append(f"{version} is not newer than {current()}.")
    if git("status", "--porcelain"):
        found.append("There are changes that are not committed.")
    if (branch := git("branch", "--show-current")) != BRANCH:
        found.append(f"This is the branch {branch}; releases are made of {BRANCH}.")
    if git("tag", "--list", f"v{version}"):
        found.append(f"The tag v{version} is there already.")
    if not section("Unreleased"):
        found.append(f"{CHANGES} says nothing under Unreleased.")
    found += [
        f"{name} has {address[0]} where the project's own address belongs."
        for name in git("ls-files", *NAMING).splitlines()
        if (address := UNOWNED.search(read(name)))
    ]
    return found


def release(version: str, date: str) -> None:
    """Write the version and the date, commit and tag."""
    if found := obstacles(version):
        sys.exit("\n".join(found))
    numbered = re.sub(r'__version__ = "[^"]+"', f'__version__ = "{version}"', read(VERSION_FILE))
    (ROOT / VERSION_FILE).write_text(numbered, "utf-8", newline="\n")
    dated = f"## Unreleased\n\n## {version} – {date}\n"
    changes = read(CHANGES).replace("## Unreleased\n", dated, 1)
    (ROOT / CHANGES).write_text(changes, "utf-8", newline="\n")
    git("commit", "--quiet", "--message", f"Release {version}", VERSION_FILE, CHANGES)
    git("tag", "--annotate", "--message", f"Jiaozi {version}", f"v{version}")
    print(f"Made the commit and the tag v{version}. This publishes it:")
    print(f"  git push --atomic origin {BRANCH} v{version}")


def check(tag: str) -> None:
    """Exits if the tag is not that of the version, or the changelog does not tell of it."""
    if tag != f"v{current()}":
        sys.exit(f"The tag is {tag}, and the program is {current()}.")
    if not section(f"{current()} "):
        sys.exit(f"{CHANGES} does not tell of {current()}.")


def gather(source: Path, target: Path, version: str) -> None:
    """Collect what the workflow's jobs have built, and write SHA256SUMS.

    Args:
        source: A folder for each of `BUILDS`: ``packages`` in it is what is handed out, and
            ``frozen/jiaozi`` has the notices of its parts.
        target: New folder for all files.
        version: Of the release.
    """
    target.mkdir(parents=True)
    for build in BUILDS:
        packages = sorted((source / build / "packages").glob("*"))
        if not packages:
            sys.exit(f"There are no packages for {build}.")
        notices = source / build / "frozen" / "jiaozi"
        if build != "linux":
            refuse_other_python(build, notices / "sbom.cdx.json")
        for path in packages:
            shutil.copy2(path, target / path.name)
        for name in NOTICES:
            shutil.copy2(notices / name, target / f"jiaozi-{version}-{build}-{name}")
    files = sorted(target.iterdir())
    rows = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (target / "SHA256SUMS").write_text("".join(rows), "utf-8", newline="\n")
    print("".join(rows), end="")


def refuse_other_python(build: str, bill: Path) -> None:
    """Exits if a program was not built with the Python of releases."""
    parts = json.loads(bill.read_text("utf-8"))["components"]
    python = next((part["version"] for part in parts if part["name"] == "CPython"), "none")
    if not python.startswith(f"{PYTHON}."):
        sys.exit(f"{build} was built with Python {python}, not with python.org's {PYTHON}.")


def main() -> None:
    """Do what is asked for."""
    what, *rest = sys.argv[1:] or [""]
    if what == "check":
        check(*rest)
    elif what == "notes":
        check(*rest)
        print(section(f"{current()} "))
    elif what == "gather":
        source, target, tag = rest
        gather(Path(source), Path(target), tag.removeprefix("v"))
    else:
        release(what, f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}")


if __name__ == "__main__":
    main()
