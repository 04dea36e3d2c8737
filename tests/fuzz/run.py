# SPDX-License-Identifier: GPL-3.0-or-later
"""Throws inputs at all that reads files, led by what code they reach: `make fuzz`.

    .venv/bin/python tests/fuzz/run.py                       # a minute for each target
    .venv/bin/python tests/fuzz/run.py --seconds 600 readers # ten for one

What reached new code is kept in `build/fuzz/TARGET` and begins the next run, beside the samples in
`tests/data`. What made a target fail lies in `build/fuzz/found`: mend it, and put the file into
`tests/data/hostile`, where the tests read it ever after.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from editor import formats
from editor.core import editing
from editor.project.database import SUFFIX
from editor.project.store import SessionStore
from editor.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "fuzz"
FOUND = BUILD / "found"
DATA = ROOT / "tests" / "data"
TARGETS = ("readers", "session", "project", "settings", "media")

_ENDINGS = {"wav": "pcm_s16le", "mp4": "aac", "mkv": "pcm_s16le", "ts": "aac", "flac": "flac"}
"""Containers that the target for media begins with, and a codec for each."""

_RATE = 8000

LONGEST = 65_536
"""Bytes of an input: what breaks a reader is short."""

SLOWEST = 20
"""Seconds for one input: more counts as a failure."""

ROOM = 2048
"""Megabytes for one input."""


def main() -> None:
    """Run the targets one after the other, and say what came of it."""
    parser = argparse.ArgumentParser(description="Throw inputs at all that reads files.")
    parser.add_argument("targets", nargs="*", default=TARGETS, metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    chosen = parser.parse_args()
    failed = [name for name in chosen.targets if not fuzz(name, chosen.seconds)]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}. What did it lies in {FOUND}.")


def fuzz(name: str, seconds: int) -> bool:
    """Whether the target bore all that was thrown at it."""
    corpus, seeds = BUILD / name, BUILD / f"{name}-seeds"
    for folder in (corpus, seeds, FOUND):
        folder.mkdir(parents=True, exist_ok=True)
    samples = _SEEDS.get(name, _samples)(seeds)
    for number, file in enumerate(samples):
        # The first byte chooses how the rest is read; above 0x7f it is found out.
        (seeds / f"{number}").write_bytes(b"\xff" * (name == "readers") + file.read_bytes())
    options = [
        *(f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}"),
        *(f"-rss_limit_mb={ROOM}", f"-artifact_prefix={FOUND}/{name}-", "-print_final_stats=1"),
    ]
    command = [sys.executable, "-m", "tests.fuzz.targets", name, *options]
    log = BUILD / f"{name}.log"
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [*command, str(corpus), str(seeds)], cwd=ROOT, stderr=output, stdout=output, check=False
        )
    tried = re.findall(r"number_of_executed_units: (\d+)", log.read_text("utf-8", "replace"))
    kept = len(list(corpus.iterdir()))
    outcome = "no failure" if done.returncode == 0 else f"FAILED, see {log}"
    print(f"{name}: {tried[-1] if tried else 0} inputs, {kept} reached new code, {outcome}")
    shutil.rmtree(seeds)
    return done.returncode == 0


def _media(folder: Path) -> list[Path]:
    """A tenth of a second of sound, as small as each container can be."""
    files = [folder / f"seed.{ending}" for ending in _ENDINGS]
    for file in files:
        with av.open(str(file), "w") as container:
            stream: Any = container.add_stream(_ENDINGS[file.suffix[1:]], rate=_RATE, layout="mono")
            frame = av.AudioFrame.from_ndarray(np.zeros((1, _RATE // 10), np.int16), "s16", "mono")
            frame.sample_rate, frame.pts = _RATE, 0
            resampler = av.AudioResampler(stream.format.name, "mono", _RATE)
            for ready in (*resampler.resample(frame), *resampler.resample(None), None):
                container.mux(stream.encode(ready))
    return files


def _session(folder: Path) -> list[Path]:
    """A session in which something was done."""
    document = formats.read((DATA / "sample_truth.srt").read_bytes())
    session = Session()
    store = SessionStore(folder / "store", lambda error: sys.exit(str(error)))
    session.open(document, journal=store.begin(document))
    for text in ("一", "二"):
        session.commit(editing.set_text(session.document, 3, text))
    session.undo()
    session.close()
    return list((folder / "store").glob(f"*{SUFFIX}"))


def _projects(_: Path) -> list[Path]:
    return list((DATA / "projects").glob("*.jiaozi"))


def _samples(_: Path) -> list[Path]:
    return [path for path in sorted(DATA.rglob("*")) if path.is_file() and path.suffix != ".md"]


_SEEDS: dict[str, Callable[[Path], list[Path]]] = {
    "session": _session,
    "project": _projects,
    "media": _media,
}
"""What a target begins with, made in a folder; the samples of the tests where nothing else is."""

if __name__ == "__main__":
    main()
