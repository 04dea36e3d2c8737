# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the notices and the bill of materials (CycloneDX 1.6) of a bundle into it.

`licences.py BUNDLE`, run by the Python that built the bundle. Every file in it must belong to a
known part, and be the file that its wheel lists: else this exits and names what does not. On macOS
libraries cannot be compared: PyInstaller takes out other machines' code, and signs the rest.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import uuid
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import contents
import libraries
from macos.mach_o import is_mach_o
from packaging.requirements import Requirement

HERE = Path(__file__).resolve().parent
NOTICES, BILL = "THIRD-PARTY.txt", "sbom.cdx.json"
OWN = re.compile(
    r"(editor/|resources/|docs/|[\w-]+\.lproj/|\S+\.(dist|egg)-info/|jiaozi(w)?(\.exe)?$|LICENSE\.txt$)"
)
"""Jiaozi's own files, and what installers note of packages."""
PYTHON = re.compile(
    r"(lib)?python3\d*[.\w]*$|Python(\.framework/.*)?$|lib-dynload/|base_library\.zip$|_?\w+\.pyd$|python3\.\d+/"
)
TEXTS = ("GPL-2", "LGPL-2.1", "LGPL-3", "Apache-2.0")
"""Texts of licences in packaging/licences; that of the GPL 3 is in LICENSE."""
BOOTLOADER = "GPL-2.0-or-later WITH Bootloader-exception"


@dataclass
class Part:
    """A part of the bundle.

    Attributes:
        name: Its name.
        version: Its version; empty where the file does not tell.
        licence: SPDX expression, or in the words of its package.
        source: Where its source code is.
        identity: Package URL, or empty.
        holder: Whose copyright, where there is no text that says it.
        files: Its files in the bundle.
        texts: Licence files that came with it.
        stated: What the library itself says of its licence.
    """

    name: str
    version: str
    licence: str
    source: str = ""
    identity: str = ""
    holder: str = ""
    files: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    stated: str = ""


def distributions() -> dict[str, Distribution]:
    """Jiaozi's dependencies, all the way down, and what starts the bundle."""
    found: dict[str, Distribution] = {}
    waiting = deque(["jiaozi", "pyinstaller"])
    while waiting:
        name = waiting.popleft().lower().replace("_", "-")
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            if name == "pyinstaller":  # nothing was built here: a test
                continue
            sys.exit(f"{name} is needed and not installed here.")
        needs = map(Requirement, found[name].requires or () if name != "pyinstaller" else ())
        waiting += [need.name for need in needs if not need.marker or need.marker.evaluate()]
    return found


def part_of_distribution(found: Distribution) -> Part:
    """A package from PyPI, with all licence files that its wheel has."""
    meta = found.metadata
    name = meta["Name"]
    licence, home = (
        next((meta[key] for key in keys if key in meta), "")
        for keys in (("License-Expression", "License"), ("Home-page",))
    )
    if not licence or len(licence) > 60:  # noqa: PLR2004 - that would be the text itself
        kinds = [row for row in meta.get_all("Classifier", []) if row.startswith("License ::")]
        licence = ", ".join(row.split(" :: ")[-1] for row in kinds) or "see its text"
    if name.lower() == "pyinstaller":
        licence = BOOTLOADER
    kept = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
    texts = [
        Path(str(file.locate())).read_text("utf-8", "replace")
        for file in found.files or ()
        if ".dist-info/" in file.as_posix() and kept.search(file.as_posix().split("/", 1)[1])
    ]
    links = dict(row.split(", ", 1) for row in meta.get_all("Project-URL") or ())
    wanted = (("source", "repository", "code", "github"), ("home",))
    named = [
        link for words in wanted for label, link in links.items() if label.lower().startswith(words)
    ]
    source = next(iter([*named, home, *links.values()]), "")
    identity = f"pkg:pypi/{name.lower().replace('_', '-')}@{found.version}"
    return Part(name, found.version, licence, source, identity, texts=texts)


class Parts:
    """All parts of a bundle, by its files."""

    def __init__(self, bundle: Path) -> None:
        self._files = contents.files(bundle)
        self._parts: dict[str, Part] = {}
        self._owners: dict[str, tuple[Part, str]] = {}
        self.wrong: list[str] = []
        for name, found in distributions().items():
            if name == "jiaozi":
                continue
            part = self._parts[name] = part_of_distribution(found)
            for file in found.files or ():
                if file.hash is not None:
                    self._owners[file.as_posix()] = (part, file.hash.value)
        for name, path in self._files.items():
            if name not in {NOTICES, BILL}:
                self._sort(name, path)
        self._finish()

    @property
    def sorted(self) -> list[Part]:
        """By name."""
        return sorted(self._parts.values(), key=lambda part: part.name.lower())

    def _sort(self, name: str, path: Path) -> None:
        owner, digest = self._owners.get(name, (None, ""))
        if owner is not None and digest != _digest(path) and not is_mach_o(path):
            self.wrong.append(f"{name} is not the file that {owner.name} has.")
        known_by_file = libraries.is_library(name) or re.match(libraries.WORD_MODEL.files, name)
        library = libraries.library_of(name) if known_by_file else None
        if library is not None:
            known = Part(library.name, "", library.licence, library.source, holder=library.holder)
            self._parts.setdefault(library.name, known).files.append(name)
        elif owner is not None and not libraries.is_library(name):
            owner.files.append(name)
        elif PYTHON.match(name):
            self._parts.setdefault("CPython", _python()).files.append(name)
        elif libraries.is_library(name) and (package := _system_part(path.name)):
            self._parts.setdefault(package.name, package).files.append(name)
        elif not OWN.match(name):
            self.wrong.append(f"{name} belongs to no known part: see libraries.py.")

    def _finish(self) -> None:
        """Read versions, and what libraries say of their licences."""
        for library in libraries.LIBRARIES:
            part = self._parts.get(library.name)
            if part is None or part.version:
                continue
            paths = [self._files[name] for name in part.files]
            part.version = libraries.version_of(library, paths)
            part.stated = next(filter(None, map(libraries.stated_licence, paths)), "")
        qt = distribution("PySide6").version
        for name in ("Qt", "Qt for Python"):
            if name in self._parts:
                self._parts[name].version = qt


def _digest(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _python() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    places = [Path(sys.base_prefix) / "LICENSE.txt", *Path(shutil.__file__).parent.glob("LICENSE*")]
    texts = [place.read_text("utf-8") for place in places if place.is_file()][:1]
    texts = texts or [f"{sys.copyright}\n\nTerms: https://docs.python.org/3/license.html"]
    return Part("CPython", version, "Python-2.0", "https://www.python.org", texts=texts)


@cache
def _system_part(file: str) -> Part | None:
    """The Debian package that a library comes from, or None."""
    if not shutil.which("dpkg-query"):
        return None
    asked = _dpkg("-S", f"*/{file}*")
    if not asked:
        return None
    package = asked.split(":")[0].split(",")[0]
    version, source = _dpkg("-W", "-f=${Version} ${source:Package}\n", package).split()[:2]
    terms = Path("/usr/share/doc") / package / "copyright"
    texts = [terms.read_text("utf-8", "replace")] if terms.is_file() else []
    identity = f"pkg:deb/debian/{package}@{version}"
    return Part(
        package, version, "see its text", f"Debian's source {source}", identity, texts=texts
    )


def _dpkg(*arguments: str) -> str:
    command = ["dpkg-query", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def notices(parts: list[Part], version: str) -> str:
    """The text for people."""
    rows = [
        f"Jiaozi 校字 {version} is free software: GPL-3.0-or-later, see LICENSE.txt.",
        "It contains the parts below.",
        "As a whole it is under the GPL 3: FFmpeg as PyAV brings it is used together with x264 and",
        "x265, which are GPL-2.0-or-later, whatever the licence of PyAV itself.",
        "",
        "The source code of each part is where its row says, in the version that it names; that of",
        "Jiaozi itself comes with each release. Qt's libraries are files of their own in this",
        "folder, and may be replaced by others of the same version.",
        "",
    ]
    for part in parts:
        rows.append(f"{part.name} {part.version}".strip())
        rows.append(f"    licence: {part.licence}")
        if part.stated:
            rows.append(f"    the library says: {part.stated}")
        if part.holder:
            rows.append(f"    copyright: {part.holder}")
        if part.source:
            rows.append(f"    source: {part.source}")
    for part in parts:
        for text in part.texts:
            rows += ["", "=" * 80, f"{part.name} {part.version}", "", text.strip()]
    for name in TEXTS:
        text = (HERE / "licences" / f"{name}.txt").read_text("utf-8")
        rows += ["", "=" * 80, f"Text of the licence {name}", "", text.strip("\n")]
    return "\n".join(rows) + "\n"


def bill(parts: list[Part], version: str) -> str:
    """The bill of materials: CycloneDX 1.6, the same for the same parts."""
    rows = [
        {
            "type": "library",
            "bom-ref": part.identity or f"{part.name}@{part.version}",
            "name": part.name,
            **({"version": part.version} if part.version else {}),
            **({"purl": part.identity} if part.identity else {}),
            "licenses": [{"license": {"name": part.licence}}],
            **({"copyright": part.holder} if part.holder else {}),
            "properties": [{"name": "jiaozi:file", "value": name} for name in part.files],
        }
        for part in parts
    ]
    own = {"type": "application", "bom-ref": "jiaozi", "name": "jiaozi", "version": version}
    own["licenses"] = [{"expression": "GPL-3.0-or-later"}]  # type: ignore[assignment]
    text = json.dumps(rows, ensure_ascii=False)
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, text)}",
            "version": 1,
            "metadata": {"component": own},
            "components": rows,
            "dependencies": [{"ref": "jiaozi", "dependsOn": [row["bom-ref"] for row in rows]}],
        },
        ensure_ascii=False,
        indent=1,
    )


def main() -> None:
    """Write both; exits if a file of the bundle is not known."""
    bundle = Path(sys.argv[1])
    parts = Parts(bundle)
    if parts.wrong:
        sys.exit("\n".join(parts.wrong))
    version = distribution("jiaozi").version
    (bundle / NOTICES).write_text(notices(parts.sorted, version), "utf-8")
    (bundle / BILL).write_text(bill(parts.sorted, version), "utf-8")
    shutil.copy(HERE.parent / "LICENSE", bundle / "LICENSE.txt")
    print(f"licences: {len(parts.sorted)} parts; {NOTICES}, {BILL}")


if __name__ == "__main__":
    main()
