# SPDX-License-Identifier: GPL-3.0-or-later
"""From opening a medium to its complete samples and peaks, against FFmpeg's decoding alone.

Wall-clock time from when the file is chosen. FFmpeg only decodes; ours also mixes down, writes up
to 600 MB and computes the peaks, with as many processes as the program uses. First peaks,
reopening and memory are compared with our own limits.
"""

import shutil
import sys

from tests.bench.measure import report


def main() -> None:
    """Measure and report."""
    if not shutil.which("ffmpeg"):
        sys.exit("This bench needs ffmpeg (Debian: apt-get install ffmpeg).")
    # In another module, because child processes import this one and their memory is measured.
    from tests.bench.peaks_window import measure

    report("peaks", measure())


if __name__ == "__main__":
    main()
