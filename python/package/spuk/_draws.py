"""Draws in bulk: a stream that other libraries read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from . import _spuk
from ._answers import Receipt, counted, receipts_of
from ._context import asked_threads

if TYPE_CHECKING:
    import polars


class Draws:
    """Every draw for itself, as a stream of Arrow: made while they are read, so that memory
    does not grow with their number, and again whenever they are read, the same ones.

    ``pyarrow.RecordBatchReader.from_stream(draws)`` gives batches,
    ``duckdb.sql("select ... from draws")`` reads them as they come. The columns are
    ``trekking`` (from 0), ``scenario``, ``gm_code``, ``jaar``, and money in
    ``decimal128(18, 2)``.

    Ctrl-C in the main thread ends a reading within a second: :meth:`to_polars` and
    :meth:`to_parquet` raise ``KeyboardInterrupt``; another reader raises the error that it
    has for a stream that breaks off, as ``pyarrow.ArrowInvalid``, which names it. DuckDB
    reads on threads of its own, and goes on to the last draw.
    """

    __slots__ = ("_plan", "receipts")

    receipts: list[Receipt]
    """What makes the run of every scenario again."""

    def __init__(self, plan: _spuk.DrawPlan, receipts: list[str]) -> None:
        self._plan = plan
        self.receipts = receipts_of(receipts)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._plan.columns

    @property
    def scenarios(self) -> list[str]:
        """The names of the scenarios."""
        return self._plan.scenarios

    @property
    def draws(self) -> int:
        """The number of draws."""
        return self._plan.draws

    @property
    def seed(self) -> int:
        """The seed of the draws."""
        return self._plan.seed

    def __len__(self) -> int:
        return len(self._plan)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._plan.stream(asked_threads())

    def to_polars(self) -> polars.DataFrame:
        """All draws as a ``DataFrame`` of polars, in memory.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            ModuleNotFoundError: polars is not installed.
        """
        import polars

        with self._interruptible():
            return polars.DataFrame(self)

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Ctrl-C in place of the error that whoever reads a stream makes of it."""
        try:
            yield
        except BaseException:
            self._plan.raise_interrupt()
            raise

    def to_parquet(self, path: str | os.PathLike[str], *, compression: str = "zstd") -> None:
        """Writes the draws to a file of Parquet, batch by batch.

        Args:
            path: Where to write it.
            compression: As ``pyarrow.parquet.ParquetWriter`` has it.

        Raises:
            KeyboardInterrupt: Ctrl-C; what was written by then stays.
            ModuleNotFoundError: pyarrow is not installed.
        """
        import pyarrow
        from pyarrow import parquet

        with self._interruptible():
            reader = pyarrow.RecordBatchReader.from_stream(self)
            with parquet.ParquetWriter(path, reader.schema, compression=compression) as file:
                for batch in reader:
                    file.write_batch(batch)

    def __repr__(self) -> str:
        names = ", ".join(self.scenarios)
        made = f"{counted(self.draws, 'draw')}, seed {self.seed}"
        return f"<spuk.Draws: {names}, {made}, {counted(len(self), 'row')}>"
