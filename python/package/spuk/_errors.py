"""What is wrong with the input, as exceptions; what to know of an answer, as warnings."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from ._context import choose


class SpukError(Exception):
    """Something went wrong that is no fault of a scenario: money that is not conserved."""


class ScenarioError(SpukError, ValueError):
    """Something is wrong with a scenario, a file that it names, or what was asked.

    ``str(error)`` is the message of the command line, with file, line, column, excerpt and
    help, in the language of :func:`spuk.language`.
    """

    def __init__(self, fields: dict[str, Any]) -> None:
        super().__init__(fields)
        self._fields = fields

    @property
    def code(self) -> str:
        """The kind of error, a stable name such as ``onbekende-sleutel``."""
        return str(self._fields["code"])

    @property
    def message(self) -> str:
        """What is wrong, in one line."""
        return self._in_python("message") or ""

    @property
    def help(self) -> str | None:
        """What would be right, where that is known."""
        return self._in_python("help")

    @property
    def file(self) -> str | None:
        """The file that it is about; ``--set`` for a setting."""
        return self._of_text("file")

    @property
    def line(self) -> int | None:
        """The line in that file, from 1."""
        return self._of_number("line")

    @property
    def column(self) -> int | None:
        """The column in that line, in characters from 1."""
        return self._of_number("column")

    def __str__(self) -> str:
        return self._in_python("text") or ""

    def __repr__(self) -> str:
        place = "" if self.file is None else f", {self.file}:{self.line}:{self.column}"
        return f"ScenarioError({self.code}: {self.message}{place})"

    def _in_python(self, name: str) -> str | None:
        text = choose(f"{name}_nl", f"{name}_en")
        said = self._fields.get(text)
        return None if said is None else in_python(str(said))

    def _of_text(self, name: str) -> str | None:
        value = self._fields.get(name)
        return None if value is None else str(value)

    def _of_number(self, name: str) -> int | None:
        value = self._fields.get(name)
        return None if value is None else int(value)


class UnknownColumn(KeyError):
    """A column that is not there."""

    def __str__(self) -> str:
        # That of a KeyError has the text between quotes.
        return str(self.args[0])


def no_column(name: str, known: Sequence[str], *, of_draws: bool = False) -> UnknownColumn:
    """The exception for a column that is not there, with the one that may be meant, or
    those that there are."""
    near = get_close_matches(name, known, 1, 0.7)
    if near:
        meant = choose(f"bedoelt u `{near[0]}`?", f"did you mean `{near[0]}`?")
    else:
        meant = choose("kies uit: ", "choose from: ") + ", ".join(known)
    if of_draws:
        wrong = choose(f"van `{name}` zijn geen trekkingen", f"of `{name}` there are no draws")
    else:
        wrong = choose(f"er is geen kolom `{name}`", f"there is no column `{name}`")
    return UnknownColumn(f"{wrong}; {meant}")


class SpukWarning(UserWarning):
    """Something that a reader of an answer should know.

    ``str(warning)`` says it in the language of :func:`spuk.language` at the time.
    """

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text, code)
        self.code = code
        """The kind of remark, a stable name."""

    def __str__(self) -> str:
        return str(self.args[0])


# What options of the command line are called in Python; `set` stands before a setting.
_OPTIONS = {
    "simulate": "draws=",
    "set": "set",
    "set-b": "set_b",
    "kans-op": "kans_op=",
    "tolerance-total": "tolerance_total=",
    "allow-outside": "allow_outside=True",
    "require-baseline": "require_baseline=True",
    "no-simulate": "simulations=False",
    "samen": "samen=True",
    **{
        name: f"{name}="
        for name in (
            "level gemeente provincie jaar veld order draw draws seed only tolerance inwoners "
            "kwantiel stap methode doel varieer wijze decimalen kans tegen stappen"
        ).split()
    },
}
_OPTION = re.compile(
    r"--(?P<name>" + "|".join(sorted(_OPTIONS, key=len, reverse=True)) + r")(?![\w-])"
    # A number or one of a few words is its value.
    r"(?: (?P<number>\d+)(?![\w%.,-])| (?P<word>landelijk|provincie|gemeente|een|morris|sobol)\b)?"
)


def in_python(text: str) -> str:
    """Options of the command line by their names in Python."""

    def named(option: re.Match[str]) -> str:
        name = _OPTIONS[option["name"]]
        number, word = option["number"], option["word"]
        if not name.endswith("="):
            return name + option[0].removeprefix(f"--{option['name']}")
        if word and option["name"] not in ("level", "methode"):
            return f"{name} {word}"
        return name + (number or (f'"{word}"' if word else ""))

    return _OPTION.sub(named, text)


def fault(**fields: Any) -> Exception:
    """The exception for what the library says."""
    if fields["code"] == "boeken-sluiten-niet":
        return SpukError(choose(fields["text_nl"], fields["text_en"]))
    return ScenarioError(fields)


def refuse(nl: str, en: str, help_nl: str, help_en: str, code: str = "verkeerd-type") -> ScenarioError:
    """The exception for what Python hands over and no scenario can hold."""
    return ScenarioError(
        {
            "code": code,
            "message_nl": nl,
            "message_en": en,
            "help_nl": help_nl,
            "help_en": help_en,
            "text_nl": f"fout[{code}]: {nl}\n  = hulp: {help_nl}",
            "text_en": f"error[{code}]: {en}\n  = help: {help_en}",
        }
    )


def warn(remarks: list[tuple[str, str, str]], depth: int) -> None:
    """Warns of every remark, at the line of whoever asked."""
    for code, nl, en in remarks:
        said = SpukWarning(in_python(choose(nl, en)), code)
        warnings.warn(said, stacklevel=depth + 1)
