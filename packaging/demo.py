# SPDX-License-Identifier: GPL-3.0-or-later
"""`make run`: the window on the sample; without a display, the main job on it without a window."""

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
FOUND_ERRORS = 1  # of `jiaozi check`: a result


def jiaozi(*arguments: str, fine: tuple[int, ...] = (0,)) -> None:
    """Shows a command and runs it; ends here if it returns none of the codes that are fine."""
    print(f"\n$ jiaozi {shlex.join(arguments)}", flush=True)
    program = Path(sys.executable).with_name("jiaozi")
    code = subprocess.run([program, *arguments], cwd=ROOT, check=False).returncode
    if code not in fine:
        sys.exit(f"jiaozi returned {code}.")


def main() -> None:
    """Opens the window where there can be one."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        print("The window needs a display, and there is none; this is what Jiaozi does without.")
        without_window()
    else:
        jiaozi(TRANSCRIPT, MEDIA[1])


def without_window() -> None:
    """Looks at the transcript, writes it for both sites, and checks what was written."""
    jiaozi("info", TRANSCRIPT, *MEDIA)
    quiet: tuple[str, ...] = ()
    for output in OUTPUTS:
        (ROOT / output).parent.mkdir(parents=True, exist_ok=True)
        jiaozi("convert", TRANSCRIPT, output, *MEDIA, "--script", "zh-Hans", "--force", *quiet)
        quiet = ("--quiet",)  # what every one of them does has been said once
    for output, profile in ((OUTPUTS[0], "youtube"), (OUTPUTS[3], "bilibili")):
        jiaozi("check", output, "--profile", profile, *MEDIA, fine=(0, FOUND_ERRORS))
    print(f"\nThe results are in {RESULTS}/")


if __name__ == "__main__":
    main()
