#!/usr/bin/env bash
# Bundles the browser components of the UI into ui/components/frontend/build and compiles the translations.
# Only needed after a change of ui/components/frontend/src or ui/i18n/locale: what it makes is committed. Wants node and npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python="${PYTHON:-.venv/bin/python}"

for po in ui/i18n/locale/*/LC_MESSAGES/claimline.po; do
  "$python" -m babel.messages.frontend compile -i "$po" -o "${po%.po}.mo"
done

cd ui/components/frontend
npm ci --silent --no-audit --no-fund
for name in timeline page; do
  npx esbuild "src/$name.js" --bundle --format=esm --minify --target=es2022 --legal-comments=inline --outfile="build/$name.js" --log-level=warning
done
npx esbuild src/timeline.css --minify --outfile=build/timeline.css --log-level=warning

# What is bundled is under licences that want their notice to go along.
for package in d3-scale d3-array d3-color d3-format d3-interpolate d3-time d3-time-format internmap; do
  printf '== %s\n\n' "$package"
  cat "node_modules/$package/LICENSE"
  printf '\n'
done > build/LICENSES.txt
