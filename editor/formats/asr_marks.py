# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks that speech recognisers put into texts: language, emotion, event, speaker.

SenseVoice and Whisper write tokens such as ``<|zh|><|HAPPY|>``, Qwen ``language
Chinese<asr_text>``, WhisperX ``[SPEAKER_00]:``, whisper.cpp ``[SPEAKER_TURN]`` and ``[_TT_50]``,
WeNet, Kaldi and Vosk ``<unk>``, ``<blank>`` and ``[unk]``.
Sounds in brackets, such as ``[音乐]``, may also be a person's, so they are marks only where a
recogniser wrote the file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.tags import JOINER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.cue import Cue

PREFIX = "asr."
"""Begins the keys of a cue's extras that hold what marks said; no format stores them."""

MEASURE = PREFIX + "measure."
"""Begins the keys of what a recogniser measured of a cue, such as how probable it is."""

_TOKEN = lazy_re.compile(r"<[ ]?\|([^|<>\n]{0,40})\|[ ]?>")
"""FunASR's punctuation model sets spaces into them: ``< | zh | > < | EMO _ UNKNOWN | >``."""

_ASR_TEXT = lazy_re.compile(r"(?:^|\n)[ \t]*(?:language[ \t]+(\w+)[ \t]*)?<asr_text>|</asr_text>")
_SPEAKER = lazy_re.compile(
    r"^[ \t]*(?:[\[(（](SPEAKER_\d{1,3})[\])）][ \t]*[:：]?"
    r"|(SPEAKER_\d{1,3})[ \t]*[:：])[ \t]*"
)
_WHISPER_CPP = lazy_re.compile(r"\[(?:SPEAKER_TURN|_[A-Z]{2,12}_\d{0,4})\]")
_NO_WORDS = (
    *("<unk>", "<blank>", "<sil>", "<noise>", "<spoken_noise>", "<laugh>", "<laughter>"),
    *("<UNK>", "<BLANK>", "<SIL>", "<NOISE>", "<SPOKEN_NOISE>", "<LAUGH>", "<LAUGHTER>"),
    *("<sos/eos>", "[unk]", "[UNK]"),
)
"""What a recogniser writes for a sound that is no word it knows."""

_NO_WORD = lazy_re.compile(rf"[ \t]*(?:{'|'.join(map(re.escape, _NO_WORDS))})")
_PROTECTED = lazy_re.compile(
    rf"<{JOINER}([ ]?\|[^|<>\n]{{0,40}}\|[ ]?>|/?asr_text>"
    rf"|{'|'.join(re.escape(word[1:]) for word in _NO_WORDS if word[0] == '<')})"
)
MARK = lazy_re.compile(
    rf"{_TOKEN.pattern}|{_WHISPER_CPP.pattern}|{_NO_WORD.pattern}"
    rf"|<asr_text>|</asr_text>|{_SPEAKER.pattern}",
    re.MULTILINE,
)
"""One mark that nobody types."""

SIGNS = ("<|", "< |", "asr_text>", "SPEAKER_", "[_", *_NO_WORDS)
"""A text without any of these has no marks."""

_NAMES = (
    r"(?:背景|[轻輕]|片[头頭尾]|[欢歡]快)?音[乐樂](?:播放中?|[响響]起|[声聲])?|背景音"
    r"|[掌鼓][声聲掌]|拍手|大?笑[声聲]?|[欢歡]呼[声聲]?|歌[声聲]|哭[声聲]|[叹嘆][气氣]|咳嗽[声聲]?"
    r"|[静靜]音|[无無][声聲]|沉默|噪音|字幕[^\])）】\n]{0,30}"
    r"|(?:[a-z]+ )?music(?: playing)?|applause|clapping|cheering|laugh(?:ter|s|ing)|coughs?|sighs?"
    r"|silence|(?:background )?noise|blank[_ ]audio|inaudible|subtitles? by [^\])）】\n]{0,30}"
)
_SOUND = lazy_re.compile(rf"[\[(（【*][ \t]*({_NAMES})[ \t]*[\])）】*]", re.IGNORECASE)
CREDIT = lazy_re.compile(
    r"明[镜鏡][与與][点點][点點]|[请請]不吝[点點][赞讚贊]|Amara\.org|字幕志[愿願]者|字幕由[^\n]{1,30}提供"
)
"""In credits that recognisers invent, as they were trained on subtitles."""

MAYBE = lazy_re.compile(r"<|\[|\(|（|【|\*|_|明|请|請|字|Amara")
"""A text without this has none of all these; found at once."""

OPENING = tuple("[(（【*")
"""A text that names a sound begins with one of these."""

_EMOTIONS = frozenset(
    {"HAPPY", "SAD", "ANGRY", "NEUTRAL", "FEARFUL", "DISGUSTED", "SURPRISED", "EMO_UNKNOWN"}
)
_LANGUAGE = lazy_re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_EVENT = lazy_re.compile(r"[A-Z][A-Za-z_]+")
_LANGUAGES: Mapping[str, str] = {
    "chinese": "zh",
    "cantonese": "yue",
    "english": "en",
    "japanese": "ja",
    "korean": "ko",
}
"""BCP 47 tags of languages that Qwen names."""


def search(text: str) -> re.Match[str] | None:
    """The first mark in a text, or None."""
    return MARK.search(_bare(text))


def _bare(text: str) -> str:
    """`text` without what protects a mark from being a tag, since it was written with entities."""
    return _PROTECTED.sub(r"<\1", text) if "<" + JOINER in text else text


def apart(cue: Cue) -> Cue:
    """The cue with its marks in its speaker and extras instead of its text."""
    told: dict[str, object] = {}
    text = _bare(cue.text)
    text = _TOKEN.sub(lambda token: _noted(told, token[1].replace(" ", "")), text)
    text = _ASR_TEXT.sub(lambda match: _language(told, match), text)
    text = _WHISPER_CPP.sub("", text)
    text = _NO_WORD.sub(lambda token: _unheard(told, token[0]), text)
    speaker = cue.speaker
    if match := _SPEAKER.match(text):
        speaker = speaker or match[1] or match[2]
        text = text[match.end() :]
    text = text.strip()
    extras = {**cue.extras, **told} if told else cue.extras
    hypothesis = text if cue.hypothesis is not None else None
    return replace(cue, text=text, hypothesis=hypothesis, speaker=speaker, extras=extras)


def _noted(told: dict[str, object], token: str) -> str:
    """Note what a token says; tokens that control the recogniser say nothing."""
    if token in _EMOTIONS:
        told[PREFIX + "emotion"] = token
    elif _LANGUAGE.fullmatch(token):
        told[PREFIX + "language"] = token
    elif _EVENT.fullmatch(token) and token != "Speech":  # noqa: S105 - no password
        told[PREFIX + "event"] = token
    return ""


def _unheard(told: dict[str, object], token: str) -> str:
    told.setdefault(PREFIX + "event", token.strip(" \t<>[]").lower())
    return ""


def _language(told: dict[str, object], match: re.Match[str]) -> str:
    name = match[1]
    if name and name != "None":
        told[PREFIX + "language"] = _LANGUAGES.get(name.lower(), name)
    return ""


def sound_in(text: str) -> re.Match[str] | None:
    """The sound or credit in brackets that a text begins with, or None."""
    return _SOUND.match(text)


def apart_from_sound(cue: Cue) -> Cue:
    """The cue without the sounds at its start; with nothing else it is left out of exports."""
    rest = cue.text
    sounds = []
    while found := sound_in(rest):
        sounds.append(found[1])
        rest = rest[found.end() :].strip(" \t:：\n")
    if not sounds:
        return cue
    extras = {**cue.extras, PREFIX + "event": ", ".join(sounds)}
    if not rest:
        return replace(cue, left_out=True, extras=extras)
    return replace(cue, text=rest, hypothesis=rest, extras=extras)
