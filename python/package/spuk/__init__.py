"""Simulator of the Dutch grant (SPUK) for civic integration.

What the state pays each gemeente for the inburgering of newcomers, when, and from which
source every figure comes. Money is exact, to the cent: the figures are those of the
program ``spuk`` for the same question.

>>> import spuk
>>> run = spuk.run("wi2021", set={"prestatie.aandeel": "0.2"}, jaar="2026-2028")
>>> run.to_pandas()                                    # doctest: +SKIP

Words of the law stay Dutch, as in scenarios: ``gemeente``, ``jaar``, ``uitkering``.
"""

from typing import TYPE_CHECKING

from ._answers import (
    CheckResult,
    Comparison,
    Explanation,
    Projection,
    Receipt,
    Simulation,
    Table,
)
from ._ask import (
    amounts,
    check,
    columns,
    compare,
    draws,
    explain,
    figures,
    merge,
    merge_parts,
    run,
    scenarios,
    simulate,
    simulate_part,
)
from ._beyond import (
    Backtest,
    Frontier,
    Sensitivity,
    Solution,
    backtest,
    frontier,
    sensitivity,
    solve,
)
from ._context import language, threads
from ._draws import Draws
from ._errors import ScenarioError, SpukError, SpukWarning
from ._scenario import Scenario
from ._spuk import COMMIT, VERSION

if TYPE_CHECKING:
    from types import ModuleType

    from . import distributed

__version__ = VERSION
__commit__ = COMMIT

__all__ = [
    "Backtest",
    "CheckResult",
    "Comparison",
    "Draws",
    "Explanation",
    "Frontier",
    "Projection",
    "Receipt",
    "Scenario",
    "ScenarioError",
    "Sensitivity",
    "Simulation",
    "Solution",
    "SpukError",
    "SpukWarning",
    "Table",
    "__commit__",
    "__version__",
    "amounts",
    "backtest",
    "check",
    "columns",
    "compare",
    "distributed",
    "draws",
    "explain",
    "figures",
    "frontier",
    "language",
    "merge",
    "merge_parts",
    "run",
    "scenarios",
    "sensitivity",
    "simulate",
    "simulate_part",
    "solve",
    "threads",
]


def __getattr__(name: str) -> "ModuleType":
    # Loaded when it is asked for: most never do.
    if name == "distributed":
        import importlib

        return importlib.import_module(".distributed", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
