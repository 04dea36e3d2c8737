# SPDX-License-Identifier: GPL-3.0-or-later
"""What a subtitle editor knows: cues, documents, changes, time and text. No Qt, no files."""
