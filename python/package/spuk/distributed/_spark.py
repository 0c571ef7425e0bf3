"""Spark: parts as the rows of an RDD, a level of the tree as a shuffle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Event
from typing import TYPE_CHECKING, Any, Union

from .._errors import ScenarioError
from ._engine import Engine, PartDone
from ._task import Work, join, levels, make

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# What is wrong goes the way of a part: Spark would try it again, and give a text for it.
Made = Union[bytes, ScenarioError]
Row = tuple[int, Made]

# How long Ctrl-C and progress wait at most, in seconds.
_TICK = 0.2


class SparkEngine(Engine):
    """The executors of a Spark session. Spark runs a task again when it fails or its
    executor dies, as often as ``spark.task.maxFailures`` says."""

    def __init__(self, session: SparkSession, *, threads: int = 1, fan_in: int = 8) -> None:
        super().__init__(threads=threads, fan_in=fan_in)
        self.session = session

    def workers(self) -> int:
        """How many tasks run at the same time."""
        return max(1, int(self.session.sparkContext.defaultParallelism))

    def _run(self, work: Work, parts: int, done: PartDone) -> bytes:
        from pyspark import InheritableThread

        context = self.session.sparkContext
        shared = context.broadcast(work)

        def part(index: int) -> Row:
            try:
                return index, make(shared.value, index, parts)
            except ScenarioError as error:
                return index, error

        level: Any = context.parallelize(range(1, parts + 1), parts).map(part)
        of = parts
        for each in levels(parts, self.fan_in):
            of //= each
            level = _merged(level, work.program, of, each)
        came: list[list[Row] | BaseException] = []
        ready = Event()

        def collect() -> None:
            try:
                came.append(level.collect())
            except BaseException as error:  # It is raised where it is waited for.
                came.append(error)
            finally:
                ready.set()

        thread = InheritableThread(target=collect, daemon=True)
        thread.start()
        told = 0
        try:
            while not ready.wait(_TICK):
                for told in range(told + 1, _complete(context, parts) + 1):
                    done(told)
        except BaseException:
            context.cancelAllJobs()
            raise
        finally:
            shared.unpersist()
        (outcome,) = came
        if isinstance(outcome, BaseException):
            raise outcome
        for told in range(told + 1, parts + 1):
            done(told)
        ((_, whole),) = outcome
        if isinstance(whole, ScenarioError):
            raise whole
        return whole


def _complete(context: Any, parts: int) -> int:
    """How many parts are complete, as far as Spark still knows: a part that died with its
    executor counts twice for it once it is made again."""
    tracker = context.statusTracker()
    stages = (tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds())
    of_parts = (stage.numCompletedTasks for stage in stages if stage and stage.numTasks == parts)
    return min(parts, int(max(of_parts, default=0)))


def _merged(level: Any, program: str, of: int, each: int) -> Any:
    """The next level: a partition for every part of it, so that no worker holds more than
    the parts of one."""

    def parent(row: Row) -> tuple[int, Row]:
        return (row[0] - 1) // each + 1, row

    def together(rows: Iterator[tuple[int, Iterable[Row]]]) -> Iterator[Row]:
        for index, children in rows:
            parts = [part for _, part in sorted(children, key=lambda row: row[0])]
            wrong = [part for part in parts if isinstance(part, ScenarioError)]
            if wrong:
                yield index, wrong[0]
                continue
            whole = [part for part in parts if isinstance(part, bytes)]
            try:
                yield index, join(program, whole, index, of, each)
            except ScenarioError as error:
                yield index, error

    groups = level.map(parent).groupByKey(of, lambda key: key - 1)
    return groups.mapPartitions(together)


def spark(session: SparkSession, *, threads: int = 1, fan_in: int = 8) -> SparkEngine:
    """An engine on the executors of a Spark session, which have the same ``spuk``.

    Args:
        session: A ``pyspark.sql.SparkSession``.
        threads: Threads of a task; ``spark.task.cpus`` says how many it has for it.
        fan_in: How many parts become one at a time, at most.
    """
    return SparkEngine(session, threads=threads, fan_in=fan_in)
