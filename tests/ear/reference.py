# SPDX-License-Identifier: GPL-3.0-or-later
"""CTranslate2, the usual engine, as the reference: run by `make ear` in an environment of its own.

Called as `reference.py MODEL TASK RESULT`, JSON both. The task has `texts` to encode, the special
tokens `start` and `no_timestamps`, `threads`, and `windows`: each has `mel` (a file of numpy's),
`frames` that have sound, and the token ids of a `text`. The result has the `ids` of each text,
and for each window `probabilities` and `path` of the alignment, and the `drafted` token ids.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import ctranslate2  # type: ignore[import-not-found,unused-ignore]  # of its own environment
import numpy as np
import tokenizers  # type: ignore[import-not-found,unused-ignore]


def main() -> None:
    """Align and transcribe all windows in float32."""
    model, task_file, result = map(Path, sys.argv[1:])
    task = json.loads(task_file.read_text("utf-8"))
    tokenizer = tokenizers.Tokenizer.from_file(str(model / "tokenizer.json"))
    ids = [tokenizer.encode(text, add_special_tokens=False).ids for text in task["texts"]]
    whisper = ctranslate2.models.Whisper(
        str(model), compute_type="float32", intra_threads=task["threads"]
    )
    found = [_judged(whisper, task, window) for window in task["windows"]]
    result.write_text(json.dumps({"ids": ids, "windows": found}), "utf-8")


def _judged(
    whisper: "ctranslate2.models.Whisper", task: dict[str, Any], window: dict[str, Any]
) -> dict[str, Any]:
    mel = np.load(window["mel"])[None]
    began = time.perf_counter()
    encoded = whisper.encode(ctranslate2.StorageView.from_array(mel))
    heard = time.perf_counter()
    aligned = whisper.align(encoded, task["start"], [window["text"]], [window["frames"]])[0]
    scored = time.perf_counter()
    start = [*task["start"], task["no_timestamps"]]
    drafted = whisper.generate(encoded, [start], beam_size=1, suppress_tokens=[])[0]
    return {
        "probabilities": aligned.text_token_probs,
        "path": aligned.alignments,
        "drafted": drafted.sequences_ids[0],
        "hearing": heard - began,
        "scoring": scored - heard,
    }


if __name__ == "__main__":
    main()
