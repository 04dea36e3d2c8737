# SPDX-License-Identifier: GPL-3.0-or-later
"""A medium opened, up to its complete samples and peaks, against bare FFmpeg decoding it.

By the clock on the wall, from the moment it is chosen. FFmpeg only decodes; ours also mixes
down, writes up to 600 MB and makes the peaks, with as many processes as the program has. Its
first peaks, reopening and memory stand against what we allow ourselves.
"""

import shutil
import sys

from tests.bench.measure import report


def main() -> None:
    """Measure, and report."""
    if not shutil.which("ffmpeg"):
        sys.exit("This bench needs ffmpeg (Debian: apt-get install ffmpeg).")
    # Here, since the children import this module, and their memory is what is measured.
    from tests.bench.peaks_window import measure

    report("peaks", measure())


if __name__ == "__main__":
    main()
