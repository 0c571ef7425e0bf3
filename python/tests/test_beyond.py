"""Questions beyond a scenario: the same figures as the program and the workbench give."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot
import pytest

import spuk

from conftest import PROGRAM, Program

pytestmark = pytest.mark.filterwarnings("ignore::spuk.SpukWarning")
matplotlib.use("agg")

SHORT = {"scenario.tot": 2027}
TOT = ("--set", "scenario.tot=2027")

# What is asked in Python, and typed at the program.
SENSITIVITIES: list[tuple[tuple[str, ...], dict[str, Any], tuple[str, ...]]] = [
    ((), {"jaar": 2027}, ("--jaar", "2027")),
    (("wi2021", "oud-ritme"), {"veld": "kas", "stap": 5}, ("--veld", "kas", "--stap", "5")),
    (("wi2021",), {"level": "provincie", "inwoners": "100000-", "jaar": 2026},
     ("--level", "provincie", "--inwoners", "100000-", "--jaar", "2026")),
    (("wi2021",), {"kwantiel": 0.9, "draws": 20, "gemeente": "Utrecht", "jaar": 2027},
     ("--kwantiel", "0.9", "--draws", "20", "--gemeente", "Utrecht", "--jaar", "2027")),
    (("wi2021",), {"methode": "morris", "draws": 8, "seed": 3}, ("--methode", "morris", "--draws", "8", "--seed", "3")),
]


@pytest.mark.parametrize(("scenarios", "asked", "typed"), SENSITIVITIES)
def test_a_sensitivity_is_that_of_the_program(
    program: Program, scenarios: tuple[str, ...], asked: dict[str, Any], typed: tuple[str, ...]
) -> None:
    found = spuk.sensitivity(*scenarios, set=SHORT, **asked)
    csv = program("sensitivity", *scenarios, *TOT, *typed, "--format", "csv")
    assert found.to_csv() == csv
    assert len(found) == csv.count("\n") - 1
    said = document(program("sensitivity", *scenarios, *TOT, *typed, "--format", "json"))
    assert document(found.json) == said
    assert found.ask_for == said["vraag_na"]
    again = pickle.loads(pickle.dumps(found))
    assert again.to_csv() == csv and again == found


def document(text: str) -> Any:
    """The document without the commit, which may be another one's."""
    whole = json.loads(text, parse_float=str)
    receipts = whole["ontvangstbewijs"]
    for one in receipts if isinstance(receipts, list) else [receipts]:
        one.pop("commit")
    return whole


def test_figures_are_numbers_as_exact_as_they_were_written() -> None:
    found = spuk.sensitivity(jaar=2027, set=SHORT)
    row = found.to_pylist()[0]
    base = spuk.run(set=SHORT, jaar=2027)["uitkering_definitief"][0]
    assert row["uitkomst"] == base and isinstance(row["uitkomst"], Decimal)
    assert max(rows["zwaai"] for rows in found.to_pylist()) == row["zwaai"]
    frame = found.to_pandas(money="cents")
    assert frame["uitkomst"].iloc[0] == int(base * 100)


GOAL = "uitkering_definitief=300mln"


def test_a_solution_is_that_of_the_program_and_a_scenario(program: Program, tmp_path: Path) -> None:
    asked = {"doel": GOAL, "varieer": "index.2027", "jaar": 2027}
    typed = ("--doel", GOAL, "--varieer", "index.2027", "--jaar", "2027", *TOT)
    found = spuk.solve(set=SHORT, **asked)
    called = subprocess.run([PROGRAM, "solve", *typed, "--format", "csv"], capture_output=True, text=True)
    assert (called.returncode == 0) == found.met == bool(found)
    assert found.to_csv() == called.stdout
    if not found.met:
        pytest.fail(f"no goal to try with: {found.to_csv()}")
    assert found.toml is not None
    run = spuk.run(found.toml, jaar=2027)
    off = abs(run["uitkering_definitief"][0] - 300_000_000)
    assert off == abs(found["bedrag_antwoord"][0] - 300_000_000)
    assert off < 1_000_000
    (tmp_path / "antwoord.toml").write_text(found.toml, encoding="utf-8")
    assert spuk.check(tmp_path).ok


def test_several_goals_and_keys_are_those_of_the_program(program: Program) -> None:
    goals = ["uitkering_definitief<=330mln", "uitkering_definitief>=200mln"]
    keys = ["index.2027", "prestatie.aandeel"]
    typed = [part for goal in goals for part in ("--doel", goal)]
    typed += [part for key in keys for part in ("--varieer", key)]
    for wijze in ("richting", "kleinste"):
        found = spuk.solve(set=SHORT, doel=goals, varieer=keys, wijze=wijze, jaar=2027)
        called = (*typed, "--wijze", wijze, "--jaar", "2027", *TOT)
        written = subprocess.run([PROGRAM, "solve", *called, "--format", "csv"], capture_output=True, text=True)
        assert found.to_csv() == written.stdout
        assert (written.returncode == 0) == found.met
        assert set(found["veld"]) == {"uitkering_definitief"} and len(found) >= len(goals)


def test_an_answer_outside_the_range_of_its_figure_is_a_warning() -> None:
    asked = {"doel": "uitkering_definitief=310mln", "varieer": "index.2027", "jaar": 2027}
    with pytest.warns(spuk.SpukWarning, match=r"van index\.2027 ligt boven het bereik") as said:
        found = spuk.solve(set=SHORT, **asked)
    assert any(getattr(one.message, "code", "") == "antwoord-buiten-bereik" for one in said)
    (remark,) = found.document["opmerkingen"]
    assert found["antwoord"][0] in remark["en"]


def test_a_goal_that_no_value_meets_is_an_answer() -> None:
    found = spuk.solve(doel="uitkering_definitief=1", varieer="prestatie.aandeel", jaar=2027, set=SHORT)
    assert not found.met and found.toml is None
    assert found["uitkomst"] == ["onhaalbaar"]


def test_a_frontier_is_that_of_the_program(program: Program) -> None:
    direction = "betaalritme.1.totaal:1>3"
    found = spuk.frontier(varieer=direction, stappen=5, set=SHORT)
    typed = ("--varieer", direction, "--tegen", "tekort", "--stappen", "5", *TOT)
    assert found.to_csv() == program("solve", *typed, "--format", "csv")
    axes = found.plot()
    points = sum(value is not None for value in found["veld"])
    assert len(axes.get_lines()[0].get_xdata()) == points > 1
    matplotlib.pyplot.close("all")


def test_a_backtest_is_that_of_the_program(program: Program) -> None:
    held = spuk.backtest()
    assert held.to_csv() == program("backtest", "--format", "csv")
    assert document(held.json) == document(program("backtest", "--format", "json"))
    bars = held.plot().patches
    assert len(bars) == sum(value is not None for value in held["procent"])
    matplotlib.pyplot.close("all")


@pytest.mark.parametrize("asked", [{}, {"methode": "morris", "draws": 8}])
def test_a_sensitivity_shows_and_is_drawn(asked: dict[str, Any]) -> None:
    found = spuk.sensitivity(jaar=2027, set=SHORT, **asked)
    page = found._repr_html_()
    first = next(row["sleutel"] for row in found.to_pylist() if not row.get("geen_effect"))
    assert first in page and "Cijfer" in page
    with spuk.language("en"):
        assert "Figure" in found._repr_html_()
    axes = found.plot(top=5)
    assert [label.get_text() for label in axes.get_yticklabels()][-1] == first
    matplotlib.pyplot.close("all")


def test_what_is_settled_is_no_doubt_and_a_year_stands_in_its_series(program: Program) -> None:
    found = spuk.sensitivity(jaar=2028)
    # Below its head, the first column is the key.
    shown = program("sensitivity", "--jaar", "2028", "--top", "9").split("\n\n")[2].splitlines()
    keys = [line.split()[0] for line in shown[1:]]
    axes = found.plot(top=len(keys))
    assert [label.get_text() for label in axes.get_yticklabels()][::-1] == keys
    assert "2028" in axes.get_title(loc="left") and "Nederland" in axes.get_title(loc="left")
    page = found._repr_html_()
    keys_on_it = re.findall(r"<tr><td class=t>([^<]*)<", page)
    assert keys_on_it[: len(keys)] == keys
    # What is typed at a knob: no thousands in a year or a number of people, and no zeros behind it.
    assert ">2026<" in page and ">17000<" in page
    apart = spuk.sensitivity(jaar=[2026, 2028]).plot(top=1)
    assert "2026, 2028" in apart.get_title(loc="left")
    everything = found.plot(alles=True, top=3)
    assert "betaalritme.1.vanaf_cohort" in [one.get_text() for one in everything.get_yticklabels()]
    matplotlib.pyplot.close("all")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"veld": "kass"}, "kas"),
    ({"methode": "sobal"}, "sobol"),
    ({"stap": 0.1 + 0.2}, "0.30000000000000004"),
    ({"stap": float("nan")}, "geen getal"),
    ({"kwantiel": 1.5}, "geen deel van de trekkingen"),
    ({"kwantiel": 0.5, "kans_op": ">3mln"}, "twee vragen"),
    ({"draws": 10}, "heeft geen trekkingen"),
    ({"draws": 100_000, "methode": "sobol"}, "65536"),
    ({"inwoners": "veel"}, "inwoners"),
]


@pytest.mark.parametrize(("asked", "named"), WRONG)
def test_a_wrong_sensitivity_is_refused(asked: dict[str, Any], named: str) -> None:
    with pytest.raises(spuk.ScenarioError, match=named):
        spuk.sensitivity(**asked)


def test_a_wrong_goal_is_refused() -> None:
    for asked, named in [
        ({"doel": "kas", "varieer": "index.2027"}, "geen doel"),
        ({"doel": [], "varieer": "index.2027"}, "er is geen doel"),
        ({"doel": GOAL, "varieer": "index.2027", "wijze": "kleinst"}, "geen wijze"),
        ({"doel": GOAL, "varieer": "indx.2027"}, "indx"),
        ({"doel": GOAL, "varieer": "index.2027", "draws": 10}, "kans"),
        ({"doel": GOAL, "varieer": "index.2027", "kans": "0.9"}, "trekkingen"),
        ({"doel": GOAL, "varieer": "index.2027", "seed": 2}, "seed"),
        ({"doel": GOAL, "varieer": "index.2027", "decimalen": 12}, "decimalen"),
    ]:
        with pytest.raises(spuk.ScenarioError, match=named):
            spuk.solve(**asked)  # type: ignore[arg-type]
    with pytest.raises(spuk.ScenarioError, match="stappen"):
        spuk.frontier(varieer="betaalritme.1.totaal:1>3", stappen=0)


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The address of a workbench on this machine."""
    with subprocess.Popen(
        [PROGRAM, "serve", "wi2021", "--port", "0"], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        address = None
        assert process.stdout is not None and process.stderr is not None
        lines: list[str] = []

        def read(stream: Any) -> None:
            lines.extend(iter(stream.readline, ""))

        for stream in (process.stdout, process.stderr):
            threading.Thread(target=read, args=(stream,), daemon=True).start()
        until = time.monotonic() + 60
        while address is None and time.monotonic() < until:
            found = [word for line in list(lines) for word in line.split() if word.startswith("http://")]
            address = found[0].rstrip("/") if found else None
            time.sleep(0.05)
        assert address is not None, lines
        yield address
        process.terminate()
        process.wait(30)


def test_the_workbench_gives_the_same_figures(served: str) -> None:
    def asked(command: str, **query: object) -> str:
        pairs = urllib.parse.urlencode({"scenario": "wi2021", "set": "scenario.tot=2027", **query})
        with urllib.request.urlopen(f"{served}/api/{command}.csv?{pairs}", timeout=120) as answer:
            text: str = answer.read().decode()
            return text

    assert spuk.run(set=SHORT, level="gemeente").to_csv() == asked("run", level="gemeente")
    assert spuk.sensitivity(set=SHORT, jaar=2027).to_csv() == asked("sensitivity", jaar=2027)
    solved = spuk.solve(set=SHORT, doel=GOAL, varieer="index.2027", jaar=2027)
    assert solved.to_csv() == asked("solve", doel=GOAL, varieer="index.2027", jaar=2027)
    assert spuk.backtest(set=SHORT).to_csv() == asked("backtest")
    drawn = spuk.simulate(set=SHORT, draws=120, seed=5)
    assert drawn.to_csv() == asked("simulate", draws=120, seed=5)


INTERRUPTED = """
import os, signal, threading, time
import spuk, warnings
warnings.simplefilter("ignore")
threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
pressed = time.monotonic() + 1.5
try:
    spuk.sensitivity(methode="sobol", draws=60_000)
except KeyboardInterrupt:
    print(time.monotonic() - pressed)
print(len(spuk.run()))
"""


def test_ctrl_c_ends_a_question_within_a_second_and_the_next_one_is_answered() -> None:
    called = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=120)
    took, rows = called.stdout.split()
    assert float(took) < 1.0, called
    assert rows == "8"
