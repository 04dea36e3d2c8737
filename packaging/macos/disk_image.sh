#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Packs the program for download: disk_image.sh Jiaozi.app OUT.dmg
set -euo pipefail

app=${1:?usage: disk_image.sh Jiaozi.app OUT.dmg}
image=${2:?usage: disk_image.sh Jiaozi.app OUT.dmg}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
ditto "$app" "$folder/$(basename "$app")" # cp would lose signatures that are file attributes
ln -s /Applications "$folder/Applications"
for text in LICENSE.txt THIRD-PARTY.txt sbom.cdx.json; do
  cp "$app/Contents/Resources/$text" "$folder/"
done

hdiutil create -ov -volname Jiaozi -srcfolder "$folder" -fs HFS+ -format UDZO "$image"
hdiutil verify "$image"
