"""What runs on a worker: a part, and parts that become one.

A task is a function of this module with plain values, so that every engine can carry it.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable
from dataclasses import dataclass

from .. import _spuk
from .._errors import refuse

PROGRAM = f"{_spuk.VERSION} ({_spuk.COMMIT})"
"""The simulator of this process."""


@dataclass(frozen=True)
class Work:
    """A simulation that is divided over workers.

    ``carried`` holds the question with every file that it needs.
    """

    carried: bytes
    draws: int
    seed: int
    threads: int
    program: str = PROGRAM


def hold(work: Work) -> Work:
    """The question, where parts are made of it."""
    return work


def make(work: Work, index: int, of: int) -> bytes:
    """Part ``index`` of ``of``, from 1."""
    _same_program(work.program)
    drawn = _spuk.carried_part(work.carried, (work.draws, work.seed), (index, of), work.threads)
    return drawn.to_bytes()


def join(program: str, parts: Iterable[bytes], index: int, of: int, each: int) -> bytes:
    """Part ``index`` of ``of``, from the parts of a division that is ``each`` times finer."""
    _same_program(program)
    first = (index - 1) * each + 1
    finer = of * each
    named = (
        (f"deel {number}/{finer}", part) for number, part in enumerate(parts, first)
    )
    drawn = [(name, _spuk.Drawn.of_bytes(part, name)) for name, part in named]
    return _spuk.merge(drawn, (index, of), 1).to_bytes()


def _same_program(program: str) -> None:
    """Refuses to work for another build: it may differ by a cent."""
    if program == PROGRAM:
        return
    where = platform.node()
    raise refuse(
        f"op {where} staat spuk {PROGRAM}, en de vraag komt van spuk {program}",
        f"spuk {PROGRAM} is on {where}, and the question is from spuk {program}",
        "zet op elke machine dezelfde spuk",
        "put the same spuk on every machine",
        "deel-ongeldig",
    )


def levels(parts: int, fan_in: int) -> list[int]:
    """How many parts become one, level by level, until one is left.

    >>> levels(64, 8), levels(12, 8), levels(7, 4)
    ([8, 8], [6, 2], [7])
    """
    steps = []
    while parts > 1:
        fits = [each for each in range(2, min(fan_in, parts) + 1) if parts % each == 0]
        # A prime that is larger is merged at once: half of it would be no part.
        each = fits[-1] if fits else _smallest_divisor(parts)
        steps.append(each)
        parts //= each
    return steps


def _smallest_divisor(number: int) -> int:
    return next(one for one in range(2, number + 1) if number % one == 0)


def usual_parts(workers: int, draws: int) -> int:
    """Some parts for every worker, so that the last one waits little: a power of two, of
    which the tree is flattest."""
    wanted = max(1, min(4 * workers, draws))
    return 1 << (wanted.bit_length() - 1)
