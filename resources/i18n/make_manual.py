# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the manual in Traditional Chinese (Taiwan) from the one in Simplified Chinese.

What stands in the window is quoted, and gets the window's own words; the rest is converted. Run it
after a change to `docs/manual.zh-Hans.md` or `docs/news.zh-Hans.md`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from editor.language.conversion import convert

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("manual", "news")

EXAMPLE = "找“软件”也能找到“軟件”"
"""Here both scripts are meant."""

WORDS = {
    EXAMPLE: "找「軟件」也能找到「软件」",
    "转写稿": "逐字稿",
    "音视频": "影音檔",
    "说话人": "說話者",
    "查找": "尋找",
    "替换": "取代",
    "撤销": "復原",
    "恢复": "還原",
    "应用": "套用",
    "首选项": "偏好設定",
    "**空格**": "**空白鍵**",
    "+空格": "+空白鍵",
    "| 空格 |": "| 空白鍵 |",
    "列表": "清單",
    "识别": "辨識",
    "帧率": "影格率",
    "吸附": "貼齊",
    "入点提前": "入點提前",
    "推后": "延後",
    "正则表达式": "規則運算式",
    "命令行": "命令列",
    "命令": "指令",
    "拆分": "分割",
    "拆开": "分開",
    "按比例": "依比例",
    "当前": "目前",
    "原文件": "原始檔",
    "按键": "按鍵",
    "连字符": "連字號",
}
"""The window's own terms in the text: Simplified, then Traditional."""

_QUOTED = re.compile("“([^“”\n]+)”")
_ROW = re.compile(r"^\| ([^|]+) \|", re.MULTILINE)
_LINKS = re.compile(r"\b(manual|news|session-\w+)\.zh-Hans\.")


def traditional(text: str) -> str:
    """A page in Traditional Chinese."""
    names = _names()
    kept: list[str] = []

    def keep(name: str) -> str:
        """Put a name of the window's aside, behind a mark that no converter touches."""
        kept.append(names[name])
        return f"\ue000{len(kept) - 1}\ue001"

    def quoted(found: re.Match[str]) -> str:
        """In the text a command is named without its dots."""
        name = found[1]
        return f"「{keep(name) if name in names else name}」"

    def row(found: re.Match[str]) -> str:
        return f"| {keep(found[1])} |" if found[1] in names else found[0]

    names |= WORDS
    text = text.replace(EXAMPLE, keep(EXAMPLE))
    text = _ROW.sub(row, _QUOTED.sub(quoted, text))
    for word in WORDS:
        text = text.replace(word, keep(word))
    text = convert(_LINKS.sub(r"\1.zh-Hant.", text), "zh-TW")
    text = text.replace("‘", "『").replace("’", "』")
    text = text.replace("[繁體中文](manual.zh-Hant.md)", "[简体中文](manual.zh-Hans.md)")
    return re.sub("\ue000(\\d+)\ue001", lambda found: kept[int(found[1])], text)


def _names() -> dict[str, str]:
    """What stands in the window: Simplified, then Traditional."""
    names: dict[str, str] = {}
    for path in sorted((ROOT / "resources/i18n/zh_Hans").glob("*.json")):
        other = json.loads((path.parents[1] / "zh_Hant" / path.name).read_text("utf-8"))
        for source, shown in json.loads(path.read_text("utf-8")).items():
            ours, theirs = _plain(shown), _plain(other.get(source, shown))
            names[ours] = theirs
            names.setdefault(ours.removesuffix("…"), theirs.removesuffix("…"))
    return names


def _plain(name: str) -> str:
    """A name without the key that is underlined in menus."""
    return re.sub(r"\(&\w\)", "", name).replace("&", "")


def main() -> None:
    """Write all pages."""
    for page in PAGES:
        text = (ROOT / f"docs/{page}.zh-Hans.md").read_text("utf-8")
        (ROOT / f"docs/{page}.zh-Hant.md").write_text(traditional(text), "utf-8")


if __name__ == "__main__":
    main()
