# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands of the command line on a real transcript, from start to exit, against bare Python."""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import against, report

_ROUNDS = 11
_TALK = str(Path(__file__).resolve().parents[1] / "data" / "onboard-transcript.txt")


def main() -> None:
    """Measure and report; wall-clock time, because that is what start-up costs."""
    baselines = {
        "python -c pass": ["-c", "pass"],
        "python -c 'import pysrt'": ["-c", "import pysrt"],
    }
    with TemporaryDirectory() as folder:
        convert = ["convert", _TALK, str(Path(folder) / "talk.srt"), "--force", "--quiet"]
        verbs = {
            "jiaozi --version": ["--version"],
            "jiaozi info": ["info", _TALK],
            "jiaozi check --profile bilibili": ["check", _TALK, "--profile", "bilibili"],
            "jiaozi convert --clock running": [*convert, "--clock", "running"],
            "jiaozi convert --script zh-Hans": [*convert, "--script", "zh-Hans"],
        }
        commands = baselines | {name: ["-m", "editor", *verb] for name, verb in verbs.items()}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(_ROUNDS):
            for name in list(commands)[:: -1 if turn % 2 else 1]:
                begin = time.perf_counter()
                _run(commands[name])
                times[name].append(time.perf_counter() - begin)
    report("verbs", [figure for verb in verbs for figure in against(times, verb, *baselines)])


def _run(arguments: list[str]) -> None:
    child = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    if child.returncode > 1:  # 1: check has findings, as expected
        sys.exit(child.stderr.decode())


if __name__ == "__main__":
    main()
