"""Simulator of the Dutch grant (SPUK) for civic integration.

What the state pays each gemeente for the inburgering of newcomers, when, and from which
source every figure comes. Money is exact, to the cent: the figures are those of the
program ``spuk`` for the same question.

>>> import spuk
>>> run = spuk.run("wi2021", set={"prestatie.aandeel": "0.2"}, jaar="2026-2028")
>>> run.to_pandas()                                    # doctest: +SKIP

Words of the law stay Dutch, as in scenarios: ``gemeente``, ``jaar``, ``uitkering``.
"""

from ._answers import (
    CheckResult,
    Comparison,
    Draws,
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
    run,
    scenarios,
    simulate,
    simulate_part,
)
from ._context import language, threads
from ._errors import ScenarioError, SpukError, SpukWarning
from ._scenario import Scenario
from ._spuk import COMMIT, VERSION

__version__ = VERSION
__commit__ = COMMIT

__all__ = [
    "CheckResult",
    "Comparison",
    "Draws",
    "Explanation",
    "Projection",
    "Receipt",
    "Scenario",
    "ScenarioError",
    "Simulation",
    "SpukError",
    "SpukWarning",
    "Table",
    "__commit__",
    "__version__",
    "amounts",
    "check",
    "columns",
    "compare",
    "draws",
    "explain",
    "figures",
    "language",
    "merge",
    "run",
    "scenarios",
    "simulate",
    "simulate_part",
    "threads",
]
