# SPDX-License-Identifier: GPL-3.0-or-later
"""How texts sound, and what sounds alike: Chinese, Latin letters, and one beside the other."""
