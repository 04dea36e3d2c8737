# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the sample: sound, the transcript a recogniser would give, and the true times.

Reads script.tsv and writes sample.ogg and sample.txt beside it, and tests/data/sample_truth.srt.
All three come from one run, so they agree whatever version of espeak-ng speaks.
"""

import array
import itertools
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import opencc

HERE = Path(__file__).resolve().parent
TRUTH = HERE.parents[1] / "tests" / "data" / "sample_truth.srt"

VOICES = {"A": ["-v", "cmn+m3", "-p", "35"], "B": ["-v", "cmn+f2", "-p", "60"]}
WORDS_PER_MINUTE = "285"
PAUSE_S = 1.4
AUDIBLE = 400  # of 32767: below this espeak-ng's own lead-in and tail count as silence
BREATH_S = 0.08  # left at both ends of a line, or the lines would run into each other

WINDOW_MS = 30_000  # what Whisper listens to at a time
TICK_MS = 20  # the grid of its timestamps
TRADITIONAL_WINDOW = 1  # the second: it has a neighbour on either side


@dataclass
class Line:
    """One spoken line and where it lies in the sound."""

    start_ms: int
    end_ms: int
    heard: str


def speak(text: str, voice: list[str], folder: Path) -> "tuple[array.array[int], int]":
    """Returns a line's samples, cut to what can be heard, and their rate."""
    file = folder / "line.wav"
    subprocess.run(["espeak-ng", *voice, "-s", WORDS_PER_MINUTE, "-w", file, text], check=True)
    with wave.open(str(file)) as sound:
        rate = sound.getframerate()
        samples = array.array("h", sound.readframes(sound.getnframes()))
    loud = [i for i, sample in enumerate(samples) if abs(sample) > AUDIBLE]
    breath = array.array("h", bytes(2 * int(BREATH_S * rate)))
    return breath + samples[loud[0] : loud[-1] + 1] + breath, rate


def perform(script: str, folder: Path) -> list[Line]:
    """Speaks the script into folder/sample.wav and returns its lines."""
    sound = array.array("h")
    rate = 0
    lines = []
    for row in script.splitlines():
        if row.startswith("#"):
            continue
        if not row:
            sound.extend([0] * int(PAUSE_S * rate))
            continue
        speaker, said, heard = row.split("\t")
        samples, rate = speak(said, VOICES[speaker], folder)
        start = len(sound)
        sound.extend(samples)
        lines.append(Line(start * 1000 // rate, len(sound) * 1000 // rate, heard))
    with wave.open(str(folder / "sample.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(sound.tobytes())
    return lines


def windows(lines: list[Line]) -> list[tuple[int, list[Line]]]:
    """Cuts the lines as Whisper does: each window with the time at which it begins.

    A window takes the lines that end inside it; the next one begins where its clock last stood,
    so the rounding of one window never adds to that of another.
    """
    result = []
    begin = 0
    rest = lines
    while rest:
        window = list(
            itertools.takewhile(lambda line: line.end_ms <= begin + WINDOW_MS, rest)  # noqa: B023
        )
        result.append((begin, window))
        begin += tick(window[-1].end_ms - begin)
        rest = rest[len(window) :]
    return result


def tick(ms: int) -> int:
    """Floors a time to Whisper's grid; a line that began before its window begins with it."""
    return max(0, ms // TICK_MS * TICK_MS)


def clock(ms: int) -> str:
    """Writes a time as HH:MM:SS,mmm."""
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{ms:03}"


def main() -> None:
    """Makes all three files anew."""
    for tool in ("espeak-ng", "ffmpeg"):
        if not shutil.which(tool):
            sys.exit(f"The sample is made with {tool}. Debian: apt-get install espeak-ng ffmpeg")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = perform((HERE / "script.tsv").read_text("utf-8"), folder)
        opus = ["-c:a", "libopus", "-b:a", "24k"]
        opus += ["-fflags", "+bitexact", "-flags:a", "+bitexact"]  # the same bytes every time
        ffmpeg = ["ffmpeg", "-v", "error", "-y", "-i", str(folder / "sample.wav"), *opus]
        subprocess.run([*ffmpeg, HERE / "sample.ogg"], check=True)

    cut = windows(lines)
    to_traditional = opencc.OpenCC("s2t")
    for line in cut[TRADITIONAL_WINDOW][1]:
        line.heard = to_traditional.convert(line.heard)
    transcript = "".join(
        f"[{clock(tick(line.start_ms - begin))} -> {clock(tick(line.end_ms - begin))}] "
        f"{line.heard}\n"
        for begin, window in cut
        for line in window
    )
    truth = "\n".join(
        f"{number}\n{clock(line.start_ms)} --> {clock(line.end_ms)}\n{line.heard}\n"
        for number, line in enumerate(lines, 1)
    )
    (HERE / "sample.txt").write_text(transcript, "utf-8", newline="\n")
    TRUTH.write_text(truth, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
