# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi doubt`, with a model of random numbers: what it ranks means nothing, all else does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests import tiny_whisper, word_models
from tests.making import REAL
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from tests.program import Run

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "doubt.json"
SRT = "".join(
    f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n\n"
    for n, text in enumerate(["你好", "<i>全中</i>很大", "<i></i>"], start=1)
)


@pytest.fixture
def listening(folder: Path) -> list[str]:
    """A talk and a model in the folder, and the arguments that name them."""
    (folder / "talk.srt").write_text(SRT, "utf-8")
    write_wave(folder / "talk.wav", talk([(1000, 1900), (2000, 2900)], 5))
    tiny_whisper.write_ggml(folder / "ggml-tiny.bin", tiny_whisper.tensors())
    return ["doubt", "talk.srt", "--media", "talk.wav", "--model", "ggml-tiny.bin"]


@pytest.mark.long
def test_it_ranks_the_cues_that_can_be_heard(run: Run, listening: list[str]) -> None:
    done = run(*listening, "--json", "--threads", "1", "--term", "权重")
    assert done.code == 0
    (value,) = map(json.loads, done.out.splitlines())
    schema: Any = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.validate(value, schema, jsonschema.Draft202012Validator)
    assert (value["cues"], value["threads"]) == (3, 1)
    assert sorted(each["cue"] for each in value["doubts"]) == [1, 2]
    scores = [each["score"] for each in value["doubts"]]
    assert scores == sorted(scores)
    second = next(each for each in value["doubts"] if each["cue"] == 2)
    weakest = second["weakest"]
    assert "<i>全中</i>很大"[weakest["from"] : weakest["to"]] == weakest["word"]
    for candidate in second["candidates"]:
        assert candidate["gain"] > 0
    assert all(isinstance(each["heard"], bool) for each in value["doubts"])
    assert "ggml-tiny.bin (" in done.err
    assert "1 thread" in done.err


@pytest.mark.long
def test_the_weakest_word_stands_in_brackets(run: Run, listening: list[str]) -> None:
    done = run(*listening, "--quiet")
    assert (done.code, done.err) == (0, "")
    first, second = sorted(done.out.splitlines())
    assert re.match(r"cue 1 \(0:01\.0\): -\d+\.\d\d: \[你好\]", first)
    assert re.match(r"cue 2 \(0:02\.0\): -\d+\.\d\d: .*\[.+\]", second)


def test_what_cannot_be_heard_is_told(run: Run, listening: list[str], folder: Path) -> None:
    (folder / "ggml-tiny.bin").write_bytes(b"no model")
    done = run(*listening)
    assert (done.code, done.out) == (2, "")
    assert "holds no Whisper model" in done.err
    assert run(*listening[:3], "gone.wav", *listening[4:]).code == 2
    assert "threads" in run(*listening, "--threads", "0").err


def test_times_that_begin_anew_must_be_put_right_first(run: Run, listening: list[str]) -> None:
    done = run("doubt", str(REAL), *listening[2:])
    assert (done.code, done.out) == (3, "")
    assert "jiaozi repair" in done.err


def test_without_a_model_it_says_how_to_get_one(
    run: Run, listening: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    done = run(*listening[:4])
    assert done.code == 2
    assert "--model" in done.err


def test_without_a_medium_lines_are_read(run: Run, folder: Path) -> None:
    texts = ["我们没有改变问题", "模型的全中是一个问题", "我们改变拉玛模型"]
    (folder / "talk.txt").write_text("".join(f"{text}\n" for text in texts), "utf-8")
    (folder / "terms.tsv").write_text("term\nLLaMA\n", "utf-8")
    word_models.write(folder / "zh_CN.lm")
    reading = ("doubt", "talk.txt", "--from", "plain", "--words", "zh_CN.lm")
    done = run(*reading, "--glossary", "terms.tsv")
    assert done.code == 0
    first, second, third = done.out.splitlines()
    assert "我们改变[拉玛]模型 (拉玛 → LLaMA)" in first
    assert re.match(
        r"cue 2 \(0:00\.0\): -\d+\.\d\d: 模型的\[全中\]是一个问题 \(全中 → 权重", second
    )
    assert "cue 1" in third
    assert "read by zh_CN.lm (" in done.err
    (value,) = map(json.loads, run(*reading, "--json", "--term", "LLaMA").out.splitlines())
    schema: Any = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.validate(value, schema, jsonschema.Draft202012Validator)
    assert [each["cue"] for each in value["doubts"]] == [3, 2, 1]
    assert value["doubts"][0]["candidates"][0]["word"] == "LLaMA"


def test_what_cannot_be_read_is_told(run: Run, listening: list[str], folder: Path) -> None:
    (folder / "zh_CN.lm").write_bytes(b"no words")
    done = run("doubt", "talk.srt", "--words", "zh_CN.lm")
    assert (done.code, done.out) == (2, "")
    assert "no word model of libime" in done.err
    assert "cannot be read" in run("doubt", "talk.srt", "--words", "gone.lm").err
    assert "--media" in run("doubt", *listening[1:2], "--model", "ggml-tiny.bin").err
    assert "--words" in run(*listening, "--words", "zh_CN.lm").err


def test_without_a_word_model_it_says_so(
    run: Run, listening: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.language.word_model.finding._places", lambda _: iter(()))
    done = run(*listening[:2])
    assert (done.code, done.out) == (2, "")
    assert "docs/terms.md" in done.err
