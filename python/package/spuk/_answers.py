"""Answers: tables with what makes them again, and how they look in a notebook."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Union

from . import _spuk
from ._context import asked_threads
from ._errors import no_column, refuse
from ._numbers import exactly

if TYPE_CHECKING:
    import pandas
    import polars
    from matplotlib.axes import Axes

Money = Literal["float", "cents", "decimal"]
Level = Literal["landelijk", "provincie", "gemeente"]
Names = Union[str, Sequence[str]]
Years = Union[int, str, Sequence[Union[int, str]]]
Receipt = dict[str, Any]
"""What makes an answer again: program, commit, scenario and files by their SHA-256, seed,
draws, date."""


def texts(names: Names | None) -> list[str]:
    """One name or several that were chosen, as a list.

    Raises:
        ScenarioError: None of them: without a choice it would be about everything.
    """
    if names is None:
        return []
    return [names] if isinstance(names, str) else [str(name) for name in _several(names)]


def stated(names: Names) -> list[str]:
    """One text or several of what has to be there, as a list. An empty one goes on as it is:
    the library refuses it, and says what it misses (``doel``, ``varieer``)."""
    return [names] if isinstance(names, str) else [str(name) for name in names]


def years(asked: Years | None) -> list[str]:
    """One year, a range such as ``"2026-2028"``, or several, as the command line has them.

    Raises:
        ScenarioError: As :func:`texts`.
    """
    if asked is None:
        return []
    is_several = isinstance(asked, Iterable) and not isinstance(asked, str)
    several = _several(asked) if is_several else [asked]
    return [part for year in several for part in str(year).split(",")]


def _several(asked: object) -> list[object]:
    """What was handed over as a choice of several."""
    if not isinstance(asked, Iterable):
        raise refuse(
            f"{asked!r} is geen naam",
            f"{asked!r} is no name",
            'geef een naam of een code als tekst, zoals "Utrecht" of "GM0344", of een lijst daarvan',
            'give a name or a code as text, such as "Utrecht" or "GM0344", or a list of them',
        )
    several = list(asked)
    if not several:
        raise refuse(
            "een lege keuze kiest niets",
            "an empty choice chooses nothing",
            "laat haar weg als het om alles gaat; een filter dat niets vindt geeft een lege lijst",
            "leave it out if it is about everything; a filter that finds nothing gives an empty list",
            "opdrachtregel",
        )
    return several


class Table:
    """A table that Arrow takes as it is: ``pandas``, ``polars``, DuckDB and ``pyarrow``.

    Money is ``decimal128(18, 2)``: euros and cents, exact. ``pyarrow.table(table)``,
    ``polars.DataFrame(table)`` and ``duckdb.sql("from table")`` copy nothing.
    """

    __slots__ = ("_table",)

    def __init__(self, table: _spuk.Table) -> None:
        self._table = table

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._table.columns

    def __len__(self) -> int:
        return len(self._table)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __getitem__(self, name: str) -> list[Any]:
        """The values of a column: text, ``int``, or ``decimal.Decimal``; ``None`` for a gap.

        Raises:
            KeyError: A column that is not there.
        """
        if name not in self._table.columns:
            raise no_column(name, self._table.columns)
        kind = self._table.kind(name)
        if kind == "text":
            return self._table.texts(name)
        numbers: list[Any] = self._numbers(name)
        if isinstance(kind, int):
            return [None if one is None else exactly(one, kind) for one in numbers]
        return numbers

    def _numbers(self, name: str) -> list[int | None]:
        values, known = self._table.integers(name)
        numbers = memoryview(values).cast("q").tolist()
        if known is None:
            return numbers  # type: ignore[return-value]
        return [number if there else None for number, there in zip(numbers, known)]

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as dicts."""
        names = self.columns
        return [dict(zip(names, row)) for row in zip(*(self[name] for name in names))]

    def to_csv(self, path: str | os.PathLike[str] | None = None) -> str | None:
        """The table as CSV, to the byte as the program ``spuk`` writes it.

        Args:
            path: Where to write it; without a path it is returned.
        """
        return _written(self._csv(), path)

    def _csv(self) -> str:
        return self._table.csv()

    def to_pandas(self, money: Money = "float") -> pandas.DataFrame:
        """A ``DataFrame`` of pandas.

        Args:
            money: ``"float"`` for euros as floating point, for charts and estimates;
                ``"cents"`` for whole eurocents, which add up exactly; ``"decimal"`` for
                ``decimal.Decimal``, exact and slow.

        Raises:
            ValueError: Another form of money.
            ModuleNotFoundError: pandas is not installed.
        """
        if money not in ("float", "cents", "decimal"):
            raise ValueError(f'money is "float", "cents" or "decimal", not {money!r}')
        import pandas

        return pandas.DataFrame({name: self._series(name, money) for name in self.columns})

    def _series(self, name: str, money: Money) -> Any:
        import numpy
        import pandas

        kind = self._table.kind(name)
        if kind == "text":
            return self._table.texts(name)
        if isinstance(kind, int) and money == "decimal":
            return pandas.Series(self[name], dtype=object)
        values, known = self._table.integers(name)
        numbers = numpy.frombuffer(values, dtype=numpy.int64)
        gaps = None if known is None else numpy.frombuffer(known, dtype=numpy.uint8) == 0
        # A probability is no money: it has no cents.
        if isinstance(kind, int) and (money == "float" or kind != 2):
            euros = numpy.true_divide(numbers, 10**kind)
            return euros if gaps is None else numpy.where(gaps, numpy.nan, euros)
        if gaps is None:
            return numbers.copy()
        return pandas.arrays.IntegerArray(numbers.copy(), gaps)

    def to_polars(self) -> polars.DataFrame:
        """A ``DataFrame`` of polars, with money as ``Decimal(18, 2)``.

        Raises:
            ModuleNotFoundError: polars is not installed.
        """
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"<spuk.{type(self).__name__}: {len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from ._html import of_table

        return of_table(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        same = type(self) is type(other) and self.columns == other.columns
        return same and self._table.csv() == other._table.csv()

    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, Any]:
        slots = (name for one in type(self).__mro__ for name in getattr(one, "__slots__", ()))
        return {name: getattr(self, name) for name in slots}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


def _written(text: str, path: str | os.PathLike[str] | None) -> str | None:
    if path is None:
        return text
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return None


def counted(number: int, noun: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def receipts_of(receipts: list[str]) -> list[Receipt]:
    """Receipts as dicts."""
    return [json.loads(one) for one in receipts]


class Projection(Table):
    """One run of one or more scenarios: the columns of ``spuk run``."""

    __slots__ = ("receipts",)

    receipts: list[Receipt]
    """What makes the run of every scenario again."""

    def __init__(self, table: _spuk.Table, receipts: list[str]) -> None:
        super().__init__(table)
        self.receipts = receipts_of(receipts)

    @property
    def scenarios(self) -> list[str]:
        """The names of the scenarios."""
        return [str(one["scenario"]) for one in self.receipts]

    def __repr__(self) -> str:
        years = self["jaar"]
        span = f"{min(years)}-{max(years)}" if years else "no years"
        return f"<spuk.Projection: {', '.join(self.scenarios)}, {span}, {counted(len(self), 'row')}>"

    def _repr_html_(self) -> str:
        from ._html import of_projection

        return of_projection(self)

    def plot(self, veld: Names = "uitkering_definitief", *, ax: Axes | None = None) -> Axes:
        """Lines over the years of a column or some, of every scenario; of many rows a year
        their sum.

        Args:
            veld: The columns.
            ax: Where to draw; else on axes of its own.

        Raises:
            KeyError: A column that is not there.
            ModuleNotFoundError: matplotlib is not installed.
        """
        from ._plot import of_projection

        return of_projection(self, texts(veld), ax)


class Simulation(Table):
    """Thousands of draws of the instroom: the columns of ``spuk simulate``.

    The probability of a row that has one, such as ``kans_terugvordering``, stands in the
    column ``kans``; :meth:`to_csv` has it where the program has it.

    Means, deviations, extremes and probabilities are exact for any number of draws. The
    quantiles of gemeenten are those of the draws themselves up to 256 draws, those of the
    country and the provincies up to 10,000; beyond that they come from a sketch, at most
    0.48% off for gemeenten and 0.015% for the others. ``fout_p50`` is another thing: by how
    much the middle would differ with other draws. :func:`spuk.draws` gives every draw, for
    exact ones.
    """

    __slots__ = ("_drawn", "_rows", "receipt")

    receipt: Receipt
    """What makes the draws again."""

    def __init__(self, drawn: _spuk.Drawn, rows: tuple[str | None, list[str], list[str]]) -> None:
        super().__init__(drawn.table(rows, asked_threads()))
        self._drawn = drawn
        self._rows = rows
        self.receipt = json.loads(drawn.receipt)

    def __getstate__(self) -> dict[str, Any]:
        return {"drawn": self._drawn.to_bytes(), "rows": self._rows}

    def __setstate__(self, state: dict[str, Any]) -> None:
        drawn = _spuk.Drawn.of_bytes(state["drawn"], "pickle")
        self.__init__(drawn, state["rows"])  # type: ignore[misc]

    @property
    def scenarios(self) -> list[str]:
        """The names of the scenarios."""
        return self._drawn.scenarios

    @property
    def draws(self) -> int:
        """The number of draws."""
        return self._drawn.draws

    @property
    def seed(self) -> int:
        """The seed of the draws."""
        return self._drawn.seed

    def rows(
        self,
        *,
        level: Level | None = None,
        gemeente: Names | None = None,
        jaar: Years | None = None,
    ) -> Simulation:
        """Other rows of the same draws, without drawing again.

        Raises:
            ScenarioError: A gemeente or a year that the simulation does not have.
        """
        return Simulation(self._drawn, (level, texts(gemeente), years(jaar)))

    def _shown(self, gemeente: str | None = None) -> Simulation:
        """The rows that people are shown of these: of this gemeente; else of whom was asked
        for; else of the country. Of the years that were asked for."""
        level, gemeenten, jaar = self._rows
        if gemeente is not None:
            return Simulation(self._drawn, (None, [gemeente], jaar))
        if level is None and not gemeenten:
            return Simulation(self._drawn, ("landelijk", [], jaar))
        return self

    def _csv(self) -> str:
        return self._drawn.csv(self._rows, asked_threads())

    def __repr__(self) -> str:
        names = ", ".join(self.scenarios)
        made = f"{counted(self.draws, 'draw')}, seed {self.seed}"
        return f"<spuk.Simulation: {names}, {made}, {counted(len(self), 'row')}>"

    def _repr_html_(self) -> str:
        from ._html import of_simulation

        return of_simulation(self)

    def plot(
        self,
        veld: str = "uitkering_definitief",
        *,
        gemeente: str | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """A fan over the years: the middle, half of the draws around it, nine in ten.

        Args:
            veld: The column, one of those of which draws are kept.
            gemeente: Of this gemeente, by code or name; else of whom was asked for, and of
                the country where nobody was.
            ax: Where to draw; else on axes of its own.

        Raises:
            KeyError: A column of which no draws are kept.
            ValueError: More than six fans: a gemeente has to be chosen.
            ModuleNotFoundError: matplotlib is not installed.
        """
        from ._plot import of_simulation

        return of_simulation(self, veld, gemeente, ax)


class Comparison(Table):
    """Scenarios held against the first: both amounts and the difference, as
    ``spuk compare --format csv`` has them, and why they differ."""

    __slots__ = ("bijdrage", "receipts", "sleutels", "verdeling", "voorfinanciering")

    bijdrage: Table
    """The difference attributed to what differs in the rules."""
    voorfinanciering: Table
    """Receipts and costs per cohort."""
    sleutels: Table
    """Every key that differs between the scenarios."""
    verdeling: Table
    """How the effect on gemeenten is spread over draws; without rows where none were asked."""
    receipts: list[Receipt]
    """What makes the run of every scenario again."""

    def __init__(self, tables: tuple[_spuk.Table, ...], receipts: list[str]) -> None:
        verschil, *others = tables
        super().__init__(verschil)
        self.bijdrage, self.voorfinanciering, self.sleutels, self.verdeling = map(Table, others)
        self.receipts = receipts_of(receipts)

    @property
    def scenarios(self) -> list[str]:
        """The names of the scenarios; the others are held against the first."""
        return [str(one["scenario"]) for one in self.receipts]

    def __repr__(self) -> str:
        first, *others = self.scenarios
        return f"<spuk.Comparison: {', '.join(others)} against {first}, {counted(len(self), 'row')}>"

    def _repr_html_(self) -> str:
        from ._html import of_comparison

        return of_comparison(self)

    def plot(self, veld: str = "uitkering_definitief", *, ax: Axes | None = None) -> Axes:
        """Bars over the years: the difference, divided over the parts of the rules.

        Args:
            veld: A column of money.
            ax: Where to draw; else on axes of its own.

        Raises:
            KeyError: A column that was not compared.
            ModuleNotFoundError: matplotlib is not installed.
        """
        from ._plot import of_comparison

        return of_comparison(self, veld, ax)


class Explanation:
    """How some amounts come about, down to every source.

    ``print(explanation)`` shows the trees; a notebook shows them folded. ``trees`` has
    every number with its formula, article and source, as ``spuk explain --format json``.
    """

    __slots__ = ("json",)

    json: str
    """The whole, as the program writes it with ``--format json``."""

    def __init__(self, text: str) -> None:
        self.json = text

    @property
    def document(self) -> dict[str, Any]:
        """The whole as dicts; numbers are ``int`` and ``decimal.Decimal``, exact."""
        document: dict[str, Any] = json.loads(self.json, parse_float=Decimal)
        return document

    @property
    def trees(self) -> dict[str, dict[str, Any]]:
        """The tree of every amount, by its name."""
        return {str(one["veld"]): one["boom"] for one in self.document["uitleg"]}

    @property
    def receipt(self) -> Receipt:
        """What makes it again."""
        receipt: Receipt = self.document["ontvangstbewijs"]
        return receipt

    def __getitem__(self, veld: str) -> Decimal:
        """The amount itself."""
        return Decimal(self.trees[veld]["waarde"])

    def __iter__(self) -> Iterator[str]:
        return iter(self.trees)

    def __len__(self) -> int:
        return len(self.trees)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Explanation) and self.json == other.json

    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __str__(self) -> str:
        from ._html import tree_text

        return tree_text(self)

    def __repr__(self) -> str:
        document = self.document
        of = document["gemeente"] or document["provincie"]
        return f"<spuk.Explanation: {of} {document['jaar']}, {', '.join(self.trees)}>"

    def _repr_html_(self) -> str:
        from ._html import of_explanation

        return of_explanation(self)


class CheckResult:
    """What came of holding scenarios against agreed figures and baselines."""

    __slots__ = ("errors", "json", "moved")

    json: str
    """Everything, with every cell that moved, as ``spuk check --format json``."""
    moved: bool
    """Whether something moved, or an agreed figure does not hold."""
    errors: list[Exception]
    """What is wrong with scenarios or baselines, as exceptions."""

    def __init__(self, text: str, moved: bool, errors: list[Exception]) -> None:
        self.json = text
        self.moved = moved
        self.errors = errors

    @property
    def ok(self) -> bool:
        """Whether every scenario is what was agreed."""
        return not self.moved and not self.errors

    def __bool__(self) -> bool:
        return self.ok

    @property
    def document(self) -> dict[str, Any]:
        """Everything as dicts; numbers are ``int`` and ``decimal.Decimal``, exact."""
        document: dict[str, Any] = json.loads(self.json, parse_float=Decimal)
        return document

    def __repr__(self) -> str:
        counts = self.document["samenvatting"]
        said = ", ".join(f"{count} {word}" for word, count in counts.items())
        return f"<spuk.CheckResult: {said}>"


