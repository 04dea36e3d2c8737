# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading, writing and changing 100,000 cues, against pysrt, pysubs2 and plain file access."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pysrt
import pysubs2

from editor import formats
from editor.core import editing
from editor.core.document import Document
from tests.bench import cues
from tests.bench.measure import Figure, Task, against, repeated, report, rounds

_OTHERS = ("vtt", "sbv", "bcc", "json", "lrc", "csv")
_THEIRS = ("ass", "ttml", "vtt")
"""Formats that pysubs2 also reads; MicroDVD and MPL2 are written by hand, as we only read them."""


def main() -> None:
    """Measure and report."""
    talk = cues.lines()
    document = cues.document(talk)
    with TemporaryDirectory() as name:
        folder = Path(name)
        figures = [
            *_subrip(folder, cues.srt(talk), document),
            *_other_formats(folder, cues.log(talk), document),
            *_beside_pysubs2(folder, talk, document),
            *_changes(document),
        ]
    report("formats", figures)


def _subrip(folder: Path, text: str, document: Document) -> Iterator[Figure]:
    file, output = folder / "talk.srt", folder / "output.srt"
    file.write_bytes(text.encode())
    theirs = pysrt.open(str(file), encoding="utf-8")
    others = pysubs2.load(str(file), encoding="utf-8", format_="srt")
    one_changed = _one_changed(formats.read(file.read_bytes(), file.name))
    times = rounds(
        {
            "read SRT": partial(_read, file),
            "pysrt.open": lambda: pysrt.open(str(file), encoding="utf-8"),
            "pysubs2.load": lambda: pysubs2.load(str(file), encoding="utf-8", format_="srt"),
            "plain read": partial(_plain_read, file),
            "write SRT": partial(_write, output, document),
            "write back SRT, one cue changed": partial(_write, output, one_changed),
            "pysrt save": lambda: theirs.save(str(output), encoding="utf-8"),
            "pysubs2 save": lambda: others.save(str(output), encoding="utf-8", format_="srt"),
            "plain write": partial(_plain_write, output, text.split("\n")),
        }
    )
    yield from against(times, "read SRT", "pysrt.open", "pysubs2.load", "plain read")
    for what in ("write SRT", "write back SRT, one cue changed"):
        yield from against(times, what, "pysrt save", "pysubs2 save", "plain write")


def _other_formats(folder: Path, log: str, document: Document) -> Iterator[Figure]:
    tasks: dict[str, Task] = {}
    output = folder / "output"
    files = [folder / "talk.txt"]
    files[0].write_bytes(log.encode())
    for format_id in _OTHERS:
        row = formats.by_id(format_id)
        file = folder / f"talk{row.suffixes[0]}"
        _write(file, document)
        files.append(file)
        tasks[f"write {row.name}"] = partial(_write, file.with_stem("output"), document)
        # JSON is a single line; splitting it at commas is comparable work.
        plain = file.read_text("utf-8").split("," if file.suffix in {".bcc", ".json"} else "\n")
        tasks[f"plain write {row.name}"] = partial(_plain_write, output, plain)
    for file in files:
        read = formats.read(file.read_bytes(), file.name)
        if read.source is None or len(read.cues) != cues.COUNT:
            raise AssertionError(file)
        name = formats.by_id(read.source.format).name
        tasks[f"read {name}"] = partial(_read, file)
        tasks[f"plain read {name}"] = partial(_plain_read, file)
    times = rounds(tasks)
    for what in tasks:
        if not what.startswith("plain"):
            yield from against(times, what, f"plain {what}")


def _beside_pysubs2(
    folder: Path, talk: Sequence[cues.Line], document: Document
) -> Iterator[Figure]:
    files = {row: folder / f"beside{formats.by_id(row).suffixes[0]}" for row in _THEIRS}
    for row, file in files.items():
        file.write_bytes(formats.write(document, formats.by_id(row)).data)
    files |= {"microdvd": folder / "beside.sub", "mpl2": folder / "beside.mpl"}
    frames = (f"{{{start // 40}}}{{{end // 40}}}{text}\n" for start, end, text in talk)
    files["microdvd"].write_text("{1}{1}25.000\n" + "".join(frames), "utf-8")
    tenths = (f"[{start // 100}][{end // 100}]{text}\n" for start, end, text in talk)
    files["mpl2"].write_text("".join(tenths), "utf-8")
    for row, file in files.items():
        read = formats.read(file.read_bytes(), file.name)
        if read.source is None or (read.source.format, len(read.cues)) != (row, cues.COUNT):
            raise AssertionError(file)
        name = formats.by_id(row).name
        theirs = partial(pysubs2.load, str(file), encoding="utf-8", format_=row)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of times beyond ten hours
            times = rounds({f"read {name}": partial(_read, file), f"pysubs2 {name}": theirs})
        yield from against(times, f"read {name}", f"pysubs2 {name}")


def _changes(document: Document) -> Iterator[Figure]:
    """Baselines do the same by hand: slice the tuple of cues, or copy every cue."""
    row = cues.COUNT // 2
    one = editing.set_text(document, row, "改过的一行")
    cue = one.splices[0].inserted[0]
    old = document.cues
    bulk = partial(editing.shift, document, range(cues.COUNT), 500)
    shifted = bulk()
    times = rounds(
        {
            "apply one Change": repeated(lambda: one.apply(document)),
            "cut the tuple": repeated(lambda: (*old[:row], cue, *old[row + 1 :])),
            "make a Change of all cues": bulk,
            "apply a Change of all cues": lambda: shifted.apply(document),
            "copy every cue": lambda: tuple(
                replace(cue, start=cue.start + 500, end=cue.end + 500) for cue in old
            ),
        }
    )
    yield from against(times, "apply one Change", "cut the tuple")
    yield from against(times, "make a Change of all cues", "copy every cue")
    yield from against(times, "apply a Change of all cues", "copy every cue")


def _one_changed(document: Document) -> Document:
    return editing.set_text(document, cues.COUNT // 2, "改过的一行").apply(document)


def _read(file: Path) -> Document:
    return formats.read(file.read_bytes(), file.name)


def _write(file: Path, document: Document) -> None:
    file.write_bytes(formats.write(document, formats.by_suffix(file.name)).data)


def _plain_read(file: Path) -> list[str]:
    return file.read_bytes().decode().split("\n")


def _plain_write(file: Path, lines: list[str]) -> None:
    file.write_bytes("\n".join(lines).encode())


if __name__ == "__main__":
    main()
