"""Values of Python as TOML, exactly: no figure changes on its way."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ._errors import ScenarioError, refuse

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def document(tables: Mapping[Any, Any]) -> str:
    """The tables of a scenario as a text, a line for every key.

    Lists of tables stand under ``[[name]]`` and tables under ``[name]``, so that a message
    about a line of it reads as one about a file.
    """
    lines: list[str] = []
    heads = {key: value for key, value in tables.items() if not _is_table(value)}
    lines += [f"{_key(key)} = {written(value, str(key))}" for key, value in heads.items()]
    for key, value in tables.items():
        _table(lines, (_key(key),), value)
    return "\n".join(lines) + "\n"


def _table(lines: list[str], path: tuple[str, ...], value: Any) -> None:
    if isinstance(value, Mapping):
        inner = {key: one for key, one in value.items() if not isinstance(one, Mapping)}
        below = {key: one for key, one in value.items() if isinstance(one, Mapping)}
        if inner or not below:
            lines.append(f"[{'.'.join(path)}]")
        lines += [
            f"{_key(key)} = {written(one, '.'.join((*path, str(key))))}"
            for key, one in inner.items()
        ]
        for key, one in below.items():
            _table(lines, (*path, _key(key)), one)
    elif _is_table(value):
        for one in value:
            lines.append(f"[[{'.'.join(path)}]]")
            lines += [
                f"{_key(key)} = {written(inner, '.'.join((*path, str(key))))}"
                for key, inner in one.items()
            ]


def _is_table(value: Any) -> bool:
    """Whether it stands under a heading: a table, or a list of them."""
    is_list = isinstance(value, (list, tuple)) and bool(value)
    return isinstance(value, Mapping) or (
        is_list and all(isinstance(one, Mapping) for one in value)
    )


def setting(key: str, value: Any) -> str:
    """``key=value`` as the command line takes it: text as it would be typed there."""
    return f"{key}={value if isinstance(value, str) else written(value, key)}"


def _key(key: Any) -> str:
    text = str(key)
    return text if _BARE.match(text) else _text(text)


def _text(text: str) -> str:
    escaped = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    letters = (
        escaped.get(letter) or (letter if letter.isprintable() else f"\\U{ord(letter):08X}")
        for letter in text
    )
    return f'"{"".join(letters)}"'


def written(value: Any, key: str) -> str:
    """A value of Python as TOML.

    Raises:
        ScenarioError: NaN, a number that floating point has changed, or what no scenario
            can hold.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _decimal(value, key)
    if isinstance(value, Fraction):
        return _fraction(value, key)
    if isinstance(value, float):
        return _float(float(value), key)
    if isinstance(value, Mapping):
        inner = (f"{_key(name)} = {written(one, f'{key}.{name}')}" for name, one in value.items())
        return f"{{ {', '.join(inner)} }}"
    if hasattr(value, "__index__"):
        return str(value.__index__())
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        # A number of numpy; of one with fewer bits the digits that it stands for.
        is_short = type(value).__name__ in ("float16", "float32")
        return written(float(str(value)) if is_short else value.item(), key)
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        items = value if isinstance(value, (list, tuple)) else value.tolist()
        return f"[{', '.join(written(one, key) for one in items)}]"
    raise _no_value(value, key)


def _no_value(value: Any, key: str) -> ScenarioError:
    name = type(value).__name__
    return refuse(
        f"`{key}`: {name} is hier geen waarde",
        f"`{key}`: {name} is no value here",
        "verwacht: tekst, een getal, True of False, een lijst of een dict",
        "expected: text, a number, True or False, a list or a dict",
    )


def _float(value: float, key: str) -> str:
    if not math.isfinite(value):
        raise refuse(
            f"`{key}` is {value}: dat is geen getal",
            f"`{key}` is {value}: that is no number",
            "laat de sleutel weg, of geef het getal",
            "leave the key out, or give the number",
        )
    meant = f"{value:.15g}"
    if float(meant) != value:
        # Sixteen digits are what is left of a sum in floating point, and no decimal
        # that anyone wrote.
        plain = _plain(Decimal(meant))
        raise refuse(
            f"`{key}` is {value!r}: zo laat drijvende komma een decimaal getal achter",
            f"`{key}` is {value!r}: that is what floating point leaves of a decimal number",
            f'bedoelt u {plain}? schrijf {plain}, "{plain}" of Decimal("{plain}")',
            f'did you mean {plain}? write {plain}, "{plain}" or Decimal("{plain}")',
        )
    return _plain(Decimal(meant))


def _decimal(value: Decimal, key: str) -> str:
    if not value.is_finite():
        raise refuse(
            f"`{key}` is {value}: dat is geen getal",
            f"`{key}` is {value}: that is no number",
            "laat de sleutel weg, of geef het getal",
            "leave the key out, or give the number",
        )
    return _plain(value)


def _fraction(value: Fraction, key: str) -> str:
    left, places = value.denominator, 0
    for factor in (2, 5):
        count = 0
        while left % factor == 0:
            left, count = left // factor, count + 1
        places = max(places, count)
    if left != 1:
        raise refuse(
            f"`{key}` is {value}: dat heeft geen einde in decimalen",
            f"`{key}` is {value}: that has no end in decimals",
            "rond het af op zoveel decimalen als u bedoelt",
            "round it to as many decimals as you mean",
        )
    digits = abs(value.numerator) * 10**places // value.denominator
    sign = int(value.numerator < 0)
    # Built of its digits: reckoned with, it would be rounded to 28 of them.
    return _plain(Decimal((sign, tuple(map(int, str(digits))), -places)))


def _plain(value: Decimal) -> str:
    """A decimal number without a power of ten."""
    text = f"{value:f}"
    return "0" if text.strip("-0.") == "" and "." not in text else text
