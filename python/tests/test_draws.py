"""Every draw for itself: the same ones as one by one, in bounded memory."""

from __future__ import annotations

import pickle
import resource
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow
import pytest
from pyarrow import compute, parquet

import spuk

pytestmark = pytest.mark.filterwarnings("ignore::spuk.SpukWarning")

SMALL = {"scenario.tot": 2028}


def read(draws: spuk.Draws) -> pyarrow.Table:
    return pyarrow.RecordBatchReader.from_stream(draws).read_all()


def test_a_draw_in_bulk_is_the_one_that_is_shown_by_itself() -> None:
    asked = {"level": "gemeente", "set": SMALL, "jaar": "2026-2028"}
    scenarios = ("wi2021", "korting-2028")
    bulk = spuk.draws(*scenarios, veld=["kas", "saldo"], draws=40, seed=3, **asked)
    table = read(bulk)
    assert table.column_names == bulk.columns == ["trekking", "scenario", "gm_code", "jaar", "kas", "saldo"]
    assert table.num_rows == len(bulk) == 40 * 2 * 342 * 3
    for number in (0, 17, 39):
        mine = table.filter(compute.equal(table["trekking"], number))
        # `run` names the scenarios after the draw, and has them in the same order.
        run = spuk.run(*scenarios, draw=number, seed=3, **asked)
        for name in ("gm_code", "jaar", "kas", "saldo"):
            assert mine[name].to_pylist() == run[name], (number, name)
    assert mine["scenario"].unique().to_pylist() == bulk.scenarios


def test_what_draws_say_together_is_what_simulate_says() -> None:
    table = read(spuk.draws(draws=101, seed=8, set=SMALL, jaar=2028))
    values = sorted(table["uitkering_definitief"].to_pylist())
    drawn = spuk.simulate(draws=101, seed=8, set=SMALL, level="landelijk", jaar=2028)
    (row,) = (row for row in drawn.to_pylist() if row["veld"] == "uitkering_definitief")
    assert (row["min"], row["p50"], row["max"]) == (values[0], values[50], values[100])


def test_any_number_of_threads_and_any_reading_gives_the_same() -> None:
    bulk = spuk.draws(draws=300, seed=2, set=SMALL, gemeente=["Utrecht", "Rijswijk"])
    first = read(bulk)
    with spuk.threads(1):
        assert read(bulk).equals(first)
    provincies = read(spuk.draws(draws=3, level="provincie", set=SMALL))
    country = read(spuk.draws(draws=3, set=SMALL))
    field = "uitkering_definitief"
    assert sum(provincies[field].to_pylist()) == sum(country[field].to_pylist())


def test_other_questions_are_answered_while_draws_are_read() -> None:
    with spuk.threads(1):
        bulk = spuk.draws(draws=2000, level="gemeente", set=SMALL)
        reader = pyarrow.RecordBatchReader.from_stream(bulk)
        reader.read_next_batch()
        assert len(spuk.run()) == 8
        # Nobody reads the rest.
        reader.close()
        del reader
        assert len(spuk.run()) == 8


def test_duckdb_and_parquet_read_them_as_they_come(tmp_path: Path) -> None:
    bulk = spuk.draws(draws=200, level="gemeente", set=SMALL)
    (total,) = duckdb.sql("select sum(uitkering_definitief) from bulk").fetchall()[0]
    path = tmp_path / "trekkingen.parquet"
    bulk.to_parquet(path)
    stored = parquet.read_table(path)
    assert stored.num_rows == len(bulk)
    assert compute.sum(stored["uitkering_definitief"]).as_py() == total
    assert isinstance(total, Decimal)


def test_memory_does_not_grow_with_the_draws() -> None:
    def peak(draws: int) -> int:
        bulk = spuk.draws(draws=draws, level="gemeente", veld=["kas", "saldo"], set=SMALL)
        rows = sum(batch.num_rows for batch in pyarrow.RecordBatchReader.from_stream(bulk))
        assert rows == len(bulk)
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    few = peak(400)
    start = time.monotonic()
    many = peak(4000)
    took = time.monotonic() - start
    # 5.5 million rows of two amounts take 400 MB and more.
    assert many - few < 100_000, (few, many)
    print(f"{4000 * 342 * 5 / took / 1e6:.1f} million rows a second")


def test_draws_are_not_pickled_but_say_so() -> None:
    with pytest.raises(TypeError, match=r"cannot be pickled: call spuk\.draws\(\) where"):
        pickle.dumps(spuk.draws(draws=3, set=SMALL))


def test_a_column_without_draws_is_refused() -> None:
    for veld in ("asielstatushouders", "kasgeld", "incidenteel"):
        with pytest.raises(spuk.ScenarioError, match=veld):
            spuk.draws(veld=veld)
