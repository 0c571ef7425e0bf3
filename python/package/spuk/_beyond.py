"""Questions beyond a scenario: which figure matters most, what it would take, and how the
model lies beside what was published."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Union

from . import _numbers, _spuk
from ._answers import Level, Names, Receipt, Table, Years, counted, receipts_of, stated, texts, years
from ._context import asked_threads
from ._errors import refuse, warn
from ._scenario import ScenarioLike, Settings, asked
from ._toml import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Method = Literal["een", "morris", "sobol"]
Number = Union[str, int, float, Decimal]

# Warnings point at the line of whoever asked.
_CALLER = 2

_Forms = tuple[_spuk.Table, str, str]


class Answered(Table):
    """An answer as a table, and as the program writes it."""

    __slots__ = ("_written", "json", "receipts")

    json: str
    """Everything, as ``--format json`` of the program."""
    receipts: list[Receipt]
    """What makes the answer again, of every scenario."""

    def __init__(self, forms: _Forms, receipts: list[str]) -> None:
        table, self._written, self.json = forms
        super().__init__(table)
        self.receipts = receipts_of(receipts)

    @property
    def document(self) -> dict[str, Any]:
        """Everything as dicts; numbers are ``int`` and ``decimal.Decimal``, exact."""
        document: dict[str, Any] = json.loads(self.json, parse_float=Decimal)
        return document

    @property
    def scenarios(self) -> list[str]:
        """The names of the scenarios."""
        return [str(one["scenario"]) for one in self.receipts]

    def _csv(self) -> str:
        return self._written


class Sensitivity(Answered):
    """Which figure matters most to a result: the rows of ``spuk sensitivity``, those that
    matter most first.

    One at a time these are all rows: ``aard`` says what is uncertain (``onzeker``) and what is
    settled by law, and ``deel_van`` of which series a row is a year. ``aandeel`` adds up to 1
    over the rows of one ``aard`` that are no part of another.
    """

    __slots__ = ()

    @property
    def ask_for(self) -> str | None:
        """The key of the figure that is worth asking for: one without a source of which the
        value matters most."""
        key = self.document["vraag_na"]
        return None if key is None else str(key)

    @property
    def veld(self) -> str:
        """The column that it is about."""
        return str(self.document["vraag"]["veld"])

    def __repr__(self) -> str:
        names = " - ".join(reversed(self.scenarios))
        return f"<spuk.Sensitivity: {self.veld} of {names}, {counted(len(self), 'row')}>"

    def _repr_html_(self) -> str:
        from ._html import of_sensitivity

        return of_sensitivity(self)

    def plot(self, *, top: int = 12, alles: bool = False, ax: Axes | None = None) -> Axes:
        """A bar for every figure, from its low to its high value, the longest at the top; of
        all at once the share of the variance, or the size of the effect.

        Args:
            top: How many figures.
            alles: What is settled by law too, and every year of a series beside the series;
                else, as the program does, what may turn out otherwise.
            ax: Where to draw; else on axes of its own.

        Raises:
            ModuleNotFoundError: matplotlib is not installed.
        """
        from ._plot import of_sensitivity

        return of_sensitivity(self, top, alles, ax)


class Solution(Answered):
    """Which value meets a goal: a row for every search, and year of it."""

    __slots__ = ("_toml", "met")

    met: bool
    """Whether every search met its goal; what comes nearest stands in the rows where not."""

    def __init__(self, solved: tuple[_Forms, bool, str], receipts: list[str]) -> None:
        forms, self.met, self._toml = solved
        super().__init__(forms, receipts)

    def __bool__(self) -> bool:
        return self.met

    @property
    def toml(self) -> str | None:
        """A scenario on the one that was asked about, with the answer, the question as its
        source, and the goal as figures to hold it to; ``None`` where no value meets it."""
        return self._toml or None

    def __repr__(self) -> str:
        found = "met" if self.met else "not met"
        return f"<spuk.Solution: {self.document['vraag']['doel']}, {found}>"


class Frontier(Answered):
    """What every step buys in one column against another."""

    __slots__ = ()

    def __repr__(self) -> str:
        asked = self.document["vraag"]
        return f"<spuk.Frontier: {asked['veld']} against {asked['tegen']}, {len(self)} steps>"

    def plot(self, *, ax: Axes | None = None) -> Axes:
        """The column that is bought, over the one that it is held against.

        Args:
            ax: Where to draw; else on axes of its own.

        Raises:
            ModuleNotFoundError: matplotlib is not installed.
        """
        from ._plot import of_frontier

        return of_frontier(self, ax)


class Backtest(Answered):
    """The model beside what was published: people, forecasts and money."""

    __slots__ = ()

    def __repr__(self) -> str:
        (name,) = self.scenarios
        return f"<spuk.Backtest: {name}, {len(self)} published figures>"

    def plot(self, *, ax: Axes | None = None) -> Axes:
        """How far the model lies from every published figure, in per cent.

        Args:
            ax: Where to draw; else on axes of its own.

        Raises:
            ModuleNotFoundError: matplotlib is not installed.
        """
        from ._plot import of_backtest

        return of_backtest(self, ax)


def _typed(value: Number | None, key: str) -> str | None:
    """A number as it would be typed."""
    if value is None or isinstance(value, str):
        return value
    return written(value, key)


def sensitivity(
    *scenarios: ScenarioLike,
    veld: str | None = None,
    set: Settings | None = None,
    level: Level | None = None,
    gemeente: Names | None = None,
    jaar: Years | None = None,
    inwoners: str | None = None,
    kwantiel: Number | None = None,
    kans_op: str | None = None,
    stap: Number | None = None,
    methode: Method = "een",
    draws: int | None = None,
    seed: int | None = None,
    allow_outside: bool = False,
) -> Sensitivity:
    """Which figure matters most to a result, and which one to ask for: ``spuk sensitivity``.

    Ctrl-C ends it within a second. The answer is the same for any number of threads.

    Args:
        scenarios: One, as in :func:`run`; with a second it is about the difference of both.
        veld: The result: a column of a run; ``uitkering_definitief`` without it.
        set: As in :func:`run`.
        level: What a row stands for; without it the country, or gemeenten that are named.
        gemeente: Only these, by code or name.
        jaar: These years together; of what stands at the end of a year the last.
        inwoners: Only gemeenten with so many inhabitants: ``"50000-100000"``, ``"250000-"``.
        kwantiel: Not of the projection but this quantile of draws: ``0.95``.
        kans_op: Not of the projection but the chance of more or less: ``">300mln"``.
        stap: Every figure is moved by so many per cent; else over its range, or by 10.
        methode: ``"een"`` one at a time, ``"morris"`` or ``"sobol"`` all at once.
        draws: How many draws, or points; else 200, 20 by Morris and 256 by Sobol.
        seed: Their seed; else that of the scenario, or 1.
        allow_outside: Scenarios may read files outside their own folder.

    Raises:
        ScenarioError: Anything wrong with the input, or what the method cannot answer.
        KeyboardInterrupt: Ctrl-C.
    """
    question = asked(scenarios, set, allow_outside)
    rows = (level, texts(gemeente), years(jaar))
    over = (_typed(kwantiel, "kwantiel"), kans_op)
    moved = (methode, _typed(stap, "stap"))
    points = _numbers.whole(draws, "draws", 1, _spuk.MOST_POINTS), _numbers.seed(seed)
    forms, (remarks, receipts) = _spuk.sensitivity(
        question, veld, rows, inwoners, over, moved, points, asked_threads()
    )
    warn(remarks, _CALLER)
    return Sensitivity(forms, receipts)


def solve(
    scenario: ScenarioLike = "wi2021",
    *,
    doel: Names,
    varieer: Names,
    wijze: str | None = None,
    set: Settings | None = None,
    gemeente: str | None = None,
    jaar: Years | None = None,
    samen: bool = False,
    decimalen: int | None = None,
    draws: int | None = None,
    kans: Number | None = None,
    seed: int | None = None,
    allow_outside: bool = False,
) -> Solution:
    """Which value of a key meets a goal: ``spuk solve``.

    Ctrl-C ends it within a second.

    Args:
        scenario: As in :func:`run`.
        doel: What has to hold: ``"uitkering_definitief=300mln"``, ``"tekort<=0"``. Of
            several, all.
        varieer: What may change: a key, a series per year, or a direction such as
            ``"betaalritme.1.totaal:1>3"``.
        wijze: How several keys move together: ``"richting"``, in proportion, or
            ``"kleinste"``, as little as meets every goal; else the first.
        set: As in :func:`run`.
        gemeente: Of this gemeente, by code or name; else of the country.
        jaar: Only these years.
        samen: The goal holds for the years added up, not for each.
        decimalen: Decimals of the answer; else as many as the key has.
        draws: The goal holds in so many draws instead of in the projection; with ``kans``.
        kans: In which share of the draws: ``0.95``.
        seed: The seed of the draws; else that of the scenario, or 1.
        allow_outside: The scenario may read files outside its own folder.

    Raises:
        ScenarioError: Anything wrong with the input, or a goal that cannot be asked so. A
            goal that no value meets is an answer: ``not solution.met``.
        KeyboardInterrupt: Ctrl-C.
    """
    question = asked((scenario,), set, allow_outside)
    whom = (gemeente, years(jaar))
    draws = _numbers.whole(draws, "draws", 1, _spuk.MOST_SOLVE_DRAWS)
    certain = (draws, _typed(kans, "kans"), _seed(seed, draws))
    decimalen = _numbers.whole(decimalen, "decimalen", 0, _spuk.MOST_DECIMALS)
    varied = (stated(varieer), wijze)
    solved, (remarks, receipts) = _spuk.solve(
        question, (stated(doel), samen), varied, whom, decimalen, certain, asked_threads()
    )
    warn(remarks, _CALLER)
    return Solution(solved, receipts)


def _seed(seed: int | None, draws: int | None) -> int | None:
    if seed is not None and draws is None:
        raise refuse(
            "`seed` zegt hier niets: er zijn geen trekkingen gevraagd",
            "`seed` says nothing here: no draws were asked for",
            "geef ook draws=1000, kans=0.95",
            "give draws=1000, kans=0.95 too",
            "opdrachtregel",
        )
    return _numbers.seed(seed)


def frontier(
    scenario: ScenarioLike = "wi2021",
    *,
    varieer: Names,
    tegen: str = "tekort",
    veld: str = "kas",
    stappen: int | None = None,
    set: Settings | None = None,
    gemeente: str | None = None,
    jaar: Years | None = None,
    allow_outside: bool = False,
) -> Frontier:
    """What every step of a key buys in one column against another: ``spuk solve --tegen``.

    Args:
        scenario: As in :func:`run`.
        varieer: What is varied, as in :func:`solve`.
        tegen: The column that ``veld`` is held against.
        veld: The column that is bought.
        stappen: In how many steps; 14 without it.
        set: As in :func:`run`.
        gemeente: Of this gemeente, by code or name; else of the country.
        jaar: Only these years.
        allow_outside: The scenario may read files outside its own folder.

    Raises:
        ScenarioError: Anything wrong with the input.
        KeyboardInterrupt: Ctrl-C.
    """
    question = asked((scenario,), set, allow_outside)
    forms, (remarks, receipts) = _spuk.frontier(
        question,
        stated(varieer),
        (veld, tegen),
        (gemeente, years(jaar)),
        _numbers.whole(stappen, "stappen", 1, _spuk.MOST_STEPS),
        asked_threads(),
    )
    warn(remarks, _CALLER)
    return Frontier(forms, receipts)


def backtest(
    scenario: ScenarioLike = "wi2021",
    *,
    set: Settings | None = None,
    allow_outside: bool = False,
) -> Backtest:
    """The model beside what was published, in people and money: ``spuk backtest``.

    Raises:
        ScenarioError: Anything wrong with the input.
    """
    question = asked((scenario,), set, allow_outside)
    forms, (remarks, receipts) = _spuk.backtest(question, asked_threads())
    warn(remarks, _CALLER)
    return Backtest(forms, receipts)
