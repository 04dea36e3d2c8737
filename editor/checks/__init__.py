# SPDX-License-Identifier: GPL-3.0-or-later
"""What a platform or a style guide would object to, cue by cue, with fixes where they are plain."""
