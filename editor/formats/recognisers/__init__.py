# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers of what speech recognisers write as JSON or tables: a module for each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from editor.core.i18n import N_
from editor.formats.format import Format
from editor.formats.late import late
from editor.formats.loose_json import is_structured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.formats.late import Readable

_HEAD = 300


@cache
def _family() -> Mapping[str, Readable]:
    from editor.formats.recognisers import (
        any_json,
        assemblyai,
        aws,
        azure,
        bbc_kaldi,
        bcut,
        capcut,
        dashscope,
        deepgram,
        funasr,
        google,
        hf_chunks,
        ibm,
        iflytek,
        qwen_asr,
        rev_ai,
        speechmatics,
        tencent_meeting,
        tingwu,
        whisper,
        whisper_cpp,
        whisper_tables,
    )

    return {
        "any_json": any_json,
        "assemblyai": assemblyai,
        "aws": aws,
        "azure": azure,
        "bbc_kaldi": bbc_kaldi,
        "bcut": bcut,
        "capcut": capcut,
        "dashscope": dashscope,
        "deepgram": deepgram,
        "funasr": funasr,
        "google": google,
        "hf_chunks": hf_chunks,
        "ibm": ibm,
        "iflytek": iflytek,
        "qwen_asr": qwen_asr,
        "rev_ai": rev_ai,
        "speechmatics": speechmatics,
        "tencent_meeting": tencent_meeting,
        "tingwu": tingwu,
        "whisper": whisper,
        "whisper_cpp": whisper_cpp,
        "whisper_tables": whisper_tables,
    }


def _may_be(text: str) -> bool:
    """Whether a text begins like JSON, like a table, or has no space, as an encrypted draft."""
    head = text[: 2 * _HEAD].lstrip("\ufeff \t\r\n")
    if is_structured(head) or head[:5].lower() == "start":
        return True
    return len(head) > _HEAD and head[:_HEAD].isascii() and not any(map(str.isspace, head[:_HEAD]))


FORMATS: tuple[Format, ...] = (
    Format(
        id="whisper",
        name=N_("Whisper JSON"),
        suffixes=(".json", ".jsonl"),
        reader=late(_family, "whisper", _may_be),
    ),
    Format(
        id="whisper-cpp",
        name=N_("whisper.cpp JSON"),
        suffixes=(".json",),
        reader=late(_family, "whisper_cpp", _may_be),
        unverified=True,
    ),
    Format(
        id="whisper-table",
        name=N_("Whisper TSV or CSV"),
        suffixes=(".tsv", ".csv"),
        reader=late(_family, "whisper_tables", _may_be),
        unverified=True,
    ),
    Format(
        id="hf-chunks",
        name=N_("Hugging Face chunks"),
        suffixes=(".json",),
        reader=late(_family, "hf_chunks", _may_be),
        unverified=True,
    ),
    Format(
        id="funasr",
        name=N_("FunASR JSON"),
        suffixes=(".json",),
        reader=late(_family, "funasr", _may_be),
        unverified=True,
    ),
    Format(
        id="dashscope",
        name=N_("DashScope JSON"),
        suffixes=(".json", ".jsonl"),
        reader=late(_family, "dashscope", _may_be),
        unverified=True,
    ),
    Format(
        id="qwen-asr",
        name=N_("Qwen3-ASR JSON"),
        suffixes=(".json",),
        reader=late(_family, "qwen_asr", _may_be),
        unverified=True,
    ),
    Format(
        id="bcut",
        name=N_("Bcut JSON"),
        suffixes=(".json",),
        reader=late(_family, "bcut", _may_be),
        unverified=True,
    ),
    Format(
        id="capcut",
        name=N_("CapCut draft"),
        suffixes=(".json",),
        reader=late(_family, "capcut", _may_be),
        unverified=True,
    ),
    Format(
        id="iflytek",
        name=N_("iFLYTEK JSON"),
        suffixes=(".json",),
        reader=late(_family, "iflytek", _may_be),
        unverified=True,
    ),
    Format(
        id="tingwu",
        name=N_("Tongyi Tingwu JSON"),
        suffixes=(".json",),
        reader=late(_family, "tingwu", _may_be),
        unverified=True,
    ),
    Format(
        id="tencent-meeting",
        name=N_("Tencent Meeting JSON"),
        suffixes=(".json",),
        reader=late(_family, "tencent_meeting", _may_be),
        unverified=True,
    ),
    Format(
        id="deepgram",
        name=N_("Deepgram JSON"),
        suffixes=(".json",),
        reader=late(_family, "deepgram", _may_be),
    ),
    Format(
        id="assemblyai",
        name=N_("AssemblyAI JSON"),
        suffixes=(".json",),
        reader=late(_family, "assemblyai", _may_be),
    ),
    Format(
        id="aws",
        name=N_("Amazon Transcribe JSON"),
        suffixes=(".json",),
        reader=late(_family, "aws", _may_be),
    ),
    Format(
        id="google",
        name=N_("Google Speech-to-Text JSON"),
        suffixes=(".json",),
        reader=late(_family, "google", _may_be),
    ),
    Format(
        id="azure",
        name=N_("Azure Speech JSON"),
        suffixes=(".json",),
        reader=late(_family, "azure", _may_be),
        unverified=True,
    ),
    Format(
        id="ibm",
        name=N_("IBM Watson JSON"),
        suffixes=(".json",),
        reader=late(_family, "ibm", _may_be),
    ),
    Format(
        id="speechmatics",
        name=N_("Speechmatics JSON"),
        suffixes=(".json",),
        reader=late(_family, "speechmatics", _may_be),
    ),
    Format(
        id="rev-ai",
        name=N_("Rev AI JSON"),
        suffixes=(".json",),
        reader=late(_family, "rev_ai", _may_be),
        unverified=True,
    ),
    Format(
        id="bbc-kaldi",
        name=N_("BBC Kaldi JSON"),
        suffixes=(".json",),
        reader=late(_family, "bbc_kaldi", _may_be),
    ),
    Format(
        id="any-json",
        name=N_("Other JSON with times"),
        suffixes=(".json",),
        reader=late(_family, "any_json", _may_be),
        unverified=True,
    ),
)
"""This family's part of the table of formats."""
