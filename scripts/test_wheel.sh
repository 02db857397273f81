#!/usr/bin/env bash
# Builds the wheel, installs it in a fresh environment and does the main job from another folder.
set -euo pipefail
python=${1:-python3}
checkout=$(pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$python" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'torch==2.13.0'
"$place/venv/bin/pip" wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$place/dist" "$checkout"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check "$place"/dist/waqai-*.whl
mkdir "$place/articles"
cp "$checkout"/seeds/1*.txt "$place/articles/"
cd "$place"
export PATH="$place/venv/bin:$PATH"
waqai build articles -o built
waqai validate built/graph.ttl
waqai query built/graph.ttl --name who-met-whom --format csv | tee answers.csv
[ "$(wc -l <answers.csv)" -gt 1 ]
echo "the wheel builds, validates and answers"
