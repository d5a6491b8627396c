#!/usr/bin/env bash
# Builds the wheel, installs it into an environment of its own and runs the main job there, away from the checkout.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python="$root/.venv/bin/python"

"$python" -m uv build --quiet --wheel --out-dir "$work/dist" "$root"
"$python" -m venv "$work/venv"
"$python" -m uv pip install --quiet --python "$work/venv/bin/python" --require-hashes -r "$root/requirements.lock"
"$python" -m uv pip install --quiet --python "$work/venv/bin/python" --no-deps "$work"/dist/*.whl
cp -r "$root/examples" "$work/examples"
cd "$work"
export HOME="$work/home" CLAIMLINE_STORE="sqlite:///$work/graph.db"
mkdir -p "$HOME"
venv/bin/claimline --version
venv/bin/claimline doctor
venv/bin/claimline ingest --settings examples/claimline.toml --json | tail -n 1
venv/bin/claimline stats
venv/bin/python - <<'PY'
import importlib.resources as resources
from pathlib import Path

ui = Path(str(resources.files("ui")))
assert list(ui.glob("components/**/build/*.js")), "the wheel lacks the built components"
assert list(ui.glob("i18n/**/*.mo")) or list(ui.glob("i18n/**/*.po")), "the wheel lacks the translations"
assert list(ui.glob("static/**/*.woff2")), "the wheel lacks the fonts"
PY
echo "the wheel works outside the checkout"
