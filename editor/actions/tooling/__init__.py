# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools: forms with fields, and the proposals made from them."""
