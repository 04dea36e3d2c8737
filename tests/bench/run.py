# SPDX-License-Identifier: GPL-3.0-or-later
"""`make bench`: runs all benches, or those named, each in a fresh process.

A fresh process, so that no bench inherits the heap, caches or imports of another.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BENCHES = (
    *(
        "formats",
        "encodings",
        "memory",
        "script",
        "start",
        "frozen",
        "verbs",
        "clock",
        "repair",
        "real_speech",
        "recut",
        "tools",
    ),
    *("checks", "journal", "project", "timeline", "table", "find", "panels"),
    *("peaks", "decoding", "speech", "sound", "pictures", "window", "session"),
    *("busy", "chords", "terms", "doubts", "home", "keystrokes"),
)
MEASURED = ("pysrt", "pysubs2", "OpenCC", "graphemeu")


def main() -> None:
    """Run the benches, print each one's line of JSON, then the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benches", nargs="*", metavar="BENCH", help=f"of: {' '.join(BENCHES)}")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write all results there as well")
    options = parser.parse_args()
    if unknown := set(options.benches) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    results, failed = [], []
    for bench in options.benches or BENCHES:
        line = _measure(bench)
        if line is None:
            failed.append(bench)
            continue
        print(line, flush=True)
        results.append(json.loads(line))
    versions = {"Python": platform.python_version()} | {name: version(name) for name in MEASURED}
    print("\n" + _table(results))
    print("\n" + ", ".join(f"{name} {number}" for name, number in versions.items()))
    if options.json:
        whole = {"versions": versions, "benches": results}
        options.json.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    if failed:
        sys.exit(f"Failed, for the reason given above: {', '.join(failed)}.")


def _measure(bench: str) -> str | None:
    """The bench's line of JSON; None if it failed, so that the others run all the same."""
    # Like an installed program, with compiled modules, but from this working copy.
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    child = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{bench}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return None if child.returncode else child.stdout.strip()


def _table(results: list[dict[str, Any]]) -> str:
    """The results in Markdown, for the README."""
    rows = ["| Bench | Ours | Baseline | Ratio | Ours, median | Baseline, median |"]
    rows.append("|---|---|---|--:|--:|--:|")
    for result in results:
        for figure in result["figures"]:
            unit = figure["unit"]
            rows.append(
                f"| {result['bench']} | {figure['what']} | {figure['baseline']} "
                f"| {figure['ratio']:.2f} | {figure['ours']:.3g} {unit} "
                f"| {figure['theirs']:.3g} {unit} |"
            )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
