# SPDX-License-Identifier: GPL-3.0-or-later
"""Our numbers beside CTranslate2's, in float32, on the same windows."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.ear.fit import window_sound
from editor.ear.mel import RATE, log_mel
from editor.ear.models import read_model
from editor.ear.tokens import Tokens, special
from editor.ear.whisper import Whisper
from editor.ear.windows import windows
from tests.ear.fetching import MODEL, REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.ear.clips import Clip

_POSITION = 20  # ms
_ODD = (
    *(
        "½Ⅳ①in 2² x",
        "I'm we'll THEY'RE",
        "  three   spaces\n\n\ttab ",
        "𠮷野家🎬👩‍👩‍👧",
        "e\u0301\u200b",
    ),
    *("\u3000全角　ＡＢＣ１２", "ไทย हिन्दी العربية", "a_b-c.d/e", "'s 's'", "\x85\x1c\x00"),
)


def compared(found: Sequence[Clip], threads: int) -> Iterator[tuple[str, str]]:
    """The largest differences, and seconds a window of both."""
    model = read_model(MODEL)
    ear, tokens = Whisper(model, threads=threads), Tokens(model.vocabulary)
    texts = [*_ODD, *(line.text for clip in found for line in clip.lines)]
    ours: list[dict[str, Any]] = []
    task: list[dict[str, Any]] = []
    with TemporaryDirectory() as name:
        for clip in found:
            for window in windows(clip.lines, ear.tokens_of, ear.room):
                sound = window_sound(clip.samples, RATE, window)
                file = Path(name) / f"{len(task)}.npy"
                np.save(file, log_mel(sound, model.dims.mels))
                began = time.perf_counter()
                heard = ear.hear(sound)
                between = time.perf_counter()
                scored = ear.score(heard, [window.text])[0]
                ended = time.perf_counter()
                ours.append(
                    {
                        "scored": scored,
                        "drafted": ear.transcribe(heard).text,
                        "hearing": between - began,
                        "scoring": ended - between,
                    }
                )
                ids = tokens.encode(window.text).ids
                task.append({"mel": str(file), "frames": 2 * heard.positions, "text": ids})
        theirs = _reference(Path(name), model.dims.vocabulary, texts, task, threads)
    same = sum(
        tokens.encode(text).ids == tuple(ids)
        for text, ids in zip(texts, theirs["ids"], strict=True)
    )
    yield "texts with the same tokens", f"{same} of {len(texts)}"
    yield from _differences(ours, theirs["windows"], tokens)
    for what in ("hearing", "scoring"):
        mine, other = (
            np.median([each[what] for each in side]) for side in (ours, theirs["windows"])
        )
        yield f"{what}, s a window, {threads} threads", f"{mine:.2f} (theirs: {other:.2f})"


def _differences(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]], tokens: Tokens
) -> Iterator[tuple[str, str]]:
    probabilities, times, drafts = [], [], 0
    for mine, other in zip(ours, theirs, strict=True):
        scored = mine["scored"]
        probabilities.append(scored.log_probabilities - np.log(other["probabilities"]))
        path = np.asarray(other["path"])
        starts = path[np.diff(path[:, 0], prepend=-1) > 0, 1]
        count = min(len(starts), len(scored.starts))
        times.append(scored.starts[:count] // _POSITION - starts[:count])
        drafts += tokens.decode(other["drafted"]) == mine["drafted"]
    off = np.abs(np.concatenate(probabilities))
    yield "log-probability, largest difference", f"{off.max():.1e} ({len(off)} tokens)"
    near = np.abs(np.concatenate(times)) <= 1
    yield "times within one frame of 20 ms", f"{100 * near.mean():.1f} % ({len(near)} times)"
    yield "greedy drafts that are the same", f"{drafts} of {len(ours)}"


def _reference(
    folder: Path, vocabulary: int, texts: list[str], task: list[dict[str, Any]], threads: int
) -> Any:
    *start, no_timestamps = special(vocabulary).beginning
    whole = {
        "texts": texts,
        "windows": task,
        "start": start,
        "no_timestamps": no_timestamps,
        "threads": threads,
    }
    (folder / "task.json").write_text(json.dumps(whole), "utf-8")
    script = Path(__file__).with_name("reference.py")
    command = [REFERENCE, script, MODEL, folder / "task.json", folder / "result.json"]
    subprocess.run([str(each) for each in command], check=True)
    return json.loads((folder / "result.json").read_text("utf-8"))
