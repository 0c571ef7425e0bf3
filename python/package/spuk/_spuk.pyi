"""The simulator itself, compiled."""

from collections.abc import Callable
from typing import Any, Literal, final

__all__ = [
    "COMMIT",
    "MOST_DECIMALS",
    "MOST_DRAWS",
    "MOST_POINTS",
    "MOST_SOLVE_DRAWS",
    "GEMEENTE_EXACT",
    "MOST_STEPS",
    "VERSION",
    "DrawPlan",
    "Drawn",
    "Table",
    "amounts",
    "backtest",
    "carried",
    "carried_part",
    "check",
    "columns",
    "compare",
    "draws",
    "explain",
    "figures",
    "frontier",
    "merge",
    "rows_of_simulation",
    "run",
    "scenarios",
    "sensitivity",
    "simulate",
    "solve",
]

VERSION: str
COMMIT: str
MOST_DRAWS: int
MOST_POINTS: int
MOST_SOLVE_DRAWS: int
MOST_DECIMALS: int
GEMEENTE_EXACT: int
MOST_STEPS: int

_Asked = tuple[list[tuple[str, list[str]]], list[tuple[str, str]], bool]
_Rows = tuple[str | None, list[str], list[str]]
_Draw = tuple[int, int | None] | None
_Remark = tuple[str, str, str]
_Beside = tuple[list[_Remark], list[str]]
_Progress = Callable[[int, int], Any] | None

_Whom = tuple[str | None, list[str]]

@final
class Table:
    @property
    def columns(self) -> list[str]: ...
    def kind(self, name: str) -> Literal["text", "whole"] | int: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def texts(self, name: str) -> list[str]: ...
    def integers(self, name: str) -> tuple[bytes, bytes | None]: ...
    def csv(self) -> str: ...

_Forms = tuple[Table, str, str]

@final
class Drawn:
    @property
    def scenarios(self) -> list[str]: ...
    @property
    def draws(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def shard(self) -> tuple[int, int]: ...
    @property
    def receipt(self) -> str: ...
    @property
    def remarks(self) -> list[_Remark]: ...
    def table(self, rows: _Rows, threads: int | None) -> Table: ...
    def csv(self, rows: _Rows, threads: int | None) -> str: ...
    def to_bytes(self) -> bytes: ...
    @staticmethod
    def of_bytes(bytes: bytes, name: str) -> Drawn: ...

@final
class DrawPlan:
    @property
    def scenarios(self) -> list[str]: ...
    @property
    def columns(self) -> list[str]: ...
    @property
    def draws(self) -> int: ...
    @property
    def seed(self) -> int: ...
    def __len__(self) -> int: ...
    def stream(self, count: int | None = None) -> object: ...
    def raise_interrupt(self) -> None: ...

def draws(
    asked: _Asked,
    draws: int | None,
    seed: int | None,
    veld: list[str],
    rows: _Rows,
    threads: int | None,
) -> tuple[DrawPlan, _Beside]: ...
def run(
    asked: _Asked, rows: _Rows, draw: _Draw, threads: int | None
) -> tuple[Table, _Beside]: ...
def amounts(
    asked: _Asked, jaar: list[str], threads: int | None
) -> tuple[Table, _Beside]: ...
def figures(asked: _Asked, threads: int | None) -> tuple[Table, _Beside]: ...
def rows_of_simulation(asked: _Asked, rows: _Rows, threads: int | None) -> _Rows: ...
def simulate(
    asked: _Asked,
    draws: tuple[int | None, int | None],
    shard: tuple[int, int] | None,
    progress: _Progress,
    threads: int | None,
) -> tuple[Drawn, _Beside]: ...
def merge(
    parts: list[tuple[str, Drawn]], part: tuple[int, int], threads: int | None
) -> Drawn: ...
def carried(
    asked: _Asked, draws: tuple[int | None, int | None], threads: int | None
) -> tuple[tuple[bytes, int, int], _Beside]: ...
def carried_part(
    carried: bytes, draws: tuple[int, int], part: tuple[int, int], threads: int | None
) -> Drawn: ...
def compare(
    asked: _Asked,
    rows: _Rows,
    veld: list[str],
    order: list[str],
    draws: int | None,
    seed: int | None,
    progress: _Progress,
    threads: int | None,
) -> tuple[list[Table], _Beside]: ...
def explain(
    asked: _Asked,
    gemeente: str | None,
    provincie: str | None,
    jaar: str,
    veld: list[str],
    draw: _Draw,
    threads: int | None,
) -> tuple[str, _Beside]: ...
def sensitivity(
    asked: _Asked,
    veld: str | None,
    rows: _Rows,
    inwoners: str | None,
    over: tuple[str | None, str | None],
    moved: tuple[str | None, str | None],
    draws: tuple[int | None, int | None],
    threads: int | None,
) -> tuple[_Forms, _Beside]: ...
def solve(
    asked: _Asked,
    goals: tuple[list[str], bool],
    varied: tuple[list[str], str | None],
    whom: _Whom,
    decimalen: int | None,
    certain: tuple[int | None, str | None, int | None],
    threads: int | None,
) -> tuple[tuple[_Forms, bool, str], _Beside]: ...
def frontier(
    asked: _Asked,
    varieer: list[str],
    columns: tuple[str | None, str | None],
    whom: _Whom,
    stappen: int | None,
    threads: int | None,
) -> tuple[_Forms, _Beside]: ...
def backtest(asked: _Asked, threads: int | None) -> tuple[_Forms, _Beside]: ...
def check(
    paths: list[str],
    require_baseline: bool,
    skip_simulations: bool,
    only: list[str],
    tolerance: str | None,
    tolerance_total: str | None,
    outside: bool,
    threads: int | None,
) -> tuple[str, bool, list[Exception]]: ...
def columns() -> Table: ...
def scenarios() -> Table: ...
