#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Has Apple check the signed disk image, and attaches its answer: notarise.sh OUT.dmg PROFILE
#
# PROFILE is what `xcrun notarytool store-credentials PROFILE` has stored in the keychain.
set -euo pipefail

image=${1:?usage: notarise.sh OUT.dmg PROFILE}
profile=${2:?usage: notarise.sh OUT.dmg PROFILE}

xcrun notarytool submit "$image" --keychain-profile "$profile" --wait
xcrun stapler staple "$image"
xcrun stapler validate "$image"
spctl --assess --type open --context context:primary-signature --verbose=2 "$image"
