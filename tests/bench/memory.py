# SPDX-License-Identifier: GPL-3.0-or-later
"""Peak memory of reading 100,000 cues of SubRip, each reader in its own process.

One run is enough, because memory use is deterministic.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import Figure, report

_GENERATE = """
import pathlib, sys
from tests.bench import cues
pathlib.Path(sys.argv[1]).write_bytes(cues.srt(cues.lines()).encode())
"""

# The increase over the peak after the imports, so that libraries do not count.
# ru_maxrss is in KB, on macOS in bytes.
_MEASURE = """
import pathlib, resource, sys
{imports}
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
read = {read}
print(peak() - before)
"""

_READERS = {
    "peak memory of read": (
        "from editor import formats",
        "formats.read(pathlib.Path(sys.argv[1]).read_bytes(), sys.argv[1])",
    ),
    "pysrt.open": ("import pysrt", "pysrt.open(sys.argv[1], encoding='utf-8')"),
    "pysubs2.load": ("import pysubs2", "pysubs2.load(sys.argv[1], format_='srt')"),
    "plain read": ("", "pathlib.Path(sys.argv[1]).read_bytes().decode().split('\\n')"),
}


def main() -> None:
    """Measure and report. This process must stay small: on Linux, a child inherits its peak."""
    with TemporaryDirectory() as folder:
        file = str(Path(folder) / "talk.srt")
        peaks = {name: peak_of(imports, read, file) for name, (imports, read) in _READERS.items()}
    what, *baselines = peaks
    ours = peaks[what]
    figures = [
        Figure(what, name, ours / peaks[name], ours, peaks[name], "MB") for name in baselines
    ]
    report("memory", figures)


def peak_of(imports: str, read: str, file: str) -> float:
    """Growth of the peak memory of a process in MB, while it evaluates `read`.

    Args:
        imports: Statements to run before.
        read: An expression; `sys.argv[1]` is `file`.
        file: Path of the SubRip file; it is created if it does not exist.
    """
    if not Path(file).exists():
        _python(_GENERATE, file)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return int(_python(_MEASURE.format(imports=imports, read=read), file)) / unit


def _python(code: str, file: str) -> str:
    child = subprocess.run(
        [sys.executable, "-c", code, file], capture_output=True, text=True, check=True
    )
    return child.stdout


if __name__ == "__main__":
    main()
