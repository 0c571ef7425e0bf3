"""The adapter of `examples/ema` runs a hundred experiments, each a run of the simulator."""

from __future__ import annotations

import sys
import warnings
from decimal import Decimal

import pytest

import spuk

from conftest import ROOT

pytestmark = pytest.mark.filterwarnings("ignore")


def test_a_hundred_experiments() -> None:
    sys.path.insert(0, str(ROOT / "examples" / "ema"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench import perform_experiments
        from spuk_ema import LEVERS, ema_model

    experiments, outcomes = perform_experiments(ema_model(jaar="2027-2029"), scenarios=25, policies=4)
    kas = outcomes["kas"]
    assert kas.shape == (100, 3)
    # Policies can agree in what the country gets, scenarios cannot.
    assert len({tuple(row) for row in kas.tolist()}) >= 25
    one = experiments.iloc[42]
    settings = {
        "instroom.pad.asielstatushouder.2027": round(one["instroom__pad__asielstatushouder__2027"]),
        "index.2028": Decimal(f"{one['index__2028']:.6f}"),
        "start.pip_termijn_gemist": Decimal(f"{one['start__pip_termijn_gemist']:.6f}"),
        "prestatie.aandeel": LEVERS["prestatie.aandeel"][int(one["prestatie__aandeel"])],
        "betaalritme.1.totaal": LEVERS["betaalritme.1.totaal"][int(one["betaalritme__1__totaal"])],
    }
    run = spuk.run("wi2021", set=settings, jaar="2027-2029")
    assert kas[42].tolist() == [float(amount) for amount in run["kas"]]
