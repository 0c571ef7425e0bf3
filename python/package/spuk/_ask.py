"""The questions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any, Union

from . import _numbers, _spuk
from ._answers import (
    CheckResult,
    Comparison,
    Explanation,
    Level,
    Names,
    Projection,
    Simulation,
    Table,
    Years,
    texts,
    years,
)
from ._context import asked_threads
from ._draws import Draws
from ._errors import refuse, warn
from ._scenario import Asked, ScenarioLike, Settings, asked, asked_each, behind

Progress = Callable[[int, int], Any]

# Warnings point at the line of whoever asked.
_CALLER = 2


def _draw(draw: int | None, seed: int | None) -> tuple[int, int | None] | None:
    if draw is None and seed is not None:
        raise refuse(
            "`seed` zegt hier niets: er is geen trekking gevraagd",
            "`seed` says nothing here: no draw was asked for",
            "geef ook draw=0, de eerste trekking van dat zaad",
            "give draw=0 too, the first draw of that seed",
            "opdrachtregel",
        )
    number = _numbers.draw(draw)
    return None if number is None else (number, _numbers.seed(seed))


def _draws(draws: int | None, seed: int | None) -> tuple[int | None, int | None]:
    return _numbers.draws(draws), _numbers.seed(seed)


def run(
    *scenarios: ScenarioLike,
    set: Settings | None = None,
    level: Level | None = None,
    gemeente: Names | None = None,
    jaar: Years | None = None,
    draw: int | None = None,
    seed: int | None = None,
    allow_outside: bool = False,
) -> Projection:
    """A projection of a scenario, or of several under each other: ``spuk run``.

    Args:
        scenarios: Names of embedded scenarios, paths, TOML texts, dicts, or
            :class:`Scenario`; the law as it stands without any.
        set: Keys and their values, laid over every scenario. A ``str`` is what stands
            behind ``=`` on the command line; a ``float`` is taken as the decimal that it
            is written as, and refused where it is none.
        level: What a row stands for; without it the country, or gemeenten that are named.
        gemeente: Only these, by code or name.
        jaar: Only these years: ``2026``, ``[2026, 2028]``, ``"2026-2028"``.
        draw: One draw of a simulation instead of the projection itself; the first is 0.
        seed: The seed of that draw, else that of the scenario.
        allow_outside: Scenarios may read files outside their own folder.

    Raises:
        ScenarioError: Anything wrong with the input.
    """
    question = asked(scenarios, set, allow_outside)
    rows = (level, texts(gemeente), years(jaar))
    table, (remarks, receipts) = _spuk.run(question, rows, _draw(draw, seed), asked_threads())
    warn(remarks, _CALLER)
    return Projection(table, receipts)


def simulate(
    *scenarios: ScenarioLike,
    set: Settings | None = None,
    draws: int | None = None,
    seed: int | None = None,
    level: Level | None = None,
    gemeente: Names | None = None,
    jaar: Years | None = None,
    progress: Progress | None = None,
    allow_outside: bool = False,
) -> Simulation:
    """Thousands of draws of the instroom, every scenario on the same ones: ``spuk simulate``.

    Ctrl-C ends it within a second. The draws are the same for any number of threads.

    Args:
        scenarios: As in :func:`run`; the others are compared with the first.
        set: As in :func:`run`.
        draws: How many; else as many as the first scenario says, or 1000.
        seed: The seed; else that of the first scenario, or 1.
        level: Only rows of this level; all three without it.
        gemeente: Only rows of these gemeenten, by code or name.
        jaar: Only rows of these years.
        progress: Called now and then with the draws that are complete and how many there
            will be.
        allow_outside: Scenarios may read files outside their own folder.

    Raises:
        ScenarioError: Anything wrong with the input.
        KeyboardInterrupt: Ctrl-C.
    """
    question = asked(scenarios, set, allow_outside)
    count = _draws(draws, seed)
    rows = simulated_rows(question, (level, texts(gemeente), years(jaar)))
    drawn, (remarks, _) = _spuk.simulate(question, count, None, progress, asked_threads())
    warn(remarks, _CALLER)
    return Simulation(drawn, rows)


def simulated_rows(
    question: Asked, rows: tuple[str | None, list[str], list[str]]
) -> tuple[str | None, list[str], list[str]]:
    """The rows that are asked for, refused before anything is drawn where they cannot be."""
    if rows == (None, [], []):
        return rows
    return _spuk.rows_of_simulation(question, rows, asked_threads())


def draws(
    *scenarios: ScenarioLike,
    veld: Names | None = None,
    set: Settings | None = None,
    draws: int | None = None,
    seed: int | None = None,
    level: Level | None = None,
    gemeente: Names | None = None,
    jaar: Years | None = None,
    allow_outside: bool = False,
) -> Draws:
    """Every draw for itself, in bulk, as batches of Arrow: those of :func:`simulate` with
    the same seed.

    Args:
        scenarios: As in :func:`run`; every one on the same draws.
        veld: Columns of which :func:`simulate` keeps draws; ``uitkering_definitief`` without it.
        set: As in :func:`run`.
        draws: How many; else as many as the first scenario says, or 1000.
        seed: The seed; else that of the first scenario, or 1.
        level: What a row stands for; without it the country, or gemeenten that are named.
        gemeente: Only these, by code or name.
        jaar: Only these years.
        allow_outside: Scenarios may read files outside their own folder.

    Raises:
        ScenarioError: Anything wrong with the input, or a column of which no draws are made.
    """
    question = asked(scenarios, set, allow_outside)
    rows = (level, texts(gemeente), years(jaar))
    plan, (remarks, receipts) = _spuk.draws(
        question, *_draws(draws, seed), texts(veld), rows, asked_threads()
    )
    warn(remarks, _CALLER)
    return Draws(plan, receipts)


def simulate_part(
    *scenarios: ScenarioLike,
    part: tuple[int, int],
    set: Settings | None = None,
    draws: int | None = None,
    seed: int | None = None,
    allow_outside: bool = False,
) -> bytes:
    """A part of a simulation, as ``spuk simulate --shard`` writes it; :func:`merge` puts
    parts together.

    Args:
        scenarios: As in :func:`simulate`.
        part: Which part, from 1, and of how many: ``(2, 8)``.
        set: As in :func:`run`.
        draws: How many the whole simulation has.
        seed: Its seed.
        allow_outside: Scenarios may read files outside their own folder.

    Raises:
        ScenarioError: Anything wrong with the input, or no such part.
    """
    question = asked(scenarios, set, allow_outside)
    drawn, (remarks, _) = _spuk.simulate(
        question, _draws(draws, seed), _numbers.part(part), None, asked_threads()
    )
    warn(remarks, _CALLER)
    return drawn.to_bytes()


def merge(parts: Iterable[bytes]) -> Simulation:
    """One simulation from its parts, in any order: what one machine would have made, to
    the byte.

    Raises:
        ScenarioError: A part of another simulation or of another version, one that is
            there twice, or one that is missing.
    """
    return Simulation(merged(parts, (1, 1)), (None, [], []))


def merge_parts(parts: Iterable[bytes], part: tuple[int, int]) -> bytes:
    """Part ``i`` of ``n`` from parts of a finer division that follow on each other, as
    ``spuk merge --shard``: so parts become one in a tree, and nobody holds all of them.

    Args:
        parts: Of so many times ``n`` parts those that make up part ``i``, in any order.
        part: Which part they become, from 1, and of how many.

    Raises:
        ScenarioError: As :func:`merge`, or a part that does not belong to it.
    """
    return merged(parts, part).to_bytes()


def merged(parts: Iterable[bytes], part: tuple[int, int]) -> _spuk.Drawn:
    """What parts are together."""
    named = ((f"deel {number}", one) for number, one in enumerate(parts, 1))
    drawn = [(name, _spuk.Drawn.of_bytes(one, name)) for name, one in named]
    return _spuk.merge(drawn, _numbers.part(part), asked_threads())


def compare(
    first: ScenarioLike,
    *others: ScenarioLike,
    set: Settings | None = None,
    set_b: Settings | None = None,
    level: Level | None = None,
    gemeente: Names | None = None,
    jaar: Years | None = None,
    veld: Names | None = None,
    order: Names | None = None,
    draws: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    allow_outside: bool = False,
) -> Comparison:
    """What differs, for whom, when and why: ``spuk compare``.

    Args:
        first: The scenario that the others are held against.
        others: The others; the first itself with ``set_b`` where there are none.
        set: Laid over every scenario.
        set_b: Laid over every scenario but the first.
        level: What a row stands for; without it the country, or gemeenten that are named.
        gemeente: Only these, by code or name.
        jaar: Only these years.
        veld: Only these columns of money; all without it.
        order: The parts of the rules in the order in which they change, such as
            ``["prijs", "betaalritme"]``; without it the mean over all orders.
        draws: So many draws, for P5, P50 and P95 of the differences.
        seed: The seed of those draws.
        progress: As in :func:`simulate`.
        allow_outside: Scenarios may read files outside their own folder.

    Raises:
        ScenarioError: Anything wrong with the input, or scenarios that cannot be compared.
        TypeError: Nothing to compare with.
    """
    if not others and set_b is None:
        raise TypeError("compare() needs a second scenario, or set_b")
    if seed is not None and draws is None:
        raise refuse(
            "`seed` zegt hier niets: er zijn geen trekkingen gevraagd",
            "`seed` says nothing here: no draws were asked for",
            "geef ook draws=1000",
            "give draws=1000 too",
            "opdrachtregel",
        )
    # Read once each: an iterator has nothing the second time.
    shared, own = behind(set), behind(set_b)
    laid = behind(*shared, *own)
    question = asked_each(
        [(first, shared), *((other, laid) for other in others or (first,))], allow_outside
    )
    rows = (level, texts(gemeente), years(jaar))
    tables, (remarks, receipts) = _spuk.compare(
        question, rows, texts(veld), texts(order), *_draws(draws, seed), progress, asked_threads()
    )
    warn(remarks, _CALLER)
    return Comparison(tuple(tables), receipts)


def explain(
    scenario: ScenarioLike = "wi2021",
    *,
    jaar: int | str,
    gemeente: str | None = None,
    provincie: str | None = None,
    veld: Names | None = None,
    set: Settings | None = None,
    draw: int | None = None,
    seed: int | None = None,
    allow_outside: bool = False,
) -> Explanation:
    """How amounts come about, down to every source: ``spuk explain``.

    Args:
        scenario: As in :func:`run`.
        jaar: The year.
        gemeente: Of this gemeente, by code or name.
        provincie: Of this provincie; of the country without either.
        veld: Columns, or amounts per person such as ``a`` or ``gewicht_d``; without it both
            uitkeringen, the verrekening and the kas.
        set: As in :func:`run`.
        draw: As in :func:`run`.
        seed: As in :func:`run`.
        allow_outside: The scenario may read files outside its own folder.

    Raises:
        ScenarioError: Anything wrong with the input.
        TypeError: Both a gemeente and a provincie.
    """
    if gemeente is not None and provincie is not None:
        raise TypeError("explain() takes a gemeente or a provincie, not both")
    question = asked((scenario,), set, allow_outside)
    text, (remarks, _) = _spuk.explain(
        question, gemeente, provincie, str(jaar), texts(veld), _draw(draw, seed), asked_threads()
    )
    warn(remarks, _CALLER)
    return Explanation(text)


def amounts(
    scenario: ScenarioLike = "wi2021",
    *,
    jaar: Years | None = None,
    set: Settings | None = None,
    allow_outside: bool = False,
) -> Table:
    """The amounts per person and budget year, derived and published beside each other:
    ``spuk amounts``.

    Raises:
        ScenarioError: Anything wrong with the input, or a year without amounts.
    """
    question = asked((scenario,), set, allow_outside)
    table, (remarks, _) = _spuk.amounts(question, years(jaar), asked_threads())
    warn(remarks, _CALLER)
    return Table(table)


def figures(
    scenario: ScenarioLike = "wi2021",
    *,
    set: Settings | None = None,
    allow_outside: bool = False,
) -> Table:
    """Every figure that a scenario is run with: its key, value, status and source.

    Raises:
        ScenarioError: Anything wrong with the input.
    """
    question = asked((scenario,), set, allow_outside)
    table, (remarks, _) = _spuk.figures(question, asked_threads())
    warn(remarks, _CALLER)
    return Table(table)


def check(
    *paths: Union[str, "os.PathLike[str]"],
    require_baseline: bool = False,
    simulations: bool = True,
    only: Names | None = None,
    tolerance: str | None = None,
    tolerance_total: str | None = None,
    allow_outside: bool = False,
) -> CheckResult:
    """Scenarios held against agreed figures and baselines: ``spuk check``. Nothing is
    written.

    Args:
        paths: Folders, scenarios or embedded names; without any the folder ``scenarios``,
            or else the working folder.
        require_baseline: A scenario without a baseline is a difference.
        simulations: Also hold baselines of simulations.
        only: Only these columns.
        tolerance: Amounts that moved no further count as unmoved: ``"0.50"``, ``"0.1%"``.
        tolerance_total: The same for the total of a column in a year.
        allow_outside: Scenarios may read files outside their own folder.

    Raises:
        ScenarioError: A folder without scenarios, a column or tolerance that is none.
    """
    return CheckResult(
        *_spuk.check(
            [os.fsdecode(path) for path in paths],
            require_baseline,
            not simulations,
            texts(only),
            tolerance,
            tolerance_total,
            allow_outside,
            asked_threads(),
        )
    )


def columns() -> Table:
    """What every column of a run is: unit, meaning, article, labels: ``spuk columns``."""
    return Table(_spuk.columns())


def scenarios() -> Table:
    """The embedded scenarios, each with the question that it answers: ``spuk list``."""
    return Table(_spuk.scenarios())
