"""Every CSV that the program writes, read by DuckDB and by pandas as they read by default.

Each has to find the columns, take text for text and numbers for numbers, and come to the
same sums as exact decimals do: to the cent. Besides, what stands in one file has to add up
to what stands in another. Run by .ci/run: python tests/readers/read_all.py PROGRAM
"""

import csv
import io
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas

ROOT = Path(__file__).resolve().parents[2]

# What each command writes that has a CSV, with the key columns that are text.
CALLS = {
    "run": ["run"],
    "run-provincie": ["run", "--level", "provincie"],
    "run-gemeente": ["run", "oud-ritme", "--level", "gemeente"],
    "run-several": ["run", "wi2021", "oud-ritme", "korting-2028", "--level", "gemeente"],
    "run-fonds": ["run", "fondsuitkering-2028", "--level", "gemeente", "--jaar", "2027-2029"],
    "amounts": ["amounts", "korting-2028"],
    "backtest": ["backtest"],
    "columns": ["columns"],
    "list": ["list"],
    "simulate": ["simulate", "wi2021", "oud-ritme", "--draws", "12"],
    "simulate-one": ["simulate", "--draws", "1", "--gemeente", "Bergen (L.)"],
    "compare": ["compare", "oud-ritme", "wi2021"],
    "compare-gemeente": ["compare", "wi2021", "zonder-prestatie", "korting-2028", "--level", "gemeente"],
    "compare-drawn": ["compare", "wi2021", "instroom-hoog", "--simulate", "4", "--level", "gemeente", "--jaar", "2030"],
}

wrong = []
sums_checked = 0


def tell(name, what):
    wrong.append(f"{name}: {what}")


def exact_columns(text, delimiter=",", mark="."):
    """The columns by name as the fields that stand in the text, and whether each is of numbers."""
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    head, body = rows[0], rows[1:]
    fields = {name: [row[place] for row in body] for place, name in enumerate(head)}
    assert all(len(row) == len(head) for row in body), "every row is as wide as the header"
    # Text is quoted and numbers are not: the program says itself which is which.
    first = text.split("\n", 2)[1]
    quoted = []
    inside = False
    start = True
    for letter in first + delimiter:
        if start:
            quoted.append(letter == '"')
            start = False
        if letter == '"':
            inside = not inside
        start = letter == delimiter and not inside
    is_number = {name: not is_text for name, is_text in zip(head, quoted)}
    return fields, is_number, mark


def scaled(values, mark):
    """The sum of the numbers of a column in the unit of its last decimal, and that unit."""
    known = [Decimal(value.replace(mark, ".")) for value in values if value]
    digits = max((-value.as_tuple().exponent for value in known), default=0)
    return int(sum(known, Decimal(0)).scaleb(digits)), digits, len(known)


def held(name, text, path, delimiter=",", mark=".", comment=None):
    """Holds what both readers make of a file to what stands in it."""
    global sums_checked
    fields, is_number, mark = exact_columns(text, delimiter, mark)
    rows = len(next(iter(fields.values())))
    options = "" if delimiter == "," else f", delim='{delimiter}', decimal_separator='{mark}'"
    # DuckDB takes the lines of a receipt off twice unless it is told to skip none.
    options += f", comment='{comment}', skip=0" if comment else ""
    table = "held"
    duckdb.sql(f"create or replace table {table} as select * from read_csv('{path}'{options})")
    described = duckdb.sql(f"describe select * from {table}").fetchall()
    kinds = {column: kind for column, kind, *_ in described}
    count = duckdb.sql(f"select count(*) from {table}").fetchall()[0][0]
    frame = pandas.read_csv(path, sep=delimiter, decimal=mark, comment=comment, keep_default_na=False, na_values=[""])
    if list(kinds) != list(fields) or list(frame.columns) != list(fields):
        tell(name, f"other columns: {list(kinds)}, {list(frame.columns)}, not {list(fields)}")
        return
    if not count == len(frame) == rows:
        tell(name, f"{count} and {len(frame)} rows instead of {rows}")
        return
    for column, values in fields.items():
        if not any(values):
            continue
        if not is_number[column]:
            if kinds[column] != "VARCHAR":
                tell(name, f"{column} is text, and {kinds[column]} to DuckDB")
            own = duckdb.sql(f'select "{column}" from {table}').fetchall()
            if [row[0] or "" for row in own] != values:
                tell(name, f"{column} has other texts in DuckDB")
            if list(frame[column].fillna("")) != values:
                tell(name, f"{column} has other texts in pandas")
            continue
        if kinds[column] not in ("BIGINT", "DOUBLE") and not kinds[column].startswith("DECIMAL"):
            tell(name, f"{column} is of numbers, and {kinds[column]} to DuckDB")
            continue
        wanted, digits, known = scaled(values, mark)
        unit = 10**digits
        query = f'select sum(cast(round("{column}" * {unit}) as hugeint)), count("{column}") from {table}'
        found, counted = duckdb.sql(query).fetchall()[0]
        if (found or 0, counted) != (wanted, known):
            tell(name, f"{column} is {found} of {counted} in DuckDB, not {wanted} of {known}")
        series = frame[column].dropna()
        if series.dtype.kind not in "if":
            tell(name, f"{column} is of numbers, and {series.dtype} to pandas")
            continue
        found = sum(int(value) for value in (series * unit).round())
        if (found, len(series)) != (wanted, known):
            tell(name, f"{column} is {found} of {len(series)} in pandas, not {wanted} of {known}")
        sums_checked += 1


def adds_up(folder):
    """Gemeenten add up to provincies and to the country, and a comparison to its sides."""
    of = lambda name: f"read_csv('{folder / name}.csv')"
    cents = lambda column: f'sum(cast(round("{column}" * 100) as hugeint))'
    columns = [row[0] for row in duckdb.sql(f"describe select * from {of('run')}").fetchall()]
    money = columns[columns.index("jaar") + 1 :]
    several = f"(select * from {of('run-several')} where scenario = 'Geldend recht Wi2021')"
    for column in money:
        sums = [
            duckdb.sql(f"select jaar, {cents(column)} from {table} group by jaar order by jaar").fetchall()
            for table in (of("run"), of("run-provincie"), several)
        ]
        if not sums[0] == sums[1] == sums[2]:
            tell("run", f"{column} of gemeenten, of provincies and of the country differ: {sums}")
    off = duckdb.sql(
        f"select count(*) from {of('compare-gemeente')} "
        "where round((b - a - verschil) * 100) <> 0 and level = 'gemeente' and a is not null"
    ).fetchall()[0][0]
    if off:
        tell("compare-gemeente", f"{off} differences are not B less A")


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for call, arguments in CALLS.items():
            for form, delimiter, mark in (("csv", ",", "."), ("csv-nl", ";", ",")):
                path = folder / (f"{call}.csv" if form == "csv" else f"{call}.nl.csv")
                line = [str(program), *arguments, "--format", form, "--out", str(path)]
                subprocess.run(line, check=True, capture_output=True)
                text = path.read_text(encoding="utf-8-sig")
                held(path.name, text, path, delimiter, mark)
        for path in sorted((ROOT / "scenarios").glob("*.csv")):
            # The receipt stands above the header, each line behind a mark.
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            bare = "".join(line for line in lines if not line.startswith("#"))
            held(path.name, bare, path, comment="#")
        adds_up(folder)
    for one in wrong:
        print(one, file=sys.stderr)
    print(f"{len(CALLS) * 2} files and the baselines, {sums_checked} sums: {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


main()
