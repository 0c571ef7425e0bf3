"""Whole numbers that are asked for: read, or refused as the command line does. And how this
package reckons with decimals of its own."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import Any

from . import _spuk
from ._errors import ScenarioError, refuse

_MOST_SEED = 2**64 - 1

# Every field is given: what is left out comes from a default that anyone may change.
_OWN = Context(
    prec=28,
    rounding=ROUND_HALF_EVEN,
    Emin=-999_999,
    Emax=999_999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[DivisionByZero, InvalidOperation, Overflow],
)


def exactly(number: int, decimals: int) -> Decimal:
    """A whole number of the smallest parts, such as cents, as a decimal.

    Made of its digits: reckoned with, it would be rounded as the decimal context of whoever
    asks says.
    """
    return Decimal(f"{number}E-{decimals}")


@contextmanager
def own_context() -> Iterator[None]:
    """Decimals are reckoned with as this package needs it, whatever the decimal context of
    whoever asks says: of a precision of six a sum of amounts would lose its euros."""
    with localcontext(_OWN):
        yield


def draws(value: int | None, name: str = "draws") -> int | None:
    """A number of draws."""
    return whole(value, name, 1, _spuk.MOST_DRAWS)


def seed(value: int | None) -> int | None:
    """A seed."""
    return whole(value, "seed", 0, _MOST_SEED)


def draw(value: int | None) -> int | None:
    """Which draw, from 0."""
    return whole(value, "draw", 0, _spuk.MOST_DRAWS - 1)


def part(value: tuple[int, int]) -> tuple[int, int]:
    """Which part, and of how many; whether there is such a part the library says."""
    try:
        index, of = value
    except (TypeError, ValueError):
        raise refuse(
            f"`{value}` is geen waarde van `part`",
            f"`{value}` is no value of `part`",
            "geef welk deel en van hoeveel: part=(2, 8)",
            "give which part and of how many: part=(2, 8)",
            "opdrachtregel",
        ) from None
    most = 2**32 - 1
    return _known(index, "part", 1, most), _known(of, "part", 1, most)


def whole(value: int | None, name: str, least: int, most: int) -> int | None:
    """A whole number from ``least`` through ``most``, or none.

    Raises:
        ScenarioError: Anything else.
    """
    return None if value is None else _known(value, name, least, most)


def _known(value: Any, name: str, least: int, most: int) -> int:
    if isinstance(value, bool):
        raise _refused(value, name, least, most)
    try:
        number = operator.index(value)
    except TypeError:
        raise _refused(value, name, least, most) from None
    if not least <= number <= most:
        raise _refused(value, name, least, most)
    return number


def _refused(value: Any, name: str, least: int, most: int) -> ScenarioError:
    help_nl = f"een geheel getal van {least} tot en met {most}"
    help_en = f"a whole number from {least} through {most}"
    meant = _meant(value)
    if meant is not None and least <= meant <= most:
        help_nl, help_en = f"schrijf {name}={meant}: {help_nl}", f"write {name}={meant}: {help_en}"
    return refuse(
        f"`{value}` is geen waarde van `{name}`",
        f"`{value}` is no value of `{name}`",
        help_nl,
        help_en,
        "opdrachtregel",
    )


def _meant(value: Any) -> int | None:
    """The whole number that is written as another kind, as ``1e3`` or ``"1000"``."""
    if isinstance(value, bool) or not isinstance(value, (str, float)):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    # Beyond this a float is no longer every whole number.
    return int(number) if number.is_integer() and abs(number) < 2**53 else None
