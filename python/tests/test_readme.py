"""The code of the README passes a type checker, and runs without a warning; that of the handbook runs too."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest

from conftest import ROOT

matplotlib.use("agg")

TEXT = (ROOT / "python" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)

# Those that need no file and no cluster of the reader.
ALONE = [block for block in BLOCKS if "read_excel" not in block and "Client(" not in block]

HANDBOOK = (ROOT / "docs" / "handboek" / "src" / "python.md").read_text(encoding="utf-8")


def test_there_are_blocks_of_both_kinds() -> None:
    assert len(BLOCKS) == 5 and len(ALONE) == 3


def test_mypy_passes_on_it(tmp_path: Path) -> None:
    (tmp_path / "readme.py").write_text("\n".join(BLOCKS), encoding="utf-8")
    # Dask has no types of its own.
    lenient = ["--ignore-missing-imports", "--allow-untyped-calls"]
    command = [sys.executable, "-m", "mypy", "--strict", *lenient, "--config-file=", "readme.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile("\n".join(ALONE), "README.md", "exec"), {})
    assert (tmp_path / "utrecht.png").stat().st_size > 10_000
    matplotlib.pyplot.close("all")


def test_what_the_handbook_shows_runs() -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", HANDBOOK, re.DOTALL | re.MULTILINE)
    assert blocks
    shown: dict[str, object] = {}
    exec(compile("\n".join(blocks), "python.md", "exec"), shown)
    # The rows of every gemeente in every year.
    assert len(shown["kader"]) == len(shown["tabel"]) > 342
