#!/usr/bin/env python3
"""How the cost of a simulation grows with its work: time of the processor per allocation.

    cargo build --release
    python3 benches/growth.py target/release/spuk

An allocation is BGO, BA and ABO of one gemeente in one year of one scenario, voorlopig or
definitief, with its reserve, payments and statistics. Every year is uncertain. One size at
a time is made smaller or larger than the base; more gemeenten are the same people in
smaller places. Of each size the time is told of the whole process, with what is read at
the start and written at the end, and of one draw more: half the draws less.
"""

import csv
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

GEMEENTEN = Path(__file__).parent.parent / "fixtures" / "gemeenten.csv"
FIRST_YEAR = 2024
# Of the base and of what differs from it: gemeenten, years, scenarios, draws.
BASE = (342, 8, 2, 10_000)
SIZES = [
    ("draws", (342, 8, 2, 1_000)),
    ("draws", (342, 8, 2, 100_000)),
    ("gemeenten", (3_420, 8, 2, 1_000)),
    ("gemeenten", (9_999, 8, 2, 300)),
    ("years", (342, 30, 2, 2_500)),
    ("years", (342, 100, 2, 800)),
    ("scenarios", (342, 8, 1, 10_000)),
    ("scenarios", (342, 8, 4, 5_000)),
    ("scenarios", (342, 8, 10, 2_000)),
]


def smaller_places(count, path):
    """The shipped gemeenten, each cut into as many as it takes to have `count`."""
    with open(GEMEENTEN, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(line for line in file if not line.startswith("#")))
    head, rows = rows[0], rows[1:]
    counted = [place for place, name in enumerate(head) if name.startswith("inwoners_")]
    with open(path, "w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(head)
        for number in range(count):
            row = list(rows[number % len(rows)])
            parts = (count - number % len(rows) + len(rows) - 1) // len(rows)
            row[0] = f"GM{number + 1:04}"
            row[1] = f"Plaats {number + 1}"
            for place in counted:
                row[place] = str(max(1, int(row[place]) // parts))
            write.writerow(row)


def measure(spuk, folder, size):
    """Seconds of the processor, of scenarios that differ in a price: people are the same in all."""
    gemeenten, years, scenarios, draws = size
    last = FIRST_YEAR + years - 1
    first = f'[scenario]\nbasis = "wi2021"\ntot = {last}\n[instroom]\nvanaf = {FIRST_YEAR}\n'
    if gemeenten != BASE[0]:
        smaller_places(gemeenten, folder / "gemeenten.csv")
        first += '[gemeenten]\nbestand = "gemeenten.csv"\n'
    names = [f"s{number}.toml" for number in range(scenarios)]
    for number, name in enumerate(names):
        other = f'[scenario]\nbasis = "s0.toml"\n[index]\n2027 = 0.0{number}\n'
        (folder / name).write_text(other if number else first, encoding="utf-8")
    command = [spuk, "simulate", *names, "--draws", str(draws), "--format", "csv", "--out", "uit.csv"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def main():
    spuk = os.path.abspath(sys.argv[1])
    base = None
    print("| what grows | gemeenten | years | scenarios | draws | ns, whole | of the base | ns, a draw more | of the base |")
    print("|---|---|---|---|---|---|---|---|---|")
    for grows, size in [("base", BASE), *SIZES]:
        gemeenten, years, scenarios, draws = size
        with tempfile.TemporaryDirectory() as folder:
            whole = measure(spuk, Path(folder), size)
            half = measure(spuk, Path(folder), (gemeenten, years, scenarios, draws // 2))
        allocations = 2 * gemeenten * years * scenarios * draws
        each = [whole * 1e9 / allocations, (whole - half) * 2e9 / allocations]
        base = base or each
        pairs = [f"{own:.0f} | {own / first:.2f}" for own, first in zip(each, base, strict=True)]
        print("| " + " | ".join([grows, *(f"{one:,}" for one in size), *pairs]) + " |", flush=True)


if __name__ == "__main__":
    main()
