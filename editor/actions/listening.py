# SPDX-License-Identifier: GPL-3.0-or-later
"""A speech model listens for doubtful cues; the walk through them, from whatever source."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor.actions import changing, hearing
from editor.actions.action import Action, has_cue, has_document
from editor.core.change import replaced
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.settings import BESIDE, ENGINE, MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.report import Report

NO_MODEL = Problem(
    "There is no speech model yet. With one, Jiaozi listens to the sound and finds the cues whose "
    "text does not fit it."
)
"""Said where a model is needed; the command beside it chooses one."""


def choose_model(context: Context) -> None:
    """Ask for a speech model, check it, and use it from now on."""
    from editor.ear.finding import known_models

    def ask(known: Sequence[Path]) -> None:
        chosen = context.ask.model(known, context.settings[MODEL])
        if chosen is not None:
            _use(context, chosen)

    context.jobs.start(
        N_("Looking for speech models"),
        lambda _: known_models(),
        changing.unless_composing(context, ask),
    )


def _use(context: Context, chosen: str) -> None:
    """Use the model at a path if it can be used, or else say why not; an empty path: none."""
    if not chosen:
        context.settings[MODEL] = ""
        return
    path = Path(chosen)

    def check(_: Progress) -> None:
        from editor.ear.checking import usable

        usable(path)

    def done(_: None) -> None:
        context.settings[MODEL] = chosen
        action = ("ear.listen",) if hearing.can_hear_cues(context) else ()
        context.views.notice(Problem("“{name}” can be used.", name=path.name), *action)

    def failed(error: UserError) -> None:
        context.views.notice(error.problem, "ear.model")

    context.jobs.start(N_("Checking the speech model"), check, done, failed, disk=path)


def choose_engine(context: Context) -> None:
    """Ask for a Python with CTranslate2, check it, and use it from now on; or use none."""
    if context.settings[ENGINE]:
        answers = (N_("Another one…"), N_("None: Jiaozi computes"))
        answer = context.ask.choose(
            Problem("Which Python with CTranslate2 should compute?"), answers
        )
        if answer == 1:
            context.settings[ENGINE] = ""
        if answer != 0:
            return
    chosen = context.ask.open_file(
        N_("Choose a Python that has CTranslate2"), [(N_("Programs"), "python* *.exe")]
    )
    if chosen is None:
        return

    def check(_: Progress) -> str:
        from editor.ear.engine import version

        return version(chosen)

    def done(found: str) -> None:
        context.settings[ENGINE] = str(chosen)
        context.views.notice(Problem("CTranslate2 {version} can be used.", version=found))

    def failed(error: UserError) -> None:
        context.views.notice(error.problem, "ear.engine")

    context.jobs.start(N_("Checking CTranslate2"), check, done, failed, disk=chosen)


def listen(context: Context) -> None:
    """Have the model listen to what it has not heard yet; or stop it."""
    if context.listening.progress is not None:
        context.listening.halt()
    else:
        _start(context, anew=False)


def listen_anew(context: Context) -> None:
    """Have the model listen to all."""
    _start(context, anew=True)


def _start(context: Context, *, anew: bool) -> None:
    if not context.settings[MODEL]:
        context.views.notice(NO_MODEL, "ear.model")
        return

    def start(report: Report) -> None:
        if changing.is_refused(context):
            return
        if hearing.has_untrue_times(report):
            context.views.notice(hearing.UNTRUE, "tools.repair")
            return
        words = hearing.words(context)
        context.listening.start(Path(context.settings[MODEL]), words, anew=anew)

    context.inspection.when_current(start)


def listen_by_itself(context: Context) -> None:
    """Listen to what was not heard yet, where the user has a model and did not forbid it."""
    session, model = context.session, context.settings[MODEL]
    if not (model and context.settings[BESIDE] and hearing.can_hear_cues(context)):
        return

    def start(report: Report) -> None:
        if session.elsewhere is None and not hearing.has_untrue_times(report):
            context.listening.start_by_itself(Path(model), hearing.words(context))

    context.inspection.when_current(start)


def heard_all(context: Context) -> None:
    """Say how many cues are doubtful, now that all was heard."""
    count = len(context.doubts.listed())
    message = Problem("All was heard. Doubtful cues: {count}.", count=count)
    context.views.notice(message, *(("doubts.next",) if count else ()), "ear.again")


def failed(context: Context, problem: Problem) -> None:
    """Say why the model does not listen any more."""
    context.views.notice(problem, "ear.model")


def _listen_label(context: Context) -> Problem | None:
    return Problem("Stop listening") if context.listening.progress is not None else None


def walk(direction: int) -> Callable[[Context], None]:
    """A command that goes to the next doubtful cue (1) or back (-1), the worst first, plays it."""
    return partial(_walk, direction=direction)


def _walk(context: Context, direction: int) -> None:
    listed = context.doubts.beside(direction)
    if listed is None:
        _say_none(context)
    else:
        go_to_text(context, listed.row)


def go_to_text(context: Context, row: int) -> None:
    """Go to a cue as `go_to` does, with the keys in its text: Enter is for that cue then."""
    context.views.focus("table")
    go_to(context, row)


def go_to(context: Context, row: int) -> None:
    """Go to a cue, the caret at the word that is doubted most, and play it."""
    # The next key may be F7: what sounds alike takes seconds to read, and so does a model.
    context.jobs.start("", lambda _: _prepare(), lambda _: None)
    if context.settings[MODEL]:
        words = hearing.all_words(context)
        context.listening.asking.expect(Path(context.settings[MODEL]), row, words)
    context.session.select(context.doubts.entering(row))
    context.playback.play_cue(row)


def _prepare() -> None:
    from editor.language.sound.alternatives import prepare

    prepare()


def right(context: Context) -> None:
    """Mark the current cue checked, which takes it off the list; go to the next doubtful one."""
    mark_right(context, context.row)


def mark_right(context: Context, row: int) -> None:
    """The same for the cue at a row."""
    document = context.session.document
    context.session.select(context.session.selection.at(row))
    checked = replace(document.cues[row], checked=True)
    listed = context.doubts.beside(1)
    changing.commit(context, replaced(document, N_("Mark checked"), [(row, checked)]))
    if listed is not None and listed.row != row:
        go_to(context, listed.row)
    else:
        _say_none(context)


def _say_none(context: Context) -> None:
    """Say that no cue is doubtful, or that nobody knows."""
    if context.listening.progress is not None:
        context.views.notice(Problem("No cue is doubtful so far. The model is still listening."))
    elif context.listening.doubts:
        context.views.notice(Problem("No cue is doubtful."))
    elif context.settings[MODEL]:
        context.views.notice(Problem("Nobody has listened for doubtful cues yet."), "ear.listen")
    else:
        context.views.notice(NO_MODEL, "doubts.read", "ear.model")


def toggle_panel(context: Context) -> None:
    """Show or hide the panel of doubtful cues."""
    context.views.toggle_panel("doubts")


ACTIONS: tuple[Action, ...] = (
    Action("ear.listen", N_("Listen for doubtful cues"), listen, (), hearing.can_hear_cues,
           hint=hearing.HINT, label_now=_listen_label),
    Action("ear.again", N_("Listen to everything again"), listen_anew, (), hearing.can_hear_cues,
           hint=hearing.HINT),
    Action("ear.model", N_("Speech model…"), choose_model, changes=False),
    Action("ear.engine", N_("Engine of the speech model…"), choose_engine, changes=False),
    Action("doubts.next", N_("Next doubtful cue"), walk(1), ("Ctrl+F8",), has_cue, changes=False),
    Action("doubts.previous", N_("Previous doubtful cue"), walk(-1), ("Ctrl+Shift+F8",), has_cue,
           changes=False),
    Action("doubts.right", N_("Right as it is, next doubtful cue"), right, (), has_cue,
           on_heard=True),
    Action("view.doubts", N_("Doubtful cues"), toggle_panel, (), has_document, changes=False),
)  # fmt: skip
