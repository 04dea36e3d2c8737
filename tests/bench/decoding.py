# SPDX-License-Identifier: GPL-3.0-or-later
"""Processor time from opening a medium to its samples, peaks and speech, against plain FFmpeg.

User and system time of all processes: the window's, the decoders', the speech detector's, and
the fork server's. FFmpeg decodes the same track and discards it.
"""

import shutil
import sys
from pathlib import Path

from tests.bench.measure import report


def main() -> None:
    """Measure and report."""
    if not shutil.which("ffmpeg"):
        sys.exit("This bench needs ffmpeg (Debian: apt-get install ffmpeg).")
    if not Path("/proc/self/stat").exists():
        sys.exit("This bench needs Linux: it reads /proc.")
    # In another module, because child processes import this one and their time is measured.
    from tests.bench.decoding_window import measure

    report("decoding", measure())


if __name__ == "__main__":
    main()
