"""A simulation over more than one machine, on an engine that is there.

>>> engine = spuk.distributed.dask(client)             # doctest: +SKIP
>>> drawn = engine.simulate("wi2021", draws=1_000_000) # doctest: +SKIP

The engine decides who makes which part, and when; it knows of machines that go and of
tasks that fail. What is ours: a task has everything it needs with it, files and all; it
gives the same bytes wherever and however often it runs; and parts become one in a tree, so
that nobody holds all of them. So the result is that of one machine, to the byte.
"""

from ._dask import DaskEngine, dask
from ._engine import Engine
from ._spark import SparkEngine, spark

__all__ = ["DaskEngine", "Engine", "SparkEngine", "dask", "spark"]
