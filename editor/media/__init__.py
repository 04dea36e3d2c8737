# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound and picture: decoding, the cache of sound, speech, players. See docs/media.md."""
