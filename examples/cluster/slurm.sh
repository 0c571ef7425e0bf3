#!/usr/bin/env bash
# A simulation over the nodes of a Slurm cluster: an array of parts, then levels of a tree
# that merge them, each as soon as the level below it is complete.
#
#   FOLDER=/scratch/$USER/spuk ./slurm.sh wi2021 oud-ritme --draws 1000000 --seed 1
#
# Every node needs the same `spuk`, the folder, and what the scenarios name. PARTS is a power
# of FAN_IN, so that every level divides. A part that fails is made again (--requeue); it is
# the same bytes whenever it is made.
set -euo pipefail

: "${FOLDER:?a folder that every node has}"
: "${SPUK:=spuk}"
: "${FAN_IN:=8}"
: "${PARTS:=64}"
: "${TIME:=02:00:00}"
: "${CPUS:=4}"

mkdir -p "$FOLDER/0"

# One task of a level: shard $SLURM_ARRAY_TASK_ID of $2.
if [ "${1-}" = --level ]; then
  level=$2 of=$3
  shift 3
  index=$SLURM_ARRAY_TASK_ID
  if [ "$level" -eq 0 ]; then
    exec "$SPUK" simulate "$@" --threads "$CPUS" --shard "$index/$of" --out "$FOLDER/0/$index"
  fi
  mkdir -p "$FOLDER/$level"
  below=$FOLDER/$((level - 1))
  children=()
  for ((child = (index - 1) * FAN_IN + 1; child <= index * FAN_IN; child++)); do
    children+=("$below/$child")
  done
  if [ "$of" -eq 1 ]; then
    exec "$SPUK" merge "${children[@]}" --out "$FOLDER/uitkomst.csv"
  fi
  "$SPUK" merge "${children[@]}" --shard "$index/$of" --out "$FOLDER/$level/$index"
  # What was merged is not needed any more.
  exec rm -- "${children[@]}"
fi

count=$PARTS
while [ "$count" -gt 1 ]; do
  if [ $((count % FAN_IN)) -ne 0 ]; then
    echo "PARTS=$PARTS is no power of FAN_IN=$FAN_IN" >&2
    exit 2
  fi
  count=$((count / FAN_IN))
done

export FOLDER SPUK FAN_IN CPUS
common=(--parsable --requeue --time "$TIME" --export ALL)
job=$(sbatch "${common[@]}" --cpus-per-task "$CPUS" --array "1-$PARTS" "$0" --level 0 "$PARTS" "$@")
level=1
count=$((PARTS / FAN_IN))
while [ "$count" -ge 1 ]; do
  job=$(sbatch "${common[@]}" --cpus-per-task 1 --dependency "afterok:$job" \
    --array "1-$count" "$0" --level "$level" "$count" "$@")
  level=$((level + 1))
  [ "$count" -gt 1 ] || break
  count=$((count / FAN_IN))
done
echo "job $job writes $FOLDER/uitkomst.csv"
