# SPDX-License-Identifier: GPL-3.0-or-later
"""`--self-test`: tries all parts of a packaged program."""
