#!/usr/bin/env python3
"""What one draw costs on processors that this machine is not, and whether its bytes are the same.

    apt-get install qemu-user gcc gcc-aarch64-linux-gnu libc6-dev-arm64-cross
    rustup target add aarch64-unknown-linux-gnu
    export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
    cargo build --release && cargo build --release --target aarch64-unknown-linux-gnu
    python3 benches/processors.py target/release/spuk target/aarch64-unknown-linux-gnu/release/spuk

QEMU runs the program and counts its instructions, of many draws less those of few, so that
what is read at the start and written at the end is left out. The processor here is timed the
same way; a program that knows no AVX-512 may be timed beside it, as a third argument.
"""

import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = ["simulate", "wi2021", "oud-ritme", "--format", "csv", "--threads=1", "--set", "instroom.vanaf=2024"]
# Gemeenten, years and scenarios, voorlopig and definitief.
ALLOCATIONS = 342 * 8 * 2 * 2
# Cells of gemeenten are sketches from 257 draws on, in both.
FEW, MANY = 264, 520
# So few that all values are kept, for the bytes.
BYTES = 8


def counted(program, draws, emulator):
    """Bytes on standard output, and instructions."""
    run = subprocess.run([*emulator, program, *COMMAND, "--draws", str(draws)], capture_output=True, check=False)
    found = re.search(rb"instructions (\d+)", run.stderr)
    if run.returncode or not found:
        sys.exit(run.stderr.decode())
    return run.stdout, int(found[1])


def seconds(program, draws):
    """Seconds of the processor here, the least of five."""
    least = None
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([program, *COMMAND, "--draws", str(draws)], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime - before.ru_utime
        least = took if least is None else min(least, took)
    return least


def main():
    here, arm, *others = sys.argv[1:]
    expected = subprocess.run([here, *COMMAND, "--draws", str(BYTES)], capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        plugin = Path(folder) / "instructions.so"
        source = Path(__file__).parent / "instructions.c"
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", plugin, source], check=True)
        counting = ["-plugin", str(plugin), "-d", "plugin"]
        processors = [
            ("x86-64 without AVX (Nehalem)", here, ["qemu-x86_64", "-cpu", "Nehalem"]),
            ("x86-64 with AVX2 (Haswell)", here, ["qemu-x86_64", "-cpu", "Haswell"]),
            ("ARM with NEON (Cortex-A72)", arm, ["qemu-aarch64", "-cpu", "cortex-a72", "-L", "/usr/aarch64-linux-gnu"]),
        ]
        print("| processor | bytes | instructions an allocation |\n|---|---|---|")
        for name, program, emulator in processors:
            emulator = emulator + counting
            same = counted(program, BYTES, emulator)[0] == expected
            more, fewer = (counted(program, draws, emulator)[1] for draws in (MANY, FEW))
            each = (more - fewer) / (MANY - FEW) / ALLOCATIONS
            print(f"| {name} | {'the same' if same else 'OTHERS'} | {each:.0f} |", flush=True)
            if not same:
                sys.exit(1)
    for program in (here, *others):
        each = (seconds(program, 10 * MANY) - seconds(program, MANY)) / (9 * MANY) / ALLOCATIONS
        print(f"{program}: {1e9 * each:.1f} ns of a core an allocation")


main()
