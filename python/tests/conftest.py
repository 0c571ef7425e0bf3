"""What tests share: the program itself, to hold Python against."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = Path(os.environ.get("SPUK_PROGRAM", ROOT / "target" / "debug" / "spuk"))

Program = Callable[..., str]


@pytest.fixture(scope="session")
def program() -> Program:
    """Calls the program, and gives what it prints."""
    assert PROGRAM.exists(), f"{PROGRAM} is not there: `cargo build`, or set SPUK_PROGRAM"

    def call(*arguments: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            [PROGRAM, *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8"
        )
        # A check that finds a difference ends with 1.
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    return call
