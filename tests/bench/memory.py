# SPDX-License-Identifier: GPL-3.0-or-later
"""Peak memory of reading 100,000 cues of SubRip, each reader in a process of its own.

Once is enough: the same work asks for the same memory.
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

# The peak is counted from where the imports are done: 10 MB of libraries more or less
# are the start's affair. Kilobytes, but bytes on macOS: a ratio needs no unit.
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
    """Measure. This process stays small: a child inherits its parent's peak on Linux."""
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
    """Megabytes by which a process grows at most that does `read` after `imports`.

    Args:
        imports: Statements.
        read: An expression; `sys.argv[1]` is `file`.
        file: Where the SubRip is; made where it is missing.
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
