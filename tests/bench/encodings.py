# SPDX-License-Identifier: GPL-3.0-or-later
"""How many short files come out right, told and silently wrong, by encoding and number of lines."""

from collections.abc import Iterator

from tests.bench.measure import Figure, report
from tests.encoding_lists import CHINESE, OTHERS, outcomes


def main() -> None:
    """Count and report."""
    report("encodings", list(_counts()))


def _counts() -> Iterator[Figure]:
    for encoding in (*CHINESE, *OTHERS):
        for lines in (1, 2, 5) if encoding in CHINESE else (1, 3):
            found = outcomes(encoding, lines)
            total = found.total()
            size = "1 line" if lines == 1 else f"{lines} lines"
            for what in ("right", "told", "silently wrong"):
                name = f"{what}: {encoding}, files of {size}"
                yield Figure(name, "all", found[what] / total, found[what], total, "files")


if __name__ == "__main__":
    main()
