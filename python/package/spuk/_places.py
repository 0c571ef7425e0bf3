"""Of whom and of what size figures are, as titles and heads of columns say it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ._context import choose, spoken

if TYPE_CHECKING:
    from ._answers import Table

# So many places are named; of more it is said how many.
_NAMED = 3

# Rounded to a tenth of a million, less than this is nothing.
_NO_TENTH = 50_000


def number(value: Any, decimals: int | None = None) -> str:
    """A number as people write it here; nothing for a gap."""
    if value is None:
        return ""
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,}"
    if spoken() == "en":
        return text
    return text.translate(str.maketrans(",.", ".,"))


class Euros(NamedTuple):
    """What amounts of money are shown in: euros, or millions of them."""

    millions: bool

    @classmethod
    def of(
        cls, values: Iterable[Decimal | None], least: int = 10_000_000, small: bool = False
    ) -> Euros:
        """Millions where the largest of them is ``least`` or more.

        Args:
            values: The amounts that are shown together.
            least: How large the largest has to be for millions.
            small: Whether the smallest counts too: not one may be shown as nothing.
        """
        sizes = [abs(value) for value in values if value]
        large = max(sizes, default=Decimal(0)) >= least
        return cls(large and not (small and min(sizes) < _NO_TENTH))

    def text(self, value: Decimal | None) -> str:
        """An amount as people write it: whole euros, or a tenth of a million."""
        if value is None:
            return ""
        return number(value / 1_000_000, 1) if self.millions else number(value, 0)

    def floats(self, values: Iterable[Any]) -> list[float]:
        """Amounts for a chart."""
        by = 1_000_000 if self.millions else 1
        return [float(Decimal(value) / by) for value in values]

    @property
    def unit(self) -> str:
        """The unit, below a title."""
        if self.millions:
            return choose("in miljoenen euro's", "in millions of euros")
        return choose("in euro's", "in euros")

    @property
    def axis(self) -> str:
        """The unit, beside an axis."""
        return choose("miljoen euro", "million euros") if self.millions else choose("euro", "euros")


def places_of(table: Table) -> list[str]:
    """The names of whom a table is about, in its order, each once."""
    if "naam" in table.columns:
        return list(dict.fromkeys(map(str, table["naam"])))
    rows = zip(table["gm_code"], table["gemeente"], table["provincie"])
    return [name for _, name in dict.fromkeys((code, gemeente or provincie) for code, gemeente, provincie in rows)]


def together(table: Table) -> str:
    """Whom the rows of a table are about, added up."""
    names = places_of(table)
    if len(names) <= _NAMED:
        return " + ".join(names)
    levels = set(table["level"]) if "level" in table.columns else set()
    if levels == {"provincie"}:
        return choose(f"{len(names)} provincies samen", f"{len(names)} provincies together")
    if levels == {"gemeente"}:
        return choose(f"{len(names)} gemeenten samen", f"{len(names)} gemeenten together")
    return choose(f"{len(names)} plaatsen samen", f"{len(names)} places together")
