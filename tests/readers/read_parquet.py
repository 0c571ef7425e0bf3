"""Every Parquet that the program writes, read by pyarrow, DuckDB and polars: the same rows as
the CSV of the same call, to the cent; and draws in bulk, held against the draws one by one.

Run by .ci/run: python tests/readers/read_parquet.py PROGRAM, built with the feature `parquet`.
"""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import polars
import pyarrow
from pyarrow import parquet

CALLS = {
    "run": ["run"],
    "run-several": ["run", "wi2021", "oud-ritme", "korting-2028", "--level", "gemeente"],
    "amounts": ["amounts", "korting-2028"],
    "backtest": ["backtest"],
    "columns": ["columns"],
    "list": ["list"],
    "compare": ["compare", "oud-ritme", "wi2021"],
    "compare-drawn": ["compare", "wi2021", "instroom-hoog", "--simulate", "4", "--level", "gemeente", "--jaar", "2030"],
    "compare-keys": ["compare", "oud-ritme", "wi2021", "--tabel", "sleutels"],
    "sensitivity": ["sensitivity", "--set", "scenario.tot=2026", "--jaar", "2026"],
}
# What these write to stdout alone, and a table of which a column has its own place.
REDIRECTED = {"solve": ["solve", "--doel", "uitkering_definitief=300mln", "--varieer", "index.2027", "--jaar", "2027"]}

wrong = []


def tell(name, what):
    wrong.append(f"{name}: {what}")


def call(program, *words, cwd=None):
    return subprocess.run([program, *words], cwd=cwd, capture_output=True)


def same(text, value):
    """Whether a field of the CSV and a value of Parquet are one figure, or one text."""
    if value is None:
        return text == ""
    if isinstance(value, (Decimal, int)):
        return text != "" and Decimal(text) == value
    return text == value


def held(name, path, text):
    rows = list(csv.DictReader(io.StringIO(text)))
    table = parquet.read_table(path)
    if table.column_names != list(rows[0]):
        tell(name, f"columns {table.column_names}, not {list(rows[0])}")
        return
    for row, (own, its) in enumerate(zip(table.to_pylist(), rows, strict=True)):
        off = [column for column in own if not same(its[column], own[column])]
        if off:
            tell(name, f"row {row}: {[(column, own[column], its[column]) for column in off][:3]}")
            return
    for column, kind in zip(table.column_names, table.schema.types):
        if not pyarrow.types.is_decimal(kind) and not pyarrow.types.is_integer(kind):
            continue
        wanted = sum((Decimal(row[column]) for row in rows if row[column]), Decimal(0))
        found = duckdb.sql(f"select sum(\"{column}\") from '{path}'").fetchall()[0][0]
        other = polars.read_parquet(path)[column].cast(polars.Decimal(38, 6)).sum()
        if not Decimal(found or 0) == Decimal(other or 0) == wanted:
            tell(name, f"{column} is {found} in DuckDB and {other} in polars, not {wanted}")
    if "uitkering_definitief" in table.column_names and name.startswith("run"):
        if table.schema.field("uitkering_definitief").type != pyarrow.decimal128(18, 2):
            tell(name, "money is no decimal128(18, 2)")
    if not parquet.read_metadata(path).metadata[b"spuk"].startswith(b"["):
        tell(name, "no receipts")


def draws(program, folder):
    """Draws in bulk are those that `spuk run --draw` shows, in any number of threads."""
    asked = ["simulate", "wi2021", "oud-ritme", "--draws", "3000", "--seed", "6", "--set", "scenario.tot=2027"]
    what = ["--level", "gemeente", "--veld", "kas", "--veld", "saldo"]
    for threads in ("1", "3"):
        out = folder / f"draws-{threads}"
        done = call(program, *asked, *what, "--threads", threads, "--draws-out", str(out))
        if done.returncode:
            tell("draws", done.stderr.decode())
            return
    one, three = (sorted((folder / f"draws-{threads}").iterdir()) for threads in ("1", "3"))
    if [path.read_bytes() for path in one] != [path.read_bytes() for path in three] or len(one) < 2:
        tell("draws", f"{len(one)} and {len(three)} files, not the same bytes")
    every = f"'{folder}/draws-1/*.parquet'"
    rows = duckdb.sql(f"select count(*), min(trekking), max(trekking) from {every}").fetchall()[0]
    if rows != (3000 * 2 * 342 * 4, 0, 2999):
        tell("draws", f"{rows} rows, first and last draw")
    for number in (0, 1234, 2999):
        run = ["run", "wi2021", "oud-ritme", "--set", "scenario.tot=2027", "--level", "gemeente"]
        text = call(program, *run, "--draw", str(number), "--seed", "6", "--format", "csv").stdout.decode()
        wanted = [(row["gm_code"], int(row["jaar"]), Decimal(row["kas"]), Decimal(row["saldo"])) for row in csv.DictReader(io.StringIO(text))]
        found = duckdb.sql(f"select gm_code, jaar, kas, saldo from {every} where trekking = {number}").fetchall()
        if found != wanted:
            tell("draws", f"draw {number} is another: {found[:2]}, not {wanted[:2]}")
    receipts = json.loads(parquet.read_metadata(one[0]).metadata[b"spuk"])
    if [(one["zaad"], one["trekkingen"]) for one in receipts] != [(6, 3000)] * 2:
        tell("draws", f"receipts {receipts}")
    again = call(program, *asked, "--draws-out", str(folder / "draws-1"))
    if again.returncode != 2 or "er staat al iets in" not in again.stderr.decode():
        tell("draws", "a folder with something in it was written")
    unknown = call(program, *asked, "--draws-out", str(folder / "x"), "--veld", "kasgeld")
    if unknown.returncode != 2 or (folder / "x").exists():
        tell("draws", "a column that is none was written")


def interrupted(program, folder):
    """Ctrl-C leaves nothing, within a second."""
    out = folder / "stop"
    words = [program, "simulate", "--draws", "2000000", "--level", "gemeente", "--draws-out", str(out)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        until = time.monotonic() + 60
        while not list(folder.glob(".spuk-*/*.parquet")) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        pressed = time.monotonic()
        process.wait(30)
        took = time.monotonic() - pressed
        if process.returncode != 130 or took > 2 or out.exists() or list(folder.glob(".spuk-*")):
            tell("interrupt", f"{process.returncode} after {took:.1f} s, {os.listdir(folder)}")


def main():
    program = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, words in CALLS.items():
            path = folder / f"{what}.parquet"
            done = call(program, *words, "--out", str(path))
            if done.returncode:
                tell(what, done.stderr.decode())
                continue
            held(what, path, call(program, *words, "--format", "csv").stdout.decode())
        for what, words in REDIRECTED.items():
            path = folder / f"{what}.parquet"
            path.write_bytes(call(program, *words, "--format", "parquet").stdout)
            held(what, path, call(program, *words, "--format", "csv").stdout.decode())
        # Of a simulation the probabilities have a column of their own.
        path = folder / "simulate.parquet"
        words = ["simulate", "wi2021", "oud-ritme", "--draws", "12"]
        call(program, *words, "--out", str(path))
        text = call(program, *words, "--format", "csv").stdout.decode()
        for own, its in zip(parquet.read_table(path).to_pylist(), csv.DictReader(io.StringIO(text)), strict=True):
            mean = own["gemiddelde"] if own["kans"] is None else own["kans"]
            if not same(its["gemiddelde"], mean) or not same(its["p50"], own["p50"]):
                tell("simulate", f"{own}, not {its}")
                break
        draws(program, folder)
        interrupted(program, folder)
    for one in wrong:
        print(one, file=sys.stderr)
    print(f"{len(CALLS) + len(REDIRECTED) + 3 - len(wrong)} passed, {len(wrong)} failed")
    sys.exit(bool(wrong))


main()
