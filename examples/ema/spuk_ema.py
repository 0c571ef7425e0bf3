"""`spuk` as a model of the EMA workbench: what is uncertain, what can be decided, and what
comes of it, over any number of experiments.

    pip install ./python ema_workbench
    python examples/ema/spuk_ema.py

Uncertainties and levers are keys of a scenario. A key with a pair of numbers lies between
them; a key with a list is one of its values. An experiment is a run, exact to the cent;
what EMA draws is rounded to six decimals first, so that it is a decimal that can be said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Union

import spuk
from ema_workbench import CategoricalParameter, Model, RealParameter, TimeSeriesOutcome

Range = Union[tuple[float, float], list[Any]]

UNCERTAINTIES: Mapping[str, Range] = {
    "instroom.pad.asielstatushouder.2027": (15_000.0, 32_000.0),
    "index.2028": (0.01, 0.04),
    "start.pip_termijn_gemist": (0.3, 0.7),
}
LEVERS: Mapping[str, Range] = {
    "prestatie.aandeel": [0.05, 0.1, 0.2, 0.3],
    "betaalritme.1.totaal": [[0.4, 0.3, 0.3], [0.61, 0.31, 0.08]],
}
OUTCOMES = ("uitkering_definitief", "kosten", "kas")


def _name(key: str) -> str:
    """A key as a name of Python, which EMA asks for."""
    return key.replace(".", "__")


def _parameter(key: str, between: Range) -> RealParameter | CategoricalParameter:
    if isinstance(between, tuple):
        return RealParameter(_name(key), *between)
    # A list within a list would be taken apart.
    return CategoricalParameter(_name(key), list(range(len(between))))


def ema_model(
    scenario: spuk.Scenario | str | dict[str, Any] = "wi2021",
    *,
    uncertainties: Mapping[str, Range] = UNCERTAINTIES,
    levers: Mapping[str, Range] = LEVERS,
    outcomes: Sequence[str] = OUTCOMES,
    gemeente: str | None = None,
    jaar: str | None = None,
    whole: Sequence[str] = ("instroom.pad.asielstatushouder.2027",),
) -> Model:
    """A model of the EMA workbench.

    Args:
        scenario: What every experiment starts from.
        uncertainties: Keys, each with a range or with values.
        levers: The same of what can be decided.
        outcomes: Columns of a run, each a series over the years.
        gemeente: Of this gemeente; else of the country.
        jaar: Only these years.
        whole: Keys that are people, and so whole numbers.
    """
    ranges = {**uncertainties, **levers}

    def value(key: str, drawn: Any) -> Any:
        if isinstance(ranges[key], list):
            return ranges[key][int(drawn)]
        return round(drawn) if key in whole else Decimal(f"{drawn:.6f}")

    def experiment(**drawn: Any) -> dict[str, list[float]]:
        settings = {key: value(key, drawn[_name(key)]) for key in ranges}
        run = spuk.run(scenario, set=settings, gemeente=gemeente, jaar=jaar)
        return {name: [float(amount) for amount in run[name]] for name in outcomes}

    model = Model("spuk", function=experiment)
    model.uncertainties = [_parameter(*one) for one in uncertainties.items()]
    model.levers = [_parameter(*one) for one in levers.items()]
    model.outcomes = [TimeSeriesOutcome(name) for name in outcomes]
    return model


if __name__ == "__main__":
    import warnings

    from ema_workbench import perform_experiments

    warnings.simplefilter("ignore", spuk.SpukWarning)
    _, found = perform_experiments(ema_model(jaar="2027-2031"), scenarios=50, policies=4)
    for outcome, values in found.items():
        totals = values.sum(axis=1) / 1e6
        print(f"{outcome}: {totals.min():.0f} to {totals.max():.0f} million euros over the years")
