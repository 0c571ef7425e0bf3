"""How answers look in a notebook."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import matplotlib
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
    unit = 1 if veld == "asielstatushouders" else 1_000_000
    assert list(lines[0].get_ydata()) == pytest.approx([float(value) / unit for value in national])
    matplotlib.pyplot.close("all")


def test_a_fan_and_a_waterfall_are_drawn() -> None:
    drawn = spuk.simulate("wi2021", "korting-2028", draws=100)
    axes = drawn.plot(gemeente="Utrecht")
    assert len(axes.collections) == 4 and len(axes.get_lines()) == 2
    with pytest.raises(KeyError):
        drawn.plot("asielstatushouders")
    held = spuk.compare("wi2021", "oud-ritme", set=SMALL)
    bars = held.plot("kas").patches
    total = sum(bar.get_height() for bar in bars)
    kas = [row["verschil"] for row in held.to_pylist() if row["veld"] == "kas"]
    assert total == pytest.approx(float(sum(kas)) / 1_000_000)
    matplotlib.pyplot.close("all")
