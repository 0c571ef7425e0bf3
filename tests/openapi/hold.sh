#!/usr/bin/env bash
# Holds a running workbench to its own openapi.json, with questions that Schemathesis makes up:
# no status, header or body that the document does not say, and no fault of the program.
#
#     tests/openapi/hold.sh target/debug/spuk
set -euo pipefail
cd "$(dirname "$0")/../.."
spuk=$(realpath "$1")

python3 -m venv target/openapi
target/openapi/bin/pip install --quiet --disable-pip-version-check -r tests/openapi/requirements.txt

folder=$(mktemp -d)
"$spuk" serve --port 0 --map "$folder" --opslaan >"$folder/address.txt" 2>/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
  [ -s "$folder/address.txt" ] && break
  sleep 0.1
done
address=$(head -n 1 "$folder/address.txt")

# What a scenario can say is more than a schema of the query can: that a question is refused
# (400) is no fault. Draws and searches are tried by the tests of the server; here they would
# take an hour.
export SCHEMATHESIS_HOOKS=tests.openapi.hooks PYTHONPATH=$PWD
long='/api/(simulate|sensitivity|solve|report|explain|compare|backtest)[./]'
# What it remembers of a failure stays out of the tree.
cd target/openapi
hold() {
  bin/schemathesis run "${address}api/openapi.json" "$@" \
    --phases examples,coverage,fuzzing --max-examples "${EXAMPLES:-5}" \
    --generation-deterministic --request-timeout 120 --no-color
}
hold --exclude-path-regex "$long|/events$" --exclude-checks positive_data_acceptance
# Events begin before it is known what comes of a question: what is wrong is an event too.
hold --exclude-path-regex "$long|[.][a-z-]+$" \
  --exclude-checks positive_data_acceptance,negative_data_rejection
kill -0 "$server"
