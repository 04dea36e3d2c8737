# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes editor/language/han_sets.txt: Han characters specific to Traditional or Simplified.

First line: Traditional, that is, characters that OpenCC's t2s or a row of our own `phrases.tsv`
changes wherever they stand, except those in GB 2312's first level of common characters (such as 乾
in 乾隆 and 乾坤). Second line: Simplified, that is,
characters that s2t changes, t2s does not, and Big5 cannot encode. Characters common to both
scripts (后 干 里 只 台 面 …) are on neither line. Run it after an update of OpenCC; shipping the
result saves 150 ms at every start.
"""

from pathlib import Path

import opencc

from editor.language import phrases

BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20))
TABLE = Path(__file__).parent.parent / "editor" / "language" / "han_sets.txt"


def in_big5(character: str) -> bool:
    """Whether Big5 has the character."""
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def common_in_simplified(character: str) -> bool:
    """Whether the character is in GB 2312's first level."""
    code = character.encode("gb2312", errors="ignore")
    return b"\xb0" <= code < b"\xd8"


def changed_by_us() -> set[str]:
    """Characters that Simplified does not have and OpenCC keeps."""
    _, known = phrases.known("Hans")
    rows = (row for group in known.values() for row in group.items())
    return {own for own, right in rows if len(own) == 1 and right.startswith(phrases.ANYWHERE)}


def main() -> None:
    """Write the table."""
    han = [chr(code) for first, stop in BLOCKS for code in range(first, stop)]
    lines = "\n".join(han)
    simplified = opencc.OpenCC("t2s").convert(lines).split("\n")
    traditional = opencc.OpenCC("s2t").convert(lines).split("\n")
    own = {c for c, s in zip(han, simplified, strict=True) if c != s} | changed_by_us()
    hant = [c for c in han if c in own and not common_in_simplified(c)]
    hans = [
        c
        for c, t in zip(han, traditional, strict=True)
        if c != t and c not in own and not in_big5(c)
    ]
    TABLE.write_text("".join(hant) + "\n" + "".join(hans) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(hant)} Traditional and {len(hans)} Simplified characters")


if __name__ == "__main__":
    main()
