# SPDX-License-Identifier: GPL-3.0-or-later
"""Editing a large document: memory of its session, and cost of its project file.

100,000 cues are read, 500 of them edited, all of them shifted at once, which is undone and
redone, and the project is saved. Memory is measured in a process of its own.
"""

import sys
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from editor import formats
from editor.core import editing
from editor.core.errors import UserError
from editor.core.selection import START
from editor.project import project_file, project_reader
from editor.project.project_file import Saved, Snapshot
from editor.project.store import SessionStore
from editor.session import Session
from tests.bench import cues
from tests.bench.measure import Figure, against, report, rounds
from tests.bench.memory import peak_of

_EDITS = 500
_SAVED = Saved(Path("/talks/talk.jiaozi"), "0" * 16, 0)

_STORY = "story(sys.argv[1])"
_READ = "formats.read(pathlib.Path(sys.argv[1]).read_bytes(), sys.argv[1])"


def main() -> None:
    """Measure and report: memory first, because this process is still small then."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talk.srt"
        figures = list(_memory(str(path)))
        data = cues.srt(cues.lines()).encode()
        path.write_bytes(data)
        figures += _file(story(str(path)), data)
    report("project", figures)


def story(name: str) -> Snapshot:
    """Edit a document as described above; the resulting state of the session."""
    session = Session(partial(next, count(0, 10)))  # 10 s between steps, so none are merged
    path = Path(name)
    document = formats.read(path.read_bytes(), name)
    store = SessionStore(path.parent / "sessions", _failed)
    session.open(document, journal=store.begin(document, path), path=path)
    for number in range(_EDITS):
        row = number * 199
        text = session.document.cues[row].text
        session.commit(editing.set_text(session.document, row, f"{text}，对"))
    session.commit(editing.shift(session.document, range(len(document.cues)), 1000))
    session.undo()
    session.redo()
    session.close()
    snapshot = Snapshot(
        document=session.document,
        done=tuple(session.history.done),
        undone=(),
        selection=START,
        path=path,
        media=None,
        identity=None,
        profile="bilibili",
    )
    path.with_suffix(project_file.SUFFIX).write_bytes(
        project_file.write(snapshot, path.parent, _SAVED)
    )
    return snapshot


def _memory(name: str) -> Iterator[Figure]:
    ours = peak_of(
        "from editor import formats; from tests.bench.project import story", _STORY, name
    )
    theirs = peak_of("from editor import formats", _READ, name)
    what = f"peak memory: {_EDITS} edits, all cues shifted, undo, redo, project saved"
    yield Figure(what, "reading alone", ours / theirs, ours, theirs, "MB")


def _file(snapshot: Snapshot, data: bytes) -> Iterator[Figure]:
    bare = Snapshot(
        document=snapshot.document,
        done=(),
        undone=(),
        selection=START,
        path=snapshot.path,
        media=None,
        identity=None,
        profile="bilibili",
    )
    text = sum(len(cue.text.encode()) for cue in snapshot.document.cues)
    for what, ours in (("project without history", bare), ("project", snapshot)):
        size = len(_written(ours))
        yield Figure(what, "the SRT", size / len(data), size / 2**20, len(data) / 2**20, "MB")
        yield Figure(what, "text alone", size / text, size / 2**20, text / 2**20, "MB")
    whole = _written(snapshot)
    srt = formats.by_id("srt")
    fresh = cues.document(cues.lines())
    times = rounds(
        {
            "write project": partial(_written, snapshot),
            "write SRT": partial(formats.write, fresh, srt),
            "read project": partial(project_reader.read, whole),
            "read SRT": partial(formats.read, data),
        }
    )
    yield from against(times, "write project", "write SRT")
    yield from against(times, "read project", "read SRT")


def _written(snapshot: Snapshot) -> bytes:
    return project_file.write(snapshot, Path("/talks"), _SAVED)


def _failed(error: UserError | None) -> None:
    sys.exit(str(error))


if __name__ == "__main__":
    main()
