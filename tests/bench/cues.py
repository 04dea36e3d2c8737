# SPDX-License-Identifier: GPL-3.0-or-later
"""Synthetic Mandarin-English cues: realistic in length and mixture, the same in every run."""

import random
from collections.abc import Sequence

from editor.core.cue import Cue
from editor.core.document import Document

COUNT = 100_000
"""Cues in every large document: 87 hours of speech."""

Line = tuple[int, int, str]

_SEED = 906

_GAPS = (0, 0, 0, 0, 120, 320)
_WINDOW = 30_000
"""Length in ms of a recogniser's window."""

_FLIPPED = 0.1
"""Share of the windows that come out in Traditional Chinese."""

# Each phrase in Simplified and in Traditional Chinese.
_PHRASES = (
    ("所以说我觉得", "所以說我覺得"),
    ("然后我们这个", "然後我們這個"),
    ("就是说大家都", "就是說大家都"),
    ("其实这件事情", "其實這件事情"),
    ("比如说你去问", "比如說你去問"),
    ("首先", "首先"),
    ("但是", "但是"),
    ("对吧", "對吧"),
    ("我好奇的是", "我好奇的是"),
    ("他们当时发现", "他們當時發現"),
    ("也做一些检索相关的工作", "也做一些檢索相關的工作"),
    ("最重要的5个问题", "最重要的5個問題"),
    ("一直在不断地寻找", "一直在不斷地尋找"),
    ("之前是经济学博士", "之前是經濟學博士"),
    ("欢迎收听这一期节目", "歡迎收聽這一期節目"),
    ("可能世界上没有几个人", "可能世界上沒有幾個人"),
    ("提升自己的认知", "提升自己的認知"),
    ("训练和推理的成本", "訓練和推理的成本"),
    ("底层的模型和数据", "底層的模型和數據"),
    ("把头发剪短了再发出来", "把頭髮剪短了再發出來"),
    ("不能不去想", "不能不去想"),
    ("大家好", "大家好"),
)
_ENGLISH = (
    *("ChatGPT", "startup", "reinforcement learning", "insight", "GPT-4", "AGI", "token"),
    *("Hello", "scaling law", "open source", "Transformer", "A/B test", "YouTube", "B站"),
)


def lines(count: int = COUNT) -> list[Line]:
    """Start and end in ms and text of each cue; the times are continuous."""
    chance = random.Random(_SEED)  # noqa: S311 - the same text every time
    result: list[Line] = []
    now = 0
    script, until = 0, _WINDOW
    while len(result) < count:
        said = chance.choices(_PHRASES, k=chance.choice((1, 2, 2, 3, 3)))
        parts = [phrase[script] for phrase in said]
        if chance.random() < 0.3:  # share of cues with an English word
            parts.insert(chance.randint(0, len(parts)), chance.choice(_ENGLISH))
        text = "".join(parts)
        end = now + 400 + 20 * chance.randint(6, 10) * len(text)
        if end > until:  # a cue starts a new window, which may have another script
            script, until = int(chance.random() < _FLIPPED), now + _WINDOW
        result.append((now, end, text))
        now = end + chance.choice(_GAPS)
    return result


def windowed(talk: Sequence[Line]) -> list[Line]:
    """The same cues with times that restart in each window, as in Whisper's chunks."""
    result = []
    zero = 0
    for start, end, text in talk:
        if end - zero > _WINDOW:
            zero = start
        result.append((start - zero, end - zero, text))
    return result


def document(talk: Sequence[Line]) -> Document:
    """The same cues as a `Document` without a source file."""
    cues = tuple(Cue(row, *line) for row, line in enumerate(talk))
    return Document(cues=cues, next_id=len(cues))


def srt(talk: Sequence[Line]) -> str:
    """The same cues as SubRip, written without the code under test."""
    return "\n".join(
        f"{number}\n{_clock(start)} --> {_clock(end)}\n{text}\n"
        for number, (start, end, text) in enumerate(talk, start=1)
    )


def log(talk: Sequence[Line]) -> str:
    """The same cues as a recogniser's log."""
    return "".join(f"[{_clock(start)} -> {_clock(end)}] {text}\n" for start, end, text in talk)


def _clock(ms: int) -> str:
    return f"{ms // 3600000:02d}:{ms // 60000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"
