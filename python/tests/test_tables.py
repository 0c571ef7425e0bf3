"""Tables in the libraries that people use add up to the cent."""

from __future__ import annotations

import copy
import decimal
import pickle
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest

import spuk

KAS = "kas"


@pytest.fixture(scope="module")
def run() -> spuk.Projection:
    return spuk.run("wi2021", level="gemeente")


@pytest.fixture(scope="module")
def total() -> Decimal:
    """What the country comes to, by another way."""
    return sum(spuk.run("wi2021")[KAS], Decimal(0))


def test_python_adds_up(run: spuk.Projection, total: Decimal) -> None:
    assert sum(run[KAS], Decimal(0)) == total
    assert len(run) == 342 * 8
    row = run.to_pylist()[0]
    assert (row["gm_code"], row["jaar"], type(row[KAS])) == ("GM0014", 2024, Decimal)


# Contexts of who asks: of few digits, and of who lets nothing be rounded.
CONTEXTS = [
    decimal.Context(prec=3, rounding=decimal.ROUND_DOWN),
    decimal.Context(prec=7, traps=[decimal.Inexact, decimal.Rounded, decimal.FloatOperation]),
    decimal.Context(prec=9, Emax=4, Emin=-1, traps=[decimal.Overflow, decimal.Underflow]),
]


@pytest.mark.parametrize("context", CONTEXTS)
def test_amounts_are_exact_in_any_decimal_context(run: spuk.Projection, context: decimal.Context) -> None:
    columns = ("uitkering_definitief", "kas", "tekort")
    texts = {name: pyarrow.table(run)[name].cast(pyarrow.string()).to_pylist() for name in columns}
    drawn = spuk.simulate(draws=100, set={"scenario.tot": 2026}, jaar=2026, level="provincie")
    chances = drawn["kans"]
    with decimal.localcontext(context):
        for name, exact in texts.items():
            assert list(map(str, run[name])) == exact
            assert list(map(str, run.to_pandas(money="decimal")[name])) == exact
        assert [row["kas"] for row in run.to_pylist()] == run["kas"]
        assert list(map(str, drawn["kans"])) == list(map(str, chances))
    # Nothing is left of it with whoever asked.
    assert decimal.getcontext().prec == 28


def test_pyarrow_adds_up_and_copies_nothing(run: spuk.Projection, total: Decimal) -> None:
    table = pyarrow.table(run)
    assert table.schema.field(KAS).type == pyarrow.decimal128(18, 2)
    assert pyarrow.compute.sum(table[KAS]).as_py() == total
    again = pyarrow.table(run)
    for name in run.columns:
        here, there = (one[name].chunk(0).buffers()[-1].address for one in (table, again))
        assert here == there, name


def test_polars_adds_up(run: spuk.Projection, total: Decimal) -> None:
    frame = run.to_polars()
    assert frame.schema[KAS] == polars.Decimal(18, 2)
    assert frame[KAS].sum() == total
    assert frame.filter(polars.col("gm_code") == "GM0344").height == 8


def test_duckdb_adds_up(run: spuk.Projection, total: Decimal) -> None:
    rows = run
    assert duckdb.sql(f"select sum({KAS}) from rows").fetchall() == [(total,)]
    kinds = dict(duckdb.sql("select column_name, column_type from (describe from rows)").fetchall())
    assert len(rows) == 342 * 8
    assert (kinds[KAS], kinds["jaar"]) == ("DECIMAL(18,2)", "BIGINT")


def test_pandas_adds_up(run: spuk.Projection, total: Decimal) -> None:
    cents = run.to_pandas(money="cents")
    assert cents[KAS].dtype == numpy.int64
    assert int(cents[KAS].sum()) == total * 100
    decimals = run.to_pandas(money="decimal")
    assert decimals[KAS].sum() == total
    floats = run.to_pandas()
    assert floats[KAS].dtype == numpy.float64
    # Each of them is the double nearest to its amount.
    assert [float(value) for value in decimals[KAS]] == floats[KAS].tolist()
    assert floats.shape == (342 * 8, len(run.columns))
    by_province = cents.groupby("provincie")[KAS].sum()
    assert by_province["Utrecht"] == sum(spuk.run(level="provincie").to_pandas(money="cents").query("provincie == 'Utrecht'")[KAS])


def test_another_form_of_money_is_refused(run: spuk.Projection) -> None:
    with pytest.raises(ValueError, match="money"):
        run.to_pandas(money="euro")  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        run["kasgeld"]


def test_gaps_are_gaps() -> None:
    amounts = spuk.amounts("wi2021")
    gaps = [value is None for value in amounts["gepubliceerd"]]
    assert any(gaps) and not all(gaps)
    for money in ("float", "cents", "decimal"):
        frame = amounts.to_pandas(money=money)
        assert frame["gepubliceerd"].isna().tolist() == gaps, money
    assert pyarrow.table(amounts)["gepubliceerd"].null_count == sum(gaps)
    drawn = spuk.simulate(draws=100, level="landelijk", set={"scenario.tot": 2026})
    frame = drawn.to_pandas(money="cents")
    assert str(frame["p50"].dtype) == "Int64"
    # A probability has no cents.
    assert frame["kans"].dropna().between(0, 1).all() and frame["kans"].notna().any()


@pytest.mark.filterwarnings("ignore::spuk.SpukWarning")
def test_every_answer_travels() -> None:
    small = {"scenario.tot": 2026}
    answers = [
        spuk.run("wi2021", "oud-ritme", set=small),
        spuk.simulate("wi2021", draws=20, set=small, level="landelijk"),
        spuk.compare("wi2021", "oud-ritme", set=small),
        spuk.explain(jaar=2026, veld="kas"),
        spuk.amounts(),
        spuk.columns(),
    ]
    for answer in answers:
        for again in (pickle.loads(pickle.dumps(answer)), copy.deepcopy(answer)):
            assert type(again) is type(answer)
            assert again == answer
            assert repr(again) == repr(answer)
    assert pickle.loads(pickle.dumps(answers[0])).receipts == answers[0].receipts


def test_csv_is_written(run: spuk.Projection, tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    assert run.to_csv(path) is None
    assert path.read_bytes().decode() == run.to_csv()
    assert len(pandas.read_csv(path)) == len(run)


def test_what_is_asked_shows() -> None:
    assert repr(spuk.run("wi2021", jaar=2026)) == "<spuk.Projection: Geldend recht Wi2021, 2026-2026, 1 row>"
    assert "naam, titel" in repr(spuk.scenarios())
