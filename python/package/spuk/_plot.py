"""Charts in the style of the report: thin lines, few words."""

from __future__ import annotations

from decimal import Decimal
from textwrap import fill
from typing import TYPE_CHECKING, Any

from ._context import choose
from ._errors import no_column
from ._html import is_money, label, rows_of_sensitivity, sums_of, title_of_sensitivity
from ._numbers import own_context
from ._places import Euros, number, together

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._answers import Comparison, Projection, Simulation
    from ._beyond import Backtest, Frontier, Sensitivity

# Those of the page: told apart by who cannot tell red from green.
COLOURS = ("#0072b2", "#b34a00", "#00795a", "#99437a", "#7a5c00", "#4a4f57")


# Amounts of a million and more are drawn in millions.
_LEAST = 1_000_000


def _axes(ax: Axes | None, what: str, unit: str, height: float = 4.0) -> Axes:
    if ax is None:
        import matplotlib.pyplot as pyplot

        _, ax = pyplot.subplots(figsize=(7.2, height), layout="constrained")
    ax.set_title(what, loc="left", fontweight="bold", fontsize=11)
    ax.set_ylabel(unit)
    ax.grid(axis="y", color="#d8d5cd", linewidth=0.8)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0)
    return ax


def _years(ax: Axes, years: list[int]) -> None:
    ax.set_xticks(years, [str(year) for year in years])


def _legend(ax: Axes) -> None:
    """Below the chart: names of scenarios can be long."""
    handles, labels = ax.get_legend_handles_labels()
    wrapped = [fill(name, 80) for name in labels]
    ax.legend(
        handles,
        wrapped,
        frameon=False,
        fontsize=9,
        loc="upper left",
        bbox_to_anchor=(0, -0.16),
        borderaxespad=0.0,
    )


def _mln() -> str:
    return choose("miljoen euro", "million euros")


def _millions(values: list[Any]) -> list[float]:
    return [float(Decimal(value) / 1_000_000) for value in values]


def _money(ax: Axes, money: Euros) -> None:
    """Whole euros as people write them: matplotlib would take a power of ten apart."""
    ax.set_ylabel(money.axis)
    if not money.millions:
        ax.yaxis.set_major_formatter(lambda value, _: number(value, 0))


@own_context()
def of_projection(run: Projection, velden: list[str], ax: Axes | None) -> Axes:
    """A line for every scenario and column."""
    years = sorted(set(run["jaar"]))
    names = run["scenario"] if "scenario" in run.columns else [run.scenarios[0]] * len(run)
    is_of_money = all(is_money(veld) for veld in velden)
    columns = {veld: run[veld] for veld in velden}
    lines: list[tuple[int, int, str, dict[int, Any]]] = []
    for place, scenario in enumerate(dict.fromkeys(names)):
        for which, (veld, values) in enumerate(columns.items()):
            # Scenarios can run over other years.
            sums: dict[int, Any] = {}
            for name, year, value in zip(names, run["jaar"], values):
                if name == scenario:
                    sums[year] = sums.get(year, Decimal(0)) + value
            own = scenario if len(velden) == 1 else f"{scenario}: {label(veld)}"
            lines.append((place, which, own, sums))
    money = Euros.of((value for *_, sums in lines for value in sums.values()), _LEAST)
    title = f"{', '.join(label(veld) for veld in velden)} · {together(run)}"
    ax = _axes(ax, title, choose("personen", "people"))
    if is_of_money:
        _money(ax, money)
    for place, which, own, sums in lines:
        values = list(sums.values())
        line = money.floats(values) if is_of_money else [float(one) for one in values]
        colour = COLOURS[(place if len(velden) == 1 else place + which) % len(COLOURS)]
        # A line of one year is a dot.
        style = ("-" if which == 0 else "--") if len(sums) > 1 else "o"
        ax.plot(list(sums), line, style, color=colour, linewidth=2.2, label=own)
    _years(ax, years)
    _legend(ax)
    return ax


@own_context()
def of_simulation(drawn: Simulation, veld: str, gemeente: str | None, ax: Axes | None) -> Axes:
    """A fan for every scenario, and for every place where some were asked for."""
    rows = drawn._shown(gemeente).to_pylist()
    rows = [row for row in rows if row["p50"] is not None]
    if veld not in {row["veld"] for row in rows}:
        raise no_column(veld, list(dict.fromkeys(row["veld"] for row in rows)), of_draws=True)
    scenarios = drawn.scenarios
    rows = [row for row in rows if row["veld"] == veld and row["scenario"] in scenarios]
    places = list(dict.fromkeys((row["code"], row["naam"]) for row in rows))
    fans = [(scenario, *place) for scenario in scenarios for place in places]
    if len(fans) > len(COLOURS):
        raise ValueError(
            choose(
                f"{len(fans)} waaiers gaan niet op een grafiek: geef een gemeente, "
                'zoals plot(gemeente="Utrecht")',
                f"{len(fans)} fans do not go on one chart: give a gemeente, "
                'such as plot(gemeente="Utrecht")',
            )
        )
    years = sorted({row["jaar"] for row in rows})
    money = Euros.of((row[name] for row in rows for name in ("p5", "p95")), _LEAST)
    ax = _axes(ax, f"{label(veld)} · {', '.join(naam for _, naam in places)}", "")
    _money(ax, money)
    for at, (scenario, code, naam) in enumerate(fans):
        own = [row for row in rows if (row["scenario"], row["code"]) == (scenario, code)]
        band = {
            name: money.floats(row[name] for row in own) for name in ("p5", "p25", "p50", "p75", "p95")
        }
        said = scenario if len(places) == 1 else f"{scenario}: {naam}"
        _fan(ax, years, band, COLOURS[at], said, at - (len(fans) - 1) / 2)
    _years(ax, years)
    of_draws = choose(
        f"midden, 50% en 90% van {drawn.draws} trekkingen",
        f"middle, 50% and 90% of {drawn.draws} draws",
    )
    ax.set_xlabel(of_draws, fontsize=9)
    _legend(ax)
    return ax


def _fan(
    ax: Axes, years: list[int], band: dict[str, list[float]], colour: str, said: str, beside: float
) -> None:
    """Bands and their middle over the years; of one year, which has no width, bars."""
    for low, high, alpha in (("p5", "p95", 0.18), ("p25", "p75", 0.32)):
        if len(years) > 1:
            ax.fill_between(years, band[low], band[high], color=colour, alpha=alpha, linewidth=0)
            continue
        heights = [top - bottom for bottom, top in zip(band[low], band[high])]
        places = [year + 0.12 * beside for year in years]
        ax.bar(places, heights, 0.1, bottom=band[low], color=colour, alpha=alpha, linewidth=0)
    if len(years) > 1:
        ax.plot(years, band["p50"], color=colour, linewidth=2.2, label=said)
    else:
        places = [year + 0.12 * beside for year in years]
        ax.plot(places, band["p50"], "o", color=colour, label=said)
        ax.set_xlim(years[0] - 0.5, years[0] + 0.5)


@own_context()
def of_comparison(held: Comparison, veld: str, ax: Axes | None) -> Axes:
    """Bars of the difference with the second scenario, a colour for each part of the rules."""
    if veld not in held["veld"]:
        raise no_column(veld, list(dict.fromkeys(held["veld"])))
    name = held["vergelijking"][0]
    years = sorted(set(held["jaar"]))
    parts = sums_of(held.bijdrage, name, "bijdrage", "onderdeel", veld)
    money = Euros.of(parts.values(), _LEAST)
    ax = _axes(ax, f"{label(veld)} · {together(held)} · {name}", "")
    _money(ax, money)
    up, down = [0.0] * len(years), [0.0] * len(years)
    for place, part in enumerate(dict.fromkeys(part for part, _ in parts)):
        values = money.floats(parts.get((part, year), 0) for year in years)
        bottoms = [up[at] if value >= 0 else down[at] for at, value in enumerate(values)]
        ax.bar(years, values, bottom=bottoms, width=0.6, color=COLOURS[place % len(COLOURS)], label=part)
        up = [base + max(value, 0.0) for base, value in zip(up, values)]
        down = [base + min(value, 0.0) for base, value in zip(down, values)]
    ax.axhline(0, color="#595e66", linewidth=1)
    _years(ax, years)
    _legend(ax)
    return ax


def _scaled(values: list[Any], money: bool) -> list[float]:
    return _millions(values) if money else [float(value) for value in values]


@own_context()
def of_sensitivity(found: Sensitivity, top: int, everything: bool, ax: Axes | None) -> Axes:
    """Bars from low to high around the result as it is; of all at once how much each has."""
    rows = rows_of_sensitivity(found, everything)[:top]
    rows.reverse()
    money = is_money(found.veld)
    keys = [str(row["sleutel"]) for row in rows]
    # Keys leave little room above the bars.
    ax = _axes(ax, fill(title_of_sensitivity(found), 46), "")
    ax.grid(visible=False, axis="y")
    ax.grid(axis="x", color="#d8d5cd", linewidth=0.8)
    if "zwaai" in found.columns:
        money = money and "kans_boven" not in found.json and "kans_onder" not in found.json
        base, low, high = (
            # An end that cannot be is no zero.
            _scaled([row["uitkomst"] if row[name] is None else row[name] for row in rows], money)
            for name in ("uitkomst", "uitkomst_laag", "uitkomst_hoog")
        )
        for ends, colour, said in (
            (low, COLOURS[1], choose("bij de lage waarde", "at the low value")),
            (high, COLOURS[0], choose("bij de hoge waarde", "at the high value")),
        ):
            widths = [end - own for end, own in zip(ends, base)]
            ax.barh(keys, widths, left=base, height=0.6, color=colour, label=said)
        ax.set_xlabel(_mln() if money else "")
        _legend(ax)
        return ax
    share = any(row["totaal"] is not None for row in rows)
    name = "totaal" if share else "effect_grootte"
    values = _scaled([row[name] or 0 for row in rows], money and not share)
    ax.barh(keys, values, height=0.6, color=COLOURS[0])
    share_of = choose("deel van de variantie", "share of the variance")
    ax.set_xlabel(share_of if share else _mln() if money else "")
    return ax


@own_context()
def of_frontier(found: Frontier, ax: Axes | None) -> Axes:
    """A point for every step, with its value."""
    asked = found.document["vraag"]
    rows = [row for row in found.to_pylist() if row["veld"] is not None]
    ends = [is_money(str(asked[name])) for name in ("tegen", "veld")]
    across, up = (
        _scaled([row[name] for row in rows], money)
        for name, money in zip(("tegen", "veld"), ends)
    )
    heads = [
        f"{label(str(asked[name]))}, {_mln()}" if money else label(str(asked[name]))
        for name, money in zip(("tegen", "veld"), ends)
    ]
    ax = _axes(ax, ", ".join(str(key) for key in asked["varieer"]), heads[1])
    ax.plot(across, up, "o-", color=COLOURS[0], linewidth=1.6, markersize=4)
    for row, x, y in zip(rows, across, up):
        ax.annotate(row["waarde"], (x, y), xytext=(4, 4), textcoords="offset points", fontsize=8)
    ax.set_xlabel(heads[0])
    return ax


def of_backtest(held: Backtest, ax: Axes | None) -> Axes:
    """A bar for every published figure: how many per cent the model lies above it."""
    rows = [row for row in held.to_pylist() if row["procent"] is not None]
    rows.reverse()
    names = [" ".join(filter(None, (row["maat"], row["groep"], row["onderdeel"]))) for row in rows]
    ax = _axes(ax, " · ".join(held.scenarios), "", max(4.0, 0.2 * len(rows)))
    ax.grid(visible=False, axis="y")
    ax.grid(axis="x", color="#d8d5cd", linewidth=0.8)
    fitted = [row["gefit"] == "ja" for row in rows]
    colours = [COLOURS[5] if own else COLOURS[0] for own in fitted]
    ax.barh(range(len(rows)), [float(row["procent"]) for row in rows], height=0.7, color=colours)
    ax.set_yticks(range(len(rows)), names, fontsize=7)
    ax.axvline(0, color="#595e66", linewidth=1)
    ax.set_xlabel(
        choose(
            "model boven publicatie, in procenten; grijs: daarop gefit",
            "model above publication, in per cent; grey: fitted to it",
        ),
        fontsize=9,
    )
    return ax
