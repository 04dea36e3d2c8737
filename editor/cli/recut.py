# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi repair --old-media`: the medium was edited again, and the cues follow their speech."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.cli.common import say
from editor.core.errors import UserError
from editor.core.timecode import spoken
from editor.repair.diagnosis import diagnose
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    import argparse

    from editor.core.document import Document
    from editor.recut.following import Followed, Recut
    from editor.recut.stretches import Stretch

_MOST_LINES = 30
"""Stretches that are told on standard error at most; the report has all."""

_ALIEN = ("media_length", "speech", "anchor", "part_length", "reference", "tracks")
"""Options that tell how to read a broken clock: they do not go together with this."""


def add_old_media(parser: argparse.ArgumentParser) -> None:
    """The option `--old-media`."""
    parser.add_argument(
        "--old-media",
        metavar="FILE",
        help="the times are those of this medium: cues follow their speech to --media, "
        "which is another edit of it",
    )


def check_old_media(options: argparse.Namespace) -> None:
    """Refuse what does not go together.

    Raises:
        UserError: The new medium is missing, or another option does not go with it.
    """
    if options.media is None:
        raise UserError("--old-media says what the medium was; say with --media what it is now.")
    alien = [name for name in _ALIEN if getattr(options, name)]
    if alien or options.clock.model not in {"auto", "keep"}:
        name = alien[0].replace("_", "-") if alien else "clock"
        raise UserError("--{option} does not go together with --old-media.", option=name)


def related(options: argparse.Namespace) -> Recut:
    """How the two media are related.

    Raises:
        UserError: One of them cannot be heard.
    """
    from editor.recut.hearing import compared

    return compared(options.old_media, options.media)


def refusal(document: Document, options: argparse.Namespace, recut: Recut) -> str | None:
    """Why nothing can be done, or None."""
    from editor.recut.following import LEAST_SHARED

    if recut.shared < LEAST_SHARED:
        return (
            "The two media have no speech in common, so nothing was written. Is --old-media "
            "the medium that the times are for, and --media another edit of it?"
        )
    if diagnose(document.cues, Evidence()).is_untrue and options.clock.model != "keep":
        return (
            "The times do not run through, so they are not those of the old medium, and nothing "
            "was written. Put them right first: jiaozi repair with --media and the old medium. "
            "Or add --clock keep."
        )
    return None


def followed_document(
    document: Document, recut: Recut, options: argparse.Namespace
) -> tuple[Document, list[Followed]]:
    """The document for the new medium, and what became of its cues."""
    from editor.recut.proposing import followed

    fates = recut.follow(document.cues)
    after = followed(document, [((one.row, one.cue),) for one in fates]).apply(document)
    if after.media is not None:
        after = replace(after, media=options.media)
    return after, fates


def tell(name: str, recut: Recut, fates: list[Followed]) -> None:
    """Say what was found, stretch by stretch."""
    counts = {
        fate: sum(one.fate == fate for one in fates) for fate in ("kept", "shortened", "gone")
    }
    say(
        f"{name}: {counts['kept']} cues follow their speech, {counts['shortened']} are cut short, "
        f"{counts['gone']} are no longer heard and left out."
    )
    lines = [line for one in recut.stretches if (line := _line(one))]
    for line in lines[:_MOST_LINES]:
        say(f"{name}: {line}")
    if len(lines) > _MOST_LINES:
        say(f"{name}: … and {len(lines) - _MOST_LINES} more; --report has all")


def _line(stretch: Stretch) -> str | None:
    new, old = _times(stretch.new), _times(stretch.old) if stretch.old else ""
    speech = f"{stretch.speech / 1000:.1f} s of it speech"
    match stretch.kind:
        case "removed":
            return f"removed: {old} of the old medium, {speech}"
        case "inserted":
            return f"new: {new}, {speech}"
        case "moved":
            return f"moved: {old} is at {new}"
        case "repeated":
            return f"heard again: {old} is at {new}, too"
        case _:
            return None


def _times(times: tuple[int, int]) -> str:
    return f"{spoken(times[0])} to {spoken(times[1])}"


def fields(
    name: str,
    document: Document,
    options: argparse.Namespace,
    recut: Recut,
    fates: list[Followed] | None,
) -> dict[str, object]:
    """The report as `jiaozi/recut/1`; without fates nothing was written."""
    return {
        "schema": "jiaozi/recut/1",
        "file": name,
        "old_media": options.old_media,
        "media": options.media,
        "cues": len(document.cues),
        "written": fates is not None,
        "shared": round(recut.shared, 3),
        "media_length": recut.length,
        "stretches": [
            _stretch(one, [fate.row + 1 for fate in fates or () if fate.stretch == number])
            for number, one in enumerate(recut.stretches)
        ],
        "shortened": [fate.row + 1 for fate in fates or () if fate.fate == "shortened"],
        "gone": [fate.row + 1 for fate in fates or () if fate.fate == "gone"],
    }


def _stretch(one: Stretch, rows: list[int]) -> dict[str, object]:
    values: dict[str, object] = {"kind": one.kind, "confidence": one.confidence}
    if one.old is not None:
        values["old"] = list(one.old)
    values["new"] = list(one.new)
    if one.piece is not None:
        values["speed"] = round(one.piece.line.speed, 5)
    values["speech"] = one.speech
    values["cues"] = rows
    return values
