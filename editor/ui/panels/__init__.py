# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands to the right of the table, on demand."""
