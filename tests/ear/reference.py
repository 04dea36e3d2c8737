# SPDX-License-Identifier: GPL-3.0-or-later
"""CTranslate2, the usual engine, as the reference: run by `make ear` in an environment of its own.

Called as `reference.py MODEL WINDOWS RESULT`. WINDOWS is a JSON list of objects with `mel` (a file
of numpy's), `frames` that have sound, the token ids of a `text`, and the `start` before it.
RESULT gets `probabilities` and `path` of the alignment, and `drafted` token ids, for each window.
"""

import json
import sys
import time
from pathlib import Path

import ctranslate2  # type: ignore[import-not-found,unused-ignore]  # of its own environment
import numpy as np


def main() -> None:
    """Align and transcribe all windows in float32."""
    model, windows, result = map(Path, sys.argv[1:])
    whisper = ctranslate2.models.Whisper(str(model), compute_type="float32", intra_threads=1)
    found = []
    for window in json.loads(windows.read_text("utf-8")):
        mel = np.load(window["mel"])[None]
        began = time.perf_counter()
        encoded = whisper.encode(ctranslate2.StorageView.from_array(mel))
        heard = time.perf_counter()
        aligned = whisper.align(encoded, window["start"], [window["text"]], [window["frames"]])[0]
        scored = time.perf_counter()
        start = [*window["start"], window["no_timestamps"]]
        drafted = whisper.generate(encoded, [start], beam_size=1, suppress_tokens=[])[0]
        found.append(
            {
                "probabilities": aligned.text_token_probs,
                "path": aligned.alignments,
                "drafted": drafted.sequences_ids[0],
                "no_speech": drafted.no_speech_prob,
                "hearing": heard - began,
                "scoring": scored - heard,
            }
        )
    result.write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main()
