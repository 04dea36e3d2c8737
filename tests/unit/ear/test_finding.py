# SPDX-License-Identifier: GPL-3.0-or-later
"""Models of other programs, where those keep them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from editor.ear.finding import known_models

if TYPE_CHECKING:
    from pathlib import Path


def ggml(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"lmgg" + bytes(40))
    return file


def folder(path: Path, weights: str) -> Path:
    path.mkdir(parents=True)
    (path / "config.json").write_text("{}")
    (path / weights).write_bytes(b"x")
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_they_are_found_in_the_folders_of_other_programs(tmp_path: Path) -> None:
    hub = tmp_path / ".cache/huggingface/hub"
    right = [
        ggml(tmp_path / "whisper.cpp/models/ggml-base.bin"),
        folder(hub / "models--Systran--faster-whisper-small/snapshots/536b0662", "model.bin"),
        folder(hub / "models--openai--whisper-base/snapshots/e37978b9", "model.safetensors"),
        ggml(tmp_path / ".cache/Buzz/models/ggml-model-whisper-base.bin"),
        ggml(tmp_path / ".config/smartsub/whisper-models/ggml-small.bin"),
    ]
    # None of these is a model of Whisper's.
    folder(hub / "models--google--bert/snapshots/1", "model.safetensors")
    (tmp_path / "whisper.cpp/models/for-tests-ggml-base.en.txt").write_text("x")
    (tmp_path / "whisper.cpp/models/download.bin").write_bytes(b"half")
    assert set(known_models({"HOME": str(tmp_path)})) == set(right)


def test_the_hub_may_be_elsewhere(tmp_path: Path) -> None:
    name = "models--Systran--faster-whisper-base/snapshots/1"
    first = folder(tmp_path / "a" / name, "model.bin")
    second = folder(tmp_path / "b" / "hub" / name, "model.bin")
    found = known_models(
        {"HOME": str(tmp_path), "HF_HUB_CACHE": str(tmp_path / "a"), "HF_HOME": str(tmp_path / "b")}
    )
    assert set(found) == {first, second}


def test_subtitle_edit_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    right = ggml(tmp_path / "Roaming/Subtitle Edit/Whisper/Cpp/Models/base.bin")
    environment = {"HOME": str(tmp_path), "APPDATA": str(tmp_path / "Roaming")}
    assert known_models(environment) == [right]


def test_where_there_is_none_none_is_found(tmp_path: Path) -> None:
    assert known_models({"HOME": str(tmp_path)}) == []
