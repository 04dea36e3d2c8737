# SPDX-License-Identifier: GPL-3.0-or-later
"""`make run`: opens the sample in the window; without a display, runs the main commands on it."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSCRIPT = "resources/sample/sample.txt"
MEDIA = ("--media", "resources/sample/sample.ogg")
RESULTS = "build/sample"
YOUTUBE = f"{RESULTS}/youtube/sample.zh-Hans"
BILIBILI = f"{RESULTS}/bilibili/sample.zh-Hans"
OUTPUTS = [
    f"{YOUTUBE}.srt",
    f"{YOUTUBE}.sbv",
    f"{YOUTUBE}.vtt",
    f"{BILIBILI}.bilibili.srt",
    f"{BILIBILI}.bcc",
]
FOUND_ERRORS = 1  # exit code of `jiaozi check` that is a result, not a failure


def jiaozi(*arguments: str, fine: tuple[int, ...] = (0,)) -> None:
    """Prints and runs a command; exits if its exit code is not in `fine`."""
    print(f"\n$ jiaozi {shlex.join(arguments)}", flush=True)
    program = Path(sys.executable).with_name("jiaozi")
    code = subprocess.run([program, *arguments], cwd=ROOT, check=False).returncode
    if code not in fine:
        sys.exit(f"jiaozi returned {code}.")


def main() -> None:
    """Opens the window if there is a display."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        print("The window needs a display, and there is none; this is what Jiaozi does without.")
        without_window()
    else:
        jiaozi(TRANSCRIPT, MEDIA[1])


def without_window() -> None:
    """Shows information on the sample, converts it for both sites, and checks the results."""
    jiaozi("info", TRANSCRIPT, *MEDIA)
    quiet: tuple[str, ...] = ()
    for output in OUTPUTS:
        (ROOT / output).parent.mkdir(parents=True, exist_ok=True)
        jiaozi("convert", TRANSCRIPT, output, *MEDIA, "--script", "zh-Hans", "--force", *quiet)
        quiet = ("--quiet",)  # all conversions report the same; once is enough
    for output, profile in ((OUTPUTS[0], "youtube"), (OUTPUTS[3], "bilibili")):
        jiaozi("check", output, "--profile", profile, *MEDIA, fine=(0, FOUND_ERRORS))
    print(f"\nThe results are in {RESULTS}/")


if __name__ == "__main__":
    main()
