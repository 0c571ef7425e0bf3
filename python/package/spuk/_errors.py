"""What is wrong with the input, as exceptions; what to know of an answer, as warnings."""

from __future__ import annotations

import re
import warnings
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


def in_python(text: str) -> str:
    """Options of the command line by their names in Python."""
    text = text.replace("--allow-outside", "allow_outside=True")
    return re.sub(
        # A place such as `--set:1:19` is no option.
        r"--(set|level|gemeente|jaar|veld|order|draws|seed)\b(?![-:])",
        lambda option: f"{option[1]}=" if option[1] != "set" else "set",
        text,
    )


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
