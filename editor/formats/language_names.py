# SPDX-License-Identifier: GPL-3.0-or-later
"""Languages as recognisers name them, as BCP 47 tags."""

from __future__ import annotations

from editor.core import lazy_re

_TAG = lazy_re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_OF: dict[str, str] = {
    "afrikaans": "af", "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy",
    "azerbaijani": "az", "basque": "eu", "belarusian": "be", "bengali": "bn", "bosnian": "bs",
    "bulgarian": "bg", "burmese": "my", "cantonese": "yue", "catalan": "ca", "chinese": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "estonian": "et", "finnish": "fi", "french": "fr", "galician": "gl", "georgian": "ka",
    "german": "de", "greek": "el", "gujarati": "gu", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "icelandic": "is", "indonesian": "id", "italian": "it", "japanese": "ja",
    "javanese": "jv", "kannada": "kn", "kazakh": "kk", "khmer": "km", "korean": "ko", "lao": "lo",
    "latin": "la", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "malay": "ms",
    "malayalam": "ml", "maltese": "mt", "mandarin": "zh", "maori": "mi", "marathi": "mr",
    "mongolian": "mn", "nepali": "ne", "norwegian": "no", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "punjabi": "pa", "romanian": "ro", "russian": "ru", "sanskrit": "sa",
    "serbian": "sr", "sinhala": "si", "slovak": "sk", "slovenian": "sl", "somali": "so",
    "spanish": "es", "sundanese": "su", "swahili": "sw", "swedish": "sv", "tagalog": "tl",
    "tajik": "tg", "tamil": "ta", "tatar": "tt", "telugu": "te", "thai": "th", "tibetan": "bo",
    "turkish": "tr", "turkmen": "tk", "ukrainian": "uk", "urdu": "ur", "uzbek": "uz",
    "vietnamese": "vi", "welsh": "cy", "yiddish": "yi", "yoruba": "yo",
    "cn": "zh", "jp": "ja", "kr": "ko", "cmn": "zh", "jw": "jv",
    "中文": "zh", "普通话": "zh", "粤语": "yue", "英语": "en", "日语": "ja", "韩语": "ko",
}  # fmt: skip
"""Names that recognisers use, in small letters."""


def tag_of(language: object) -> str | None:
    """The tag of a language named by name or tag, or None."""
    if not isinstance(language, str):
        return None
    name = language.strip()
    if known := _OF.get(name.lower()):
        return known
    name = name.removeprefix("ai-")
    if name.startswith(("cmn-", "cmn_")):
        name = "zh" + name[3:]
    return name.replace("_", "-") if _TAG.fullmatch(name) and name.lower() != "auto" else None
