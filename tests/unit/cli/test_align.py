# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi align` and `jiaozi transcribe`, with a model of random numbers: it hears nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests import tiny_whisper
from tests.making import REAL
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from tests.program import Run

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"
SRT = "".join(
    f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n\n"
    for n, text in enumerate(["你好", "全中很大"], start=1)
)


def validate(value: object, name: str) -> None:
    """Hold a value against the schema of that name."""
    schema: Any = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(value, schema, jsonschema.Draft202012Validator)


@pytest.fixture
def sound(folder: Path) -> list[str]:
    """A talk and a model in the folder, and the arguments that name the model."""
    (folder / "talk.srt").write_text(SRT, "utf-8")
    write_wave(folder / "talk.wav", talk([(1000, 1900), (2000, 2900)], 5))
    tiny_whisper.write_ggml(folder / "ggml-tiny.bin", tiny_whisper.tensors())
    return ["--model", "ggml-tiny.bin", "--threads", "1"]


@pytest.mark.long
def test_what_is_not_heard_stays_where_it_is(run: Run, sound: list[str], folder: Path) -> None:
    aligning = ("align", "talk.srt", "out.srt", "--media", "talk.wav")
    done = run(*aligning, *sound, "--report", "how.json")
    assert done.code == 0
    value = json.loads((folder / "how.json").read_text("utf-8"))
    validate(value, "align")
    assert value["most"] == 1000
    assert [(each["why"], each["old"] == each["new"]) for each in value["cues"]] == [
        *(("unheard", True), ("unheard", True))
    ]
    assert (folder / "out.srt").read_text("utf-8") == SRT
    assert "2 not heard" in done.err
    assert run(*aligning, *sound).code == 4


@pytest.mark.long
def test_a_draft_of_what_no_model_hears_is_empty(run: Run, sound: list[str], folder: Path) -> None:
    done = run("transcribe", "talk.wav", "draft.json", *sound)
    assert done.code == 0
    assert json.loads((folder / "draft.json").read_text("utf-8"))["cues"] == []
    assert "0 cues" in done.err
    validate(json.loads((folder / "draft.json").read_text("utf-8")), "document")
    again = ("transcribe", "talk.wav", "draft.json", *sound, "--force", "--report", "how.json")
    assert run(*again).code == 0
    value = json.loads((folder / "how.json").read_text("utf-8"))
    validate(value, "transcribe")
    assert (value["media"], value["cues"], value["words"], value["heard"]) == ("talk.wav", 0, 0, [])
    assert all(each["text"] for each in value["left_out"])
    write_wave(folder / "still.wav", talk([], 3))
    assert run("transcribe", "still.wav", "still.srt", *sound, "--quiet").code == 0
    assert (folder / "still.srt").read_bytes() == b""


@pytest.mark.long
def test_verbs_that_listen_take_many(run: Run, sound: list[str], folder: Path) -> None:
    """Each process has one of its own that listens; the medium has the name of its input."""
    (folder / "in").mkdir()
    (folder / "media").mkdir()
    for name in ("a", "b"):
        (folder / "in" / f"{name}.srt").write_text(SRT, "utf-8")
        (folder / "media" / f"{name}.wav").write_bytes((folder / "talk.wav").read_bytes())
    (folder / "in" / "c.srt").write_text(SRT, "utf-8")
    many = ("in/a.srt", "in/b.srt", "in/c.srt", "--out", "out", "--jobs", "2", "--resume", *sound)
    for verb, made in (
        (("align", "--to", "json", "--media", "media", "--report", "how"), ".json"),
        (("doubt", "--media", "media", "--json"), ".doubt.json"),
    ):
        done = run(*verb, *many)
        assert done.code == 2
        assert "in/c.srt: There is no medium of this name" in done.err.replace("\\", "/")
        for name in ("a", "b"):
            assert json.loads((folder / "out" / f"{name}{made}").read_text("utf-8"))
        again = run(*verb, *many)
        assert (again.code, "2 of 3 were done already" in again.err) == (2, True)
    assert sorted(path.name for path in (folder / "how").iterdir()) == [
        *("a.align.json", "b.align.json")
    ]
    drafts = ("transcribe", "media/a.wav", "media/b.wav", "--to", "srt", "--out", "drafts")
    assert run(*drafts, "--jobs", "2", *sound).code == 0
    assert len(list((folder / "drafts").iterdir())) == 2


def test_what_cannot_be_aligned_is_told(run: Run, sound: list[str], folder: Path) -> None:
    to_ass = ("align", "talk.srt", "out.srt", "--media", "talk.wav", "--karaoke")
    assert "--karaoke is for ASS" in run(*to_ass, *sound).err
    again = run("align", str(REAL), "out.srt", "--media", "talk.wav", *sound)
    assert (again.code, "jiaozi repair" in again.err) == (3, True)
    assert "is an input" in run("align", "talk.srt", "talk.srt", "--media", "talk.wav").err
    (folder / "ggml-tiny.bin").write_bytes(b"no model")
    for verb in (
        ("align", "talk.srt", "out.srt", "--media", "talk.wav"),
        ("transcribe", "talk.wav", "x.srt"),
    ):
        done = run(*verb, *sound)
        assert (done.code, "holds no Whisper model" in done.err) == (2, True)
