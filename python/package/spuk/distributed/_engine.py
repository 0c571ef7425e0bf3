"""What every engine does alike: the question before, the answer behind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from .. import _numbers, _spuk
from .._answers import Level, Names, Simulation, Years, texts, years
from .._ask import Progress, simulated_rows
from .._context import asked_threads
from .._errors import refuse, warn
from .._scenario import ScenarioLike, Settings, asked
from ._task import Work, usual_parts

# Told of every part that is complete: its index, from 1.
PartDone = Callable[[int], None]

# Warnings point at the line of whoever asked.
_CALLER = 2


class Engine(ABC):
    """Workers that make the parts of a simulation.

    Args:
        threads: Threads of a task, on its worker.
        fan_in: How many parts become one at a time, at most.
    """

    def __init__(self, *, threads: int = 1, fan_in: int = 8) -> None:
        if threads < 1:
            raise ValueError(f"threads is 1 or more, not {threads}")
        if fan_in < 2:
            raise ValueError(f"fan_in is 2 or more, not {fan_in}")
        self.threads = threads
        self.fan_in = fan_in

    @abstractmethod
    def workers(self) -> int:
        """How many tasks run at the same time."""

    @abstractmethod
    def _run(self, work: Work, parts: int, done: PartDone) -> bytes:
        """The whole simulation, made in so many parts and merged in a tree."""

    def simulate(
        self,
        *scenarios: ScenarioLike,
        set: Settings | None = None,
        draws: int | None = None,
        seed: int | None = None,
        parts: int | None = None,
        level: Level | None = None,
        gemeente: Names | None = None,
        jaar: Years | None = None,
        progress: Progress | None = None,
        allow_outside: bool = False,
    ) -> Simulation:
        """Thousands of draws of the instroom, made by the workers: to the byte the answer of
        :func:`spuk.simulate`, with the same warnings.

        Files that scenarios name are read here and go along; workers need none of them.

        Args:
            scenarios: As in :func:`spuk.simulate`.
            set: As in :func:`spuk.run`.
            draws: How many; else as many as the first scenario says, or 1000.
            seed: The seed; else that of the first scenario, or 1.
            parts: In how many parts; else some for every worker. Of a power of two the tree
                is flattest; a prime is merged at once.
            level: Only rows of this level; all three without it.
            gemeente: Only rows of these gemeenten, by code or name.
            jaar: Only rows of these years.
            progress: Called with the draws of the parts that are complete and how many there
                will be.
            allow_outside: Scenarios may read files outside their own folder.

        Raises:
            ScenarioError: Anything wrong with the input; another spuk on a worker.
            KeyboardInterrupt: Ctrl-C; the tasks are told to end.
        """
        question = asked(scenarios, set, allow_outside)
        threads = asked_threads()
        rows = simulated_rows(question, (level, texts(gemeente), years(jaar)))
        # What there is to say of the input is said here, and not by every worker.
        (carried, draws, seed), (remarks, _) = _spuk.carried(
            question, (_numbers.draws(draws), _numbers.seed(seed)), threads
        )
        parts = usual_parts(self.workers(), draws) if parts is None else parts
        if not 1 <= parts <= draws:
            raise refuse(
                f"{draws} trekkingen zijn niet in {parts} delen te maken",
                f"{draws} draws cannot be made in {parts} parts",
                f"geef parts van 1 tot en met {draws}",
                f"give parts from 1 through {draws}",
                "opdrachtregel",
            )
        made = 0

        def done(index: int) -> None:
            nonlocal made
            made += draws * index // parts - draws * (index - 1) // parts
            if progress is not None:
                progress(made, draws)

        whole = self._run(Work(carried, draws, seed, self.threads), parts, done)
        drawn = _spuk.Drawn.of_bytes(whole, "het geheel")
        # Of the draws only the whole can tell: a part has fewer, and may be alike by chance.
        warn([*remarks, *drawn.remarks], _CALLER)
        return Simulation(drawn, rows)
