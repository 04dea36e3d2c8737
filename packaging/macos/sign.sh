#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Signs the program: sign.sh Jiaozi.app [IDENTITY]
#
# IDENTITY is a "Developer ID Application: …" of the keychain. Without one the signature is ad hoc:
# Apple silicon runs the program then, but Gatekeeper asks every user who downloaded it.
set -euo pipefail

app=${1:?usage: sign.sh Jiaozi.app [IDENTITY]}
identity=${2:--}
here=$(cd "$(dirname "$0")" && pwd)

options=(--force --sign "$identity")
if [ "$identity" != - ]; then
  options+=(--options runtime --timestamp) # what notarisation asks for
fi

# From the inside out: a signature seals what it contains. Frameworks are bundles of their own; the
# executable is signed with the bundle it is in, and it alone has entitlements.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
  xargs -0 -n 50 codesign "${options[@]}"
find "$app/Contents" -depth -type d -name '*.framework' -print0 |
  xargs -0 -n 1 codesign "${options[@]}"
codesign "${options[@]}" --entitlements "$here/entitlements.plist" "$app"

codesign --verify --deep --strict --verbose=2 "$app"
