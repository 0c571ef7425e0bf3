"""Dask distributed: parts as tasks of a client."""

from __future__ import annotations

import uuid
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._engine import Engine, PartDone
from ._task import Work, hold, join, levels, make

if TYPE_CHECKING:
    from distributed import Client


class DaskEngine(Engine):
    """The workers of a Dask client. Dask runs a task again when its worker dies, and the
    tasks of which the results died with it."""

    def __init__(self, client: Client, *, threads: int = 1, fan_in: int = 8) -> None:
        super().__init__(threads=threads, fan_in=fan_in)
        self.client: Any = client
        """The client of the workers."""

    def workers(self) -> int:
        """How many tasks run at the same time."""
        return max(1, sum(self.client.nthreads().values()) // self.threads)

    def _run(self, work: Work, parts: int, done: PartDone) -> bytes:
        distributed: Any = import_module("distributed")
        # A task of its own: whoever loses it makes it again.
        call = uuid.uuid4().hex
        shared = self.client.submit(hold, work, key=f"spuk-vraag-{call}")
        level: list[Any] = [
            self.client.submit(make, shared, index, parts, key=f"spuk-deel-{call}-{index}")
            for index in range(1, parts + 1)
        ]
        numbers = {future.key: index for index, future in enumerate(level, 1)}
        made = distributed.as_completed(level)
        of = parts
        for each in levels(parts, self.fan_in):
            of //= each
            groups = [level[first : first + each] for first in range(0, len(level), each)]
            level = [
                self.client.submit(
                    join, work.program, group, index, of, each, key=f"spuk-samen-{call}-{of}-{index}"
                )
                for index, group in enumerate(groups, 1)
            ]
            # What nobody here holds is dropped where it lies, once it is merged.
            del groups
        (whole,) = level
        del level
        try:
            for future in made:
                if future.status == "error":
                    future.result()
                done(numbers[future.key])
                del future
            result: bytes = whole.result()
            return result
        except BaseException:
            # Nobody waits for the rest any more; a part that is being made is finished.
            self.client.cancel([whole, shared])
            raise


def dask(client: Client, *, threads: int = 1, fan_in: int = 8) -> DaskEngine:
    """An engine on the workers of a Dask client, which have the same ``spuk``.

    Args:
        client: A ``distributed.Client``.
        threads: Threads of a task: a worker has so many for each that it runs.
        fan_in: How many parts become one at a time, at most.

    A part is tried on as many workers that die under it as
    ``distributed.scheduler.allowed-failures`` says.
    """
    return DaskEngine(client, threads=threads, fan_in=fan_in)
