# SPDX-License-Identifier: GPL-3.0-or-later
"""Processor time of a medium opened up to its samples, peaks and speech, against bare FFmpeg.

User and system time of all processes: the window's, those that decode, the one that finds
speech, and the server they are forked from. FFmpeg decodes the same track and throws it away.
"""

import shutil
import sys
from pathlib import Path

from tests.bench.measure import report


def main() -> None:
    """Measure, and report."""
    if not shutil.which("ffmpeg"):
        sys.exit("This bench needs ffmpeg (Debian: apt-get install ffmpeg).")
    if not Path("/proc/self/stat").exists():
        sys.exit("This bench needs Linux: it reads /proc.")
    # Here, since the children import this module, and their time is what is measured.
    from tests.bench.decoding_window import measure

    report("decoding", measure())


if __name__ == "__main__":
    main()
