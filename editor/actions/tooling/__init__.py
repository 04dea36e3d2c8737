# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools: forms whose fields are filled in beside the table, and the proposals they make."""
