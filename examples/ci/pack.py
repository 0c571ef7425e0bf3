"""Packs the program that was just built, with what belongs beside it.

`python3 examples/ci/pack.py MACHINE` leaves `dist/spuk-VERSION-MACHINE.tar.gz`: the
same bytes for the same program and commit, whoever packs it and whenever.
"""

import gzip
import io
import os
import pathlib
import subprocess
import sys
import tarfile
import tomllib

SHELLS = ("bash", "elvish", "fish", "powershell", "zsh")
BESIDE = ("README.md", "LICENSE", "CHANGELOG.md")
# What the handbook has its reader open.
EXAMPLES = ("bewaken", "ci", "eigen-cijfers", "excel")


def said(*command: str) -> bytes:
    """What a command writes on standard output."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def contents(program: pathlib.Path) -> dict[str, bytes]:
    """The files of the archive, by their names in it."""
    path = str(program)
    files = {program.name: program.read_bytes(), "man/spuk.1": said(path, "man")}
    kept = said("git", "ls-files", "-z", *(f"examples/{name}" for name in EXAMPLES)).decode()
    files |= {name: pathlib.Path(name).read_bytes() for name in (*BESIDE, *kept.split("\0")) if name}
    files |= {f"completions/spuk.{shell}": said(path, "completions", shell) for shell in SHELLS}
    return files


def main(machine: str) -> None:
    version = tomllib.loads(pathlib.Path("Cargo.toml").read_text())["package"]["version"]
    folder = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "release"
    program = folder / ("spuk.exe" if os.name == "nt" else "spuk")
    committed = int(said("git", "log", "-1", "--format=%ct"))
    name = f"spuk-{version}-{machine}"
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for path, data in sorted(contents(program.absolute()).items()):
            entry = tarfile.TarInfo(f"{name}/{path}")
            entry.size, entry.mtime = len(data), committed
            entry.mode = 0o755 if path == program.name else 0o644
            tar.addfile(entry, io.BytesIO(data))
    target = pathlib.Path("dist") / f"{name}.tar.gz"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(gzip.compress(archive.getvalue(), mtime=0))
    print(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
