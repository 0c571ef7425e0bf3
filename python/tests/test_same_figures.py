"""The figures of Python are those of the program, to the byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import spuk

from conftest import ROOT, Program

# What is said beside an answer has a test of its own.
pytestmark = pytest.mark.filterwarnings("ignore::spuk.SpukWarning")

RUNS = [
    ((), {}, ()),
    (("korting-2028",), {"level": "gemeente"}, ("--level", "gemeente")),
    (("wi2021",), {"level": "provincie", "jaar": "2026-2028"}, ("--level", "provincie", "--jaar", "2026-2028")),
    (("wi2021",), {"gemeente": "Utrecht", "jaar": [2026, 2031]}, ("--gemeente", "GM0344", "--jaar", "2026,2031")),
    (
        ("wi2021", "oud-ritme"),
        {"set": {"prestatie.aandeel": "0.2", "scenario.tot": 2027}, "gemeente": ["Utrecht", "Rijswijk"]},
        ("--set", "prestatie.aandeel=0.2", "--set", "scenario.tot=2027", "--gemeente", "Utrecht,Rijswijk"),
    ),
    (("wi2021",), {"draw": 7, "seed": 3, "level": "gemeente"}, ("--draw", "7", "--seed", "3", "--level", "gemeente")),
]


@pytest.mark.parametrize(("scenarios", "asked", "typed"), RUNS)
def test_a_run_is_that_of_the_program(
    program: Program, scenarios: tuple[str, ...], asked: dict[str, object], typed: tuple[str, ...]
) -> None:
    csv = program("run", *scenarios, *typed, "--format", "csv")
    assert spuk.run(*scenarios, **asked).to_csv() == csv


SHOWN = [
    ({"level": "landelijk"}, ("--level", "landelijk")),
    ({"level": "provincie", "jaar": 2026}, ("--level", "provincie", "--jaar", "2026")),
    ({"gemeente": ["Utrecht", "GM0363"]}, ("--gemeente", "Utrecht,Amsterdam")),
    ({"level": "gemeente", "gemeente": "Rijswijk", "jaar": "2025-2026"},
     ("--level", "gemeente", "--gemeente", "Rijswijk", "--jaar", "2025-2026")),
    ({"jaar": [2024, 2028]}, ("--jaar", "2024,2028")),
]


@pytest.mark.parametrize("scenarios", [("wi2021",), ("wi2021", "korting-2028")])
def test_draws_are_those_of_the_program(program: Program, scenarios: tuple[str, ...]) -> None:
    tot = "scenario.tot=2028"
    csv = program("simulate", *scenarios, "--draws", "120", "--seed", "5", "--set", tot, "--format", "csv")
    with spuk.threads(1):
        drawn = spuk.simulate(*scenarios, draws=120, seed=5, set=[tot])
        assert drawn.to_csv() == csv
    # Of fewer rows the CSV has fewer lines, and those are the same.
    for asked, typed in SHOWN:
        csv_of_rows = program(
            "simulate", *scenarios, "--draws", "120", "--seed", "5", "--set", tot, *typed, "--format", "csv"
        )
        rows = drawn.rows(**asked)
        assert rows.to_csv() == csv_of_rows, asked
        assert len(rows) == csv_of_rows.count("\n") - 1 < csv.count("\n") - 1
    rows = drawn.rows(gemeente="Utrecht", jaar=2028)
    mine = [line for line in csv.splitlines() if '"GM0344"' in line and ",2028," in line]
    assert len(rows) == len(mine)
    for row, line in zip(rows.to_pylist(), mine):
        # In the CSV a probability stands where the mean of an amount does.
        mean = row["gemiddelde"] if row["kans"] is None else row["kans"]
        assert f',"{row["veld"]}",{mean},' in line


TABLES = ["verschil", "bijdrage", "voorfinanciering", "sleutels", "verdeling"]


@pytest.mark.parametrize("asked", [{}, {"level": "gemeente", "veld": "kas", "draws": 100, "seed": 2}])
def test_a_comparison_is_that_of_the_program(program: Program, asked: dict[str, object]) -> None:
    held = spuk.compare("wi2021", "oud-ritme", set={"scenario.tot": 2027}, **asked)
    mine = [held, held.bijdrage, held.voorfinanciering, held.sleutels, held.verdeling]
    options = {"level": "--level", "veld": "--veld", "draws": "--simulate", "seed": "--seed"}
    typed = [part for name, value in asked.items() for part in (options[name], str(value))]
    for name, table in zip(TABLES, mine):
        if name == "verdeling" and "draws" not in asked:
            # The program refuses to ask for it.
            assert len(table) == 0
            continue
        csv = program(
            "compare", "wi2021", "oud-ritme", "--set", "scenario.tot=2027", *typed,
            "--format", "csv", "--tabel", name,
        )
        assert table.to_csv() == csv, name


def test_a_setting_of_the_other_alone(program: Program) -> None:
    held = spuk.compare("wi2021", set_b={"prestatie.aandeel": 0.25}, veld="kas")
    csv = program("compare", "wi2021", "wi2021", "--set-b", "prestatie.aandeel=0.25", "--veld", "kas", "--format", "csv")
    assert held.to_csv() == csv


def test_an_explanation_is_that_of_the_program(program: Program) -> None:
    said = program("explain", "--gemeente", "Utrecht", "--jaar", "2027", "--veld", "kas", "--format", "json")
    mine = spuk.explain(jaar=2027, gemeente="Utrecht", veld="kas")
    assert without_receipts(mine.json) == without_receipts(said)
    assert mine["kas"] == spuk.run(gemeente="Utrecht", jaar=2027)["kas"][0]


def without_receipts(text: str) -> object:
    """The document without the commit, which may be another one's."""
    document = json.loads(text, parse_float=str)
    document["ontvangstbewijs"].pop("commit")
    return document


def test_lists_are_those_of_the_program(program: Program) -> None:
    assert spuk.columns().to_csv() == program("columns", "--format", "csv")
    assert spuk.scenarios().to_csv() == program("list", "--format", "csv")
    amounts = program("amounts", "korting-2028", "--jaar", "2028", "--format", "csv")
    assert spuk.amounts("korting-2028", jaar=2028).to_csv() == amounts


def test_a_check_is_that_of_the_program(program: Program, tmp_path: Path) -> None:
    scenarios = ROOT / "scenarios"
    found = spuk.check(scenarios, simulations=False)
    said = json.loads(program("check", str(scenarios), "--no-simulate", "--format", "json"))
    assert found.document["samenvatting"] == said["samenvatting"]
    assert found.ok and found
    (tmp_path / "s.toml").write_text('[scenario]\nbasis = "wi2021"\nvan = "x"\n', encoding="utf-8")
    wrong = spuk.check(tmp_path)
    assert not wrong
    (error,) = wrong.errors
    assert isinstance(error, spuk.ScenarioError) and error.line == 3


def test_parts_are_those_of_the_program(program: Program, tmp_path: Path) -> None:
    call = {"draws": 60, "seed": 9, "set": {"scenario.tot": 2026}}
    parts = [spuk.simulate_part("wi2021", part=(index, 3), **call) for index in (1, 2, 3)]
    whole = spuk.merge(reversed(parts))
    assert whole.to_csv() == spuk.simulate("wi2021", **call).to_csv()
    with pytest.raises(spuk.ScenarioError, match="deel 1"):
        spuk.merge(parts[:1] * 2)
    with pytest.raises(spuk.ScenarioError) as missing:
        spuk.merge(parts[1:])
    assert missing.value.code == "deel-ongeldig"
    with pytest.raises(spuk.ScenarioError, match="deel 2"):
        spuk.merge([parts[0], parts[1][:-40] + parts[1][-39:]])


def test_remarks_are_those_of_the_program() -> None:
    with pytest.warns(spuk.SpukWarning) as said:
        spuk.simulate("wi2021", draws=3, set={"scenario.tot": 2027})
    assert [warning.message.code for warning in said] == ["weinig-trekkingen"]
    assert said[0].filename == __file__
    with spuk.language("en"), pytest.warns(spuk.SpukWarning, match="3 draws"):
        spuk.simulate("wi2021", draws=3, set={"scenario.tot": 2027})


def test_a_run_says_what_makes_it_again() -> None:
    (receipt,) = spuk.run().receipts
    assert receipt["versie"] == spuk.__version__
    assert re.fullmatch("[0-9a-f]{64}", receipt["invoer_sha256"])
    drawn = spuk.simulate(draws=100, seed=4, set={"scenario.tot": 2027})
    assert (drawn.receipt["zaad"], drawn.receipt["trekkingen"]) == (4, 100)
