# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader gets of a window, by AT-SPI, as Orca does.

A program of the system's Python, which has `gi`: `python3 tests/end2end/screen_reader.py`. Tells
each event as a line of JSON. Asked with a line of standard input, it tells the tree: for each
element that is showing, its depth, role, name and states.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import gi  # type: ignore[import-not-found] # it belongs to the system's Python

gi.require_version("Atspi", "2.0")
from gi.repository import (  # type: ignore[import-not-found] # noqa: E402 - version chosen
    Atspi,
    GLib,
)

EVENTS = (
    *("object:announcement", "object:text-caret-moved", "object:state-changed:focused"),
    *("object:property-change:accessible-name", "object:state-changed:checked"),
)
PROGRAM = "jiaozi"
STATES = ("FOCUSABLE", "FOCUSED", "CHECKABLE", "CHECKED", "SELECTED", "EDITABLE")
_DEEPEST = 40


def tell(**facts: Any) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def heard(event: Any) -> None:
    source = event.source
    data = event.any_data
    tell(
        event=event.type.removeprefix("object:"),
        role=source.get_role_name(),
        name=source.get_name(),
        caret=event.detail1,
        said=data if isinstance(data, str) else "",
    )


def elements(node: Any, depth: int, seen: set[Any]) -> Iterator[dict[str, Any]]:
    """Those that are showing, from the top; each may go while one looks.

    Where one goes, AT-SPI may take another one that has its number for it, even one above: without
    `seen`, one would walk in a circle.
    """
    if node is None or node in seen:
        return
    seen.add(node)
    with suppress(GLib.GError):
        yield from _elements(node, depth, seen)


def _elements(node: Any, depth: int, seen: set[Any]) -> Iterator[dict[str, Any]]:
    states = node.get_state_set()
    if not states.contains(Atspi.StateType.SHOWING):
        return
    kept = [name for name in STATES if states.contains(getattr(Atspi.StateType, name))]
    yield {"depth": depth, "role": node.get_role_name(), "name": node.get_name(), "states": kept}
    for place in range(node.get_child_count() if depth < _DEEPEST else 0):
        yield from elements(node.get_child_at_index(place), depth + 1, seen)


def tree() -> Iterator[dict[str, Any]]:
    """Of all windows of the program."""
    desktop = Atspi.get_desktop(0)
    seen: set[Any] = set()
    for place in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(place)
        if program is not None and PROGRAM in program.get_name().lower():
            for window in range(program.get_child_count()):
                yield from elements(program.get_child_at_index(window), 1, seen)


def asked(source: Any, _condition: object) -> bool:
    if not source.readline():
        Atspi.event_quit()
        return False
    try:
        tell(tree=list(tree()))
    except Exception as error:  # or GLib would ask no more, and all would be silent
        tell(fault=repr(error))
        raise
    return True


def main() -> None:
    Atspi.init()
    listener = Atspi.EventListener.new(heard)
    for event in EVENTS:
        listener.register(event)
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, asked)
    tell(ready=True)
    Atspi.event_main()


if __name__ == "__main__":
    main()
