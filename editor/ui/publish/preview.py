# SPDX-License-Identifier: GPL-3.0-or-later
"""How a site will show the cues: over the picture or a neutral one, wide or upright."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QLinearGradient, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.checks.sites import site
from editor.core.document import Document
from editor.core.i18n import N_
from editor.core.markup import Shown
from editor.core.timecode import spoken
from editor.formats import shown
from editor.formats.ass_head import with_styles
from editor.ui.i18n import tr
from editor.ui.publish.objections import track_name
from editor.ui.roles import present
from editor.ui.styles.drawing import StyledCaption
from editor.ui.video.caption import Caption, look_of
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from editor.core.cue import Cue
    from editor.core.head import Head
    from editor.publish.plan import Ready
    from editor.ui.video.caption import Look

_SHAPES = ((N_("Wide (16:9)"), 16 / 9), (N_("Upright (9:16)"), 9 / 16))
_NOTHING = Shown("", [])
_LINES = 1080
"""Lines of the video for ASS styles."""

# What an app covers of an upright video, as shares of its width and height; judged by eye from
# Shorts and vertical players, since no site publishes numbers.
_TOP, _BOTTOM, _RIGHT = 0.1, 0.24, 0.16
_BUTTONS = 5
_DIMMED = QColor(255, 255, 255, 90)
_NEUTRAL = (QColor(0x5A, 0x66, 0x78), QColor(0x1E, 0x23, 0x2C))


class Frame(QWidget):
    """A picture of one shape with a cue over it; of an upright one, what the app covers too."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()
        self._shape = _SHAPES[0][1]
        self._shown, self._look = _NOTHING, look_of(None)
        self._styled: tuple[Cue, Head, int] | None = None
        self._caption: Caption | StyledCaption = Caption(QRectF(), self._shown, self._look)
        self.setMinimumSize(240, 200)
        present(self, QAccessible.Role.Graphic, tr("Preview"))

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide."""
        return self._shape < 1

    def show_cue(self, cue: Cue | None, look: Look, shape: float) -> None:
        """Show a cue, or none, rendered with a look in a picture of this width by height."""
        self._shape, self._look = shape, look
        self._shown = _NOTHING if cue is None else shown(cue)
        self._styled = None
        self.setAccessibleDescription(self._shown[0])
        self._write()

    def show_styled(self, cue: Cue, head: Head, shape: float, lines: int) -> None:
        """Show a cue in its ASS style in a video of so many lines; see `show_cue`."""
        self._shape, self._shown = shape, shown(cue)
        self._styled = cue, head, lines
        self.setAccessibleDescription(self._shown[0])
        self._write()

    def _write(self) -> None:
        if self._styled is not None:
            cue, head, lines = self._styled
            self._caption = StyledCaption(self.frame, cue, head, lines)
            self.update()
            return
        # A look's size is a share of the whole picture, the caption's place is what is free of it.
        free = self.free
        whole = min(self._shape, 1.0) * self.frame.height()
        size = self._look.size * whole / max(1.0, min(free.width(), free.height()))
        self._caption = Caption(free, self._shown, self._look._replace(size=size))
        self.update()

    @property
    def frame(self) -> QRectF:
        """Where the picture is."""
        size = QSizeF(self._shape, 1.0)
        size.scale(self.width(), self.height(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    @property
    def free(self) -> QRectF:
        """The part of the picture where captions are seen: all of it, but for what apps cover."""
        frame = self.frame
        if not self.is_upright:
            return frame
        high, wide = frame.height(), frame.width()
        return frame.adjusted(wide * _RIGHT, high * _TOP, -wide * _RIGHT, -high * _BOTTOM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, the app, and the cue."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self._paint_picture(painter)
        if self.is_upright:
            self._paint_app(painter)
        self._caption.paint(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        frame = self.frame
        if self.picture.isNull():
            shade = QLinearGradient(frame.topLeft(), frame.bottomLeft())
            shade.setColorAt(0, _NEUTRAL[0])
            shade.setColorAt(1, _NEUTRAL[1])
            painter.fillRect(frame, shade)
            return
        painter.fillRect(frame, Qt.GlobalColor.black)
        size = QSizeF(self.picture.size())
        part = size.scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(), part)
        place.moveCenter(frame.center())
        painter.drawImage(place, self.picture)

    def _paint_app(self, painter: QPainter) -> None:
        """The border of what is free, the buttons at the right, and the lines of the title."""
        frame, free = self.frame, self.free
        painter.setPen(QPen(_DIMMED, 1, Qt.PenStyle.DashLine))
        painter.drawRect(free)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_DIMMED)
        radius = frame.width() * _RIGHT / 3.2
        for number in range(_BUTTONS):
            down = frame.bottom() - frame.height() * _BOTTOM / 2 - number * radius * 2.9
            painter.drawEllipse(QPointF(frame.right() - radius * 1.6, down), radius, radius)
        line = radius * 0.5
        for number, share in enumerate((0.45, 0.62, 0.3)):
            top = free.bottom() + frame.height() * _BOTTOM * (0.2 + 0.2 * number)
            bar = QRectF(frame.left() + radius, top, frame.width() * share, line)
            painter.drawRoundedRect(bar, line / 2, line / 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cue out for the new size."""
        super().resizeEvent(event)
        self._write()


class Preview(QWidget):
    """A frame, which track on which site is in it, and the way from cue to cue."""

    def __init__(self) -> None:
        super().__init__()
        self._ready: Sequence[Ready] = ()
        self._document = Document()
        self._row = 0  # in the document
        self.track, self.shape = QComboBox(), QComboBox()
        self.track.setAccessibleName(tr("Track"))
        self.shape.setAccessibleName(tr("Shape"))
        self.shape.addItems([tr(name) for name, _ in _SHAPES])
        self.frame = Frame()
        self.place = QLabel()
        self.back, self.on = QPushButton(tr("Previous cue")), QPushButton(tr("Next cue"))
        self._build()
        for box in (self.track, self.shape):
            only_with_focus(box)
            box.currentIndexChanged.connect(self._show)
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))

    def begin(self, row: int, picture: QImage, document: Document) -> None:
        """Begin at the cue at `row`, over this picture, or a neutral one if it is null."""
        self._row, self.frame.picture = row, picture
        self._document = replace(document, head=with_styles(document.head))
        self._show()

    def show_ready(self, ready: Sequence[Ready]) -> None:
        """Offer these tracks; the one that was shown stays."""
        before = self.track.currentText()
        self._ready = ready
        self.track.blockSignals(True)  # noqa: FBT003 - Qt's
        self.track.clear()
        self.track.addItems(
            [f"{tr(site(one.site).name)} · {track_name(one.track)}" for one in ready]
        )
        self.track.addItem(tr("Players · ASS styles"))
        self.track.setCurrentIndex(max(0, self.track.findText(before)))
        self.track.blockSignals(False)  # noqa: FBT003 - Qt's
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from cue to cue."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self._step(step)
        else:
            super().keyPressEvent(event)

    @property
    def _chosen(self) -> Ready | None:
        place = self.track.currentIndex()
        return self._ready[place] if 0 <= place < len(self._ready) else None

    @property
    def _is_styled(self) -> bool:
        """Whether the ASS styles are chosen, which are after all tracks."""
        there = self._row < len(self._document.cues)
        return there and self.track.currentIndex() == len(self._ready)

    def _number(self, ready: Ready) -> int:
        """Which of the track's cues is shown: that of the row, or the next one that is there."""
        if self._row in ready.rows:
            return ready.rows.index(self._row)
        last = len(ready.rows) - 1
        return next((number for number, row in enumerate(ready.rows) if row > self._row), last)

    def _step(self, step: int) -> None:
        ready = self._chosen
        if self._is_styled:
            self._row = min(max(self._row + step, 0), len(self._document.cues) - 1)
            self._show()
        elif ready is not None and ready.rows:
            number = min(max(self._number(ready) + step, 0), len(ready.rows) - 1)
            self._row = ready.rows[number]
            self._show()

    def _show_styled(self, shape: float) -> None:
        """The cue at the row in its ASS style, whatever is uploaded."""
        cue = self._document.cues[self._row]
        self.frame.show_styled(cue, self._document.head, shape, _LINES)
        number = tr("Cue {number} of {count}", number=self._row + 1,
                    count=len(self._document.cues))  # fmt: skip
        self.place.setText(f"{number} · {spoken(cue.start)}")

    def _show(self) -> None:
        ready = self._chosen
        shape = _SHAPES[max(0, self.shape.currentIndex())][1]
        if self._is_styled:
            self._show_styled(shape)
            return
        if ready is None or not ready.rows:
            self.frame.show_cue(None, look_of(None), shape)
            self.place.setText("")
            return
        cue = ready.document.cues[self._number(ready)]
        traditional = ready.track in {"zh-Hant", "zh-TW", "zh-HK"}
        self.frame.show_cue(cue, look_of(site(ready.site), traditional=traditional), shape)
        text = tr("Cue {number} of {count}", number=self._number(ready) + 1, count=len(ready.rows))
        self.place.setText(f"{text} · {spoken(cue.start)}")

    def _build(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (self.track, self.shape):
            head.addWidget(widget)
        head.addStretch()
        foot.addWidget(self.place)
        foot.addStretch()
        for button in (self.back, self.on):
            button.setAutoDefault(True)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 16, 12)
        column.addLayout(head)
        column.addWidget(self.frame, 1)
        column.addLayout(foot)
