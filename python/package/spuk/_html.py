"""How answers look in a notebook: small tables, and trees that fold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from . import _spuk
from ._context import choose, spoken
from ._numbers import own_context
from ._places import Euros, number, together

if TYPE_CHECKING:
    from ._answers import Comparison, Explanation, Projection, Simulation, Table
    from ._beyond import Sensitivity

# More rows than this are counted, not shown.
_MOST = 12

_STYLE = """<style>
.spuk{font-variant-numeric:tabular-nums;line-height:1.45;overflow-x:auto}
.spuk table{border-collapse:collapse;font-size:.9em}
.spuk th,.spuk td{padding:.15em .7em;border-bottom:1px solid #8884;text-align:right;white-space:nowrap}
.spuk .t{text-align:left}.spuk caption{text-align:left;font-weight:700;padding:.3em 0}
.spuk details{margin-left:1.2em}.spuk summary{cursor:pointer}.spuk .z{opacity:.75;font-size:.88em;margin-left:1.2em}
</style>"""


@cache
def _register() -> dict[str, dict[str, str]]:
    """What every column is called, by its name."""
    table = _spuk.columns()
    names = table.columns
    rows = zip(*(table.texts(name) for name in names))
    return {row[0]: dict(zip(names, row)) for row in rows}


def label(column: str) -> str:
    """What a column is called in the language of here; its own name if it has no other."""
    found = _register().get(column, {})
    return found.get(f"kop_{spoken()}") or column


def is_money(column: str) -> bool:
    """Whether a column of a run is an amount of money."""
    return _register().get(column, {}).get("eenheid") == "euro"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str, text: int) -> str:
    """A table of which the first columns, ``text`` of them, hold text."""

    def cells(tag: str, values: Sequence[str]) -> str:
        made = (
            f'<{tag}{" class=t" if place < text else ""}>{escape(value)}</{tag}>'
            for place, value in enumerate(values)
        )
        return f"<tr>{''.join(made)}</tr>"

    body = "".join(cells("td", row) for row in rows)
    head = cells("th", heads)
    return f"<table><caption>{escape(caption)}</caption><thead>{head}</thead><tbody>{body}</tbody></table>"


def _framed(*parts: str) -> str:
    return f'{_STYLE}<div class="spuk">{"".join(parts)}</div>'


def _more(rows: int) -> str:
    left = rows - _MOST
    if left <= 0:
        return ""
    return f'<div class="z">{choose(f"en nog {left} rijen", f"and {left} more rows")}</div>'


def of_table(table: Table, caption: str = "") -> str:
    """The first rows of a table as they are."""
    columns = {name: table[name] for name in table.columns}
    is_text = [bool(values) and isinstance(values[0], str) for values in columns.values()]
    # Text first, as every table of this program has it, is aligned left.
    text = next((place for place, own in enumerate(is_text) if not own), len(is_text))

    def shown(value: Any, name: str) -> str:
        if isinstance(value, Decimal):
            return number(value)
        # A year has no thousands.
        return "" if value is None else str(value) if name in ("jaar", "regel") else (
            value if isinstance(value, str) else number(value)
        )

    rows = [
        [shown(columns[name][row], name) for name in columns]
        for row in range(min(len(table), _MOST))
    ]
    heads = [label(name) for name in columns]
    return _framed(_table(heads, rows, caption, text), _more(len(table)))


@own_context()
def of_projection(run: Projection) -> str:
    """One place a scenario: lines over years. More: the first rows."""
    if len(set(run["gm_code"])) != 1:
        return of_table(run, ", ".join(run.scenarios))
    keys = ("scenario", "gm_code", "gemeente", "provincie", "jaar")
    names = run["scenario"] if "scenario" in run.columns else [run.scenarios[0]] * len(run)
    parts = []
    for scenario in run.scenarios:
        # Scenarios can run over other years.
        rows = [row for row, name in enumerate(names) if name == scenario]
        years = [run["jaar"][row] for row in rows]
        own = {
            name: [run[name][row] for row in rows] for name in run.columns if name not in keys
        }
        money = Euros.of(value for name, values in own.items() if is_money(name) for value in values)
        lines = [
            [label(name), *map(money.text if is_money(name) else number, values)]
            for name, values in own.items()
        ]
        where = run["gemeente"][0] or run["provincie"][0]
        caption = f"{scenario} · {where} · {money.unit}"
        parts.append(_table(["", *map(str, years)], lines, caption, 1))
    return _framed(*parts)


# The quantiles of draws that are shown.
_QUANTILES = ("p5", "p25", "p50", "p75", "p95")


@own_context()
def of_simulation(drawn: Simulation, veld: str = "uitkering_definitief") -> str:
    """The spread of the uitkering of whom and in the years that were asked for, of every
    scenario and difference; of the country where nobody was named."""
    rows = [row for row in drawn._shown().to_pylist() if row["veld"] == veld]
    names = list(dict.fromkeys(row["naam"] for row in rows))
    alone = len(names) == 1
    # Of one place every scenario and year is seen together.
    most = len(rows) if alone else _MOST
    money = Euros.of(row[p] for row in rows for p in _QUANTILES)
    shown = [
        [row["scenario"], *([] if alone else [row["naam"]]), str(row["jaar"])]
        + [money.text(row[p]) for p in _QUANTILES]
        for row in rows[:most]
    ]
    level = rows[0]["level"] if rows else ""
    place = [] if alone else [label(level) if level != "landelijk" else choose("Plaats", "Place")]
    heads = [choose("Scenario", "Scenario"), *place, label("jaar"), *(p.upper() for p in _QUANTILES)]
    where = f" · {names[0]}" if alone else ""
    draws = choose(f"{drawn.draws} trekkingen", f"{drawn.draws} draws")
    what = f"{label(veld)}{where}, {draws}, {money.unit}"
    more = "" if alone else _more(len(rows))
    # Amounts to the euro look exact, and those of gemeenten are not beyond so many draws.
    is_sketched = drawn.draws > _spuk.GEMEENTE_EXACT and any(row["level"] == "gemeente" for row in rows)
    off = choose(
        "kwantielen van gemeenten hoogstens 0,48% ernaast; exact uit spuk.draws()",
        "quantiles of gemeenten at most 0.48% off; exact from spuk.draws()",
    )
    note = f'<div class="z">{off}</div>' if is_sketched else ""
    return _framed(_table(heads, shown, what, 1 + len(place)), more, note)


@own_context()
def of_comparison(held: Comparison) -> str:
    """What differs a year in each column, summed over the rows; and by which part."""
    years = sorted(set(held["jaar"]))
    fields = list(dict.fromkeys(held["veld"]))
    difference = choose("verschil", "difference")
    parts = []
    for name in dict.fromkeys(held["vergelijking"]):
        where = f"{name} · {together(held)}"
        sums = sums_of(held, name, "verschil", "veld")
        money = Euros.of(sums.values(), small=True)
        lines = [
            [label(veld), *(money.text(sums.get((veld, year), Decimal(0))) for year in years)]
            for veld in fields
        ]
        caption = f"{where} · {difference} {money.unit}"
        parts.append(_table(["", *map(str, years)], lines, caption, 1))
        veld = "uitkering_definitief" if "uitkering_definitief" in fields else fields[0]
        by_part = sums_of(held.bijdrage, name, "bijdrage", "onderdeel", veld)
        money = Euros.of(by_part.values(), small=True)
        lines = [
            [part, *(money.text(by_part.get((part, year), Decimal(0))) for year in years)]
            for part in dict.fromkeys(part for part, _ in by_part)
        ]
        why = f"{label(veld)}, {choose('waardoor', 'by which part of the rules')}, {money.unit}"
        parts.append(_table(["", *map(str, years)], lines, why, 1))
    return _framed(*parts)


def sums_of(
    table: Table, comparison: str, amount: str, by: str, veld: str | None = None
) -> dict[tuple[str, int], Decimal]:
    """The sums of an amount by a column and year, in one comparison."""
    sums: dict[tuple[str, int], Decimal] = {}
    columns = (table[name] for name in ("vergelijking", "veld", by, "jaar", amount))
    for name, own, key, year, value in zip(*columns):
        if name == comparison and veld in (None, own):
            sums[key, year] = sums.get((key, year), Decimal(0)) + value
    return sums


# As people call what the rows of a sensitivity hold, in Dutch and English.
_SENSITIVITY = {
    "sleutel": ("Cijfer", "Figure"),
    "laag": ("Laag", "Low"),
    "hoog": ("Hoog", "High"),
    "uitkomst_laag": ("Uitkomst bij laag", "Result at low"),
    "uitkomst_hoog": ("Uitkomst bij hoog", "Result at high"),
    "zwaai": ("Zwaai", "Swing"),
    "effect_grootte": ("Grootte van het effect", "Size of the effect"),
    "effect_spreiding": ("Spreiding", "Spread"),
    "eerste_orde": ("Alleen", "Alone"),
    "totaal": ("Met andere", "With others"),
    "bron": ("Bron", "Source"),
}


def rows_of_sensitivity(found: Sensitivity, everything: bool = False) -> list[dict[str, Any]]:
    """The rows that people are shown, as the program shows them: one at a time what may turn out
    otherwise, and of a series no parts beside it. What is settled is a decision, not a doubt."""
    rows = [row for row in found.to_pylist() if not row.get("geen_effect")]
    if everything:
        return rows
    wholes = [row for row in rows if not row.get("deel_van")]
    uncertain = [row for row in wholes if row.get("aard") in (None, "onzeker")]
    return uncertain or wholes


def title_of_sensitivity(found: Sensitivity) -> str:
    """The column, its years, of whom, and of which scenarios."""
    years = found.document["vraag"]["jaren"]
    is_range = len(years) > 1 and years == list(range(years[0], years[-1] + 1))
    when = f"{years[0]}-{years[-1]}" if is_range else ", ".join(map(str, years))
    places = list(dict.fromkeys(row["gebied"] for row in found.to_pylist() if "gebied" in row))
    where = places if len(places) <= 3 else []
    return " · ".join([f"{label(found.veld)}, {when}", *where, *found.scenarios])


@own_context()
def of_sensitivity(found: Sensitivity) -> str:
    """What matters most, first; of each how far it moves the result."""
    rows = rows_of_sensitivity(found)
    shown = [
        name
        for name in _SENSITIVITY
        if name in found.columns and any(row[name] is not None for row in rows)
    ]
    money = is_money(found.veld)
    of_result = ("uitkomst", "zwaai", "effect")
    amounts = Euros.of(
        Decimal(row[name])
        for row in rows[:_MOST]
        for name in shown
        if name.startswith(of_result) and row[name] is not None
    )

    def cell(row: dict[str, Any], name: str) -> str:
        value = row[name]
        if isinstance(value, str):
            return value
        if money and value is not None and name.startswith(of_result):
            return amounts.text(Decimal(value))
        # What is typed: a year has no thousands, and nobody types the zeros behind a number.
        return f"{Decimal(value).normalize():f}" if name in ("laag", "hoog") and value is not None else number(value)

    where = title_of_sensitivity(found)
    unit = f" · {amounts.unit}" if money else ""
    heads = [choose(*_SENSITIVITY[name]) for name in shown]
    lines = [[cell(row, name) for name in shown] for row in rows[:_MOST]]
    ask = "" if found.ask_for is None else choose(
        f"vraag na: {found.ask_for}", f"worth asking for: {found.ask_for}"
    )
    table = _table(heads, lines, where + unit, 1)
    return _framed(table, _more(len(rows)), f'<div class="z">{escape(ask)}</div>' if ask else "")


@own_context()
def of_explanation(explanation: Explanation) -> str:
    """Trees that fold; the first layer is open."""
    document = explanation.document
    where = document["gemeente"] or document["provincie"]
    head = f"<b>{escape(where)} {document['jaar']}</b> · {escape(document['scenario']['naam'])}"
    return _framed(head, *(_node(tree, True) for tree in explanation.trees.values()))


def _value(node: dict[str, Any]) -> str:
    value, unit = node["waarde"], node["eenheid"]
    if unit in ("euro", "euro per persoon"):
        return f"€ {number(Decimal(value), 2)}"
    return f"{number(value)} {unit}" if unit in ("personen",) else number(value)


def _node(node: dict[str, Any], is_open: bool) -> str:
    if node.get("zie_hierboven"):
        return f'<div class="z">{choose("zie hierboven", "see above")}: {escape(node["id"])}</div>'
    symbol = f" <i>{escape(node['symbool'])}</i>" if node["symbool"] else ""
    head = f"{escape(node['naam'])}{symbol} = <b>{escape(_value(node))}</b>"
    notes = [escape(str(node[key])) for key in ("formule", "ingevuld", "toelichting") if node.get(key)]
    if node.get("artikel"):
        article = node["artikel"]
        notes.append(f'<a href="{escape(article["url"])}">{escape(article["naam"])}</a>')
    if node.get("herkomst"):
        notes.append(escape(_source(node["herkomst"])))
    below = "".join(f'<div class="z">{note}</div>' for note in notes)
    below += "".join(_node(child, False) for child in node["kinderen"])
    if not below:
        return f"<div class=z>{head}</div>"
    return f"<details{' open' if is_open else ''}><summary>{head}</summary>{below}</details>"


def _source(origin: dict[str, Any]) -> str:
    # A file of people or gemeenten has no line that is the figure.
    line = "" if origin["regel"] is None else f":{origin['regel']}"
    place = "" if origin["bestand"] is None else f" ({origin['bestand']}{line})"
    return f"{origin['bron']} · {origin['status']}{place}"


@own_context()
def tree_text(explanation: Explanation) -> str:
    """The trees as indented lines."""
    lines: list[str] = []

    def add(node: dict[str, Any], depth: int) -> None:
        indent = "  " * depth
        if node.get("zie_hierboven"):
            lines.append(f"{indent}{choose('zie hierboven', 'see above')}: {node['id']}")
            return
        symbol = f" [{node['symbool']}]" if node["symbool"] else ""
        source = f" · {_source(node['herkomst'])}" if node.get("herkomst") else ""
        lines.append(f"{indent}{node['naam']}{symbol} = {_value(node)}{source}")
        for child in node["kinderen"]:
            add(child, depth + 1)

    for tree in explanation.trees.values():
        add(tree, 0)
    return "\n".join(lines)
