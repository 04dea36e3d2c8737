# SPDX-License-Identifier: GPL-3.0-or-later
"""Modal dialogs: the window's implementation of `editor.actions.ports.Ask`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from editor.core.i18n import N_
from editor.formats.files import is_folder
from editor.ui.i18n import told, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QMessageBox, QWidget

    from editor.actions.profiling import Limit
    from editor.actions.styling import Restyled
    from editor.core.cue import Cue
    from editor.core.errors import Problem
    from editor.core.head import Styles
    from editor.media.text_tracks import TextTrack
    from editor.session import Session
    from editor.settings import Settings
    from editor.ui.theme import Theme

_FOLDER = "folder"
"""Key in the settings' state of the folder that was used last."""


class Dialogs:
    """Asks in modal dialogs over the window.

    Files are looked for in the folder that was used last: that of the document that was opened, by
    whatever way, or of a file chosen since.
    """

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, theme: Theme, own: Path
    ) -> None:
        """Ask over `window`; `own` is the program's folder, where nobody looks for files."""
        self._window, self._session, self._own = window, session, own
        self._settings, self._theme = settings, theme
        session.opened.connect(self._opened)

    def open_file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """See `Ask`."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self._window, tr(title), self._last_folder(), _filters(kinds)
        )
        return self._chosen(name)

    def save_file(
        self, title: str, suggested: Path, kinds: Sequence[tuple[str, str]]
    ) -> Path | None:
        """See `Ask`."""
        from PySide6.QtWidgets import QFileDialog

        name, kind = QFileDialog.getSaveFileName(
            self._window, tr(title), str(suggested), _filters(kinds)
        )
        if not name:
            return None
        path = Path(name)
        if not path.suffix:  # no suffix typed: take the one of the chosen kind
            patterns = dict(zip(_filters(kinds).split(";;"), kinds, strict=True))[kind][1]
            path = path.with_suffix(patterns.split(" ")[0].removeprefix("*"))
        return self._chosen(str(path))

    def folder(self, title: str, suggested: Path) -> Path | None:
        """See `Ask`."""
        from PySide6.QtWidgets import QFileDialog

        return self._chosen(
            QFileDialog.getExistingDirectory(self._window, tr(title), str(suggested))
        )

    def choose(self, question: Problem, answers: Sequence[str]) -> int | None:
        """See `Ask`."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(QMessageBox.Icon.Question, question)
        buttons = [box.addButton(tr(text), QMessageBox.ButtonRole.AcceptRole) for text in answers]
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        clicked = box.clickedButton()
        return next((n for n, button in enumerate(buttons) if button is clicked), None)

    def encoding(
        self, choices: Sequence[tuple[str, Problem]], preview: Callable[[str], str]
    ) -> str | None:
        """See `Ask`."""
        from editor.ui.encoding_dialog import EncodingDialog

        dialog = EncodingDialog(choices, preview, self._window)
        try:
            return dialog.chosen if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def columns(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        places: Mapping[str, int],
        preview: Callable[[str], Sequence[Cue] | Problem],
    ) -> str | None:
        """See `Ask`."""
        from editor.ui.columns_dialog import ColumnsDialog

        dialog = ColumnsDialog(name, rows, places, preview, self._window)
        try:
            return dialog.chosen if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def track(self, name: str, tracks: Sequence[tuple[TextTrack, Sequence[str]]]) -> int | None:
        """See `Ask`."""
        from editor.ui.track_dialog import TrackDialog

        dialog = TrackDialog(name, tracks, self._window)
        try:
            return dialog.chosen if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def styles(
        self, styles: Styles, info: Mapping[str, str], cues: Sequence[Cue]
    ) -> Restyled | None:
        """See `Ask`."""
        from editor.ui.styles.dialog import StylesDialog

        dialog = StylesDialog(styles, info, cues, self._theme, self._window)
        try:
            return dialog.restyled if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def model(self, known: Sequence[Path], chosen: str) -> str | None:
        """See `Ask`."""
        from editor.ui.model_dialog import ModelDialog

        kinds = ((N_("Speech models"), "*.bin *.safetensors"), (N_("All files"), "*"))
        title = N_("Speech model")
        dialog = ModelDialog(
            known,
            chosen,
            lambda: self.open_file(title, kinds),
            lambda: self.folder(title, Path(self._last_folder())),
            self._window,
        )
        try:
            return dialog.chosen if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def line(self, title: str, label: str, text: str = "") -> str | None:
        """See `Ask`."""
        from PySide6.QtWidgets import QInputDialog

        answer, done = QInputDialog.getText(self._window, tr(title), tr(label), text=text)
        return answer if done else None

    def limits(
        self, name: str, limits: Sequence[Limit], values: Mapping[str, float | None]
    ) -> tuple[str, Mapping[str, float | None]] | None:
        """See `Ask`."""
        from editor.ui.limits_dialog import LimitsDialog

        dialog = LimitsDialog(name, limits, values, self._window)
        try:
            return (dialog.name.text(), dialog.values) if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def tell(self, problem: Problem) -> None:
        """See `Ask`."""
        from PySide6.QtWidgets import QMessageBox

        self._box(QMessageBox.Icon.Warning, problem).exec()

    def _box(self, icon: QMessageBox.Icon, problem: Problem) -> QMessageBox:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(icon, tr("Jiaozi"), told(problem))
        box.setTextFormat(Qt.TextFormat.PlainText)  # a file name may look like markup
        box.setParent(self._window, box.windowFlags())
        return box

    def _last_folder(self) -> str:
        folder = self._settings.state(_FOLDER)
        return folder if isinstance(folder, str) and is_folder(folder) else str(Path.home())

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._use(path if is_folder(path) else path.parent)
        return path

    def _opened(self) -> None:
        path = self._session.path
        if path is not None and self._own not in path.parents:
            self._use(path.parent)

    def _use(self, folder: Path) -> None:
        if str(folder) != self._settings.state(_FOLDER):
            self._settings.remember(_FOLDER, str(folder))


def _filters(kinds: Sequence[tuple[str, str]]) -> str:
    return ";;".join(f"{tr(name)} ({patterns})" for name, patterns in kinds)
