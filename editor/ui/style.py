# SPDX-License-Identifier: GPL-3.0-or-later
"""The style sheet of the window, with colour roles as placeholders.

What the Fusion style draws well from the palette (combo boxes, spin boxes, check boxes) has no
rules here: a style sheet would remove their arrows and ticks.
"""

from __future__ import annotations

STYLE = """
QToolTip {
    background: %(base)s; color: %(text)s; border: 1px solid %(border)s; padding: 4px 8px;
}
QToolBar { background: %(raised)s; border: 0; padding: 4px; spacing: 4px; }
QToolButton { background: transparent; border: 0; border-radius: 4px; padding: 4px 8px; }
QToolButton:hover { background: %(hover)s; }
QToolButton:pressed, QToolButton:checked { background: %(selection)s; }
QPushButton {
    background: %(base)s; border: 1px solid %(border)s; border-radius: 4px;
    padding: 4px 16px; min-height: 20px;
}
QPushButton:hover { background: %(hover)s; }
QPushButton:pressed { background: %(selection)s; }
QPushButton:focus { border-color: %(accent)s; }
QPushButton[primary="true"], QDialog QPushButton:default {
    background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s;
}
QPushButton[primary="true"]:focus, QDialog QPushButton:default:focus {
    border: 3px double %(on_accent)s; padding: 2px 14px; outline: none;
}
QPushButton:disabled, QDialog QPushButton:default:disabled {
    background: %(raised)s; color: %(dim)s; border-color: %(border)s;
}
QLineEdit {
    background: %(base)s; border: 1px solid %(border)s; border-radius: 4px;
    padding: 3px 8px; min-height: 20px;
}
QLineEdit:focus { border-color: %(accent)s; }
QMenuBar { background: %(raised)s; padding: 0 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: %(hover)s; }
QMenu { background: %(base)s; border: 1px solid %(border)s; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 24px; border-radius: 4px; }
QMenu[plain="true"]::item { padding-left: 12px; }
QMenu::item:selected { background: %(selection)s; color: %(text)s; }
QMenu::item:disabled { color: %(dim)s; }
QMenu::separator { height: 1px; background: %(border)s; margin: 4px 8px; }
QDialog, QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton[quiet="true"] { background: transparent; border: 0; color: %(dim)s; }
QPushButton[quiet="true"]:hover { color: %(text)s; background: %(hover)s; }
QStatusBar QToolButton { padding: 0 8px; margin: 0; border-radius: 0; }
QStatusBar { background: %(raised)s; border-top: 1px solid %(border)s; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { padding: 0 8px; }
QSplitter::handle { background: %(border)s; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QTabBar::tab { padding: 8px 16px; color: %(dim)s; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: %(text)s; border-bottom-color: %(accent)s; }
QTabBar::tab:focus { background: %(hover)s; }
QTabWidget::pane { border: 0; border-top: 1px solid %(border)s; }
QAbstractScrollArea { border: 0; }
QAbstractItemView::item { padding: 4px 8px; }
QHeaderView::section {
    background: %(raised)s; color: %(dim)s; border: 0;
    border-bottom: 1px solid %(border)s; padding: 4px 8px;
}
QProgressBar { background: %(hover)s; border: 0; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 2px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %(border)s; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: %(dim)s; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
