# SPDX-License-Identifier: GPL-3.0-or-later
"""The subtitle model: cues, documents, changes, time and text. No Qt, no file access."""
