#!/usr/bin/env bash
# The recipe for Slurm without a cluster: `sbatch` is a stand-in that runs every task of an
# array at once, in no order. What comes out is what one machine makes, to the byte.
#
#   SPUK=target/debug/spuk examples/cluster/try.sh
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
SPUK=$(realpath "${SPUK:-spuk}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
cat >"$folder/bin/sbatch" <<'STANDIN'
#!/usr/bin/env bash
set -euo pipefail
while [ $# -gt 0 ]; do
  case $1 in
    --array) array=$2; shift 2 ;;
    --time | --export | --cpus-per-task | --dependency) shift 2 ;;
    --*) shift ;;
    *) break ;;
  esac
done
for task in $(seq "${array%-*}" "${array#*-}" | shuf); do
  SLURM_ARRAY_TASK_ID=$task "$@" >&2
done
echo 1
STANDIN
chmod +x "$folder/bin/sbatch"

asked=(wi2021 oud-ritme --draws 300 --seed 4 --set scenario.tot=2026)
PATH=$folder/bin:$PATH FOLDER=$folder/delen SPUK=$SPUK FAN_IN=2 PARTS=8 CPUS=1 \
  "$here/slurm.sh" "${asked[@]}"
"$SPUK" simulate "${asked[@]}" --out "$folder/een.csv"
cmp "$folder/een.csv" "$folder/delen/uitkomst.csv"
left=$(find "$folder/delen" -type f | wc -l)
echo "the same bytes; $left files are left"
