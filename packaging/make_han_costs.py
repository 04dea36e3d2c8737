# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes editor/formats/han_costs.txt: how frequent Han characters are.

    python packaging/make_han_costs.py DICT

DICT is the word list of jieba 0.42 (MIT), `jieba/dict.txt` of its source package: a word, its count
and its class in each line. Each line of the table has a cost in bits (the binary logarithm of one
in how many characters it is) and, separated by tabs, the Simplified and the Traditional characters
that cost so much. The Traditional ones are counted after converting the words with OpenCC.
"""

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

import opencc

TABLE = Path(__file__).parent.parent / "editor" / "formats" / "han_costs.txt"
MOST = 19
"""Bits of the rarest characters that the table lists."""


def costs(counts: Counter[str]) -> dict[int, str]:
    """The characters that cost so many bits, in descending frequency."""
    total = sum(counts.values())
    found: dict[int, list[str]] = defaultdict(list)
    for character, count in counts.most_common():
        bits = max(6, round(math.log2(total / count)))
        if bits <= MOST and "\u4e00" <= character <= "\u9fff":
            found[bits].append(character)
    return {bits: "".join(characters) for bits, characters in found.items()}


def main() -> None:
    """Count and write."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ") for line in lines]
    words = [word for word, *_ in rows]
    traditional = opencc.OpenCC("s2tw").convert("\n".join(words)).split("\n")
    simplified, other = Counter[str](), Counter[str]()
    for word, form, (_, count, *_) in zip(words, traditional, rows, strict=True):
        for character in word:
            simplified[character] += int(count)
        for character in form:
            other[character] += int(count)
    hans, hant = costs(simplified), costs(other)
    table = "".join(
        f"{bits}\t{hans.get(bits, '')}\t{hant.get(bits, '')}\n" for bits in sorted({*hans, *hant})
    )
    TABLE.write_text(table, encoding="utf-8", newline="\n")
    print(f"{sum(map(len, hans.values()))} Simplified, {sum(map(len, hant.values()))} Traditional")


if __name__ == "__main__":
    main()
