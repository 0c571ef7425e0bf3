"""How answers look in a notebook."""

from __future__ import annotations

import decimal
from html.parser import HTMLParser
from typing import Any

import matplotlib
import matplotlib.pyplot
import pytest

import spuk

matplotlib.use("agg")

SMALL = {"scenario.tot": 2027}


class Tags(HTMLParser):
    """Holds that every tag that opens closes, and keeps the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.text = ""
        self.feed(html)
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)
        self.counts[tag] = self.counts.get(tag, 0) + 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(answer: Any) -> Tags:
    return Tags(answer._repr_html_())


def test_a_run_of_the_country_has_a_line_for_every_column() -> None:
    run = spuk.run(set=SMALL)
    page = shown(run)
    assert page.counts["tr"] == 1 + len(run.columns) - 4
    definitief = run["uitkering_definitief"][2] / 1_000_000
    assert f"{definitief:.1f}".replace(".", ",") in page.text
    with spuk.language("en"):
        assert f"{definitief:.1f}" in shown(run).text


@pytest.mark.filterwarnings("ignore::spuk.SpukWarning")
def test_what_is_shown_is_the_same_in_any_decimal_context() -> None:
    few = {"scenario.tot": 2026}
    answers = [
        spuk.run("oud-ritme", set=few),
        spuk.simulate(draws=110, set=few, gemeente=["Utrecht", "Urk"]),
        spuk.compare("wi2021", set=few, set_b={"prestatie.aandeel": "0.31"}, level="gemeente"),
        spuk.explain("oud-ritme", jaar=2026, gemeente="Zwolle"),
        spuk.sensitivity(veld="kas", jaar=2026, set=few),
    ]
    frontier = spuk.frontier(varieer="prestatie.aandeel", jaar=2027, stappen=4)

    def all_of_it() -> list[Any]:
        heights = [
            [list(line.get_ydata()) for line in answer.plot().lines]
            for answer in (answers[0], answers[1], spuk.run(level="gemeente", set=few), frontier)
        ]
        bars = [
            [bar.get_height() for bar in answer.plot().patches]
            for answer in (answers[2], answers[4])
        ]
        matplotlib.pyplot.close("all")
        return [*(answer._repr_html_() for answer in answers), str(answers[3]), heights, bars]

    usual = all_of_it()
    strict = decimal.Context(prec=3, rounding=decimal.ROUND_UP, traps=[decimal.FloatOperation])
    with decimal.localcontext(strict):
        assert all_of_it() == usual


def test_many_rows_are_counted() -> None:
    page = shown(spuk.run(set=SMALL, level="gemeente"))
    assert f"en nog {342 * 4 - 12} rijen" in page.text
    assert "2024" in page.text and "2.024" not in page.text


def test_what_a_scenario_is_called_is_no_html() -> None:
    named = spuk.run(set={**SMALL, "scenario.naam": '"<b>x</b>"'})
    assert "<b>x" in shown(named).text


def test_every_other_answer_shows() -> None:
    drawn = spuk.simulate("wi2021", "oud-ritme", draws=100, set=SMALL)
    assert shown(drawn).counts["tr"] == 1 + 3 * 4
    held = spuk.compare("wi2021", "oud-ritme", set=SMALL)
    assert "betaalritme" in shown(held).text
    assert "Gemeente" in shown(spuk.columns()).text


def simulated(**asked: Any) -> spuk.Simulation:
    return spuk.simulate("wi2021", "oud-ritme", draws=100, set=SMALL, **asked)


def test_a_simulation_shows_what_was_asked_and_names_the_place() -> None:
    drawn = simulated(gemeente="Vlieland", jaar=[2025, 2027])
    page = shown(drawn)
    assert page.counts["tr"] == 1 + 3 * 2
    assert "· Vlieland" in page.text
    assert "2025" in page.text and "2026" not in page.text
    # A small place is shown in euros.
    middle = next(
        row["p50"] for row in drawn.to_pylist() if row["veld"] == "uitkering_definitief" and row["jaar"] == 2027
    )
    assert middle < 10_000_000
    assert f"{middle:,.0f}".replace(",", ".") in page.text and "in euro's" in page.text
    with spuk.language("en"):
        assert f"{middle:,.0f}" in shown(drawn).text
    country = shown(simulated(jaar=2027))
    assert "· Nederland" in country.text and "in miljoenen euro's" in country.text
    assert country.counts["tr"] == 1 + 3


def test_a_simulation_of_many_places_names_each() -> None:
    page = shown(simulated(level="provincie", jaar=2027))
    assert "Drenthe" in page.text and "Nederland" not in page.text
    assert page.counts["tr"] == 1 + 12 and f"en nog {3 * 12 - 12} rijen" in page.text
    both = shown(simulated(gemeente=["Utrecht", "Amsterdam"], jaar=2027))
    assert both.counts["tr"] == 1 + 3 * 2 and both.text.count("Amsterdam") == 3


@pytest.mark.filterwarnings("ignore::spuk.SpukWarning")
def test_a_comparison_names_its_place_and_shows_small_amounts() -> None:
    one = {"prestatie.aandeel": "0.11"}
    held = spuk.compare("wi2021", set=SMALL, set_b=one, gemeente="Vlieland")
    page = shown(held)
    assert "· Vlieland" in page.text and "verschil in euro's" in page.text
    for row in held.to_pylist():
        if row["verschil"] and abs(row["verschil"]) >= 1:
            assert f"{row['verschil']:,.0f}".replace(",", ".") in page.text
    assert "· Utrecht + Amsterdam ·" in shown(spuk.compare("wi2021", set_b=one, gemeente=["Utrecht", "Amsterdam"])).text
    assert "342 gemeenten samen" in shown(spuk.compare("wi2021", set_b=one, level="gemeente", jaar=2026)).text
    with spuk.language("en"):
        assert "12 provincies together" in shown(spuk.compare("wi2021", set_b=one, level="provincie")).text


def test_an_explanation_folds_and_names_its_sources() -> None:
    explanation = spuk.explain(jaar=2027, gemeente="Utrecht", veld=["kas", "uitkering_definitief"])
    page = shown(explanation)
    assert page.counts["details"] > 50
    assert "Bi2021 art. 10.2" in page.text
    text = str(explanation)
    assert "[kas(2027)] = € " in text.splitlines()[0]
    assert "gepubliceerd" in text
    assert list(explanation) == ["kas", "uitkering_definitief"]


@pytest.mark.parametrize("veld", ["uitkering_definitief", ["kas", "kosten"], "asielstatushouders"])
def test_a_run_is_drawn(veld: Any) -> None:
    run = spuk.run("wi2021", "oud-ritme", set=SMALL, level="provincie")
    axes = run.plot(veld)
    lines = axes.get_lines()
    assert len(lines) == 2 * (1 if isinstance(veld, str) else len(veld))
    national = spuk.run("wi2021", set=SMALL)[veld if isinstance(veld, str) else veld[0]]
    assert axes.get_title(loc="left").endswith("· 12 provincies samen") or "plaatsen" in axes.get_title(loc="left")
    unit = 1 if veld == "asielstatushouders" else 1_000_000
    assert list(lines[0].get_ydata()) == pytest.approx([float(value) / unit for value in national])
    matplotlib.pyplot.close("all")


def test_a_fan_and_a_waterfall_are_drawn() -> None:
    drawn = spuk.simulate("wi2021", "korting-2028", draws=100)
    axes = drawn.plot(gemeente="Utrecht")
    assert len(axes.collections) == 4 and len(axes.get_lines()) == 2
    assert axes.get_title(loc="left").endswith("· Utrecht") and axes.get_ylabel() == "miljoen euro"
    with pytest.raises(KeyError, match="van `asielstatushouders` zijn geen trekkingen; kies uit: .*kas"):
        drawn.plot("asielstatushouders")
    with pytest.raises(KeyError, match="bedoelt u `saldo`"):
        drawn.plot("saldi")
    with pytest.raises(ValueError, match="24 waaiers"):
        drawn.rows(level="provincie").plot()
    # What was asked for is drawn: two places of two scenarios, of one year bars and dots.
    some = drawn.rows(gemeente=["Utrecht", "Vlieland"], jaar=2027).plot()
    assert len(some.get_lines()) == 4 and len(some.patches) == 8
    assert some.get_title(loc="left").endswith("· Vlieland, Utrecht")
    small = drawn.rows(gemeente="Vlieland").plot()
    assert small.get_ylabel() == "euro" and len(small.get_lines()) == 2
    assert drawn.plot().get_title(loc="left").endswith("· Nederland")
    held = spuk.compare("wi2021", "oud-ritme", set=SMALL)
    bars = held.plot("kas").patches
    assert "· Nederland ·" in held.plot("kas").get_title(loc="left")
    with pytest.raises(KeyError, match="bedoelt u `kas`"):
        held.plot("kass")
    total = sum(bar.get_height() for bar in bars)
    kas = [row["verschil"] for row in held.to_pylist() if row["veld"] == "kas"]
    assert total == pytest.approx(float(sum(kas)) / 1_000_000)
    matplotlib.pyplot.close("all")


def test_scenarios_over_other_years_have_their_own() -> None:
    short = {"scenario": {"basis": "wi2021", "naam": "Kort", "tot": 2026}}
    run = spuk.run(short, "oud-ritme")
    page = run._repr_html_()
    first, second = page.split("</table>")[:2]
    assert "2026" in first and "2027" not in first
    assert "2031" in second
    both = shown(run).text
    for scenario in run.scenarios:
        for row in (row for row in run.to_pylist() if row["scenario"] == scenario):
            kas = f"{row['kas'] / 1_000_000:.1f}".replace(".", ",")
            assert kas in (first if scenario == "Kort" else second), (scenario, row["jaar"])
    assert both.index("Kort") < both.index("2031")
    ax = run.plot("kas")
    years = [[int(year) for year in line.get_xdata()] for line in ax.lines]
    assert years[:2] == [[2024, 2025, 2026], list(range(2024, 2032))]
    assert all(height > 0 for height in ax.lines[0].get_ydata())


def test_a_result_of_nothing_is_an_end_of_its_bar() -> None:
    found = spuk.sensitivity(veld="tekort", jaar=2029, stap=50)
    rows = [row for row in found.to_pylist() if row["uitkomst_laag"] == 0 and row["uitkomst"] > 0]
    assert rows
    wide = {round(-float(row["uitkomst"]) / 1_000_000, 3) for row in rows}
    ax = found.plot(top=50, alles=True)
    drawn = {round(bar.get_width(), 3) for bar in ax.patches}
    assert wide & drawn, (wide, drawn)
