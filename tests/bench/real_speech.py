# SPDX-License-Identifier: GPL-3.0-or-later
"""Times repaired from audio alone: recordings of people, and Mandarin by espeak-ng.

Uses the recordings that are installed, and names them in the rows (Debian: apt-get install
espeak-ng gcin-voice asterisk-core-sounds-en-wav asterisk-core-sounds-fr-wav
asterisk-core-sounds-ru-wav asterisk-moh-opsound-wav). Six minutes of each voice, in a room, with
noise, with an echo and over music, are broken by every rule and given to `jiaozi repair` with
nothing but the audio. Compared with the untouched file; `--seed` and `--minutes` vary the
recordings.
"""

import argparse
import contextlib
import io
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from tests.bench.measure import Figure, report
from tests.broken_recordings import RULES, Outcome, repaired, write_recording
from tests.recordings import (
    Recording,
    Sound,
    decoded,
    in_a_room,
    mixed,
    phrases_in,
    recorded,
    spoken_by_espeak,
    syllables,
)

_PROMPTS = {
    "English": "asterisk/sounds/en_US_f_Allison",
    "French": "asterisk/sounds/fr_CA_f_June",
    "Russian": "asterisk/sounds/ru_RU_f_IvrvoiceRU",
}
_SYLLABLES = "gcin-voice/ogg/*/5.ogg"
_MUSIC = "asterisk/moh/*.wav"
_LONG = 14_000
"""Bytes; shorter prompts are single words."""
_MISPLACED, _FEW = 250, 0.05
"""A result is wrong if more than this share of its cues is lost or off by over this many ms."""
_TEXT = (
    *("今天我们来聊一聊大模型的训练。", "大家好，欢迎收听，我是主持人。", "然后呢", "对", "是的"),
    *("我觉得这个问题很有意思，因为它跟数据有关。", "其实不是这样的，你想一想就知道了。", "嗯"),
    *("我们先看一下数据，再决定怎么做。", "所以说训练的时候要小心，不能太快。", "为什么会这样？"),
    *("那么第二点就是权重怎么更新。", "你可以试试看", "这个事情我们以后再说，现在先讲第一点。"),
)

Talks = list[list[Sound]]


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="906")
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--sounds", type=Path, default=Path("/usr/share"), help="where they are")
    options = parser.parse_args()
    scenes = _scenes(options.sounds)
    outcomes: dict[str, list[tuple[Outcome, float]]] = defaultdict(list)
    for voice, talks in _voices(options.sounds, Random(options.seed)):  # noqa: S311 - the same every time
        for scene, change in scenes.items():
            chance = Random(f"{options.seed} {voice} {scene}")  # noqa: S311 - the same every time
            recording = recorded(chance, talks, options.minutes, [(options.minutes * 0.4, 65)])
            for rule, found in _repaired(chance, recording, change(chance, recording.samples)):
                for group in (rule, f"voice: {voice}", f"scene: {scene}"):
                    outcomes[group].append(found)
    report("real_speech", [figure for pair in outcomes.items() for figure in _figures(*pair)])


def _voices(sounds: Path, chance: Random) -> Iterator[tuple[str, Talks]]:
    for name, folder in _PROMPTS.items():
        files = [file for file in sounds.glob(f"{folder}/*.wav") if file.stat().st_size > _LONG]
        talks = [phrases for file in sorted(files) if (phrases := phrases_in(file))]
        if talks:
            yield f"{name} (asterisk-core-sounds)", talks
    single = sorted(sounds.glob(_SYLLABLES))
    if single:
        some = chance.sample(single, min(300, len(single)))
        yield "Mandarin (gcin-voice)", list(syllables(chance, some, 150))
    if shutil.which("espeak-ng"):
        voices = ("cmn", "cmn+f3", "cmn+m4")
        yield (
            "Mandarin (espeak-ng)",
            [talk for voice in voices for talk in spoken_by_espeak(_TEXT, voice)],
        )


def _scenes(sounds: Path) -> dict[str, Callable[[Random, NDArray[np.int16]], Sound]]:
    scenes: dict[str, Callable[[Random, NDArray[np.int16]], Sound]] = {
        "a room": lambda chance, samples: in_a_room(chance, samples, 30, 0),
        "noise 15 dB below": lambda chance, samples: in_a_room(chance, samples, 15, 0),
        "an echo of 0.5 s": lambda chance, samples: in_a_room(chance, samples, 30, 0.5),
    }
    files = sorted(sounds.glob(_MUSIC))
    if files:
        music = np.concatenate([decoded(file) for file in files])
        scenes["music 20 dB below (asterisk-moh)"] = lambda chance, samples: mixed(
            in_a_room(chance, samples, 40, 0),
            np.resize(np.roll(music, chance.randrange(len(music))), len(samples)),
            20,
        )
    return scenes


def _repaired(
    chance: Random, recording: Recording, sound: Sound
) -> Iterator[tuple[str, tuple[Outcome, float]]]:
    with TemporaryDirectory() as name, contextlib.redirect_stderr(io.StringIO()):
        medium = write_recording(Path(name) / "talk.wav", sound)
        for rule, broken in RULES.items():
            case = broken(recording.lines, chance)
            case.near = 120
            shown = {row: times[:2] for row, times in enumerate(case.shown)}
            yield rule, (repaired(case, medium, Path(name)), case.right(shown))


def _figures(group: str, found: list[tuple[Outcome, float]]) -> Iterator[Figure]:
    ours = 100 * float(np.mean([outcome.exact for outcome, _ in found]))
    plain = 100 * float(np.mean([share for _, share in found]))
    yield Figure(f"{group}, exact", "untouched", plain / max(ours, 0.01), ours, plain, "%")
    sure = [outcome for outcome, _ in found if outcome.confidence != "low"]
    yield Figure(f"{group}, decided", "all", len(sure) / len(found), len(sure), len(found), "files")
    wrong = sum(one.confidence == "high" and _misplaced(one) > _FEW for one in sure)
    yield Figure(
        f"{group}, highly sure and wrong", "all", wrong / len(found), wrong, len(found), "files"
    )
    if sure:
        errors = np.concatenate([outcome.errors for outcome in sure])
        for share in (50, 95, 99):
            error = float(np.percentile(errors, share))
            yield Figure(f"{group}, error, {share} %", "120 ms", error / 120, error, 120, "ms")


def _misplaced(outcome: Outcome) -> float:
    return (int((outcome.errors > _MISPLACED).sum()) + outcome.lost) / len(outcome.errors)


if __name__ == "__main__":
    main()
