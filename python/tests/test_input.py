"""What Python hands over is read or refused as the command line does."""

from __future__ import annotations

import os
import pickle
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import spuk

from conftest import Program

pytestmark = pytest.mark.filterwarnings("ignore::spuk.SpukWarning")


def value_of(key: str, **asked: Any) -> str:
    """A figure as the scenario has it."""
    table = spuk.figures(**asked)
    return dict(zip(table["pad"], table["waarde"]))[key]


# A whole share of 1 is refused, in case that 1% was meant.
SHARES = st.decimals(min_value=0, max_value="0.999999", places=6)


@settings(deadline=None, max_examples=60)
@given(SHARES)
def test_a_decimal_that_is_set_is_read_again(share: Decimal) -> None:
    for value in (share, str(share), Fraction(share)):
        assert Decimal(value_of("prestatie.aandeel", set={"prestatie.aandeel": value})) == share


@settings(deadline=None, max_examples=60)
@given(SHARES)
def test_a_float_is_the_decimal_that_it_is_written_as(share: Decimal) -> None:
    value = float(share)
    for one in (value, numpy.float64(value)):
        read = value_of("prestatie.aandeel", set={"prestatie.aandeel": one})
        assert Decimal(read) == share


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 100_000_000))
def test_an_amount_that_is_set_is_reckoned_with_to_the_cent(cents: int) -> None:
    amount = Decimal(cents) / 100
    bedrag = spuk.amounts(set={"bedragen.2026.gezins_overig": amount}, jaar=2026)
    (row,) = (row for row in bedrag.to_pylist() if row["bedrag"] == "gezins_overig")
    assert row["geldend"] == amount


TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_a_text_is_read_again_or_refused_by_name(text: str) -> None:
    scenario = {"scenario": {"basis": "wi2021"}, "prestatie": {"aandeel": {"waarde": 0.2, "bron": text}}}
    try:
        table = spuk.figures(scenario)
    except spuk.ScenarioError as error:
        assert error.code == "ongeldige-naam" and error.file == "dict.toml"
        return
    assert text in table["bron"]


def test_numbers_that_are_none_are_refused() -> None:
    for value in (float("nan"), float("inf"), Decimal("NaN"), numpy.float64("nan"), None, pandas.NA, 1 + 2j):
        with pytest.raises(spuk.ScenarioError) as refused:
            spuk.run(set={"prestatie.aandeel": value})
        assert "prestatie.aandeel" in str(refused.value)


def test_a_float_that_lost_a_cent_is_refused_with_the_decimal_that_was_meant() -> None:
    with pytest.raises(spuk.ScenarioError) as refused:
        spuk.run(set={"bedragen.2026.gezins_overig": 0.1 + 0.2})
    assert refused.value.message.startswith("`bedragen.2026.gezins_overig` is 0.30000000000000004")
    assert 'schrijf 0.3, "0.3" of Decimal("0.3")' in (refused.value.help or "")
    with spuk.language("en"):
        assert "did you mean 0.3?" in str(refused.value)
    with pytest.raises(spuk.ScenarioError, match="bedoelt u 0.8?"):
        spuk.run(set={"prestatie.aandeel": 0.7 + 0.1})
    # In a dict as in a setting; a third decimal of euros as the command line has it.
    with pytest.raises(spuk.ScenarioError, match="0.30000000000000004"):
        spuk.run({"scenario": {"basis": "wi2021"}, "prestatie": {"aandeel": 0.1 + 0.2}})
    with pytest.raises(spuk.ScenarioError, match="2 decimalen") as third:
        spuk.run(set={"bedragen.2026.gezins_overig": 0.125})
    assert (third.value.file, third.value.line, third.value.column) == ("--set", 1, 29)
    assert value_of("prestatie.aandeel", set={"prestatie.aandeel": numpy.float32(0.1)}) == "0.1"
    with pytest.raises(spuk.ScenarioError, match="geen einde"):
        spuk.run(set={"prestatie.aandeel": Fraction(1, 3)})


def test_an_unknown_key_is_refused_where_it_stands() -> None:
    scenario = {"scenario": {"basis": "wi2021"}, "prestatie": {"aandel": 0.2}}
    with pytest.raises(spuk.ScenarioError) as refused:
        spuk.run(scenario)
    error = refused.value
    assert (error.code, error.file, error.line, error.column) == ("onbekende-sleutel", "dict.toml", 4, 1)
    assert "`aandeel`" in str(error)
    assert isinstance(error, ValueError) and isinstance(error, spuk.SpukError)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line) == (str(error), 4)
    with spuk.language("en"):
        assert error.message == "unknown key `aandel`"


SCENARIO: dict[str, Any] = {
    "scenario": {"naam": "Proef", "basis": "wi2021", "tot": 2027},
    "prestatie": {"aandeel": Decimal("0.15")},
    "index": {2027: 0.03},
    "incidenteel": [{"naam": 'Een "extra"', "bedrag": {2026: 1_000_000}, "verdeelsleutel": "inwoners"}],
}

TOML = """
[scenario]
naam = "Proef"
basis = "wi2021"
tot = 2027
[prestatie]
aandeel = 0.15
[index]
2027 = 0.03
[[incidenteel]]
naam = 'Een "extra"'
bedrag = { 2026 = 1000000 }
verdeelsleutel = "inwoners"
"""


def test_a_dict_a_text_and_a_file_are_one_scenario(tmp_path: Path, program: Program) -> None:
    path = tmp_path / "proef.toml"
    path.write_text(TOML, encoding="utf-8")
    of_dict = spuk.run(SCENARIO, level="gemeente")
    assert of_dict.scenarios == ["Proef"]
    for source in (TOML, path, str(path), spuk.Scenario(SCENARIO)):
        assert spuk.run(source, level="gemeente").to_csv() == of_dict.to_csv()
    assert program("run", str(path), "--level", "gemeente", "--format", "csv") == of_dict.to_csv()
    both = spuk.run(SCENARIO, spuk.Scenario(SCENARIO, set={"prestatie.aandeel": "0.3"}))
    assert len(both) == 2 * 4


def test_what_is_no_scenario_is_refused() -> None:
    for source in (3, ["wi2021"], b"wi2021"):
        with pytest.raises(spuk.ScenarioError, match="geen scenario"):
            spuk.run(source)  # type: ignore[arg-type]
    with pytest.raises(spuk.ScenarioError, match="wi2021") as refused:
        spuk.run("wi2022")
    assert refused.value.code == "scenario-onbekend"
    with pytest.raises(spuk.ScenarioError, match="landelijk"):
        spuk.run(level="land")  # type: ignore[arg-type]
    with pytest.raises(spuk.ScenarioError, match="Utrecht"):
        spuk.run(gemeente="Utrect")
    with pytest.raises(spuk.ScenarioError, match="2024"):
        spuk.run(jaar=2050)
    with pytest.raises(spuk.ScenarioError, match="draw"):
        spuk.run(seed=3)
    with pytest.raises(TypeError):
        spuk.compare("wi2021")
    with pytest.raises(ValueError, match="nl"):
        with spuk.language("de"):  # type: ignore[arg-type]
            pass


# What is no number of draws, what it is called, and what is said of it.
NUMBERS: list[tuple[Any, dict[str, Any], str]] = [
    (spuk.simulate, {"draws": 0}, "`0` is geen waarde van `draws`"),
    (spuk.simulate, {"draws": -5}, "van 1 tot en met 100000000"),
    (spuk.simulate, {"draws": 1e3}, "schrijf draws=1000"),
    (spuk.simulate, {"draws": "200"}, "schrijf draws=200"),
    (spuk.simulate, {"draws": True}, "`True` is geen waarde"),
    (spuk.simulate, {"draws": 100_000_001}, "van 1 tot en met 100000000"),
    (spuk.simulate, {"seed": -1}, "`-1` is geen waarde van `seed`"),
    (spuk.simulate, {"seed": 2**64}, f"van 0 tot en met {2**64 - 1}"),
    (spuk.draws, {"draws": 0}, "`draws`"),
    (spuk.draws, {"seed": 0.5}, "`0.5` is geen waarde van `seed`"),
    (spuk.run, {"draw": -1}, "`-1` is geen waarde van `draw`"),
    (spuk.run, {"draw": 100_000_000}, "van 0 tot en met 99999999"),
    (spuk.run, {"draw": 0, "seed": -2}, "`-2` is geen waarde van `seed`"),
    (spuk.explain, {"jaar": 2027, "draw": 1.5}, "`1.5` is geen waarde van `draw`"),
    (spuk.simulate_part, {"part": (0, 8)}, "`0` is geen waarde van `part`"),
    (spuk.simulate_part, {"part": 2}, r"part=\(2, 8\)"),
    (spuk.sensitivity, {"draws": 0}, "van 1 tot en met 65536"),
    (spuk.solve, {"doel": "kas=1", "varieer": "index", "draws": -1, "kans": "0.9"}, "tot en met 100000"),
    (spuk.solve, {"doel": "kas=1", "varieer": "index", "decimalen": 10}, "`decimalen`"),
    (spuk.frontier, {"varieer": "index", "stappen": 0}, "`0` is geen waarde van `stappen`"),
]


@pytest.mark.parametrize(("ask", "asked", "said"), NUMBERS)
def test_what_is_no_number_of_draws_is_refused(ask: Any, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(spuk.ScenarioError, match=said) as refused:
        ask(**asked)
    assert refused.value.code == "opdrachtregel" and refused.value.help


def test_a_number_of_another_library_is_one() -> None:
    few = spuk.simulate(draws=numpy.int64(3), seed=numpy.uint8(4), set={"scenario.tot": 2025})
    assert (few.draws, few.seed) == (3, 4)
    with pytest.raises(spuk.ScenarioError, match="gaat niet met"):
        few.rows(level="provincie", gemeente="Utrecht")
    with pytest.raises(spuk.ScenarioError, match="`seed` zegt hier niets"):
        spuk.compare("wi2021", "oud-ritme", seed=3)


EMPTY: list[tuple[Any, dict[str, Any]]] = [
    (ask, {name: empty})
    for ask in (spuk.run, spuk.simulate, spuk.draws, spuk.sensitivity)
    for name in ("gemeente", "jaar")
    for empty in ([], (), pandas.Series([], dtype=str), numpy.array([]))
] + [(spuk.draws, {"veld": []}), (spuk.check, {"only": ()})]


@pytest.mark.parametrize(("ask", "asked"), EMPTY)
def test_a_filter_that_finds_nothing_is_not_about_everything(ask: Any, asked: dict[str, Any]) -> None:
    with pytest.raises(spuk.ScenarioError, match="een lege keuze kiest niets") as refused:
        ask(**asked)
    assert refused.value.help and "lege lijst" in refused.value.help


@pytest.mark.parametrize("name", [344, float("nan"), object()])
def test_what_is_no_name_is_refused_by_what_it_is(name: Any) -> None:
    with pytest.raises(spuk.ScenarioError, match="is geen naam") as refused:
        spuk.run(gemeente=name)
    assert refused.value.help and "GM0344" in refused.value.help


def test_rows_are_refused_before_anything_is_drawn() -> None:
    start = time.monotonic()
    for asked, said in (
        ({"gemeente": "Utrect"}, "Utrecht"),
        ({"jaar": 2050}, "2024"),
        ({"level": "land"}, "landelijk"),
        ({"level": "landelijk", "gemeente": "Utrecht"}, 'level="landelijk" gaat niet met gemeente='),
    ):
        with pytest.raises(spuk.ScenarioError, match=said):
            spuk.simulate(draws=5_000_000, **asked)  # type: ignore[arg-type]
    assert time.monotonic() - start < 10


def test_a_simulation_knows_gemeenten_by_the_names_that_a_run_does() -> None:
    drawn = spuk.simulate(draws=3, gemeente="den haag, 344,Rijswijk", set={"scenario.tot": 2025})
    run = spuk.run(gemeente="den haag, 344,Rijswijk", set={"scenario.tot": 2025})
    assert dict.fromkeys(drawn["code"]) == dict.fromkeys(run["gm_code"])
    again = drawn.rows(gemeente=["Rijswijk", "den haag", "344"])
    assert again == drawn
    with pytest.raises(spuk.ScenarioError, match="bedoelt u Vlieland"):
        drawn.rows(gemeente="Vlielant")


def test_a_column_that_is_not_there_is_named() -> None:
    run = spuk.run()
    with pytest.raises(KeyError) as missing:
        run["kass"]
    assert str(missing.value) == "er is geen kolom `kass`; bedoelt u `kas`?"
    with spuk.language("en"), pytest.raises(KeyError, match="did you mean `kas`"):
        run.plot("kass")
    with pytest.raises(KeyError, match="kies uit: sleutel, |kies uit: .*pad"):
        spuk.figures()["xyz"]


def test_messages_speak_of_what_is_typed_here() -> None:
    from spuk._errors import in_python

    said = {
        "geef --draws 256 of meer": "geef draws=256 of meer",
        "geef --simulate 1000": "geef draws=1000",
        "--level provincie gaat niet met --gemeente": 'level="provincie" gaat niet met gemeente=',
        "ask --kwantiel or --kans-op": "ask kwantiel= or kans_op=",
        "geef --samen, of `--methode een`": 'geef samen=True, of `methode="een"`',
        "`korting` in --set:1 vervangt": "`korting` in set:1 vervangt",
        "what else changes with --set-b": "what else changes with set_b",
        "--gemeente een naam": "gemeente= een naam",
        "`spuk simulate --draws-out`": "`spuk simulate --draws-out`",
    }
    for typed, here in said.items():
        assert in_python(typed) == here


def counts() -> dict[str, list[Any]]:
    return {
        "gm_code": ["GM0344", "GM0344", "GM0363"],
        "groep": ["asielstatushouder"] * 3,
        "jaar": [2025, 2026, 2026],
        "aantal": [120, 130, 410],
    }


OWN = {"aantallen.aanvullen": "model"}


@pytest.fixture(scope="module")
def of_a_file(tmp_path_factory: pytest.TempPathFactory, program: Program) -> str:
    """What the program makes of the same counts in a file."""
    folder = tmp_path_factory.mktemp("aantallen")
    pandas.DataFrame(counts()).to_csv(folder / "aantallen.csv", index=False)
    scenario = '[scenario]\nbasis = "wi2021"\n[aantallen]\nbestand = "aantallen.csv"\naanvullen = "model"\n'
    (folder / "s.toml").write_text(scenario, encoding="utf-8")
    return program("run", "s.toml", "--level", "gemeente", "--format", "csv", cwd=folder)


def frames() -> dict[str, Any]:
    frame = pandas.DataFrame(counts())
    nullable = frame.assign(peiljaar=pandas.array([None] * 3, dtype="Int64"))
    return {
        "pandas": frame,
        "categories": frame.astype({"gm_code": "category", "groep": "category"}),
        "nullable": nullable.astype({"aantal": "Int64", "jaar": "Int16"}),
        "floats": frame.astype({"aantal": float}).assign(peiljaar=numpy.nan),
        "index": frame.set_index(["gm_code", "jaar"]),
        "filtered": pandas.concat([frame, frame])[3:],
        "arrow-backed": frame.convert_dtypes(dtype_backend="pyarrow"),
        "polars": polars.DataFrame(counts()),
        "pyarrow": pyarrow.table(counts()),
        "duckdb": duckdb.sql("from frame"),
        "dict": counts(),
    }


@pytest.mark.parametrize("kind", list(frames()))
def test_counts_are_read_from_any_frame(kind: str, of_a_file: str) -> None:
    frame = frames()[kind]
    run = spuk.run(set={"aantallen.bestand": frame, **OWN}, level="gemeente")
    assert run.to_csv() == of_a_file
    scenario = {
        "scenario": {"basis": "wi2021"},
        "aantallen": {"bestand": frame, "aanvullen": "model"},
    }
    assert spuk.run(scenario, level="gemeente").to_csv() == of_a_file
    assert any("aantallen-uit-python.csv" in str(file) for file in run.receipts[0]["bestanden"])


def test_a_frame_beside_a_scenario_elsewhere(tmp_path: Path, of_a_file: str) -> None:
    path = tmp_path / "s.toml"
    path.write_text('scenario.basis = "wi2021"\n', encoding="utf-8")
    run = spuk.run(path, set={"aantallen.bestand": counts(), **OWN}, level="gemeente")
    assert run.to_csv() == of_a_file
    assert os.listdir(tmp_path) == ["s.toml"]


CHANGED = {"prestatie.aandeel": "0.22"}
ASKED_B: list[tuple[Any, Any]] = [
    # Both as they may be: a mapping, texts, one text, and what is read once.
    (shared, own)
    for shared in ("table", "index.2029=0.025", ["index.2029=0.025"], ("index.2029=0.025",), "iterator")
    for own in ("table", "prestatie.aandeel=0.22", ["prestatie.aandeel=0.22"], CHANGED, "iterator")
]


@pytest.mark.parametrize("place", range(len(ASKED_B)))
def test_settings_of_any_kind_are_laid_behind_each_other(place: int) -> None:
    """What ``set`` and ``set_b`` do together is what each does in scenarios of its own."""
    shared, own = ASKED_B[place]

    def laid(asked: Any, key: str) -> Any:
        if asked == "table":
            return {"aantallen.bestand": pandas.DataFrame(counts()), **OWN}
        return iter([key]) if asked == "iterator" else asked

    def both() -> tuple[Any, Any]:
        return laid(shared, "index.2029=0.025"), laid(own, "prestatie.aandeel=0.22")

    first, second = both()
    held = spuk.compare("oud-ritme", set=first, set_b=second, level="gemeente", jaar="2028-2030", veld="kas")
    asked: dict[str, Any] = {"level": "gemeente", "jaar": "2028-2030"}
    first, second = both()
    a = spuk.run("oud-ritme", set=first, **asked)
    first, _ = both()
    b = spuk.run(spuk.Scenario("oud-ritme", set=first), set=second, **asked)
    assert (held["a"], held["b"]) == (a["kas"], b["kas"])


def test_one_table_is_one_file_of_every_scenario() -> None:
    table = {"aantallen.bestand": polars.DataFrame(counts()), **OWN}
    held = spuk.compare("wi2021", "oud-ritme", set=table, set_b="index.2030=0.01", jaar=2031)
    assert "aantallen.bestand" not in held.sleutels["sleutel"]
    assert "index.2030" in held.sleutels["sleutel"]
    other = {**counts(), "aantal": [120, 131, 410]}
    held = spuk.compare("wi2021", set=table, set_b={"aantallen.bestand": other}, jaar=2031)
    assert "aantallen.bestand" in held.sleutels["sleutel"]


def test_settings_that_are_read_once_are_laid_over_every_scenario() -> None:
    run = spuk.run("wi2021", "oud-ritme", set=(f"scenario.tot={year}" for year in (2025,)))
    assert len(run) == 4 and max(run["jaar"]) == 2025
    own = spuk.Scenario("wi2021", set=map("{}=2026".format, ["scenario.tot"]))
    assert [len(spuk.run(own)), len(spuk.run(own, own))] == [3, 6]


def test_a_question_without_a_goal_is_refused_by_what_it_misses() -> None:
    for nothing in ([], (), pandas.Series([], dtype=str)):
        with pytest.raises(spuk.ScenarioError, match="er is geen doel"):
            spuk.solve(doel=nothing, varieer="prestatie.aandeel")


WRONG: dict[str, tuple[Any, str]] = {
    "missing column": (pandas.DataFrame(counts()).drop(columns="aantal"), "aantal"),
    "unknown column": (pandas.DataFrame(counts()).assign(aantl=1), "aantl"),
    "half a person": (pandas.DataFrame(counts()).assign(aantal=[1.5, 2, 3]), "1.5"),
    "a gap": (pandas.DataFrame(counts()).assign(aantal=pandas.array([None, 2, 3], dtype="Int64")), "leeg veld"),
    "an unknown gemeente": (pandas.DataFrame(counts()).replace("GM0363", "GM9999"), "GM9999"),
    "twice a column": (pandas.DataFrame([[1, 2]], columns=["jaar", "jaar"]), "twee kolommen"),
}


@pytest.mark.parametrize("kind", list(WRONG))
def test_a_wrong_frame_is_refused_as_a_file_is(kind: str) -> None:
    frame, named = WRONG[kind]
    with pytest.raises(spuk.ScenarioError, match=named):
        spuk.run(set={"aantallen.bestand": frame, **OWN})


def test_a_file_outside_the_folder_is_read_when_it_is_trusted(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    pandas.DataFrame(counts()).to_csv(tmp_path / "a.csv", index=False)
    path = tmp_path / "map" / "s.toml"
    text = 'scenario.basis = "wi2021"\naantallen.bestand = "../a.csv"\naantallen.aanvullen = "model"\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(spuk.ScenarioError, match="allow_outside=True"):
        spuk.run(path)
    assert len(spuk.run(path, allow_outside=True)) == 8
